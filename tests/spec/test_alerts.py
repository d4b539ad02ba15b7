"""What the lists say of a child, whom to ring, and the words of the card: tables of cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from aande_alert.domain.alerts import AlertCard, FamilyChild
from aande_alert.domain.board import ArrivalLine, Health, RegisterState
from aande_alert.domain.identity import BIRTH_NOT_GIVEN
from aande_alert.domain.plans import (
    CheckFailed,
    MatchDecision,
    NotChecked,
    NotListed,
    OnPlan,
    PlanEnded,
    PlanKind,
    PossibleMatch,
    ProtectionCheck,
    ProtectionStatus,
)
from aande_alert.domain.wording import is_under_18
from aande_alert.rules.alerts import (
    Found,
    badge_words,
    card_since,
    card_text,
    card_title,
    day_number_answers,
    months_after,
    order,
    ring,
    rough_age,
    seriousness,
    standing,
    to_do,
)
from aande_alert.rules.content import load_content
from tests.builders import CALDERDALE, NOW, a_person, a_plan, an_attendance, born, verified

POLICY = load_content().policy
FRESH = RegisterState(
    "CN", "Calderdale North Council", NOW - timedelta(hours=8), timedelta(hours=8), timedelta(hours=24),
    212, Health.LIVE,
)  # fmt: skip
FRESH_TOO = replace(FRESH, council="AB", name="Aireborough Council", limit=timedelta(days=3))
OLD = replace(FRESH, as_at=NOW - timedelta(days=4, hours=3), state=Health.DOWN)
OLD_TOO = replace(FRESH_TOO, as_at=NOW - timedelta(days=4, hours=3), state=Health.DOWN)
NEVER = replace(FRESH, as_at=None, age=None, entries=0, state=Health.NEVER)


def kinds(check: ProtectionCheck) -> list[str]:
    """Return the answers by name, most serious first."""
    return [type(status).__name__ for status in check.statuses]


def look(found: Found, *registers: RegisterState) -> ProtectionCheck:
    """Return the answer at ten past two."""
    return standing(found, registers or (FRESH, FRESH_TOO), NOW, POLICY)


def test_a_child_whom_no_fresh_list_names_has_no_record_as_of_now() -> None:
    check = look(Found())
    assert check.statuses == (
        NotListed(
            NOW,
            (2, 2),
            (
                "Calderdale North Council, 22-Nov-2026 06:10",
                "Aireborough Council, 22-Nov-2026 06:10",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("found", "registers", "reason"),
    [
        (Found(), [OLD], "list 4d old"),
        (Found(), [FRESH, OLD_TOO], "Aireborough list 4d old"),
        (Found(), [NEVER], "Calderdale North list never loaded"),
        (Found(could_look=False), [FRESH], "no NHS number"),
        (Found(could_look=False), [OLD], "no NHS number"),
    ],
)
def test_what_could_not_be_looked_at_is_said(
    found: Found, registers: list[RegisterState], reason: str
) -> None:
    assert look(found, *registers).statuses == (NotChecked(reason),)


def test_without_any_list_nobody_was_checked() -> None:
    assert standing(Found(), (), NOW, POLICY).statuses == (NotChecked("no register loaded"),)


def test_a_list_past_its_limit_is_old_whatever_its_state_says() -> None:
    late = replace(FRESH, as_at=NOW - timedelta(hours=24, minutes=1))
    assert kinds(look(Found(), late)) == ["NotChecked"]
    assert kinds(look(Found(), replace(FRESH, as_at=NOW - timedelta(hours=24)))) == ["NotListed"]


def test_looking_that_went_wrong_is_said_and_not_called_no_record() -> None:
    assert look(Found(failed="the list could not be read")).statuses == (
        CheckFailed("the list could not be read"),
    )


def test_a_child_on_a_plan_is_on_a_plan_though_another_list_is_old() -> None:
    plan = a_plan()
    check = look(Found(matched=(plan,)), FRESH, OLD_TOO)
    assert kinds(check) == ["OnPlan", "NotChecked"]
    assert check.status == OnPlan(
        plan.id, PlanKind.CHILD_PROTECTION, date(2026, 10, 2), "CN", category="Neglect", list_date=NOW.date()
    )
    assert check.interrupts


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        (None, "OnPlan"),
        (date(2026, 11, 22), "OnPlan"),  # the last day is still a day on the plan
        (date(2026, 11, 21), "PlanEnded"),
        (date(2026, 8, 22), "PlanEnded"),  # three months
        (date(2025, 11, 22), "PlanEnded"),  # twelve months to the day
        (date(2025, 11, 21), "NotListed"),
        (date(2025, 9, 22), "NotListed"),  # fourteen months
    ],
)
def test_an_ended_plan_stays_in_view_for_twelve_months(ends: date | None, expected: str) -> None:
    assert kinds(look(Found(matched=(a_plan(ends=ends),)))) == [expected]


def test_a_plan_listed_by_mistake_is_no_plan_and_no_ended_one() -> None:
    assert kinds(look(Found(matched=(a_plan(voided=True),)))) == ["NotListed"]


def test_an_unborn_plan_stands_on_the_mother() -> None:
    unborn = a_plan(kind=PlanKind.UNBORN, family="Novak", given="Marta", birth="2002-01-15")
    assert kinds(look(Found(matched=(unborn,)))) == ["OnPlan"]
    assert look(Found(matched=(unborn,))).interrupts


def test_two_plans_stand_in_the_order_of_seriousness() -> None:
    looked_after = a_plan(kind=PlanKind.LOOKED_AFTER)
    ended = a_plan(ends=date(2026, 8, 14))
    plan = a_plan()
    statuses = look(Found(matched=(ended, looked_after, plan))).statuses
    assert [getattr(status, "entry_id", None) for status in statuses] == [plan.id, looked_after.id, ended.id]


def test_somebody_close_waits_for_a_person() -> None:
    entry = a_plan()
    assert look(Found(possible=(entry,))).statuses == (PossibleMatch((entry.id,)),)


def test_somebody_close_whose_plan_ended_long_ago_is_not_asked_about() -> None:
    assert kinds(look(Found(possible=(a_plan(ends=date(2024, 1, 1)),)))) == ["NotListed"]


@pytest.mark.parametrize(
    ("decision", "expected", "disputed"),
    [
        (MatchDecision.SAME, ["OnPlan"], False),
        (MatchDecision.NOT_SURE, ["PossibleMatch"], False),
        (MatchDecision.NOT_SAME, ["NotListed"], True),
        (MatchDecision.SETTLED, ["NotListed"], False),
    ],
)
def test_a_persons_decision_on_somebody_close_stands(
    decision: MatchDecision, expected: list[str], disputed: bool
) -> None:
    entry = a_plan()
    check = look(Found(possible=(entry,), decisions={entry.id: decision}))
    assert kinds(check) == expected
    assert bool(check.disputed) == disputed


@pytest.mark.parametrize(
    ("decision", "expected", "disputed"),
    [
        (MatchDecision.NOT_SAME, ["OnPlan"], True),
        (MatchDecision.NOT_SURE, ["OnPlan"], False),
        (MatchDecision.SETTLED, ["NotListed"], False),
    ],
)
def test_saying_it_is_not_the_same_child_never_hides_an_alert(
    decision: MatchDecision, expected: list[str], disputed: bool
) -> None:
    entry = a_plan()
    check = look(Found(matched=(entry,), decisions={entry.id: decision}))
    assert kinds(check) == expected
    assert check.disputed == ((entry.id,) if disputed else ())


def test_a_number_of_somebody_else_is_said() -> None:
    assert look(Found(possible=(a_plan(),), shared_number=True)).shared_number


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 11, 22), 12, date(2026, 11, 22)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 31), 12, date(2026, 12, 31)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2025, 11, 30), 1, date(2025, 12, 30)),
    ],
)
def test_months_are_calendar_months(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(days=4, hours=3), "4d"),
        (timedelta(hours=8, minutes=59), "8hr"),
        (timedelta(minutes=40), "40min"),
        (timedelta(seconds=-5), "0min"),
    ],
)
def test_a_rough_age_has_one_unit(span: timedelta, words: str) -> None:
    assert rough_age(span) == words


PLAN = OnPlan(uuid4(), PlanKind.CHILD_PROTECTION, None, "CN")
EVERY: tuple[ProtectionStatus, ...] = (
    PLAN,
    replace(PLAN, kind=PlanKind.LOOKED_AFTER),
    replace(PLAN, kind=PlanKind.UNBORN),
    CheckFailed("no answer"),
    NotChecked("list 4d old"),
    PossibleMatch((uuid4(),)),
    PlanEnded(uuid4(), PlanKind.CHILD_PROTECTION, date(2026, 6, 2), "CN"),
    NotListed(NOW, (2, 2)),
)


def test_the_most_serious_comes_first() -> None:
    assert [seriousness(status) for status in EVERY] == sorted(seriousness(status) for status in EVERY)
    assert len({seriousness(status) for status in EVERY}) == len(EVERY)


def test_every_answer_has_its_words_on_the_badge() -> None:
    assert [badge_words(status, NOW, POLICY) for status in EVERY] == [
        "CP plan",
        "Looked after",
        "Unborn plan",
        "CHECK FAILED",
        "NOT CHECKED: list 4d old",
        "Possible match",
        "Plan ended 02-Jun-2026",
        "No record, 14:10",
    ]


def line(status: ProtectionStatus, *, birth: str | None = "2020-01-15", minutes: int = 10) -> ArrivalLine:
    """Return a row of the board."""
    person = a_person(birth=birth)
    visit = an_attendance(person, arrived_at=NOW - timedelta(minutes=minutes))
    child = is_under_18(person.birth, NOW.date())
    return ArrivalLine(visit, person, ProtectionCheck(NOW, (status,)), 1, (), is_child=child)


def test_the_board_has_children_first_then_the_serious_then_the_new() -> None:
    adult = line(replace(PLAN, kind=PlanKind.UNBORN), birth="2002-01-15")
    unknown_age = line(NotChecked("no NHS number"), birth=None)
    old, new = line(NotListed(NOW, (2, 2)), minutes=60), line(NotListed(NOW, (2, 2)), minutes=5)
    plan = line(PLAN, minutes=200)
    assert sorted([old, adult, new, unknown_age, plan], key=order) == [plan, unknown_age, new, old, adult]


@pytest.mark.parametrize(
    ("moment", "answers"),
    [
        (datetime(2026, 11, 23, 8, 29, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 8, 30, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 16, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 17, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 22, 14, 10, tzinfo=UTC), False),  # a Sunday
        (datetime(2026, 12, 28, 11, 0, tzinfo=UTC), False),  # Boxing Day's substitute
        (datetime(2026, 12, 29, 11, 0, tzinfo=UTC), True),
        (datetime(2026, 6, 1, 7, 45, tzinfo=UTC), True),  # 08:45 in summer time
        (datetime(2031, 6, 2, 11, 0, tzinfo=UTC), None),  # past the calendar
        (datetime(2031, 6, 1, 11, 0, tzinfo=UTC), False),  # a Sunday needs no calendar
    ],
)
def test_the_weekday_number_answers_in_its_hours(moment: datetime, answers: bool | None) -> None:
    assert day_number_answers(CALDERDALE, moment, POLICY.calendar) is answers


@pytest.mark.parametrize("hours", ["", "Ask the switchboard", "Every day 08:30 to 17:00"])
def test_hours_that_cannot_be_read_give_the_number_that_always_answers(hours: str) -> None:
    council = replace(CALDERDALE, day_hours=hours)
    assert day_number_answers(council, datetime(2026, 11, 23, 11, 0, tzinfo=UTC), POLICY.calendar) is None
    assert ring(council, datetime(2026, 11, 23, 11, 0, tzinfo=UTC), POLICY).number == "0113 496 0199"


def test_the_clock_chooses_the_number_and_the_other_stands_beside_it() -> None:
    night = ring(CALDERDALE, NOW, POLICY)
    assert (night.team, night.number) == ("Emergency Duty Team", "0113 496 0199")
    assert night.other == "Mon to Fri 08:30 to 17:00: 0113 496 0142"
    day = ring(CALDERDALE, datetime(2026, 11, 23, 11, 0, tzinfo=UTC), POLICY)
    assert (day.team, day.number) == ("Children's front door", "0113 496 0142")
    assert day.other == "All other times: 0113 496 0199"


@pytest.mark.parametrize(
    ("without", "number", "other"),
    [
        ({"night_phone": ""}, "0113 496 0142", ""),
        ({"day_phone": ""}, "0113 496 0199", ""),
    ],
)
def test_a_council_with_one_number_gives_that(without: dict[str, Any], number: str, other: str) -> None:
    for moment in (NOW, datetime(2026, 11, 23, 11, 0, tzinfo=UTC)):
        chosen = ring(replace(CALDERDALE, **without), moment, POLICY)
        assert (chosen.number, chosen.other) == (number, other)


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        (a_plan(), "Child protection plan: neglect"),
        (a_plan(category=""), "Child protection plan"),
        (
            a_plan(kind=PlanKind.LOOKED_AFTER, category="", legal_status="Full care order"),
            "Looked after by a council: full care order",
        ),
        (
            a_plan(kind=PlanKind.UNBORN, category="", legal_status="Full care order"),
            "Unborn child protection plan",
        ),
    ],
)
def test_the_card_says_what_sort_of_plan(entry: Any, title: str) -> None:
    assert card_title(entry, POLICY) == title


@pytest.mark.parametrize(
    ("different", "birth", "since"),
    [
        ({}, born("2026-10-02"), "Since 02-Oct-2026, from birth"),
        ({}, born("2020-10-02"), "Since 02-Oct-2026"),
        ({}, BIRTH_NOT_GIVEN, "Since 02-Oct-2026"),
        ({"starts": None}, born("2026-10-02"), "Start date not on the list"),
        (
            {"kind": PlanKind.UNBORN, "expected_on": date(2026, 12, 30)},
            born("2026-10-02"),
            "Since 02-Oct-2026. Baby expected 30-Dec-2026",
        ),
        ({"kind": PlanKind.UNBORN}, born("2002-01-15"), "Since 02-Oct-2026"),
    ],
)
def test_the_card_says_since_when(different: dict[str, Any], birth: Any, since: str) -> None:
    assert card_since(a_plan(**different), birth, POLICY) == since


def test_what_to_do_is_filled_in_for_this_child() -> None:
    steps = to_do(
        PlanKind.CHILD_PROTECTION,
        name="Maisie",
        team="Emergency Duty Team",
        policy=POLICY,
        registrar_bleep="2214",
    )
    assert steps == (
        "Keep Maisie in sight of a member of staff.",
        "Ask the triage questions, adults apart if you can.",
        "Tell the paediatric registrar, bleep 2214.",
        "Ring the Emergency Duty Team: say why Maisie is here.",
        "Maisie does not leave until a consultant agrees.",
    )


@pytest.mark.parametrize("kind", PlanKind)
def test_every_sort_of_plan_has_three_to_five_steps_without_gaps(kind: PlanKind) -> None:
    steps = to_do(kind, name="the child", team="Emergency Duty Team", policy=POLICY)
    assert 3 <= len(steps) <= 5
    assert not any("{" in step or "bleep" in step or step[0].islower() for step in steps)


def a_card(**different: Any) -> AlertCard:
    """Return the card of the story, as on screen."""
    entry = a_plan()
    brother = a_person(family="Holroyd", given="Jonah", birth="2022-08-10")
    ended = PlanEnded(uuid4(), PlanKind.CHILD_PROTECTION, date(2026, 8, 14), "CN")
    card = AlertCard(
        attendance_id=uuid4(),
        entry_id=entry.id,
        kind=entry.kind,
        title=card_title(entry, POLICY),
        since="Since 02-Oct-2026, from birth",
        person=a_person(nhs=verified()),
        booked_as="Booked in as RAIKES, Maisy. Same child: GO 13:58",
        authority="Calderdale North Council",
        social_worker="MARSH, Delroy (Mr), Team 3",
        source="Council list 22-Nov-2026 06:10, 8hr old",
        ring=ring(CALDERDALE, NOW, POLICY),
        family=(FamilyChild(brother, "4y 3m, same home", ProtectionCheck(NOW, (ended,))),),
        to_do=("Keep Maisie in sight of a member of staff.",),
        steps=POLICY.steps,
        acknowledgements=(),
        read_by_me=False,
        disputed="",
        text="",
    )
    return replace(card, **different)


def test_the_text_kept_is_the_text_on_the_card() -> None:
    assert card_text(a_card(), POLICY).splitlines() == [
        "Child protection plan: neglect",
        "Since 02-Oct-2026, from birth",
        "PELL, Maisie",
        f"Born 02-Oct-2026. Gender Female. NHS No. {verified().number.shown()}",
        "Booked in as RAIKES, Maisy. Same child: GO 13:58",
        "Authority: Calderdale North Council",
        "Social worker: MARSH, Delroy (Mr), Team 3",
        "Source: Council list 22-Nov-2026 06:10, 8hr old",
        "Ring now: Emergency Duty Team, 0113 496 0199",
        "Mon to Fri 08:30 to 17:00: 0113 496 0142",
        "Other children in this family",
        "HOLROYD, Jonah. 4y 3m, same home. Plan ended 14-Aug-2026",
        "What to do now",
        "1. Keep Maisie in sight of a member of staff.",
    ]


def test_a_card_says_what_is_not_known_and_who_disputes_it() -> None:
    card = a_card(
        person=a_person(birth=None), booked_as="", family=(), disputed="Another Maisie Pell, says the GP"
    )
    text = card_text(card, POLICY)
    assert "Born Not Known. Gender Female. NHS No. Not Known" in text
    assert "Other children" not in text
    assert text.endswith("Disputed: Another Maisie Pell, says the GP")
