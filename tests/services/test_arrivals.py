"""The board, the alert card, what is read and understood, and arrivals booked in by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.domain.people import Link, LinkKind
from aande_alert.domain.plans import (
    NotListed,
    PlanEnded,
    PlanKind,
)
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.domain.staff import Role
from aande_alert.services.applying import BY_HAND
from tests.builders import (
    CALDERDALE,
    ELSEWHERE,
    NOW,
    TODAY,
    a_person,
    a_plan,
    an_arrival,
    an_nhs_number,
    verified,
)
from tests.services.arriving import acknowledge, on_a_plan
from tests.services.feed import FEED, arrival, message, visit, who

if TYPE_CHECKING:
    from tests.services.ward import Ward


SEEN = Provenance(Source.TOLD_BY_ADULT, "OKORO, Grace (Ms)", NOW)


# ---------------------------------------------------------------- the board


def test_children_come_first_most_serious_first_then_newest(ward: Ward) -> None:
    ward.with_lists().listed(
        a_plan(given="Ended", nhs=an_nhs_number(1), ends=TODAY - timedelta(days=50)),
        a_plan(given="Plan", birth="2020-01-07", nhs=an_nhs_number(2)),
        a_plan(given="Grown", birth="1990-03-04", nhs=an_nhs_number(3), kind=PlanKind.UNBORN),
    )
    for given, birth, number in (
        ("Nothing", "2015-05-05", ""),
        ("Grown", "1990-03-04", an_nhs_number(3).digits),
        ("Ended", "2026-10-02", an_nhs_number(1).digits),
        ("Plan", "2020-01-07", an_nhs_number(2).digits),
    ):
        ward.arrives(
            family="Grey",
            given=given,
            birth=birth,
            nhs_number=number,
            address="",
            postcode="",
            phone="",
            mother_name="",
        )
    board = ward.services.arrivals.board(ward.nurse)
    assert [(line.person.name.given, line.is_child) for line in board.lines][-1] == ("Grown", False)
    assert [type(line.check.status) for line in board.lines][:3] != []
    assert board.newest_at == NOW - timedelta(minutes=18)
    assert board.standing.registers[0].council == "AB"


def test_an_empty_department_has_an_empty_board(ward: Ward) -> None:
    board = ward.services.arrivals.board(ward.nurse)
    assert (board.lines, board.newest_at) == ((), None)


def test_the_history_counts_twelve_months_and_starts_at_birth(ward: Ward) -> None:
    child = ward.with_lists().known(a_person(birth="2026-09-05"))
    for when in (
        datetime(2026, 9, 20, tzinfo=UTC),
        datetime(2026, 11, 3, tzinfo=UTC),
        NOW - timedelta(hours=1),
    ):
        ward.visit(child, arrived_at=when)
    line = next(line for line in ward.services.arrivals.board(ward.nurse).lines)
    assert line.in_12_months == 3
    assert line.by_month == (*[None] * 9, 1, 0, 2)


def test_similar_names_are_marked_and_one_childs_two_visits_are_not(ward: Ward) -> None:
    ward.with_lists()
    first = ward.arrives(family="Hussain", given="Zaynab", birth="2026-04-10")
    second = ward.arrives(family="Hussain", given="Zayneb", birth="2020-10-10")
    other = ward.arrives(family="Grange", given="Evie", birth="2009-08-01")
    assert [ward.line(one).similar for one in (first, second, other)] == [True, True, False]


def test_a_field_the_feed_changed_is_marked_until_this_person_has_seen_it(ward: Ward) -> None:
    ward.services.intake.receive(FEED, "10.0.0.7", arrival())
    ward.services.intake.receive(FEED, "10.0.0.7", message_moved())
    ward.services.intake.apply_pending()
    (line,) = ward.services.arrivals.board(ward.nurse).lines
    assert line.changed == {"location"}
    ward.clock.move(minutes=1)
    ward.services.arrivals.seen(ward.nurse, line.attendance.id)
    assert ward.line(line.attendance.id).changed == frozenset()
    (line,) = ward.services.arrivals.board(ward.safeguarding).lines
    assert line.changed == {"location"}


def message_moved() -> bytes:
    from aande_alert.domain.answers import Given
    from aande_alert.domain.messages import Place, Trigger

    return message(Trigger.TRANSFER, 5, who(), visit(place=Given(Place("Cubicle 4"))))


# ---------------------------------------------------------------- the card


def test_the_card_says_what_since_when_whom_to_ring_and_what_to_do(ward: Ward) -> None:
    visit_id, plan = on_a_plan(ward)
    card = ward.services.arrivals.alert_card(ward.nurse, visit_id)
    assert (card.entry_id, card.title, card.since) == (
        plan.id, "Child protection plan: neglect", "Since 02-Oct-2026, from birth",
    )  # fmt: skip
    assert (card.authority, card.social_worker) == ("Calderdale North Council", "MARSH, Delroy (Mr), Team 3")
    assert card.source == "Council list 22-Nov-2026 06:10, 8hr old"
    assert (card.ring.team, card.ring.number) == ("Emergency Duty Team", "0113 496 0199")
    assert card.to_do[0] == "Keep Maisie in sight of a member of staff."
    assert ("told_registrar", "Told registrar") in card.steps
    assert not card.read_by_me
    assert card.acknowledgements == ()
    for part in (card.title, card.authority, card.ring.number, card.to_do[-1]):
        assert part in card.text
    assert "child:alert:seen" in ward.events()


def test_on_a_working_day_the_weekday_number_is_rung(ward: Ward) -> None:
    visit_id, _ = on_a_plan(ward)
    ward.clock.move(hours=20)
    card = ward.services.arrivals.alert_card(ward.nurse, visit_id)
    assert (card.ring.team, card.ring.number) == ("Children's front door", "0113 496 0142")


def test_the_registrars_bleep_stands_in_the_steps_where_the_hospital_has_one(ward: Ward) -> None:
    visit_id, _ = on_a_plan(ward)
    ward.services.administration.choose(
        ward.administrator, "hospital", {"name": "Calder Vale Hospital", "registrar_bleep": "2214"}
    )
    assert any("bleep 2214" in step for step in ward.services.arrivals.alert_card(ward.nurse, visit_id).to_do)


def test_a_child_without_a_name_is_the_child(ward: Ward) -> None:
    ward.with_lists().listed(a_plan(given="Baby", nhs=an_nhs_number(1)))
    visit_id = ward.arrives(given="Unknown", nhs_number=an_nhs_number(1).digits)
    card = ward.services.arrivals.alert_card(ward.nurse, visit_id)
    assert card.to_do[0] == "Keep the child in sight of a member of staff."


def test_brothers_and_sisters_stand_on_the_card_with_their_own_state(ward: Ward) -> None:
    visit_id, _ = on_a_plan(ward)
    maisie = ward.person_of(visit_id)
    jonah = a_person(given="Jonah", birth="2022-08-03", nhs=verified(7))
    orla = a_person(family="Sykes", given="Orla", birth="2020-03-10", addresses=(ELSEWHERE,), nhs=verified(8))
    lena = a_person(given="Lena", birth=None, addresses=(), phones=(), mother_name="")
    ward.known(jonah, orla, lena)
    ward.listed(a_plan(given="Jonah", birth="2022-08-03", nhs=an_nhs_number(7), ends=date(2026, 8, 14)))
    with ward.store.transaction() as tx:
        for sibling in (jonah, orla, lena):
            tx.people.add_link(Link(uuid4(), sibling.id, LinkKind.SIBLING, maisie.id, SEEN))
    family = {
        child.person.name.given: child
        for child in ward.services.arrivals.alert_card(ward.nurse, visit_id).family
    }
    assert family["Jonah"].words == "4y 3m, same home"
    assert isinstance(family["Jonah"].check.status, PlanEnded)
    assert family["Orla"].words == "6y 8m, lives elsewhere"
    assert isinstance(family["Orla"].check.status, NotListed)
    assert family["Lena"].words == "Age Not Known, home Not Known"


def test_a_plan_that_ended_has_a_card_too(ward: Ward) -> None:
    ward.with_lists().listed(a_plan(nhs=an_nhs_number(1), ends=TODAY - timedelta(days=50)))
    visit_id = ward.arrives(nhs_number=an_nhs_number(1).digits)
    assert ward.services.arrivals.alert_card(ward.nurse, visit_id).kind is PlanKind.CHILD_PROTECTION


def test_the_second_of_two_alerts_has_its_own_card(ward: Ward) -> None:
    visit_id, _ = on_a_plan(ward)
    second = ward.listed(
        a_plan(
            nhs=an_nhs_number(1),
            kind=PlanKind.LOOKED_AFTER,
            category="",
            legal_status="Full care order",
            social_worker="",
            team="",
        )
    )
    card = ward.services.arrivals.alert_card(ward.nurse, visit_id, second.id)
    assert card.title == "Looked after by a council: full care order"
    assert card.social_worker == "Not on the list"


def test_without_an_alert_there_is_no_card(ward: Ward) -> None:
    visit_id = ward.with_lists().arrives()
    with pytest.raises(Refused, match="No alert stands here now"):
        ward.services.arrivals.alert_card(ward.nurse, visit_id)
    with pytest.raises(Refused, match="No alert stands here now"):
        ward.services.arrivals.alert_card(ward.nurse, visit_id, uuid4())


def test_a_list_loaded_by_nobody_is_no_source(ward: Ward) -> None:
    with ward.store.transaction() as tx:
        tx.registers.put_council(CALDERDALE)
    ward.listed(a_plan(nhs=an_nhs_number(1)))
    visit_id = ward.arrives(nhs_number=an_nhs_number(1).digits)
    assert ward.services.arrivals.alert_card(ward.nurse, visit_id).source == "Not on the list"


# ---------------------------------------------------------------- read and understood


def test_reading_counts_for_the_person_who_read_and_keeps_the_exact_text(ward: Ward) -> None:
    visit_id, _ = on_a_plan(ward)
    card = ward.services.arrivals.alert_card(ward.nurse, visit_id)
    assert ward.line(visit_id).unread
    acknowledge(ward, visit_id, card, own_words=" Rang at 14:05 ")
    line = ward.line(visit_id)
    assert (line.unread, line.read_by) == (False, ("GO",))
    mine = ward.services.arrivals.alert_card(ward.nurse, visit_id)
    (read,) = mine.acknowledgements
    assert (read.staff, read.initials, read.at) == ("OKORO, Grace (Ms)", "GO", NOW)
    assert (read.steps, read.own_words, read.text_shown) == (("Told registrar",), "Rang at 14:05", card.text)
    assert (mine.read_by_me, read.current) == (True, True)
    assert not ward.services.arrivals.alert_card(ward.safeguarding, visit_id).read_by_me
    assert ward.line(visit_id).check.interrupts


def test_who_read_of_a_plan_that_ended_is_shown_too(ward: Ward) -> None:
    ward.with_lists().listed(a_plan(nhs=an_nhs_number(1), ends=TODAY - timedelta(days=50)))
    visit_id = ward.arrives(nhs_number=an_nhs_number(1).digits)
    acknowledge(ward, visit_id, ward.services.arrivals.alert_card(ward.nurse, visit_id))
    assert ward.line(visit_id).read_by == ("GO",)


def test_opening_the_card_is_not_reading_it(ward: Ward) -> None:
    visit_id, _ = on_a_plan(ward)
    ward.services.arrivals.alert_card(ward.nurse, visit_id)
    assert ward.line(visit_id).unread


def test_the_same_save_twice_is_one(ward: Ward) -> None:
    visit_id, _ = on_a_plan(ward)
    card, write_id = ward.services.arrivals.alert_card(ward.nurse, visit_id), uuid4()
    acknowledge(ward, visit_id, card, write_id=write_id)
    acknowledge(ward, visit_id, card, write_id=write_id)
    assert len(ward.services.arrivals.alert_card(ward.nurse, visit_id).acknowledgements) == 1


@pytest.mark.parametrize(
    ("changed", "asked_again"),
    [
        ({"category": "Physical"}, True),
        ({"social_worker": "LOWE, Ann (Ms)"}, True),
        ({"starts": date(2026, 10, 3)}, True),
        ({"list_date": TODAY + timedelta(days=1)}, False),
        ({"phone": "07700 900999"}, False),
    ],
)
def test_a_changed_alert_is_asked_to_be_read_again(
    ward: Ward, changed: dict[str, Any], asked_again: bool
) -> None:
    visit_id, plan = on_a_plan(ward)
    acknowledge(ward, visit_id, ward.services.arrivals.alert_card(ward.nurse, visit_id))
    ward.listed(replace(plan, **changed))
    assert ward.line(visit_id).unread is asked_again
    card = ward.services.arrivals.alert_card(ward.nurse, visit_id)
    assert card.read_by_me is not asked_again
    assert card.acknowledgements[0].current is not asked_again


def test_a_brothers_new_plan_asks_to_read_again(ward: Ward) -> None:
    visit_id, _ = on_a_plan(ward)
    jonah = ward.known(a_person(given="Jonah", birth="2022-08-03"))
    with ward.store.transaction() as tx:
        tx.people.add_link(Link(uuid4(), jonah.id, LinkKind.SIBLING, ward.person_id(tx, visit_id), SEEN))
    acknowledge(ward, visit_id, ward.services.arrivals.alert_card(ward.nurse, visit_id))
    assert not ward.line(visit_id).unread
    ward.listed(a_plan(given="Jonah", birth="2022-08-03", person_id=jonah.id))
    assert ward.line(visit_id).unread


@pytest.mark.parametrize(
    ("different", "words"),
    [
        ({"steps": (), "own_words": "  "}, "Say which step you took"),
        ({"steps": ("other",), "own_words": ""}, "did not say which"),
        ({"steps": ("flew",)}, "not in the hospital's policy"),
        ({"text_shown": "Child protection plan: neglect"}, "has changed since it was shown"),
    ],
)
def test_what_is_no_acknowledgement_is_refused(ward: Ward, different: dict[str, Any], words: str) -> None:
    visit_id, _ = on_a_plan(ward)
    card = ward.services.arrivals.alert_card(ward.nurse, visit_id)
    with pytest.raises(Refused, match=words):
        acknowledge(ward, visit_id, card, **different)
    assert ward.line(visit_id).unread


def test_words_of_ones_own_are_enough(ward: Ward) -> None:
    visit_id, _ = on_a_plan(ward)
    acknowledge(
        ward,
        visit_id,
        ward.services.arrivals.alert_card(ward.nurse, visit_id),
        steps=(),
        own_words="No step, because the registrar is here.",
    )
    assert not ward.line(visit_id).unread


# ---------------------------------------------------------------- by hand


def test_a_name_is_enough_to_book_somebody_in(ward: Ward) -> None:
    nothing = dict.fromkeys(
        ("given", "address", "postcode", "phone", "mother_name", "complaint", "location"), ""
    )
    told: dict[str, Any] = {**nothing, "family": "Unknown", "birth": None, "sex_words": "Not known"}
    visit_id = ward.with_lists().arrives(**told)
    line = ward.line(visit_id)
    assert line.person.name.shown() == "UNKNOWN, Unknown"
    assert (line.attendance.feed, line.is_child) == (BY_HAND, True)


def test_the_same_booking_twice_is_one_visit(ward: Ward) -> None:
    write_id = uuid4()
    for _ in range(2):
        assert ward.services.arrivals.add_by_hand(ward.nurse, an_arrival(), write_id).value == write_id
    assert len(ward.services.arrivals.board(ward.nurse).lines) == 1


def test_a_number_that_is_plainly_theirs_opens_the_visit_in_their_record(ward: Ward) -> None:
    record = ward.with_lists().known(a_person(nhs=verified(1)))
    visit_id = ward.arrives(given="Maisy", nhs_number=an_nhs_number(1).digits)
    line = ward.line(visit_id)
    assert (line.person.id, line.attendance.booked_as) == (record.id, "PELL, Maisy")
    assert ward.line(ward.arrives(nhs_number=an_nhs_number(1).digits)).attendance.booked_as == ""


def test_a_number_on_two_records_opens_a_new_one(ward: Ward) -> None:
    first = ward.with_lists().known(a_person(nhs=verified(1)), second := a_person(nhs=verified(1)))
    assert ward.line(ward.arrives(nhs_number=an_nhs_number(1).digits)).person.id not in {first.id, second.id}


def test_a_name_alone_never_opens_another_childs_record(ward: Ward) -> None:
    record = ward.with_lists().known(a_person(nhs=verified(1)))
    assert ward.line(ward.arrives()).person.id != record.id


@pytest.mark.parametrize(
    ("different", "words"),
    [
        ({"family": " ", "given": ""}, "A name is needed"),
        ({"nhs_number": "999 000 0001"}, "not a valid NHS number"),
        ({"arrived_at": NOW + timedelta(minutes=6)}, "time of arrival is still to come"),
        ({"birth": "2026-11-23"}, "date of birth is still to come"),
        ({"sex_words": "F"}, "not one of the genders"),
    ],
)
def test_what_cannot_be_is_refused_in_words(ward: Ward, different: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        ward.arrives(**different)
    assert ward.services.arrivals.board(ward.nurse).lines == ()


def test_a_visit_nobody_knows_is_not_found(ward: Ward) -> None:
    with pytest.raises(Unavailable):
        ward.services.arrivals.check(ward.of_role(Role.CLINICIAN), uuid4())
