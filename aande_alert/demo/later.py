"""Carrying a demo hospital on from Sunday afternoon to Monday morning, for the screens of the day after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final
from uuid import uuid5

from aande_alert.demo.clock import DemoClock
from aande_alert.demo.deeds import attendance_of
from aande_alert.demo.lists import MADE_AT
from aande_alert.demo.setting_up import DEMO, PASSWORD
from aande_alert.demo.story import LATER, ToldReview, moment, read_story
from aande_alert.domain.imports import ListFile
from aande_alert.services.bundle import Services

LATER_FOLDER: Final = "later"
MONDAY: Final = moment(datetime(2026, 11, 23, 9, 20))  # noqa: DTZ001 - the story's times are local
_TRIED_AGAIN: Final = moment(datetime(2026, 11, 22, 14, 31))  # noqa: DTZ001 - the story's times are local


def carry_on(folder: Path, services: Services, clock: DemoClock, until: datetime = MONDAY) -> None:
    """Live on: the evening and the night come in, lists grow old, and the log is read on Monday.

    Args:
        folder: The demo store's.
        services: Opened on it.
        clock: The clock they were opened with; it is moved on.
        until: The moment at which to stop.
    """
    for at, do in sorted(_all(folder, services), key=lambda item: item[0]):
        if at > until:
            break
        clock.not_before(at)
        do()
    clock.not_before(until)


def _all(folder: Path, services: Services) -> Iterator[tuple[datetime, Callable[[], object]]]:
    for path in sorted((folder / LATER_FOLDER).glob("*.hl7")):
        at, feed, _ = path.stem.split("-", 2)
        came = datetime.strptime(at, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        yield came, partial(_receive, services, feed, path)
    for path in sorted((folder / LATER_FOLDER).glob("*.csv")):
        day = date.fromisoformat(path.name[:10])
        made = moment(datetime.combine(day, MADE_AT["CN"]))
        yield made + timedelta(minutes=2), partial(_take_list, services, path, day)
    yield _TRIED_AGAIN, partial(_try_again, services)
    for review in read_story(LATER).reviews:
        yield review.at, partial(_review, services, review)


def _receive(services: Services, feed: str, path: Path) -> None:
    services.intake.receive(feed, "10.20.30.40", path.read_bytes())
    services.intake.apply_pending()


def _take_list(services: Services, path: Path, day: date) -> None:
    who = services.sign_in.sign_in("trembath", PASSWORD, "Safeguarding office").value
    body, at = path.read_bytes(), MADE_AT["CN"]
    file = ListFile("CN", None, full=True, list_date=day, file_name=path.name, body=body, list_time=at)
    preview = services.registers.preview(who, file)
    services.registers.apply(who, file, preview.digest, uuid5(DEMO, f"later|{path.name}"))


def _try_again(services: Services) -> None:
    """Press Retry for the child whose look at the lists failed."""
    who = services.sign_in.sign_in("okoro", PASSWORD, "Triage 2").value
    poppy = next(visit for visit in read_story().visits if visit.id == "poppy-today")
    services.arrivals.check(who, attendance_of(poppy))


def _review(services: Services, review: ToldReview) -> None:
    who = services.sign_in.sign_in("trembath", PASSWORD, "Safeguarding office").value
    visit = next(visit for visit in read_story().visits if visit.id == review.visit)
    write_id = uuid5(DEMO, f"later|{review.visit}|{review.at.isoformat()}")
    services.review.review(who, attendance_of(visit), review.said, review.note, write_id)
