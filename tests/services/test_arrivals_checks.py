"""Every arrival is looked for at once, and what cannot be known is never an all-clear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from aande_alert.domain.identity import PersonName
from aande_alert.domain.plans import (
    CheckFailed,
    NotChecked,
    NotListed,
    OnPlan,
    PlanEnded,
    PlanKind,
    PossibleMatch,
)
from tests.builders import (
    AIREBOROUGH,
    CALDERDALE,
    ELSEWHERE,
    NOW,
    TODAY,
    a_person,
    a_plan,
    an_nhs_number,
    verified,
)

if TYPE_CHECKING:
    from tests.services.ward import Ward


def test_the_right_number_raises_the_alert(ward: Ward) -> None:
    plan = ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)))
    check = ward.check(ward.arrives(nhs_number=an_nhs_number(1).shown()))
    assert isinstance(check.status, OnPlan)
    assert (check.status.entry_id, check.status.council) == (plan.id, "CN")
    assert check.interrupts


def test_without_a_number_name_birth_and_home_are_enough(ward: Ward) -> None:
    plan = ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)))
    check = ward.check(ward.arrives())
    assert isinstance(check.status, OnPlan | PossibleMatch)
    assert plan.id in getattr(check.status, "entry_ids", (getattr(check.status, "entry_id", None),))


def test_booked_in_under_the_partners_name_is_a_question_for_a_person(ward: Ward) -> None:
    plan = ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)))
    check = ward.check(
        ward.arrives(family="Raikes", given="Maisy", address="14 Tannery Row", postcode="ZZ1 7BD")
    )
    assert check.status == PossibleMatch((plan.id,))


def test_nobody_listed_says_what_was_looked_at_and_when(ward: Ward) -> None:
    check = ward.with_lists().check(ward.arrives())
    assert isinstance(check.status, NotListed)
    assert check.status.looked_at == (2, 2)
    assert check.status.as_of == NOW
    assert check.status.sources == (
        "Aireborough Council, 22-Nov-2026 06:10",
        "Calderdale North Council, 22-Nov-2026 06:10",
    )


def test_a_plan_ended_three_months_ago_is_a_reason_to_think(ward: Ward) -> None:
    ended = TODAY - timedelta(days=100)
    ward.with_lists().listed(a_plan(nhs=an_nhs_number(1), ends=ended))
    check = ward.check(ward.arrives(nhs_number=an_nhs_number(1).digits))
    assert isinstance(check.status, PlanEnded)
    assert check.status.ended_on == ended
    assert not check.interrupts


def test_a_plan_ended_fourteen_months_ago_is_no_longer_shown(ward: Ward) -> None:
    ward.with_lists().listed(
        a_plan(birth="2020-03-01", nhs=an_nhs_number(1), starts=date(2024, 1, 9), ends=date(2025, 9, 12))
    )
    check = ward.check(ward.arrives(birth="2020-03-01", nhs_number=an_nhs_number(1).digits))
    assert isinstance(check.status, NotListed)


def test_an_entry_listed_by_mistake_raises_nothing(ward: Ward) -> None:
    ward.with_lists().listed(a_plan(nhs=an_nhs_number(1), voided=True))
    assert isinstance(ward.check(ward.arrives(nhs_number=an_nhs_number(1).digits)).status, NotListed)


def test_a_plan_and_a_looked_after_child_of_two_councils_both_stand_the_plan_first(ward: Ward) -> None:
    number = an_nhs_number(1)
    ward.with_lists().listed(
        a_plan(nhs=number, kind=PlanKind.LOOKED_AFTER, council="AB", category="", legal_status="C1"),
        a_plan(nhs=number),
    )
    check = ward.check(ward.arrives(nhs_number=number.digits))
    assert [(status.kind, status.council) for status in check.statuses if isinstance(status, OnPlan)] == [
        (PlanKind.CHILD_PROTECTION, "CN"),
        (PlanKind.LOOKED_AFTER, "AB"),
    ]


def test_the_other_twin_is_never_called_the_listed_one(ward: Ward) -> None:
    ward.with_lists().listed(a_plan(given="Maisie", nhs=an_nhs_number(1)))
    twin = ward.check(ward.arrives(given="Thomas", sex_words="Male", nhs_number=an_nhs_number(2).digits))
    assert not isinstance(twin.status, OnPlan)


def test_one_number_on_both_twins_is_a_question_for_a_person(ward: Ward) -> None:
    plan = ward.with_lists().listed(a_plan(given="Maisie", nhs=an_nhs_number(1)))
    check = ward.check(ward.arrives(given="Orla", nhs_number=an_nhs_number(1).digits))
    assert check.status == PossibleMatch((plan.id,))


def test_a_siblings_number_used_by_mistake_shows_both_children(ward: Ward) -> None:
    sibling, right = (
        ward.with_lists().listed(a_plan(given="Jonah", birth="2022-08-03", nhs=an_nhs_number(1))),
        a_plan(given="Maisie", birth="2026-10-02", nhs=an_nhs_number(2)),
    )
    ward.listed(right)
    check = ward.check(ward.arrives(given="Maisie", nhs_number=an_nhs_number(1).digits))
    assert check.shared_number
    assert isinstance(check.status, PossibleMatch)
    assert set(check.status.entry_ids) == {sibling.id, right.id}


def test_a_siblings_number_of_a_child_who_is_not_listed_is_still_a_question(ward: Ward) -> None:
    sibling = ward.with_lists().listed(a_plan(given="Jonah", birth="2022-08-03", nhs=an_nhs_number(1)))
    check = ward.check(ward.arrives(given="Maisie", nhs_number=an_nhs_number(1).digits))
    assert check.status == PossibleMatch((sibling.id,))
    assert check.shared_number


def test_nobody_knows_who_this_is_and_nobody_can_look(ward: Ward) -> None:
    check = ward.with_lists().check(
        ward.arrives(
            family="Unknown", given="Unknown", birth=None, address="", postcode="", phone="", mother_name=""
        )
    )
    assert check.status == NotChecked("no NHS number")


def test_an_unknown_identity_is_found_by_number_alone(ward: Ward) -> None:
    plan = ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)))
    person = ward.known(
        a_person(
            family="Unknown",
            given="Unknown",
            birth=None,
            identity_unknown=True,
            nhs=verified(1),
            mother_name="",
        )
    )
    check = ward.services.arrivals.check(ward.nurse, ward.visit(person).id).value
    assert check.status == PossibleMatch((plan.id,))
    by_name = ward.known(a_person(identity_unknown=True, mother_name=""))
    check = ward.services.arrivals.check(ward.nurse, ward.visit(by_name).id).value
    assert check.status == NotChecked("no NHS number")


def test_an_unknown_age_keeps_the_child_among_the_children(ward: Ward) -> None:
    ward.with_lists()
    line = ward.line(ward.arrives(birth=None))
    assert line.is_child
    assert isinstance(line.check.status, NotListed)


def test_no_list_at_all_is_not_checked(ward: Ward) -> None:
    assert ward.check(ward.arrives()).status == NotChecked("no register loaded")


def test_a_council_whose_list_never_came_is_not_checked(ward: Ward) -> None:
    ward.with_lists(CALDERDALE)
    with ward.store.transaction() as tx:
        tx.registers.put_council(AIREBOROUGH)
    assert ward.check(ward.arrives()).status == NotChecked("Aireborough list never loaded")


def test_an_all_clear_is_taken_back_when_the_list_grows_old(ward: Ward) -> None:
    visit = ward.with_lists(CALDERDALE).arrives()
    assert isinstance(ward.check(visit).status, NotListed)
    ward.clock.move(days=4)
    check = ward.check(visit)
    assert check.status == NotChecked("list 4d old")
    assert not any(isinstance(status, NotListed) for status in check.statuses)


def test_one_stale_list_of_two_names_the_council(ward: Ward) -> None:
    visit = ward.with_lists().arrives()
    ward.clock.move(hours=20)
    assert ward.check(visit).status == NotChecked("Calderdale North list 1d old")


def test_a_stale_list_never_takes_an_alert_away(ward: Ward) -> None:
    ward.with_lists(CALDERDALE).listed(a_plan(nhs=an_nhs_number(1)))
    visit = ward.arrives(nhs_number=an_nhs_number(1).digits)
    ward.clock.move(days=4)
    check = ward.check(visit)
    assert isinstance(check.status, OnPlan)
    assert NotChecked("list 4d old") in check.statuses


def test_an_unknown_child_stays_not_checked_for_that_reason_when_lists_are_stale_too(ward: Ward) -> None:
    visit = ward.with_lists(CALDERDALE).arrives(
        family="Unknown", given="Unknown", birth=None, address="", postcode="", phone="", mother_name=""
    )
    ward.clock.move(days=4)
    assert ward.check(visit).statuses == (NotChecked("no NHS number"), NotChecked("list 4d old"))


def test_a_visit_nobody_looked_at_says_so(ward: Ward) -> None:
    visit = ward.with_lists().visit(ward.known(a_person()))
    assert ward.check(visit.id).status == NotChecked("not looked at yet")


def test_looking_that_breaks_shows_and_the_child_stays_on_the_board(ward: Ward) -> None:
    ward.with_lists().listed(a_plan())
    broken = replace(ward.content.matching, bits=MappingProxyType({}))
    ward.break_rules(replace(ward.content, matching=broken))
    check = ward.check(ward.arrives())
    assert check.status == CheckFailed("KeyError while looking")
    assert not check.interrupts


def test_looking_again_after_trouble_finds_the_child(ward: Ward) -> None:
    ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)))
    good = ward.services
    ward.break_rules(
        replace(ward.content, matching=replace(ward.content.matching, bits=MappingProxyType({})))
    )
    visit = ward.arrives(nhs_number=an_nhs_number(1).digits)
    assert isinstance(ward.check(visit).status, CheckFailed)
    ward.services = good
    assert ward.services.arrivals.check(ward.nurse, visit).value.interrupts
    assert ward.check(visit).interrupts


def test_a_plan_found_under_a_merged_record_stands_for_the_surviving_one(ward: Ward) -> None:
    ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)))
    loser = ward.known(a_person(nhs=verified(1)))
    survivor = ward.known(
        a_person(
            family="Grey", given="Ada", birth="2019-01-05", addresses=(ELSEWHERE,), phones=(), mother_name=""
        )
    )
    visit = ward.visit(survivor)
    assert not ward.services.arrivals.check(ward.nurse, visit.id).value.interrupts
    with ward.store.transaction() as tx:
        tx.people.merge(loser.id, survivor.id)
    assert ward.services.arrivals.check(ward.nurse, visit.id).value.interrupts


def test_two_listed_children_of_one_name_and_birth_with_two_numbers_are_two_children(ward: Ward) -> None:
    first = ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)), second := a_plan(nhs=an_nhs_number(2)))
    check = ward.check(ward.arrives())
    assert isinstance(check.status, PossibleMatch)
    assert set(check.status.entry_ids) == {first.id, second.id}


def test_each_look_is_written_down_and_a_new_alert_twice(ward: Ward) -> None:
    ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)))
    visit = ward.arrives(nhs_number=an_nhs_number(1).digits)
    ward.services.arrivals.check(ward.nurse, visit)
    events = ward.events()
    assert (events.count("child:check:made"), events.count("child:alert:raised")) == (2, 1)


def test_another_name_on_the_list_finds_the_child(ward: Ward) -> None:
    plan = ward.with_lists().listed(
        a_plan(family="Holroyd", aliases=(PersonName("Pell", "Maisie"),), nhs=an_nhs_number(1))
    )
    check = ward.check(ward.arrives())
    assert check.status in (
        PossibleMatch((plan.id,)),
        OnPlan(plan.id, plan.kind, plan.starts, "CN", "Neglect", TODAY),
    )
