"""The feed: kept before it is answered, replayed where it failed, and nothing lost."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from aande_alert.domain.answers import Given
from aande_alert.domain.attendance import AttendanceState
from aande_alert.domain.board import Health
from aande_alert.domain.changes import Topic
from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.domain.identity import Sex
from aande_alert.domain.messages import (
    FeedRules,
    Trigger,
)
from aande_alert.domain.plans import OnPlan
from aande_alert.persistence.store import Store
from aande_alert.services.intake import Intake
from tests.builders import a_plan, an_nhs_number, verified
from tests.services.feed import FEED, arrival, message, nobody, visit, who
from tests.services.sending import feed, person, send, the_visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.services.ward import Ward


SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples" / "hl7v2-itk"


def test_an_arrival_is_answered_applied_and_looked_for_at_once(ward: Ward) -> None:
    plan = ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)))
    answer = ward.services.intake.receive(FEED, "10.0.0.7", arrival(person=who(nhs=verified(1))))
    assert answer is not None
    assert b"MSA|AA|" in answer
    done = ward.services.intake.apply_pending()
    assert (done.value.applied, done.value.left) == (1, 0)
    assert done.changed >= {Topic.ARRIVALS, Topic.ALERTS, Topic.PEOPLE, Topic.FEEDS}
    line = ward.line(the_visit(ward).id)
    assert (line.attendance.complaint, line.attendance.location) == ("Bruise to face", "Triage 2")
    assert line.check.status == OnPlan(plan.id, plan.kind, plan.starts, "CN", "Neglect", plan.list_date)


def test_the_message_is_kept_before_it_is_applied(ward: Ward) -> None:
    body = arrival()
    ward.services.intake.receive(FEED, "10.0.0.7", body)
    with ward.store.reading() as tx:
        assert [raw.body for _, raw in tx.feeds.pending()] == [body]
    assert feed(ward).waiting == 1


@contextmanager
def another_program_writing(ward: Ward) -> Iterator[None]:
    """Hold the store's lock from another connection, with nobody patient enough to wait."""
    with ward.store._connected(reading=True) as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 1")
    other = Store.open(ward.store.place, ward.store.keys, clock=ward.clock)
    with other.transaction():
        yield
    other.close()


def test_a_store_that_cannot_keep_it_asks_the_sender_to_send_again(ward: Ward) -> None:
    with another_program_writing(ward):
        answer = ward.services.intake.receive(FEED, "10.0.0.7", arrival())
    assert answer is not None
    assert b"MSA|AE|" in answer


def test_a_message_waits_while_the_store_is_busy_and_is_applied_after(ward: Ward) -> None:
    ward.services.intake.receive(FEED, "10.0.0.7", arrival())
    with another_program_writing(ward), pytest.raises(Unavailable, match="busy"):
        ward.services.intake.apply_pending()
    assert feed(ward).waiting == 1
    assert ward.services.intake.apply_pending().value.applied == 1


@pytest.mark.parametrize("garbage", [b"", b"GET / HTTP/1.1\r\n\r\n", b"MSH|^~\\&|half", b"\x00\xff" * 40])
def test_what_cannot_be_read_is_kept_with_the_reason(ward: Ward, garbage: bytes) -> None:
    assert send(ward, garbage, arrival()).quarantined == 1
    (line,) = ward.services.intake.quarantine(ward.safeguarding)
    assert line.reason
    assert line.do
    assert ward.services.intake.body(ward.safeguarding, line.id) == garbage
    assert "hospital:message:read" in ward.events()
    assert the_visit(ward).state is AttendanceState.HERE


def test_an_administrator_sees_how_a_message_is_built_and_nothing_of_the_child(ward: Ward) -> None:
    send(ward, arrival().replace(b"|P|2.4|", b"|T|2.4|"))
    (line,) = ward.services.intake.quarantine(ward.administrator)
    with pytest.raises(Refused, match="does not allow"):
        ward.services.intake.body(ward.administrator, line.id)
    shown = ward.services.intake.outline(ward.administrator, line.id)
    assert "PID" in shown
    assert "Pell" not in shown


