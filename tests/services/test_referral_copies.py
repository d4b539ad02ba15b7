"""A referral as paper: what is signed is what was read, and no copy leaves unseen."""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from aande_alert.documents.preview import Preview
from aande_alert.domain.answers import Given
from aande_alert.domain.attendance import SafeguardingStep
from aande_alert.domain.errors import ChangedMeanwhile, Refused, Unavailable
from aande_alert.domain.referral import PrintedPhotograph, ReferralState, RenderedReferral
from tests.builders import PASSWORD
from tests.services.referring import Referring
from tests.services.ward import Ward


@pytest.fixture
def written(ward: Ward) -> Referring:
    return Referring(ward).can_sign().written()


def text_of(body: bytes) -> str:
    with closing(Preview(body)) as preview:
        return " ".join(" ".join(preview.text(page) for page in range(len(preview))).split())


# ---------------------------------------------------------------- signing


def test_signing_keeps_both_copies_and_moves_the_board(written: Referring) -> None:
    mark = written.mark()
    written.photographed(mark)
    line = written.drafted()
    referrals = written.ward.services.referrals
    outcome = referrals.sign(written.registrar, line.id, PASSWORD)
    evidence = referrals.render(written.registrar, line.id)
    mail = referrals.render(written.registrar, line.id, mail=True)
    assert evidence.body == outcome.value.body
    assert evidence.sha256 == hashlib.sha256(evidence.body).hexdigest()
    assert evidence.signed
    assert mail.body != evidence.body
    for copy in (evidence, mail):
        holds, words = referrals.check_copy(copy.body, written_roots(written))
        assert holds, words
        assert "DRAFT" not in text_of(copy.body)
    with written.ward.store.reading() as tx:
        assert tx.referrals.get(line.id).state is ReferralState.SIGNED
        assert tx.attendances.get(written.visit).step is SafeguardingStep.REFERRED
    assert written.ward.events().count("child:photograph:printed") == 1
    desk = referrals.look(written.registrar, written.visit)
    assert desk.copy == mail.body
    assert desk.document is None
    assert desk.roots == written_roots(written)


def written_roots(written: Referring) -> tuple[bytes, ...]:
    from aande_alert.services.signing import roots_of

    with written.ward.store.reading() as tx:
        return roots_of(tx)


