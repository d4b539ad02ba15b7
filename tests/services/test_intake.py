"""The feed: kept before it is answered, applied in any order, and nothing lost."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from aande_alert.domain.answers import Given
from aande_alert.domain.attendance import AttendanceState, ContactKind, Disposition
from aande_alert.domain.board import Health
from aande_alert.domain.changes import Topic
from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.domain.identity import BirthQuality, PersonName, Phone, Sex
from aande_alert.domain.messages import (
    ABSENT,
    CLEARED,
    Attended,
    FeedRules,
    Identifiers,
    Kinship,
    PatientClass,
    Place,
    RelatedAdult,
    Trigger,
)
from aande_alert.domain.plans import NotListed, OnPlan, PlanKind
from aande_alert.persistence.store import Store
from aande_alert.services.applying import BY_HAND
from aande_alert.services.intake import Intake
from tests.builders import ELSEWHERE, HOME, a_person, a_plan, an_nhs_number, born, verified
from tests.services.feed import FEED, arrival, at, merged, message, nobody, number, visit, who

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aande_alert.domain.attendance import Attendance
    from aande_alert.domain.board import FeedState
    from aande_alert.domain.intake import IntakeCounts
    from aande_alert.domain.messages import PersonUpdate
    from aande_alert.domain.people import Person
    from tests.services.ward import Ward

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples" / "hl7v2-itk"


def send(ward: Ward, *bodies: bytes) -> IntakeCounts:
    for body in bodies:
        ward.services.intake.receive(FEED, "10.0.0.7", body)
    return ward.services.intake.apply_pending().value


def person(ward: Ward, mrn: str = "X100001") -> Person:
    with ward.store.reading() as tx:
        found = tx.people.by_hospital_number(number(mrn))
    assert found is not None
    return found


def the_visit(ward: Ward, value: str = "V1") -> Attendance:
    with ward.store.reading() as tx:
        found = tx.attendances.by_visit(FEED, value)
    assert found is not None
    return found


def ada(mrn: str) -> PersonUpdate:
    """Return somebody with nothing in common with Maisie Pell."""
    names = Given((PersonName("Grey", "Ada"),))
    return who(mrn, names=names, birth=Given(born("2019-01-05")), addresses=None, phones=None)


def feed(ward: Ward) -> FeedState:
    return next(state for state in ward.services.intake.states() if state.feed == FEED)


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


def test_silence_leaves_what_is_held_and_two_quotes_clear_it(ward: Ward) -> None:
    send(ward, arrival(person=who(gp_practice=Given("Larkhill Surgery"), language=Given("pl"))))
    send(ward, message(Trigger.UPDATE_PERSON, 5, nobody(language=CLEARED, phones=CLEARED)))
    now = person(ward)
    assert (now.gp_practice, now.language, now.phones) == ("Larkhill Surgery", "", ())
    assert now.addresses == (HOME,)
    assert now.name.shown() == "PELL, Maisie"


def test_a_late_older_message_fills_gaps_and_overwrites_nothing(ward: Ward) -> None:
    send(ward, arrival(20, who(addresses=Given((ELSEWHERE,)))))
    older = who(
        names=Given((PersonName("Raikes", "Maisy"),)),
        addresses=Given((HOME,)),
        gp_practice=Given("Larkhill Surgery"),
    )
    send(ward, message(Trigger.UPDATE_PERSON, 5, older))
    now = person(ward)
    assert now.name.shown() == "PELL, Maisie"
    assert [name.family for name in now.aliases] == ["Raikes"]
    assert now.addresses == (ELSEWHERE, HOME)
    assert now.gp_practice == "Larkhill Surgery"


def test_a_birth_nobody_can_read_keeps_the_child_and_the_good_date(ward: Ward) -> None:
    bad = arrival().replace(b"|20261002|", b"|20261302|")
    send(ward, bad)
    assert person(ward).birth.quality is BirthQuality.IMPOSSIBLE
    assert ward.line(the_visit(ward).id).is_child
    send(ward, message(Trigger.UPDATE_PERSON, -5, nobody(birth=Given(born("2026-10-02")))))
    assert person(ward).birth.on == date(2026, 10, 2)
    send(ward, message(Trigger.UPDATE_PERSON, 9, nobody(birth=CLEARED)))
    assert person(ward).birth.on is None


def test_a_verified_number_is_not_replaced_by_one_that_is_not(ward: Ward) -> None:
    send(ward, arrival(person=who(nhs=verified(1))))
    later = arrival(9, who(nhs=verified(2))).replace(b"NSTS01", b"NSTS02")
    send(ward, later)
    held = person(ward).nhs
    assert held is not None
    assert held.number == an_nhs_number(1)


def test_a_change_of_name_looks_again(ward: Ward) -> None:
    ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)))
    other = who(
        names=Given((PersonName("Grey", "Ada"),)),
        birth=Given(born("2019-01-05")),
        addresses=None,
        phones=None,
    )
    send(ward, arrival(person=other))
    assert isinstance(ward.check(the_visit(ward).id).status, NotListed)
    send(ward, message(Trigger.UPDATE, 5, who(nhs=verified(1)), visit()))
    assert ward.check(the_visit(ward).id).interrupts
    assert {"complaint"} & ward.line(the_visit(ward).id).changed == set()


def test_the_unborn_plan_of_the_mother_named_by_her_number_is_found(ward: Ward) -> None:
    ward.with_lists().listed(
        a_plan(
            given="Hannah",
            birth="1999-04-12",
            kind=PlanKind.UNBORN,
            nhs=an_nhs_number(5),
            expected_on=date(2026, 10, 28),
        )
    )
    mother = Given(Identifiers(None, (number("M1"),)))
    send(ward, arrival(person=who(mother=mother)))
    assert not ward.check(the_visit(ward).id).interrupts
    hannah = who(
        "M1", verified(5), names=Given((PersonName("Pell", "Hannah"),)), birth=Given(born("1999-04-12"))
    )
    send(ward, message(Trigger.CREATE_PERSON, 7, hannah))
    check = ward.check(the_visit(ward).id)
    assert isinstance(check.status, OnPlan)
    assert check.status.kind is PlanKind.UNBORN
    assert person(ward).mother_id == person(ward, "M1").id
    send(ward, message(Trigger.UPDATE_PERSON, 9, nobody(mother=CLEARED)))
    assert person(ward).mother_id is None


def test_the_mothers_name_and_phone_come_from_the_related_adults(ward: Ward) -> None:
    mother = RelatedAdult(PersonName("Pell", "Hannah", "Miss"), Kinship.MOTHER, phone=Phone("07700 900555"))
    neighbour = RelatedAdult(PersonName("Lane", "Joan"), Kinship.NEXT_OF_KIN, phone=Phone("07700 900666"))
    send(ward, message(Trigger.REGISTER, 0, who(), visit(), adults=(mother, neighbour), adults_told=True))
    now = person(ward)
    assert now.mother_name == "PELL, Hannah (Miss)"
    assert [phone.number for phone in now.phones] == ["07700 900417", "07700 900555"]


def test_another_mother_takes_the_place_of_the_first_and_the_first_is_kept(ward: Ward) -> None:
    for minutes, mother in ((0, "M1"), (5, "M2"), (9, "X100001")):
        told = Given(Identifiers(None, (number(mother),)))
        send(ward, message(Trigger.UPDATE_PERSON, minutes, who(mother=told)))
    child = person(ward)
    assert child.mother_id == person(ward, "M2").id
    with ward.store.reading() as tx:
        links = {link.person: link.until for link in tx.people.links_of(child.id)}
    assert links == {person(ward, "M1").id: at(5).date(), person(ward, "M2").id: None}


def test_a_mother_entered_by_hand_is_not_unlinked_by_the_feed(ward: Ward) -> None:
    hannah = ward.known(a_person(given="Hannah", birth="1999-04-12"))
    ward.known(a_person(hospital_numbers=(number(),), mother_id=hannah.id))
    send(ward, message(Trigger.UPDATE_PERSON, 5, nobody(mother=CLEARED)))
    assert person(ward).mother_id is None


def test_the_mothers_maiden_name_serves_until_her_name_is_told(ward: Ward) -> None:
    send(ward, arrival(person=who(mother_maiden_name=Given(PersonName("Sykes", "Hannah")))))
    assert person(ward).mother_name == "SYKES, Hannah"


def test_an_update_that_does_not_say_what_sort_of_visit_it_is_opens_none(ward: Ward) -> None:
    unsaid = visit("V7", patient_class=ABSENT)
    send(ward, message(Trigger.UPDATE, 3, who(), unsaid))
    assert ward.services.arrivals.board(ward.nurse).lines == ()
    send(ward, message(Trigger.REGISTER, 1, who(), unsaid))
    assert the_visit(ward, "V7").state is AttendanceState.HERE


def test_a_departure_taken_back_puts_the_child_on_the_board_again(ward: Ward) -> None:
    gone = message(
        Trigger.DISCHARGE,
        30,
        who(),
        visit(departed_at=Given(at(30)), disposition=Given(Disposition.LEFT_BEFORE_SEEN)),
    )
    send(ward, arrival(), gone)
    left = the_visit(ward)
    assert (left.state, left.departed_at, left.disposition) == (
        AttendanceState.DEPARTED, at(30), Disposition.LEFT_BEFORE_SEEN,
    )  # fmt: skip
    assert ward.services.arrivals.board(ward.nurse).lines == ()
    send(ward, message(Trigger.CANCEL_DISCHARGE, 40, who(), visit()))
    back = the_visit(ward)
    assert (back.state, back.departed_at) == (AttendanceState.HERE, None)


def test_a_departure_without_a_time_is_at_the_moment_of_the_message(ward: Ward) -> None:
    send(ward, arrival(), message(Trigger.DISCHARGE, 30, who(), visit()))
    assert the_visit(ward).departed_at == at(30)


def test_a_cancelled_arrival_is_kept_and_leaves_the_board(ward: Ward) -> None:
    send(ward, arrival(), message(Trigger.CANCEL_ADMIT, 5, who(), visit()))
    assert the_visit(ward).state is AttendanceState.CANCELLED
    send(ward, message(Trigger.REGISTER, 9, who(), visit()))
    assert the_visit(ward).state is AttendanceState.HERE


def test_an_admission_taken_back_leaves_the_child_in_the_department(ward: Ward) -> None:
    inpatient = visit(patient_class=Given(PatientClass.INPATIENT))
    send(ward, arrival(), message(Trigger.ADMIT, 20, who(), inpatient))
    assert the_visit(ward).state is AttendanceState.ADMITTED
    send(ward, message(Trigger.CANCEL_ADMIT, 25, who(), inpatient))
    assert the_visit(ward).state is AttendanceState.HERE
    send(
        ward,
        message(Trigger.TO_INPATIENT, 30, who(), inpatient),
        message(Trigger.CANCEL_ADMIT, 35, who(), visit()),
    )
    assert the_visit(ward).state is AttendanceState.HERE
    send(
        ward,
        message(Trigger.TO_INPATIENT, 40, who(), visit()),
        message(Trigger.TO_OUTPATIENT, 45, who(), visit()),
    )
    assert the_visit(ward).state is AttendanceState.HERE


def test_an_appointment_not_kept_stands_on_the_timeline_once(ward: Ward) -> None:
    clinic = visit("C1", patient_class=Given(PatientClass.OUTPATIENT), attended=Given(Attended.NOT_BROUGHT))
    send(ward, message(Trigger.REGISTER, 0, who(), clinic), message(Trigger.UPDATE, 5, who(), clinic))
    with ward.store.reading() as tx:
        found = tx.people.by_hospital_number(number())
        assert found is not None
        contacts = tx.attendances.contacts_of((found.id,))
    assert [(contact.kind, contact.at) for contact in contacts] == [(ContactKind.NOT_BROUGHT, at(0))]
    assert ward.services.arrivals.board(ward.nurse).lines == ()


def test_an_admission_elsewhere_stands_on_the_timeline(ward: Ward) -> None:
    ward_stay = visit("W1", patient_class=Given(PatientClass.INPATIENT))
    send(ward, message(Trigger.ADMIT, 0, who(), ward_stay), message(Trigger.TRANSFER, 5, who(), ward_stay))
    with ward.store.reading() as tx:
        found = tx.people.by_hospital_number(number())
        assert found is not None
        assert [contact.kind for contact in tx.attendances.contacts_of((found.id,))] == [
            ContactKind.ADMISSION
        ]


def test_a_visit_booked_by_hand_becomes_the_feeds_visit_when_the_feed_is_back(ward: Ward) -> None:
    ward.with_lists()
    by_hand = ward.arrives(nhs_number=an_nhs_number(1).digits, location="Resus 1")
    assert ward.line(by_hand).attendance.feed == BY_HAND
    send(ward, arrival(52, who(nhs=verified(1)), arrived_at=Given(at(52)), place=Given(Place("Triage 2"))))
    (line,) = ward.services.arrivals.board(ward.nurse).lines
    assert line.attendance.id == by_hand
    assert (line.attendance.feed, line.attendance.visit_number, line.attendance.location) == (
        FEED,
        "V1",
        "Triage 2",
    )
    assert line.changed == {"location"}


def test_a_visit_of_yesterday_booked_by_hand_is_another_visit(ward: Ward) -> None:
    ward.arrives(nhs_number=an_nhs_number(1).digits)
    send(ward, arrival(-600, who(nhs=verified(1)), arrived_at=Given(at(-600))))
    assert len(ward.services.arrivals.board(ward.nurse).lines) == 2


def test_a_siblings_number_never_puts_a_visit_into_the_siblings_record(ward: Ward) -> None:
    sibling = ward.known(a_person(given="Jonah", birth="2022-08-03", nhs=verified(1)))
    send(ward, arrival(person=who("", verified(1))))
    assert the_visit(ward).person_id != sibling.id


def test_a_number_alone_finds_its_record_where_nothing_disagrees(ward: Ward) -> None:
    maisie = ward.known(a_person(nhs=verified(1)))
    send(ward, arrival(person=who("", verified(1))))
    assert the_visit(ward).person_id == maisie.id


def test_another_hospital_number_is_another_record_whatever_the_nhs_number_says(ward: Ward) -> None:
    send(ward, arrival(person=who("X1", verified(1))))
    send(ward, message(Trigger.REGISTER, 5, who("X2", verified(1)), visit("V2")))
    assert person(ward, "X1").id != person(ward, "X2").id


def test_a_message_with_a_visit_and_no_number_is_about_whose_visit_it_is(ward: Ward) -> None:
    send(ward, arrival(), message(Trigger.TRANSFER, 5, nobody(""), visit(place=Given(Place("Cubicle 4")))))
    assert the_visit(ward).location == "Cubicle 4"
    assert the_visit(ward).person_id == person(ward).id
    send(ward, message(Trigger.REGISTER, 6, who(""), visit("V9")))
    assert the_visit(ward, "V9").person_id != person(ward).id


def test_a_visit_moved_to_another_person_moves(ward: Ward) -> None:
    send(
        ward,
        arrival(),
        message(Trigger.CREATE_PERSON, 1, who("X2", names=Given((PersonName("Grey", "Ada"),)))),
    )
    send(ward, message(Trigger.MOVE_VISIT, 5, nobody("X2"), visit()))
    assert the_visit(ward).person_id == person(ward, "X2").id


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_merge_in_any_order_shows_the_alert_of_either_record(ward: Ward, order: tuple[int, ...]) -> None:
    ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)))
    grey = who(
        "X2",
        names=Given((PersonName("Grey", "Ada"),)),
        birth=Given(born("2019-01-05")),
        addresses=None,
        phones=None,
    )
    bodies = (
        arrival(0, grey),
        message(Trigger.CREATE_PERSON, 2, who("X1", verified(1))),
        merged(5, "X1", "X2"),
    )
    send(ward, *(bodies[place] for place in order))
    assert person(ward, "X1").id == person(ward, "X2").id
    line = ward.line(the_visit(ward).id)
    assert line.check.interrupts
    assert line.person.name.family == "Grey"


def test_a_merge_turned_round_is_left_for_a_person(ward: Ward) -> None:
    send(ward, arrival(0, who("X1")), message(Trigger.CREATE_PERSON, 1, who("X2")), merged(5, "X1", "X2"))
    assert send(ward, merged(6, "X1", "X2")).applied == 1
    assert send(ward, merged(9, "X2", "X1")).stored == 1
    (line,) = ward.services.intake.quarantine(ward.safeguarding)
    assert line.reason.startswith("The records named are already joined the other way round")


def test_a_chain_of_merges_ends_at_one_record(ward: Ward) -> None:
    send(ward, merged(5, "B", "C"), merged(4, "A", "B"), merged(8, "A", "C"), merged(9, "C", "C"))
    assert person(ward, "A").id == person(ward, "B").id == person(ward, "C").id


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
