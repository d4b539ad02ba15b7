"""The rest of the town: who comes to A&E, when and why, and how it ends."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from typing import Any, Final

from aande_alert.demo.families import Families, Family
from aande_alert.demo.lives import Citizen, Missed, Visit
from aande_alert.demo.misbooking import misbooked
from aande_alert.demo.names import table, town
from aande_alert.domain.attendance import Disposition
from aande_alert.domain.wording import LONDON, whole_years

_COMES_BACK: Final = 0.36
_SIBLING_COMES: Final = 0.10
_MISSED_PER_VISIT: Final = 0.05
_LAST_HOUR_TODAY: Final = time(11, 50)
_GONE_BY_TODAY: Final = time(13, 40)
_STAY_MINUTES: Final = 150
_MOST_IN_A_YEAR: Final = 9
_YEAR: Final = 365
_TEENAGER: Final = 12
_NEWBORN_DAYS: Final = 28
_FOUND_TWICE: Final = 0.7  # of the children with two records, how many are found
_FATHERS: Final = 0.48
_ADULT: Final = 18
_LONGEST_STAY: Final = timedelta(hours=11)
_SEASONS: Final = {
    0: frozenset(range(1, 13)),
    1: frozenset({10, 11, 12, 1, 2, 3}),
    2: frozenset(range(4, 10)),
}
_BANDS_BELOW: Final = (("infant", 1), ("toddler", 5), ("child", 12), ("teenager", 18))


@dataclass(frozen=True, slots=True)
class Merged:
    """Two of the hospital's numbers found to be one child's, some days after."""

    at: datetime
    survivor: Citizen
    loser: Citizen


@dataclass(slots=True)
class Happened:
    """What befell the town: visits in order of arrival, appointments missed, records joined."""

    visits: list[Visit] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)


class Comings:
    """Who comes to A&E, when and why.

    Args:
        families: The families of the town.
        random: Everything is drawn from this.
        today: The day that is cut off in the middle of the story.
    """

    def __init__(self, families: Families, random: Random, today: date) -> None:
        self._families = families
        self._random = random
        self._today = today
        read = table("complaints")
        self._read = read
        self._ages = tuple(accumulate(read["ages"]["shares"]))
        self._hours = {
            band: tuple(accumulate(read["when"][band])) for band in ("infant", "child", "teenager", "adult")
        }
        self._modes = [mode for mode, _ in read["places"]["modes"]]
        self._mode_sums = tuple(accumulate(weight for _, weight in read["places"]["modes"]))
        self._came: list[tuple[Citizen, Family]] = []
        self._times: dict[str, list[date]] = {}
        self._numbers = iter(range(1_000_001, 9_000_000))

    def of_days(self, first: date, last: date, a_year: int) -> Happened:
        """Return what happens from the first day to the last, both included.

        Args:
            first: First day.
            last: Last day.
            a_year: How many children come in a year.
        """
        happened = Happened()
        for day in _days(first, last):
            for _ in range(self._how_many(day, a_year / 365.25)):
                self._one(day, happened)
        happened.visits.sort(key=lambda visit: (visit.arrived, visit.number))
        happened.missed.sort(key=lambda missed: (missed.at, missed.number))
        happened.merged.sort(key=lambda merged: (merged.at, merged.loser.number))
        return happened

    def adults(self, count: int, since: datetime, until: datetime) -> list[Visit]:
        """Return adults who came between two moments and are still here; most are somebody's parents."""
        visits = []
        for _ in range(count):
            family = self._families.new(self._random.randrange(3, 14), self._today)
            parent = self._families.father(family) if self._random.random() < _FATHERS else family.mother
            adult = self._families.arrive(parent)
            arrived = since + (until - since) * self._random.random()
            complaint, _ = self._complaint("adult", self._today)
            place = self._random.choice(self._read["places"]["adults"])
            visits.append(self._visit(adult, adult, _on_the_minute(arrived), complaint, place=place))
        return visits

    def _how_many(self, day: date, rate: float) -> int:
        when = self._read["when"]
        expected = rate * when["weekday"][day.weekday()] * when["month"][day.month - 1] / 10_000
        if day == self._today:
            expected *= 0.36  # the morning's share
        return max(0, round(self._random.gauss(expected, expected**0.5)))

    def _one(self, day: date, happened: Happened) -> None:
        random = self._random
        child, family = self._who(day)
        born = child.born or day
        years = whole_years(born, day)
        band = _band(born, day)
        complaint, admitted = self._complaint(band, day)
        arrived = self._arrival(day, "infant" if not years else "child" if years < _TEENAGER else "teenager")
        if arrived.astimezone(LONDON).date() < born:
            return
        told = misbooked(child, family, random, another_number=self._families.hospital_number)
        visit = self._visit(child, told, arrived, complaint)
        happened.visits.append(self._ended(visit, admitted, today=day == self._today))
        if told.number != child.number and random.random() < _FOUND_TWICE:
            joined = arrived + timedelta(days=random.randrange(1, 9), minutes=random.randrange(600))
            if joined.date() < self._today:
                happened.merged.append(Merged(_on_the_minute(joined), child, told))
        if random.random() < _MISSED_PER_VISIT:
            at = datetime.combine(
                day - timedelta(days=random.randrange(1, 20)), time(9 + random.randrange(8), 15), LONDON
            )
            words = random.choice(self._read["clinics"]["missed"])
            happened.missed.append(Missed(child, f"N{next(self._numbers)}", at.astimezone(UTC), words))

    def _who(self, day: date) -> tuple[Citizen, Family]:
        """Return somebody who came before, a brother or sister of theirs, or somebody new."""
        random = self._random
        draw = random.random()
        if self._came and draw < _COMES_BACK + _SIBLING_COMES:
            child, family = self._came[random.randrange(len(self._came))]
            if draw >= _COMES_BACK:
                child = random.choice(family.children)
            if child.born is not None and child.born <= day and self._may_come(child, day):
                return self._counted(self._families.arrive(child), family, day), family
        years = bisect(self._ages, random.random() * self._ages[-1])
        family = self._families.new(years, day)
        return self._counted(self._families.arrive(family.children[0]), family, day), family

    def _may_come(self, child: Citizen, day: date) -> bool:
        """Say whether a child may come again: few come more than a handful of times in a year."""
        if child.born is None or whole_years(child.born, day) >= _ADULT:
            return False
        recent = [last for last in self._times.get(child.key, ()) if (day - last).days < _YEAR]
        self._times[child.key] = recent
        return len(recent) < _MOST_IN_A_YEAR and day not in recent

    def _counted(self, child: Citizen, family: Family, day: date) -> Citizen:
        self._times.setdefault(child.key, []).append(day)
        self._came.append((child, family))
        return child

    def _complaint(self, band: str, day: date) -> tuple[str, int]:
        choices = self._read["complaints"][band]
        weights = accumulate(
            weight * (1.0 if not season or day.month in _SEASONS[season] else 0.35)
            for _, weight, season, _ in choices
        )
        sums = tuple(weights)
        words, _, _, admitted = choices[bisect(sums, self._random.random() * sums[-1])]
        return words, admitted

    def _arrival(self, day: date, band: str) -> datetime:
        sums = self._hours[band]
        while True:
            hour = bisect(sums, self._random.random() * sums[-1])
            at = time(hour, self._random.randrange(60))
            if day != self._today or at <= _LAST_HOUR_TODAY:
                return datetime.combine(day, at, LONDON).astimezone(UTC)

    def _visit(
        self, person: Citizen, told: Citizen, arrived: datetime, complaint: str, *, place: str = ""
    ) -> Visit:
        number = str(next(self._numbers))
        mode = bisect(self._mode_sums, self._random.random() * self._mode_sums[-1])
        return Visit(
            id=f"visit-{number}",
            number=number,
            who=person.key,
            told=told,
            arrived=arrived,
            complaint=complaint,
            place=place or self._random.choice(self._read["places"]["children"]),
            mode=self._modes[mode],
        )

    def _ended(self, visit: Visit, admitted: int, *, today: bool) -> Visit:
        """Return the visit with its end."""
        random = self._random
        outcome, share = self._outcome(admitted)
        minutes = random.lognormvariate(0.0, 0.45) * _STAY_MINUTES * share
        left = visit.arrived + min(timedelta(minutes=max(12.0, minutes)), _LONGEST_STAY)
        if today:
            closing = datetime.combine(self._today, _GONE_BY_TODAY, LONDON) + timedelta(
                minutes=random.randrange(15)
            )
            left = min(left, closing.astimezone(UTC))
        seen = "" if outcome is Disposition.LEFT_BEFORE_SEEN else random.choice(town().clinicians)
        return replace(visit, left=_on_the_minute(left), outcome=outcome, clinician=seen)

    def _outcome(self, admitted: int) -> tuple[Disposition, float]:
        """Return how a visit ends, and how long it is beside others."""
        ends: Mapping[str, Any] = self._read["ends"]
        draw = self._random.randrange(1000)
        if draw < admitted:
            return Disposition.ADMITTED, 1.6
        draw = self._random.randrange(1000)
        for outcome, share in (
            (Disposition.LEFT_BEFORE_SEEN, 0.9),
            (Disposition.REFUSED_TREATMENT, 0.8),
            (Disposition.TRANSFERRED, 1.5),
        ):
            if draw < ends[outcome.value]:
                return outcome, share
            draw -= ends[outcome.value]
        return Disposition.HOME, 1.0


def _band(born: date, day: date) -> str:
    days = (day - born).days
    if days < _NEWBORN_DAYS:
        return "newborn"
    years = whole_years(born, day)
    return next((band for band, below in _BANDS_BELOW if years < below), "adult")


def _days(first: date, last: date) -> Iterator[date]:
    for number in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(number)


def _on_the_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
