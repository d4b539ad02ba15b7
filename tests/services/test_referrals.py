"""A referral from first line to last: begun once, sent, received, decided, closed, never out of order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from aande_alert.domain.changes import Topic
from aande_alert.domain.errors import ChangedMeanwhile, Refused
from aande_alert.domain.referral import ReferralLine, ReferralState
from aande_alert.domain.staff import Role
from tests.builders import AIREBOROUGH, NOW, PASSWORD, a_person
from tests.services.referring import Referring
from tests.services.ward import Ward

Act = Callable[..., object]


@pytest.fixture
def written(ward: Ward) -> Referring:
    return Referring(ward).can_sign().written()


def signed(written: Referring) -> ReferralLine:
    line = written.drafted()
    written.ward.services.referrals.sign(written.registrar, line.id, PASSWORD)
    return line


def state_of(written: Referring) -> ReferralState:
    with written.ward.store.reading() as tx:
        return tx.referrals.of_attendance(written.visit)[0].state


# ---------------------------------------------------------------- beginning


def test_a_draft_goes_to_the_council_that_lists_the_child_and_has_a_clock(written: Referring) -> None:
    outcome = written.ward.services.referrals.draft(written.registrar, written.visit, uuid4())
    line = outcome.value
    assert (line.reference, line.council, line.state) == ("CVH-2026-00001", "CN", ReferralState.DRAFTED)
    assert line.due_at == NOW + timedelta(hours=24)
    assert line.due_words == "Written referral due by 23-Nov-2026 14:10"
    assert Topic.REFERRALS in outcome.changed
    assert "child:referral:drafted" in written.ward.events()


def test_one_visit_has_one_referral_however_often_it_is_begun(written: Referring) -> None:
    first = written.drafted()
    again = written.ward.services.referrals.draft(written.registrar, written.visit, uuid4())
    assert again.value.id == first.id
    assert again.changed == frozenset()


def test_a_child_on_no_list_goes_to_the_first_council(ward: Ward) -> None:
    registrar = ward.with_lists().of_role(Role.CLINICIAN)
    visit = ward.visit(ward.known(a_person("Grey", "Evie", "2020-01-05", addresses=(), phones=())))
    assert ward.services.referrals.draft(registrar, visit.id, uuid4()).value.council == "AB"


def test_without_a_council_there_is_nowhere_to_refer_to(ward: Ward) -> None:
    registrar = ward.of_role(Role.CLINICIAN)
    visit = ward.visit(ward.known(a_person()))
    with pytest.raises(Refused, match="No council is set up here"):
        ward.services.referrals.draft(registrar, visit.id, uuid4())


def test_the_writer_can_send_a_draft_to_another_council_but_not_a_signed_one(written: Referring) -> None:
    line = written.drafted()
    referrals = written.ward.services.referrals
    assert referrals.address_to(written.registrar, line.id, AIREBOROUGH.code).value.council == "AB"
    assert "child:referral:addressed" in written.ward.events()
    referrals.sign(written.registrar, line.id, PASSWORD)
    with pytest.raises(ChangedMeanwhile, match=r"BHATT, Rohan \(Dr\) signed this referral at 22-Nov-2026"):
        referrals.address_to(written.registrar, line.id, "CN")


# ---------------------------------------------------------------- following


def test_every_move_is_kept_with_its_clock_until_it_is_closed(written: Referring) -> None:
    line = signed(written)
    referrals, who = written.ward.services.referrals, written.ward.safeguarding
    clock = written.ward.clock
    referrals.telephoned(who, line.id, "QUAYLE, Susan (Ms). Advised to admit.")
    assert state_of(written) is ReferralState.SIGNED
    clock.move(minutes=6)
    sent = referrals.sent(who, line.id, "Secure email", " Front door, Calderdale North ").value
    assert (sent.state, sent.due_words) == (ReferralState.SENT, "Acknowledgement due by 23-Nov-2026 14:16")
    assert sent.steps[-1].words == "Secure email to Front door, Calderdale North"
    clock.move(hours=20)
    received = referrals.received(who, line.id, "MARSH, Delroy (Mr)").value
    assert received.due_words == "Decision due by 24-Nov-2026 10:16"
    decided = referrals.decided(who, line.id, "Section 47 enquiry.", agree=True).value
    assert decided.steps[-1].words == "Section 47 enquiry. We agree."
    assert (decided.due_at, decided.due_words) == (None, "")
    closed = referrals.closed(who, line.id, "Maisie lives with her grandmother.").value
    assert [step.state.value for step in closed.steps] == [
        "drafted", "signed", "signed", "sent", "received", "decision", "closed",
    ]  # fmt: skip
    assert referrals.open(who) == ()
    assert referrals.followed(who) == ()
    assert [one.id for one in referrals.of_person(who, written.child.id)] == [line.id]


def test_a_referral_sent_on_friday_is_acknowledged_on_monday(written: Referring) -> None:
    line = signed(written)
    written.ward.clock.move(days=5)
    sent = written.ward.services.referrals.sent(written.registrar, line.id, "Post", "Front door").value
    assert sent.due_words == "Acknowledgement due by 30-Nov-2026 14:10"


@pytest.mark.parametrize(
    ("move", "words"),
    [
        (lambda r, who, line: r.sent(who, line, "Post", "Front door"), "cannot become sent"),
        (lambda r, who, line: r.received(who, line, "MARSH"), "cannot become received"),
        (lambda r, who, line: r.decided(who, line, "No action."), "cannot become decision"),
        (lambda r, who, line: r.closed(who, line, "Safe."), "cannot become closed"),
    ],
)
def test_no_step_is_taken_before_the_one_before_it(written: Referring, move: Act, words: str) -> None:
    line = written.drafted()
    with pytest.raises(ChangedMeanwhile, match=words):
        move(written.ward.services.referrals, written.registrar, line.id)
    assert state_of(written) is ReferralState.DRAFTED


@pytest.mark.parametrize(
    ("move", "do"),
    [
        (lambda r, who, line: r.telephoned(who, line, "  "), "Say whom you spoke to"),
        (lambda r, who, line: r.sent(who, line, "", "Front door"), "Say how it was sent"),
        (lambda r, who, line: r.sent(who, line, "Post", " "), "Say how it was sent"),
        (lambda r, who, line: r.received(who, line, ""), "Say who acknowledged it"),
        (lambda r, who, line: r.decided(who, line, ""), "Say what was decided"),
        (lambda r, who, line: r.decided(who, line, "No action.", agree=False), "Say why we do not agree"),
        (lambda r, who, line: r.closed(who, line, ""), "Say what came of it"),
    ],
)
def test_a_step_without_words_is_refused_and_says_what_to_write(
    written: Referring, move: Act, do: str
) -> None:
    line = signed(written)
    with pytest.raises(Refused) as refused:
        move(written.ward.services.referrals, written.registrar, line.id)
    assert refused.value.do.startswith(do)
    assert refused.value.kept


def test_disagreement_is_kept_with_its_reason_and_silence_on_it_stays_silence(written: Referring) -> None:
    line = signed(written)
    referrals, who = written.ward.services.referrals, written.registrar
    referrals.sent(who, line.id, "Post", "Front door")
    referrals.received(who, line.id, "MARSH, Delroy (Mr)")
    kept = referrals.decided(who, line.id, "No further action.", agree=False, reason="Four bruises.").value
    assert kept.steps[-1].words == "No further action. We do not agree: Four bruises."


def test_a_decision_nobody_has_spoken_to_says_neither_yes_nor_no(written: Referring) -> None:
    line = signed(written)
    referrals, who = written.ward.services.referrals, written.registrar
    referrals.sent(who, line.id, "Post", "Front door")
    referrals.received(who, line.id, "MARSH, Delroy (Mr)")
    assert referrals.decided(who, line.id, "Strategy meeting.").value.steps[-1].words == "Strategy meeting."


def test_the_list_of_open_referrals_names_the_child_and_the_council(written: Referring) -> None:
    line = written.drafted()
    ((followed, person, council),) = written.ward.services.referrals.followed(written.ward.nurse)
    assert (followed.id, person.id, council) == (line.id, written.child.id, "Calderdale North Council")
    assert written.ward.services.referrals.open(written.ward.nurse)[0].id == line.id


@pytest.mark.parametrize(
    "ask",
    [
        lambda r, who, visit, _line: r.draft(who, visit, uuid4()),
        lambda r, who, _visit, line: r.address_to(who, line, "AB"),
        lambda r, who, _visit, line: r.telephoned(who, line, "QUAYLE"),
        lambda r, who, _visit, line: r.sent(who, line, "Post", "Front door"),
        lambda r, who, _visit, line: r.sign(who, line, PASSWORD),
        lambda r, who, _visit, line: r.export(who, line, mail=True, reason="Ward round"),
    ],
)
def test_a_triage_nurse_reads_a_referral_and_changes_nothing(written: Referring, ask: Act) -> None:
    line = written.drafted()
    with pytest.raises(Refused, match="does not allow this"):
        ask(written.ward.services.referrals, written.ward.nurse, written.visit, line.id)
    assert "staff:act:refused" in written.ward.events()


@pytest.mark.parametrize(
    "ask",
    [
        lambda r, who, visit, _line: r.look(who, visit),
        lambda r, who, visit, _line: r.readiness(who, visit),
        lambda r, who, visit, _line: r.wording(who, visit),
        lambda r, who, _visit, line: r.document(who, line),
        lambda r, who, _visit, line: r.render(who, line),
        lambda r, who, visit, _line: r.of_person(who, visit),
        lambda r, who, _visit, _line: r.open(who),
        lambda r, who, _visit, _line: r.followed(who),
    ],
)
def test_an_administrator_reads_no_referral(written: Referring, ask: Act) -> None:
    line = written.drafted()
    with pytest.raises(Refused, match="does not allow this"):
        ask(written.ward.services.referrals, written.ward.administrator, written.visit, line.id)