def test_a_message_that_breaks_the_program_does_not_hold_up_the_next(ward: Ward) -> None:
    with ward.store.transaction() as tx:
        tx.facts.put(f"visit:{FEED}|V1", {"person": ["", "no id"], "first": 7})
    counts = send(ward, arrival(), message(Trigger.REGISTER, 1, who("X100002"), visit("V2")))
    assert (counts.applied, counts.quarantined) == (1, 1)
    (line,) = ward.services.intake.quarantine(ward.safeguarding)
    assert line.reason == "The message could not be applied (TypeError)."


def test_a_message_about_a_record_that_is_not_there_says_so(ward: Ward) -> None:
    with ward.store.transaction() as tx:
        tx.facts.put(f"visit:{FEED}|V1", {"person": ["", str(uuid4())], "first": "2026"})
    counts = send(ward, message(Trigger.TRANSFER, 5, nobody(""), visit()))
    assert counts.quarantined == 1
    (line,) = ward.services.intake.quarantine(ward.safeguarding)
    assert line.reason == "The store holds no such person."


def test_the_same_bytes_twice_are_one_message(ward: Ward) -> None:
    send(ward, arrival(), arrival())
    state = feed(ward)
    assert (state.received, state.applied, state.duplicates) == (2, 1, 1)


def test_every_message_is_counted_once(ward: Ward) -> None:
    send(
        ward,
        arrival(),
        arrival(),
        b"nonsense",
        message(Trigger.DELETE_PERSON, 9),
        message(Trigger.UPDATE_PERSON, 10, who(sex=Given(Sex.FEMALE))),
    )
    state = feed(ward)
    assert (state.received, state.applied, state.duplicates, state.quarantined, state.stored) == (
        5,
        2,
        1,
        1,
        1,
    )
    assert state.waiting == 0
    assert state.state is Health.LIVE


def test_a_request_to_delete_somebody_is_shown_and_never_done(ward: Ward) -> None:
    assert send(ward, arrival(), message(Trigger.DELETE_PERSON, 9)).stored == 1
    (line,) = ward.services.intake.quarantine(ward.safeguarding)
    assert (line.state, line.reason) == ("stored", "The sender asks to delete a person. Nothing was deleted.")
    assert person(ward).name.family == "Pell"
    assert the_visit(ward).state is AttendanceState.HERE


def test_a_message_nobody_acts_on_is_kept_and_counted(ward: Ward) -> None:
    assert send(ward, message(Trigger.SWAP_BEDS, 9)).stored == 1


def test_a_replay_as_it_came_after_the_trouble_is_gone(ward: Ward) -> None:
    with ward.store.transaction() as tx:
        tx.facts.put(f"visit:{FEED}|V1", {"person": ["", "no id"], "first": 7})
    send(ward, arrival())
    (line,) = ward.services.intake.quarantine(ward.safeguarding)
    with pytest.raises(Refused, match="could not be applied"):
        ward.services.intake.replay(ward.safeguarding, line.id, None, "Again")
    with ward.store.transaction() as tx:
        tx.facts.put(f"visit:{FEED}|V1", {})
    done = ward.services.intake.replay(ward.safeguarding, line.id, None, "The store was mended")
    assert done.value.applied == 1
    assert the_visit(ward).state is AttendanceState.HERE
    assert ward.services.intake.quarantine(ward.safeguarding) == ()
    assert (feed(ward).applied, feed(ward).quarantined) == (1, 0)


