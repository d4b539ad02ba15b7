"""What messages make of people and visits: updated, moved, taken back and merged, the right child's alone."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from aande_alert.domain.answers import Given
from aande_alert.domain.attendance import AttendanceState, ContactKind, Disposition
from aande_alert.domain.identity import BirthQuality, PersonName, Phone
from aande_alert.domain.messages import (
    ABSENT,
    CLEARED,
    Attended,
    Identifiers,
    Kinship,
    PatientClass,
    Place,
    RelatedAdult,
    Trigger,
)
from aande_alert.domain.plans import NotListed, OnPlan, PlanKind
from aande_alert.services.applying import BY_HAND
from tests.builders import ELSEWHERE, HOME, a_person, a_plan, an_nhs_number, born, verified
from tests.services.feed import FEED, arrival, at, merged, message, nobody, number, visit, who
from tests.services.sending import person, send, the_visit

if TYPE_CHECKING:
    from tests.services.ward import Ward


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
