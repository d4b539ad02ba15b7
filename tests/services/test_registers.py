"""A council's list: looked at without a trace, applied whole, with counts that add up, and linked."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from aande_alert.domain.board import Health
from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.domain.identity import PersonName, Sex
from aande_alert.domain.imports import Change
from aande_alert.domain.plans import NotChecked, NotListed, PlanEnded, PlanKind
from aande_alert.domain.register_lists import (
    ListedRow,
    ListLabel,
    RegisterProfile,
    RegisterReading,
    RowCounts,
)
from aande_alert.services.list_layout import our_columns
from aande_alert.services.register_changes import plan_list
from tests.builders import (
    TODAY,
    a_list,
    a_person,
    a_plan,
    a_row,
    an_nhs_number,
    born,
    verified,
)
from tests.services.listing import apply, entries, later, many, preview, running, second

if TYPE_CHECKING:
    from tests.services.ward import Ward


NUMBER = an_nhs_number(1)
pytestmark = pytest.mark.usefixtures("known_council")


def test_a_preview_says_what_would_change_and_writes_nothing(ward: Ward) -> None:
    shown = preview(ward, a_list(a_row("C1"), a_row("C2", forename="", surname="", date_of_birth="")))
    assert [line.entry.name.given for line in shown.of(Change.NEW)] == ["Maisie"]
    assert (shown.counts.read, shown.counts.rejected) == (2, 1)
    assert (shown.active.before, shown.active.started, shown.active.after) == (0, 1, 1)
    assert shown.without_number == 1
    assert shown.by_kind == {"child_protection": 1}
    assert shown.columns["surname"] == "surname"
    assert any(problem.code == "E16" for problem in shown.problems)
    assert entries(ward) == ()
    assert ward.services.registers.history(ward.safeguarding, "CN") == ()
    assert "hospital:register:previewed" in ward.events()


def test_applied_by_a_named_person_everybody_here_is_looked_for_again(ward: Ward) -> None:
    visit_id = ward.arrives(nhs_number=NUMBER.digits)
    assert ward.check(visit_id).status == NotChecked("Calderdale North list never loaded")
    made = apply(ward, a_list(a_row(nhs_number=NUMBER.digits)))
    assert (made.applied_by, made.file_name, made.rechecked) == ("PIKE, Joanna (Ms)", "list.csv", 1)
    assert made.as_at == datetime(2026, 11, 22, 6, 10, tzinfo=UTC)
    assert made.counts.add_up
    assert made.active.add_up
    assert ward.check(visit_id).interrupts
    (state,) = ward.services.registers.states(ward.nurse)
    assert (state.state, state.entries, state.age) == (Health.LIVE, 1, timedelta(hours=8))


def test_an_all_clear_comes_only_after_the_list(ward: Ward) -> None:
    visit_id = ward.arrives(
        family="Grey", given="Ada", birth="2019-01-05", address="", postcode="", phone="", mother_name=""
    )
    apply(ward, a_list(a_row()))
    assert isinstance(ward.check(visit_id).status, NotListed)


def test_a_list_without_a_time_counts_from_the_start_of_its_day(ward: Ward) -> None:
    made = apply(ward, a_list(a_row(), list_time=None))
    assert made.as_at == datetime(2026, 11, 22, tzinfo=UTC)


def test_a_list_of_later_today_is_refused(ward: Ward) -> None:
    with pytest.raises(Refused, match="still to come"):
        preview(ward, a_list(a_row(), list_time=time(14, 11)))


def test_the_counts_add_up_whatever_the_next_list_does(ward: Ward) -> None:
    first = [*many(30), a_row("V"), a_row("E"), a_row("R", plan_end="01/11/2026"), a_row("S")]
    apply(ward, a_list(*first), second=second(ward))
    assert running(ward) == 33
    file = later(
        ward,
        [
            *many(30),
            a_row("V", deleted="23/11/2026"),
            a_row("E", plan_end="22/11/2026"),
            a_row("R"),
            a_row("N"),
            a_row("N"),
        ],
    )
    shown = preview(ward, file)
    told = [len(shown.of(change)) for change in (Change.NEW, Change.REAPPEARED, Change.ENDED, Change.VOIDED)]
    assert (told, shown.of(Change.CHANGED), shown.unchanged) == ([1, 1, 2, 1], (), 30)
    made = apply(ward, file, second=second(ward))
    active, counts = made.active, made.counts
    assert (active.before, active.started, active.reappeared, active.ended, active.voided, active.after) == (
        33,
        1,
        1,
        2,
        1,
        32,
    )
    assert counts.read == counts.accepted + counts.warned + counts.rejected + counts.duplicates
    assert counts.duplicates == 1
    assert made.unchanged == 30
    assert running(ward) == 32


def test_absent_from_a_whole_list_ends_the_day_before_and_stays_in_view(ward: Ward) -> None:
    apply(ward, a_list(*many(30), a_row("C1", nhs_number=NUMBER.digits)))
    made = apply(ward, later(ward, many(30)))
    assert made.active.ended == 1
    check = ward.check(ward.arrives(nhs_number=NUMBER.digits))
    assert isinstance(check.status, PlanEnded)
    assert check.status.ended_on == TODAY


def test_changes_only_end_nobody(ward: Ward) -> None:
    apply(ward, a_list(*many(3)))
    made = apply(ward, later(ward, [a_row("N")], full=False))
    assert (made.active.ended, made.active.after) == (0, 4)


def test_listed_by_mistake_is_no_end(ward: Ward) -> None:
    apply(ward, a_list(*many(30), a_row("C1", nhs_number=NUMBER.digits)))
    apply(ward, later(ward, [*many(30), a_row("C1", nhs_number=NUMBER.digits, deleted="23/11/2026")]))
    assert isinstance(ward.check(ward.arrives(nhs_number=NUMBER.digits)).status, NotListed)


def test_a_changed_entry_says_what_differs(ward: Ward) -> None:
    apply(ward, a_list(*many(3), a_row("C1", nhs_number=NUMBER.digits)))
    new = a_row(
        "C1",
        nhs_number=an_nhs_number(2).digits,
        category="Physical",
        surname="Raikes",
        plan_end="30/12/2026",
        date_of_birth="03/10/2026",
        address="2 Hill Road",
    )
    shown = preview(ward, later(ward, [*many(3), new]))
    (line,) = shown.of(Change.CHANGED)
    assert {
        ("Category", "Neglect", "Physical abuse"),
        ("Name", "PELL, Maisie", "RAIKES, Maisie"),
        ("NHS No.", NUMBER.shown(), an_nhs_number(2).shown()),
        ("Born", "02-Oct-2026", "03-Oct-2026"),
        ("End", "", "30-Dec-2026"),
    } <= set(line.fields)


def test_listed_by_mistake_is_shown_as_a_difference(ward: Ward) -> None:
    apply(ward, a_list(*many(3), a_row("C1")))
    shown = preview(ward, later(ward, [*many(3), a_row("C1", deleted="23/11/2026")]))
    assert ("Listed by mistake", "No", "Yes") in shown.of(Change.VOIDED)[0].fields


def test_other_names_are_shown_as_a_difference(ward: Ward) -> None:
    named = PersonName("Raikes", "Maisy")
    (line,) = plan_list(reading_of(named), [a_plan(row_key="C1", aliases=())]).told()
    assert ("Other names", "", "RAIKES, Maisy") in line.fields


def reading_of(alias: PersonName) -> RegisterReading:
    label = ListLabel("CN", TODAY, None, full=False)
    row = ListedRow(
        2,
        "C1",
        PlanKind.CHILD_PROTECTION,
        PersonName("Pell", "Maisie"),
        born("2026-10-02"),
        Sex.FEMALE,
        aliases=(alias,),
    )
    return RegisterReading(label, "", (row,), (), {}, (), RowCounts(1, 1, 0, 0, 0))


def test_a_council_without_ids_keeps_the_entry_when_the_name_changes(ward: Ward) -> None:
    apply(ward, a_list(*many(30), a_row("", nhs_number=NUMBER.digits)))
    shown = preview(ward, later(ward, [*many(30), a_row("", nhs_number=NUMBER.digits, surname="Raikes")]))
    assert [len(shown.of(change)) for change in (Change.NEW, Change.CHANGED, Change.ENDED)] == [0, 1, 0]


def test_an_old_key_given_to_another_child_never_overwrites_the_first(ward: Ward) -> None:
    apply(ward, a_list(*many(30), a_row("OLD", nhs_number=NUMBER.digits)))
    moved = a_row("NEW", nhs_number=NUMBER.digits)
    apply(ward, later(ward, [*many(30), moved]))
    other = a_row("OLD", forename="Jonah", nhs_number=an_nhs_number(2).digits, date_of_birth="03/08/2022")
    apply(ward, later(ward, [*many(30), moved, other]))
    named = {entry.name.given: entry.nhs for entry in entries(ward) if entry.nhs}
    assert named == {"Maisie": NUMBER, "Jonah": an_nhs_number(2)}


# ---------------------------------------------------------------- links


def test_number_and_birth_link_the_entry_to_the_record(ward: Ward) -> None:
    record = ward.known(a_person(nhs=verified(1)))
    assert apply(ward, a_list(a_row(nhs_number=NUMBER.digits))).linked == 1
    assert entries(ward)[0].person_id == record.id


def test_a_record_made_after_the_list_is_linked_with_the_next_one(ward: Ward) -> None:
    apply(ward, a_list(a_row(nhs_number=NUMBER.digits)))
    record = ward.known(a_person(nhs=verified(1)))
    assert apply(ward, later(ward, [a_row(nhs_number=NUMBER.digits), a_row("C2")])).linked == 1
    assert [entry.person_id for entry in entries(ward) if entry.nhs] == [record.id]


@pytest.mark.parametrize(
    "different",
    [{"birth": "2022-08-03"}, {"given": "Jonah"}, {"nhs": verified(9)}],
)
def test_a_number_alone_links_nobody(ward: Ward, different: dict[str, Any]) -> None:
    ward.known(a_person(**{"nhs": verified(1), **different}))
    assert apply(ward, a_list(a_row(nhs_number=NUMBER.digits))).linked == 0


def test_a_number_on_two_records_links_neither(ward: Ward) -> None:
    ward.known(a_person(nhs=verified(1)), a_person(nhs=verified(1)))
    assert apply(ward, a_list(a_row(nhs_number=NUMBER.digits))).linked == 0


def test_a_corrected_number_takes_the_link_away_unless_a_person_made_it(ward: Ward) -> None:
    record = ward.known(a_person(nhs=verified(1)))
    apply(ward, a_list(*many(30), a_row("C1", nhs_number=NUMBER.digits)))
    apply(ward, later(ward, [*many(30), a_row("C1", nhs_number=an_nhs_number(2).digits)]))
    (entry,) = (entry for entry in entries(ward) if entry.row_key and entry.nhs)
    assert entry.person_id is None
    from aande_alert.domain.plans import MatchDecision

    visit_ = ward.visit(record, arrived_at=ward.clock() - timedelta(minutes=5))
    ward.services.arrivals.decide(ward.nurse, visit_.id, entry.id, MatchDecision.SAME, "", uuid4())
    apply(ward, later(ward, [*many(30), a_row("C1", nhs_number=an_nhs_number(3).digits)]))
    (entry,) = (entry for entry in entries(ward) if entry.nhs)
    assert entry.person_id == record.id


# ---------------------------------------------------------------- councils and layouts


def test_a_layout_is_saved_once_for_the_council(ward: Ward) -> None:
    profile = RegisterProfile("Weekly", columns={"Kid": "forename"}, dates=a_list().profile.dates)  # type: ignore[union-attr]
    ward.services.registers.keep_profile(ward.safeguarding, "CN", profile)
    body = b"surname,Kid,dob,plan type,plan start\r\nPell,Maisie,02/10/2026,CP,02/10/2026\r\n"
    shown = preview(ward, a_list(body=body, profile=None))
    assert shown.of(Change.NEW)[0].entry.name.given == "Maisie"


def test_the_headers_of_a_list_say_what_each_is_taken_for(ward: Ward) -> None:
    registers, body = ward.services.registers, b"surname,Kid,,dob\r\nPell,Maisie,,02/10/2026\r\n"
    file = a_list(body=body, profile=None)
    before = {header.theirs: header.ours for header in registers.headers(ward.safeguarding, file)}
    assert before == {"surname": "surname", "Kid": "", "dob": "dob"}
    profile = RegisterProfile("Weekly", columns={"Kid": "forename"})
    registers.keep_profile(ward.safeguarding, "CN", profile)
    assert registers.layout(ward.safeguarding, "CN").columns == profile.columns
    assert registers.headers(ward.safeguarding, file)[1].ours == "forename"
    assert {"forename", "surname", "dob"} <= set(our_columns())


def test_without_a_saved_layout_only_dates_that_can_be_read_one_way_are_taken(ward: Ward) -> None:
    shown = preview(ward, a_list(a_row(), profile=None))
    assert any(problem.code == "E13" for problem in shown.problems)


def test_a_council_nobody_knows_has_no_list(ward: Ward) -> None:
    with pytest.raises(Unavailable):
        preview(ward, a_list(a_row(), council="ZZ"))
    assert [council.code for council in ward.services.registers.councils(ward.nurse)] == ["CN"]


def test_two_lists_of_one_council_count_from_the_older(ward: Ward) -> None:
    apply(ward, a_list(a_row(), kind=PlanKind.CHILD_PROTECTION))
    ward.clock.move(hours=20)
    (state,) = ward.services.registers.states(ward.nurse)
    apply(
        ward,
        a_list(
            a_row("L1", plan_type="LAC"),
            kind=PlanKind.LOOKED_AFTER,
            list_date=ward.clock().date(),
            list_time=time(6),
        ),
    )
    (state,) = ward.services.registers.states(ward.nurse)
    assert (state.state, state.entries) == (Health.DOWN, 2)


def test_a_preview_hides_names_from_a_log(ward: Ward) -> None:
    file = a_list(a_row())
    shown = preview(ward, file)
    for value in (file, shown, *shown.changes, second(ward)):
        assert "withheld" in repr(value)
        assert "Pell" not in repr(value)
    assert {change.words for change in Change} >= {"New", "Voided"}
    assert (shown.refused, shown.needs_second_person) == (False, False)