def test_one_changed_byte_is_found(written: Referring) -> None:
    line = written.drafted()
    body = bytearray(written.ward.services.referrals.sign(written.registrar, line.id, PASSWORD).value.body)
    body[len(body) // 3] ^= 1
    holds, words = written.ward.services.referrals.check_copy(bytes(body), written_roots(written))
    assert not holds
    assert words[0] == "This file was changed after it was signed."


def test_what_is_missing_blocks_signing_and_never_an_urgent_one(ward: Ward) -> None:
    referring = Referring(ward).can_sign().written("presentation.last_well", "account")
    line = referring.drafted()
    referrals = ward.services.referrals
    with pytest.raises(Refused, match="Something a referral needs is missing"):
        referrals.sign(referring.registrar, line.id, PASSWORD)
    interim = referrals.sign(referring.registrar, line.id, PASSWORD, interim=True).value
    said = text_of(interim.body)
    assert said.count("URGENT INTERIM") >= interim.pages
    assert "Who last saw the child well: not recorded." in said
    assert "No account of what happened." in said
    with ward.store.reading() as tx:
        assert tx.referrals.get(line.id).steps[-1].words == "Signed as urgent interim"


def test_nothing_missing_is_not_called_interim_even_when_asked(written: Referring) -> None:
    line = written.drafted()
    signed = written.ward.services.referrals.sign(written.registrar, line.id, PASSWORD, interim=True).value
    assert "URGENT INTERIM" not in text_of(signed.body)


def test_a_wrong_password_signs_nothing(written: Referring) -> None:
    line = written.drafted()
    with pytest.raises(Refused, match="not right"):
        written.ward.services.referrals.sign(written.registrar, line.id, "not it")
    with written.ward.store.reading() as tx:
        assert tx.referrals.get(line.id).state is ReferralState.DRAFTED


def test_a_hospital_without_a_certificate_says_so_and_keeps_the_draft(ward: Ward) -> None:
    referring = Referring(ward).written()
    line = referring.drafted()
    with pytest.raises(Unavailable, match="signing certificate is not set up"):
        ward.services.referrals.sign(referring.registrar, line.id, PASSWORD)


def test_what_was_written_after_the_screen_was_read_is_read_before_it_is_signed(written: Referring) -> None:
    written.drafted()
    referrals = written.ward.services.referrals
    desk = referrals.look(written.registrar, written.visit)
    written.ward.clock.move(minutes=3)
    written.answer("analysis.why_now", "Her brother has bruises too.", by=written.ward.nurse)
    with pytest.raises(ChangedMeanwhile, match=r"changed after you read it\. .*OKORO, Grace \(Ms\), 22-Nov"):
        referrals.ask_to_sign(written.registrar, desk, PASSWORD)


def test_a_consent_recorded_since_counts_as_a_change_too(written: Referring) -> None:
    written.drafted()
    desk = written.ward.services.referrals.look(written.registrar, written.visit)
    written.photographed()
    with pytest.raises(ChangedMeanwhile, match="changed after you read it"):
        written.ward.services.referrals.ask_to_sign(written.registrar, desk, PASSWORD)


def test_a_draft_that_was_readdressed_since_is_read_again(ward: Ward) -> None:
    referring = Referring(ward).can_sign()
    line = referring.drafted()
    desk = ward.services.referrals.look(referring.registrar, referring.visit)
    ward.services.referrals.address_to(referring.registrar, line.id, "AB")
    with pytest.raises(ChangedMeanwhile) as changed:
        ward.services.referrals.ask_to_sign(referring.registrar, desk, PASSWORD, interim=True)
    assert changed.value.what == "The referral was changed after you read it."


def test_where_none_was_begun_there_is_nothing_to_sign(ward: Ward) -> None:
    referring = Referring(ward).can_sign()
    desk = ward.services.referrals.look(referring.registrar, referring.visit)
    with pytest.raises(Refused, match="There is no referral to sign"):
        ward.services.referrals.ask_to_sign(referring.registrar, desk, PASSWORD)


def test_two_who_sign_at_once_leave_one_signature(written: Referring) -> None:
    written.drafted()
    referrals = written.ward.services.referrals
    desk = referrals.look(written.registrar, written.visit)
    first = referrals.make_copies(referrals.ask_to_sign(written.registrar, desk, PASSWORD))
    second = referrals.make_copies(referrals.ask_to_sign(written.registrar, desk, PASSWORD))
    assert "PELL" not in repr(first) + repr(first.asked)
    kept = referrals.keep(written.registrar, first).value
    with pytest.raises(ChangedMeanwhile, match="signed this referral"):
        referrals.keep(written.registrar, second)
    assert referrals.render(written.registrar, first.asked.line.id).body == kept.body


def test_a_file_that_does_not_say_what_was_written_is_never_signed(written: Referring) -> None:
    written.drafted()
    referrals = written.ward.services.referrals
    desk = referrals.look(written.registrar, written.visit)
    asked = referrals.ask_to_sign(written.registrar, desk, PASSWORD)
    broken = replace(asked, evidence=replace(asked.evidence, photographs=(a_lost_photograph(written),)))
    with pytest.raises(Refused, match="does not say what was written"):
        referrals.make_copies(broken)


def a_lost_photograph(written: Referring) -> PrintedPhotograph:
    """Return a photograph whose bytes are not the ones that were stored."""
    mark = written.mark()
    written.photographed(mark)
    with written.ward.store.reading() as tx:
        (entry,) = tx.entries.newest(written.visit, "photograph")
        preview = tx.photographs.preview(entry.head.id)
    return PrintedPhotograph(entry, preview[:-9] + b"otherwise", "Bruise", preview=preview)


# ---------------------------------------------------------------- leaving


def test_a_copy_leaves_only_with_a_reason_and_a_line_in_the_trail(written: Referring, tmp_path: Path) -> None:
    mark = written.mark()
    written.photographed(mark)
    line = written.drafted()
    referrals = written.ward.services.referrals
    with pytest.raises(Refused, match="needs a reason"):
        referrals.export(written.registrar, line.id, mail=True, reason="  ")
    assert "child:referral:exported" not in written.ward.events()
    draft = referrals.export(written.registrar, line.id, mail=True, reason="For the ward round")
    assert "DRAFT, not signed" in text_of(draft)
    assert written.ward.events()[-2:] == ["child:referral:exported", "child:photograph:printed"]
    referrals.sign(written.registrar, line.id, PASSWORD)
    evidence = referrals.export(written.registrar, line.id, mail=False, reason="For the police")
    assert evidence == referrals.render(written.registrar, line.id).body
    referrals.save_copy(tmp_path / "copy.pdf", evidence)
    assert (tmp_path / "copy.pdf").read_bytes() == evidence
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ""] == ["copy.pdf"]