def test_a_message_corrected_by_hand_is_applied_and_what_came_is_kept(ward: Ward) -> None:
    send(ward, b"MSH garbled")
    (line,) = ward.services.intake.quarantine(ward.safeguarding)
    ward.services.intake.replay(ward.safeguarding, line.id, arrival(), "Line ends were lost")
    assert the_visit(ward).complaint == "Bruise to face"
    assert ward.services.intake.body(ward.safeguarding, line.id) == b"MSH garbled"
    state = feed(ward)
    assert (state.received, state.applied, state.quarantined, state.stored, state.waiting) == (2, 1, 0, 1, 0)
    assert "hospital:message:replayed" in ward.events()
    send(ward, b"other noise")
    (line, _) = ward.services.intake.quarantine(ward.safeguarding)
    ward.services.intake.replay(ward.safeguarding, line.id, arrival(), "The same again")
    assert feed(ward).duplicates == 1


@pytest.mark.parametrize(
    ("body", "reason", "words"),
    [
        (None, " ", "A replay needs a reason."),
        (None, "Again", "This is not an HL7 message"),
        (b"worse", "Again", "This is not an HL7 message"),
        (message(Trigger.DELETE_PERSON, 3), "Again", "The sender asks to delete a person"),
    ],
)
def test_a_replay_that_does_not_help_changes_nothing(
    ward: Ward, body: bytes | None, reason: str, words: str
) -> None:
    send(ward, b"noise")
    (line,) = ward.services.intake.quarantine(ward.safeguarding)
    with pytest.raises(Refused) as refused:
        ward.services.intake.replay(ward.safeguarding, line.id, body, reason)
    assert refused.value.what.startswith(words[:16])
    assert refused.value.kept == "It stays in quarantine."
    assert len(ward.services.intake.quarantine(ward.safeguarding)) == 1


def test_a_replay_of_what_is_not_in_quarantine_is_refused(ward: Ward) -> None:
    with pytest.raises(Refused, match="not in quarantine"):
        ward.services.intake.replay(ward.safeguarding, uuid4(), None, "Again")


def test_a_feed_that_falls_silent_is_late_then_down(ward: Ward) -> None:
    ward.services.intake.keep_feed(ward.administrator, FEED, "Arrivals", timedelta(minutes=5))
    assert feed(ward).state is Health.NEVER
    send(ward, arrival())
    ward.clock.move(minutes=7)
    assert feed(ward).state is Health.LATE
    ward.clock.move(minutes=20)
    assert feed(ward).state is Health.DOWN


@pytest.mark.parametrize("errors", [False, True])
def test_what_is_stored_but_not_readable_is_accepted_unless_the_feed_wants_errors(
    ward: Ward, errors: bool
) -> None:
    intake = Intake(ward.store, ward.clock, ward.content, {FEED: FeedRules(content_errors=errors)})
    nameless = b"MSH|^~\\&|PAS|CVH|ROUTE|ROUTE|20261122130000||ADT^A04|C1|P|2.4\rPID|1\rPV1|1|E\r"
    answer = intake.receive(FEED, "10.0.0.7", nameless)
    assert answer is not None
    assert (b"MSA|AE|" if errors else b"MSA|AA|") in answer
    answer = intake.receive(FEED, "10.0.0.7", arrival())
    assert answer is not None
    assert b"MSA|AA|" in answer


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the published sample messages are not beside this checkout")
def test_each_published_sample_is_answered_and_applied_or_told_apart(ward: Ward) -> None:
    files = sorted(SAMPLES.glob("*.txt"))
    for file in files:
        assert ward.services.intake.receive(FEED, file.name, file.read_bytes()) is not None
    counts = ward.services.intake.apply_pending().value
    assert counts.looked_at == len(files) == 8
    assert counts.left == 0
    for line in ward.services.intake.quarantine(ward.safeguarding):
        assert line.reason


def test_a_round_takes_no_more_than_it_is_told_to(ward: Ward) -> None:
    for place in range(3):
        ward.services.intake.receive(FEED, "10.0.0.7", arrival(place, who(f"X{place}")))
    first = ward.services.intake.apply_pending(limit=2).value
    assert (first.looked_at, first.left) == (2, 1)
    assert ward.services.intake.apply_pending().value.left == 0
    assert ward.services.intake.apply_pending().changed == frozenset()
