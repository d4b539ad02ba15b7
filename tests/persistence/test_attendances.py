"""Attendances: the board, the log's filters, and the counts by month."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from aande_alert.domain.attendance import AttendanceState, Contact, ContactKind, Disposition, SafeguardingStep
from aande_alert.domain.errors import ChangedMeanwhile, Unavailable
from aande_alert.domain.plans import (
    CheckFailed,
    NotChecked,
    NotListed,
    OnPlan,
    PlanEnded,
    PlanKind,
    PossibleMatch,
    ProtectionCheck,
    ProtectionStatus,
)
from aande_alert.domain.review import AlertFilter, LogFilter, Review, ReviewEntry
from aande_alert.persistence.log import log_statement
from tests.builders import NOW, a_person, an_attendance
from tests.persistence.filled import SAID

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.domain.attendance import Attendance
    from aande_alert.domain.people import Person
    from aande_alert.persistence.store import Store, Transaction
    from tests.builders import MovableClock

CHILD = a_person()
PLAN = OnPlan(uuid4(), PlanKind.CHILD_PROTECTION, None, "CN")
ENDED = PlanEnded(uuid4(), PlanKind.CHILD_PROTECTION, date(2026, 6, 1), "CN")
CLEAR = NotListed(NOW, (2, 2))


def visits(tx: Transaction, *made: Attendance, of: Person = CHILD) -> None:
    if of.id not in tx.people.many([of.id]):
        tx.people.add(of, ())
    for visit in made:
        tx.attendances.add(visit)


def shown(tx: Transaction, **wanted: object) -> list[UUID]:
    return list(tx.attendances.index(LogFilter(**wanted), NOW).ids)  # type: ignore[arg-type] # the test names the parts


def test_a_visit_comes_back_as_it_was_booked(store: Store) -> None:
    visit = an_attendance(
        CHILD,
        site="Calder Vale",
        feed="arrivals",
        visit_number="V1^PAS",
        booked_as="RAIKES, Maisy",
        came_with="Grandmother",
        arrival_mode="Ambulance",
        state=AttendanceState.ADMITTED,
        disposition=Disposition.ADMITTED,
        step=SafeguardingStep.QUESTIONS,
        seen_by="BHATT, Rohan (Dr)",
    )
    with store.transaction() as tx:
        visits(tx, visit)
    with store.reading() as tx:
        assert tx.attendances.get(visit.id) == visit
        assert tx.attendances.by_visit("arrivals", "V1^PAS") == visit
        assert tx.attendances.by_visit("other", "V1^PAS") is None
        with pytest.raises(Unavailable, match="no such attendance"):
            tx.attendances.get(uuid4())


def test_a_visit_of_nobody_is_refused(store: Store) -> None:
    with store.transaction() as tx:
        with pytest.raises(Unavailable, match="no such person"):
            tx.attendances.add(an_attendance(uuid4()))
        with pytest.raises(Unavailable, match="no such attendance"):
            tx.attendances.update(an_attendance(CHILD))


def test_a_change_keeps_what_it_was_and_the_second_of_two_is_told(store: Store, clock: MovableClock) -> None:
    visit = an_attendance(CHILD)
    with store.transaction() as tx:
        visits(tx, visit)
    clock.move(minutes=5)
    with store.transaction() as tx:
        moved = tx.attendances.update(replace(visit, location="Resus 1"))
        assert moved == replace(visit, location="Resus 1", version=2)
        assert tx.attendances.history_of(visit.id) == (visit,)
    with pytest.raises(ChangedMeanwhile, match="14:15") as told, store.transaction() as tx:
        tx.attendances.update(replace(visit, location="Cubicle 4"))
    assert told.value.theirs == moved


def test_a_visit_booked_under_the_wrong_child_moves_to_the_right_one(store: Store) -> None:
    other = a_person(given="Jack", birth="2005-01-05")
    visit = an_attendance(CHILD)
    with store.transaction() as tx:
        visits(tx, visit)
        visits(tx, of=other)
        assert tx.attendances.update(replace(visit, person_id=other.id)).person_id == other.id
        assert tx.attendances.of_people([CHILD.id]) == ()
        assert shown(tx) == []


@pytest.mark.parametrize(
    ("different", "is_here"),
    [
        ({}, True),
        ({"state": AttendanceState.ADMITTED}, True),
        ({"state": AttendanceState.DEPARTED, "departed_at": NOW - timedelta(minutes=1)}, False),
        ({"state": AttendanceState.CANCELLED}, False),
        ({"arrived_at": NOW + timedelta(hours=1)}, False),
    ],
)
def test_who_is_on_the_board(store: Store, different: dict[str, object], *, is_here: bool) -> None:
    visit = an_attendance(CHILD, **different)
    with store.transaction() as tx:
        visits(tx, visit)
        assert tx.attendances.here(NOW) == ((visit,) if is_here else ())


def test_the_newest_arrival_is_first(store: Store) -> None:
    made = [an_attendance(CHILD, arrived_at=NOW - timedelta(hours=hours)) for hours in (3, 1, 2)]
    with store.transaction() as tx:
        visits(tx, *made)
        newest = [made[1], made[2], made[0]]
        assert list(tx.attendances.here(NOW)) == list(tx.attendances.of_people([CHILD.id])) == newest
        assert shown(tx) == [visit.id for visit in newest]


def test_months_are_counted_as_the_clock_on_the_wall_has_them_and_cancelled_visits_are_not(
    store: Store,
) -> None:
    half_past_midnight_in_london = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    made = [
        an_attendance(CHILD, arrived_at=half_past_midnight_in_london),
        an_attendance(CHILD, arrived_at=datetime(2026, 7, 9, 8, tzinfo=UTC)),
        an_attendance(
            CHILD, arrived_at=datetime(2026, 7, 10, 8, tzinfo=UTC), state=AttendanceState.CANCELLED
        ),
        an_attendance(CHILD, arrived_at=datetime(2025, 7, 10, 8, tzinfo=UTC)),
    ]
    stranger = uuid4()
    with store.transaction() as tx:
        visits(tx, *made)
        counts = tx.attendances.month_counts([CHILD.id, stranger], NOW - timedelta(days=365))
    assert counts == {CHILD.id: {(2026, 7): 2}, stranger: {}}


def test_contacts_elsewhere_are_kept_once_newest_first(store: Store) -> None:
    made = [
        Contact(uuid4(), CHILD.id, kind, NOW - timedelta(days=days), "as shown", SAID, until=until, site="GP")
        for kind, days, until in ((ContactKind.GP, 9, None), (ContactKind.ADMISSION, 2, NOW))
    ]
    with store.transaction() as tx:
        visits(tx)
        for contact in (*made, made[0]):
            tx.attendances.add_contact(contact)
        assert tx.attendances.contacts_of([CHILD.id]) == (made[1], made[0])


ALERTS: list[tuple[tuple[ProtectionStatus, ...], set[AlertFilter]]] = [
    ((PLAN,), {AlertFilter.ON_PLAN}),
    ((PLAN, PossibleMatch((uuid4(),))), {AlertFilter.ON_PLAN, AlertFilter.POSSIBLE}),
    ((ENDED,), {AlertFilter.ENDED}),
    ((CLEAR,), {AlertFilter.NONE}),
    ((NotChecked("no NHS number"),), {AlertFilter.NOT_CHECKED}),
    ((CheckFailed("list 4d old"),), {AlertFilter.NOT_CHECKED}),
    ((CLEAR, NotChecked("list 4d old")), {AlertFilter.NOT_CHECKED}),
    ((), {AlertFilter.NOT_CHECKED}),
]


@pytest.mark.parametrize(("statuses", "found_under"), ALERTS)
def test_the_log_filters_by_what_the_lists_said_and_unknown_is_never_nothing_found(
    embedded: Store, statuses: tuple[ProtectionStatus, ...], found_under: set[AlertFilter]
) -> None:
    visit = an_attendance(CHILD)
    with embedded.transaction() as tx:
        visits(tx, visit)
        tx.checks.put(visit.id, ProtectionCheck(NOW, statuses))
        found = {alert for alert in AlertFilter if shown(tx, alert=alert)}
    assert found == found_under | {AlertFilter.ANY}


def test_a_visit_nobody_has_looked_up_is_found_as_not_checked(store: Store) -> None:
    visit = an_attendance(CHILD)
    with store.transaction() as tx:
        visits(tx, visit)
        assert shown(tx, alert=AlertFilter.NOT_CHECKED) == [visit.id]
        assert shown(tx, alert=AlertFilter.NONE) == []


@pytest.mark.parametrize(
    ("wanted", "is_shown"),
    [
        ({}, True),
        ({"since": date(2026, 11, 22), "until": date(2026, 11, 22)}, True),
        ({"since": date(2026, 11, 23)}, False),
        ({"until": date(2026, 11, 21)}, False),
        ({"age_from": 4, "age_to": 4}, True),
        ({"age_from": 5}, False),
        ({"age_to": 3}, False),
        ({"disposition": Disposition.HOME}, True),
        ({"disposition": Disposition.DIED}, False),
        ({"text": "bruise"}, True),
        ({"text": "jack o'pel"}, True),
        ({"text": "%"}, True),
        ({"text": "burn"}, False),
    ],
)
def test_each_part_of_the_filter_narrows_the_log(
    store: Store, wanted: dict[str, object], *, is_shown: bool
) -> None:
    jack = a_person(family="O'Pell", given="Jack", birth="2022-03-01")
    visit = an_attendance(jack, disposition=Disposition.HOME)
    with store.transaction() as tx:
        visits(tx, visit, of=jack)
        assert bool(shown(tx, **wanted)) is is_shown


@pytest.mark.parametrize(("birth", "is_shown"), [("2008-11-22", False), ("2008-11-23", True), (None, True)])
def test_the_log_shows_every_child_and_everybody_whose_age_nobody_knows(
    store: Store, birth: str | None, *, is_shown: bool
) -> None:
    someone = a_person(birth=birth)
    visit = an_attendance(someone)
    with store.transaction() as tx:
        visits(tx, visit, of=someone)
        index = tx.attendances.index(LogFilter(age_from=17), NOW)
        assert bool(index.ids) is is_shown
        assert index.total == int(is_shown)


def test_a_corrected_birth_and_name_change_what_the_log_finds(store: Store) -> None:
    visit = an_attendance(CHILD)
    with store.transaction() as tx:
        visits(tx, visit)
        grown = a_person(family="Raikes", birth="1990-01-01", id=CHILD.id)
        tx.people.update(grown, ())
        assert shown(tx) == []
        child = tx.people.get(CHILD.id)
        tx.people.update(replace(child, birth=CHILD.birth), ())
        assert shown(tx, text="raikes") == [visit.id]


def test_what_is_reviewed_leaves_the_queue_and_the_newest_review_counts(
    store: Store, clock: MovableClock
) -> None:
    one, two = an_attendance(CHILD), an_attendance(CHILD)
    write_id = uuid4()
    reviews = [
        ReviewEntry(review, "note", "HOLT, Ines (Ms)", "IH", NOW)
        for review in (Review.FOLLOW_UP, Review.REVIEWED)
    ]
    with store.transaction() as tx:
        visits(tx, one, two)
        assert tx.attendances.index(LogFilter(), NOW).not_reviewed == 2
        tx.reviews.append(one.id, reviews[0])
        tx.reviews.append(one.id, reviews[1], write_id)
        tx.reviews.append(one.id, reviews[1], write_id)
        assert tx.reviews.of(one.id) == tuple(reviews)
        assert tx.reviews.newest([one.id, two.id]) == {one.id: reviews[1]}
        assert shown(tx, not_reviewed=True) == [two.id]
        assert tx.attendances.index(LogFilter(), NOW).not_reviewed == 1


def test_the_log_is_read_from_one_index(embedded: Store) -> None:
    wanted = LogFilter(
        date(2026, 1, 1), date(2026, 12, 31), 1, 9, AlertFilter.ON_PLAN, Disposition.HOME, True
    )
    statement = str(log_statement(wanted, NOW).compile(embedded._engine))
    with embedded._engine.connect() as connection:
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {statement}", (0,) * statement.count("?")
        ).all()
    assert [row[3].partition(" (")[0] for row in plan] == [
        "SEARCH attendance USING COVERING INDEX ix_attendance_log"
    ]