def test_the_reason_stands_in_the_access_history(written: Referring) -> None:
    line = written.drafted()
    written.ward.services.referrals.export(
        written.registrar, line.id, mail=True, reason="Asked for by the council"
    )
    history = written.ward.services.records.access_history(written.registrar, written.child.id)
    assert ("Saved a copy of a referral outside the program", "Asked for by the council") in [
        (one.what, one.why) for one in history
    ]


def test_paper_is_told_apart_from_a_file(written: Referring) -> None:
    line = written.drafted()
    referrals = written.ward.services.referrals
    found = referrals.leaving(written.registrar, line.id, mail=True, reason="Printed", printed=True)
    assert not isinstance(found, RenderedReferral)
    assert "child:referral:printed" in written.ward.events()


def test_a_copy_that_cannot_be_written_says_what_was_kept(written: Referring, tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as trouble:
        written.ward.services.referrals.save_copy(tmp_path / "no such folder" / "copy.pdf", b"%PDF")
    assert trouble.value.kept


def test_an_answer_that_cannot_be_printed_is_named_before_anything_is_made(written: Referring) -> None:
    written.answer("analysis.why_now", "Seen today \N{MUSICAL SYMBOL G CLEF}.")
    line = written.drafted()
    with pytest.raises(Refused) as refused:
        written.ward.services.referrals.render(written.registrar, line.id)
    assert "Why now" in refused.value.sentence() or "G CLEF" in refused.value.sentence().upper()
    assert written.ward.services.referrals.look(written.registrar, written.visit).line == line


def test_an_answer_given_again_after_signing_leaves_the_signed_copy_as_it_was(written: Referring) -> None:
    line = written.drafted()
    referrals = written.ward.services.referrals
    before = referrals.sign(written.registrar, line.id, PASSWORD).value
    written.ward.clock.move(hours=1)
    written.answer("analysis.worried", "Something quite different.")
    assert referrals.render(written.registrar, line.id).body == before.body
    with written.ward.store.reading() as tx:
        (entry,) = [
            e for e in tx.entries.newest(written.visit, "answer") if e.body.question == "analysis.worried"
        ]
    assert entry.body.answer == Given("Something quite different.")


def test_beginning_again_after_signing_gives_the_signed_one(written: Referring) -> None:
    line = written.drafted()
    written.ward.services.referrals.sign(written.registrar, line.id, PASSWORD)
    again = written.ward.services.referrals.draft(written.registrar, written.visit, uuid4()).value
    assert (again.id, again.state) == (line.id, ReferralState.SIGNED)
