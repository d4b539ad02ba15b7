"""Whose child it is: an alert disputed, two children compared, and the answer taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from aande_alert.domain.errors import Refused
from aande_alert.domain.plans import MatchDecision, NotListed, OnPlan, PossibleMatch
from tests.builders import CALDERDALE, a_person, a_plan, an_nhs_number, verified
from tests.services.arriving import on_a_plan

if TYPE_CHECKING:
    from tests.services.ward import Ward


# ---------------------------------------------------------------- not the same child


def test_a_dispute_keeps_the_alert_in_view_until_safeguarding_settles_it(ward: Ward) -> None:
    visit_id, plan = on_a_plan(ward)
    ward.services.arrivals.dispute(ward.nurse, visit_id, plan.id, "Another child of that name", uuid4())
    check = ward.check(visit_id)
    assert check.disputed == (plan.id,)
    assert check.interrupts
    card = ward.services.arrivals.alert_card(ward.nurse, visit_id, plan.id)
    assert card.disputed == "Another child of that name (OKORO, Grace (Ms), 22-Nov-2026 14:10)"
    with pytest.raises(Refused, match="does not allow"):
        ward.services.arrivals.decide(ward.nurse, visit_id, plan.id, MatchDecision.SETTLED, "Mine", uuid4())
    ward.services.arrivals.decide(
        ward.safeguarding, visit_id, plan.id, MatchDecision.SETTLED, "Rang the council", uuid4()
    )
    check = ward.check(visit_id)
    assert (check.disputed, isinstance(check.status, NotListed)) == ((), True)
    assert {"child:alert:disputed", "child:alert:settled"} <= {*ward.events()}


@pytest.mark.parametrize("decision", [MatchDecision.NOT_SAME, MatchDecision.SETTLED])
def test_saying_that_it_is_another_child_needs_a_reason(ward: Ward, decision: MatchDecision) -> None:
    visit_id, plan = on_a_plan(ward)
    with pytest.raises(Refused, match="needs a reason"):
        ward.services.arrivals.decide(ward.safeguarding, visit_id, plan.id, decision, " ", uuid4())
    with pytest.raises(Refused, match="needs a reason"):
        ward.services.arrivals.dispute(ward.nurse, visit_id, plan.id, "", uuid4())


# ---------------------------------------------------------------- possible match


def raikes(ward: Ward, **different: Any) -> UUID:
    told = {
        "family": "Raikes",
        "given": "Maisy",
        "address": "14 Tannery Row",
        "postcode": "ZZ1 7BD",
        **different,
    }
    return ward.arrives(**told)


def test_the_comparison_shows_both_children_field_by_field(ward: Ward) -> None:
    plan = ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)))
    shown = ward.services.arrivals.comparison(ward.nurse, raikes(ward))
    assert (shown.entry.id, shown.person.name.family) == (plan.id, "Raikes")
    assert (shown.told_at, shown.listed_at) == ("Told at the desk, 13:52", "Council list, 06:10 today")
    by_field = {line.field: (line.ours, line.theirs) for line in shown.evidence}
    assert by_field["Family name"] == ("RAIKES", "PELL")
    assert shown.total > shown.ask_above
    assert shown.summary.endswith("given.")
    assert shown.ways_to_be_sure
    assert "child:comparison:read" in ward.events()


def test_a_list_of_another_day_is_dated(ward: Ward) -> None:
    ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)))
    visit_id = raikes(ward)
    ward.clock.move(hours=12)
    assert (
        ward.services.arrivals.comparison(ward.nurse, visit_id).listed_at == "Council list, 22-Nov-2026 06:10"
    )


def test_further_close_entries_wait_for_the_next_comparison(ward: Ward) -> None:
    first = ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)), second := a_plan(nhs=an_nhs_number(2)))
    visit_id = ward.arrives()
    shown = ward.services.arrivals.comparison(ward.nurse, visit_id)
    assert {shown.entry.id, *shown.others} == {first.id, second.id}
    shown = ward.services.arrivals.comparison(ward.nurse, visit_id, second.id)
    assert (shown.entry.id, shown.others) == (second.id, (first.id,))


def test_where_nobody_is_close_there_is_nothing_to_compare(ward: Ward) -> None:
    visit_id = ward.with_lists().arrives()
    with pytest.raises(Refused, match="close enough"):
        ward.services.arrivals.comparison(ward.nurse, visit_id)


def test_an_entry_without_any_list_has_no_date(ward: Ward) -> None:
    with ward.store.transaction() as tx:
        tx.registers.put_council(CALDERDALE)
    ward.listed(a_plan(nhs=an_nhs_number(1)))
    assert (
        ward.services.arrivals.comparison(ward.nurse, raikes(ward)).listed_at
        == "Council list, date Not Known"
    )


def test_the_same_child_opens_the_alert_in_the_record_and_keeps_the_booked_name(ward: Ward) -> None:
    record = ward.with_lists().known(a_person(nhs=verified(1)))
    plan = ward.listed(a_plan(nhs=an_nhs_number(1), person_id=record.id))
    visit_id = raikes(ward)
    ward.services.arrivals.decide(ward.nurse, visit_id, plan.id, MatchDecision.SAME, "", uuid4())
    line = ward.line(visit_id)
    assert (line.person.id, line.attendance.booked_as) == (record.id, "RAIKES, Maisy")
    assert isinstance(line.check.status, OnPlan)
    card = ward.services.arrivals.alert_card(ward.nurse, visit_id)
    assert card.booked_as == "Booked in as RAIKES, Maisy. Same child: GO 14:10"
    assert card.person.name.shown() == "PELL, Maisie"


def test_an_earlier_visit_with_the_number_makes_the_record_the_visit_is_joined_to(ward: Ward) -> None:
    plan = ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)))
    earlier = ward.arrives(nhs_number=an_nhs_number(1).digits)
    visit_id = raikes(ward)
    ward.services.arrivals.decide(ward.nurse, visit_id, plan.id, MatchDecision.SAME, "", uuid4())
    assert ward.line(visit_id).person.id == ward.line(earlier).person.id


def test_the_same_child_can_be_taken_back_and_nothing_is_lost(ward: Ward) -> None:
    record = ward.with_lists().known(a_person(nhs=verified(1)))
    plan = ward.listed(a_plan(nhs=an_nhs_number(1), person_id=record.id))
    visit_id = raikes(ward)
    ward.services.arrivals.decide(ward.nurse, visit_id, plan.id, MatchDecision.SAME, "", uuid4())
    ward.clock.move(minutes=1)
    ward.services.arrivals.decide(ward.nurse, visit_id, plan.id, MatchDecision.NOT_SAME, "Red book", uuid4())
    line = ward.line(visit_id)
    assert (line.person.name.family, line.attendance.booked_as) == ("Raikes", "")
    assert line.check.disputed == (plan.id,)
    assert "child:merge:undone" in ward.events()


def test_the_same_child_without_an_earlier_record_is_linked(ward: Ward) -> None:
    plan = ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)))
    visit_id = raikes(ward)
    ward.services.arrivals.decide(ward.nurse, visit_id, plan.id, MatchDecision.SAME, "", uuid4())
    assert isinstance(ward.check(visit_id).status, OnPlan)
    with ward.store.reading() as tx:
        assert tx.registers.entry(plan.id).person_id == ward.person_id(tx, visit_id)
    ward.clock.move(minutes=1)
    ward.services.arrivals.decide(ward.nurse, visit_id, plan.id, MatchDecision.NOT_SURE, "", uuid4())
    assert ward.check(visit_id).status == PossibleMatch((plan.id,))
    with ward.store.reading() as tx:
        assert tx.registers.entry(plan.id).person_id is None


def test_the_name_of_the_record_needs_no_booked_name(ward: Ward) -> None:
    record = ward.with_lists().known(a_person(nhs=verified(1)))
    plan = ward.listed(a_plan(nhs=an_nhs_number(1), person_id=record.id))
    visit_id = ward.arrives()
    ward.services.arrivals.decide(ward.nurse, visit_id, plan.id, MatchDecision.SAME, "", uuid4())
    assert ward.line(visit_id).attendance.booked_as == ""


def test_two_verified_numbers_are_never_one_child(ward: Ward) -> None:
    record = ward.with_lists().known(a_person(nhs=verified(1)))
    plan = ward.listed(a_plan(nhs=an_nhs_number(1), person_id=record.id))
    other = ward.known(a_person(nhs=verified(2)))
    visit_ = ward.visit(other)
    with pytest.raises(Refused, match="different verified NHS numbers"):
        ward.services.arrivals.decide(ward.nurse, visit_.id, plan.id, MatchDecision.SAME, "", uuid4())
    same = ward.known(a_person(nhs=verified(1)))
    ward.services.arrivals.decide(ward.nurse, ward.visit(same).id, plan.id, MatchDecision.SAME, "", uuid4())


def test_a_dispute_by_somebody_booked_in_under_another_name_says_only_the_name(ward: Ward) -> None:
    visit_id, plan = on_a_plan(ward)
    with ward.store.transaction() as tx:
        tx.attendances.update(replace(tx.attendances.get(visit_id), booked_as="RAIKES, Maisy"))
    assert ward.services.arrivals.alert_card(ward.nurse, visit_id).booked_as == "Booked in as RAIKES, Maisy"
    ward.services.arrivals.dispute(ward.nurse, visit_id, plan.id, "Not her", uuid4())
    assert ward.services.arrivals.alert_card(ward.nurse, visit_id).booked_as == "Booked in as RAIKES, Maisy"
