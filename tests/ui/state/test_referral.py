"""How a referral reads on its screen, decided without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from aande_alert.domain.plans import ProtectionCheck
from aande_alert.domain.record import RecordView
from aande_alert.domain.referral import ReferralLine, ReferralState, ReferralStep
from aande_alert.rules.readiness import Readiness, ReadinessLine
from aande_alert.rules.wording_help import HelpKind, WordHelp
from aande_alert.ui.state.places import RecordPlace
from aande_alert.ui.state.referral import (
    attendance_for,
    call_words,
    clock_words,
    done_share,
    due_words,
    help_text,
    list_words,
    missing_words,
    row_words,
    several,
    sign_refusal,
    states,
    used,
)
from tests.builders import NOW, a_person, an_attendance


def a_line(state: ReferralState = ReferralState.DRAFTED, **different: Any) -> ReferralLine:
    steps = tuple(ReferralStep(one, NOW, "BHATT, Rohan (Dr)", "") for one in ReferralState)
    reached = list(ReferralState).index(state) + 1
    line = ReferralLine(
        uuid4(), "CVH-2026-00001", uuid4(), uuid4(), "CN", state, steps[:reached],
        NOW + timedelta(hours=24), "Written referral due by 23-Nov-2026 14:10",
    )  # fmt: skip
    return replace(line, **different)


def a_record(**different: Any) -> RecordView:
    person = a_person()
    view = RecordView(NOW, person, ProtectionCheck(NOW), "", "", (), None, ())
    return replace(view, **different)


def needed(*states: Readiness) -> tuple[ReadinessLine, ...]:
    return tuple(
        ReadinessLine(f"{at}", "Why now", "1 of 1", state, ("analysis", ""))
        for at, state in enumerate(states)
    )


def test_the_visit_asked_for_comes_first_then_the_open_one_then_the_newest_referral() -> None:
    here, before = an_attendance(uuid4()), an_attendance(uuid4())
    closed, running = a_line(ReferralState.CLOSED), a_line()
    asked = RecordPlace(uuid4(), attendance_id=before.id)
    plain = RecordPlace(uuid4())
    assert attendance_for(a_record(open_attendance=here), asked) == before.id
    assert attendance_for(a_record(open_attendance=here, referrals=(running,)), plain) == here.id
    assert attendance_for(a_record(referrals=(closed, running)), plain) == running.attendance_id
    assert attendance_for(a_record(referrals=(closed,)), plain) == closed.attendance_id
    assert attendance_for(a_record(attendances=(before,)), plain) == before.id
    assert attendance_for(a_record(), plain) is None


def test_the_choice_names_each_referral_and_a_visit_without_one() -> None:
    line, visit = a_line(ReferralState.SENT), uuid4()
    record = a_record(referrals=(line,))
    assert several(record, visit) == (
        (visit, "This visit: none yet"), (line.attendance_id, "CVH-2026-00001, sent"),
    )  # fmt: skip
    assert several(record, line.attendance_id) == ((line.attendance_id, "CVH-2026-00001, sent"),)
    assert several(record, None) == ((line.attendance_id, "CVH-2026-00001, sent"),)


@pytest.mark.parametrize(
    ("lines", "may_sign", "count", "refusal", "share"),
    [
        (
            needed(Readiness.MISSING, Readiness.MISSING, Readiness.DONE, Readiness.NONE),
            True,
            "2 missing",
            "Sign: 2 missing",
            0.5,
        ),
        (needed(Readiness.DONE, Readiness.REASON_GIVEN), True, "Nothing missing", "", 1.0),
        (needed(Readiness.DONE), False, "Nothing missing", "Sign: a clinician signs", 1.0),
        ((), True, "Nothing missing", "", 0.0),
    ],
)
def test_only_what_is_missing_counts_against_signing(
    lines: tuple[ReadinessLine, ...], may_sign: bool, count: str, refusal: str, share: float
) -> None:
    assert missing_words(lines) == count
    assert sign_refusal(lines, may_sign=may_sign) == refusal
    assert done_share(lines) == share


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (Readiness.MISSING, "missing"),
        (Readiness.DONE, "done"),
        (Readiness.REASON_GIVEN, "a reason is given"),
        (Readiness.NONE, "not complete"),
    ],
)
def test_a_screen_reader_hears_how_each_line_stands(state: Readiness, said: str) -> None:
    assert row_words(needed(state)[0]) == f"Why now, {said}, 1 of 1"


def test_the_state_now_carries_its_time_and_sent_is_not_received() -> None:
    shown = states(a_line(ReferralState.SENT), NOW + timedelta(minutes=9))
    assert [one.words for one in shown] == [
        "Drafted",
        "Signed",
        "Sent 14:10",
        "Received",
        "Decision",
        "Closed",
    ]
    assert [one.reached for one in shown] == [True, True, True, False, False, False]
    assert [one.now for one in shown].index(True) == 2
    (later, *_) = [one for one in states(a_line(), NOW + timedelta(days=2)) if one.now]
    assert later.words == "Drafted 22-Nov-2026 14:10"
    (bare, *_) = [one for one in states(a_line(steps=()), NOW) if one.now]
    assert bare.words == "Drafted"


def test_a_clock_says_what_is_left_and_what_is_over() -> None:
    line = a_line()
    assert due_words(line, NOW) == ("Written referral due by 23-Nov-2026 14:10", False)
    assert due_words(line, NOW + timedelta(hours=26)) == ("Written referral OVERDUE by 2hr", True)
    assert due_words(a_line(due_at=None), NOW) == ("", False)
    dues = (None, NOW - timedelta(hours=1), NOW + timedelta(minutes=90))
    assert [clock_words(a_line(due_at=due), NOW) for due in dues] == [
        "No clock",
        "1hr OVER",
        "1hr 30min left",
    ]


def test_a_call_is_told_wherever_it_was_written_down() -> None:
    line = a_line()
    assert call_words(line, "", NOW) == "Not telephoned yet"
    assert call_words(line, "Telephoned 16:31 to QUAYLE.", NOW) == "Telephoned 16:31 to QUAYLE."
    call = ReferralStep(ReferralState.DRAFTED, NOW, "BHATT, Rohan (Dr)", "Telephoned: QUAYLE. Admit.")
    assert call_words(replace(line, steps=(*line.steps, call)), "", NOW) == "Telephoned 14:10"


def test_plain_words_are_added_behind_the_term_and_nothing_is_taken_away() -> None:
    text = "Her frenulum was torn."
    offered = WordHelp(HelpKind.TERM, 4, 12, "“frenulum”", "Say it in plain words.", "the fold of skin")
    assert used(text, offered) == "Her frenulum (the fold of skin) was torn."
    card = help_text("analysis.worried", "What we are worried about", text, offered)
    assert (card.body, card.strong, card.icon) == (
        "Page 1, “What we are worried about”. Add: ",
        "the fold of skin",
        "text",
    )
    assert "frenulum" not in repr(offered)


def test_a_vague_word_and_a_long_sentence_are_left_to_the_writer() -> None:
    vague = WordHelp(HelpKind.VAGUE, 0, 5, "“often”", "How often?")
    card = help_text("family.social", "Social history", "often left alone", vague)
    assert (card.body, card.strong) == ("“Social history”. How often?", "")
    text = (
        "Her mother works nights at a care home and her partner looks after both children while she sleeps."
    )
    long = WordHelp(HelpKind.LONG, 0, len(text), "A long sentence: 19 words", "Split it.")
    assert help_text("family.social", "Social history", text, long).body.endswith(
        "It begins “Her mother works nights at a care home and her partner …”"
    )
    short = WordHelp(HelpKind.LONG, 0, 10, "A long sentence", "Split it.")
    assert help_text("family.social", "Social history", text, short).body.endswith("It begins “Her mother”")


def test_the_list_counts_what_is_late_and_what_was_never_sent() -> None:
    lines = [a_line(ReferralState.SIGNED, due_at=NOW - timedelta(hours=1)), a_line()]
    assert list_words(lines, NOW) == ("2 referrals are not closed.", "1 OVERDUE. 1 signed and not sent.")
    assert list_words(lines[1:], NOW) == ("1 referral is not closed.", "")
