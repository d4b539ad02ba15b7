"""The story: the people, visits, plans and deeds of `resources/demo/story`, read once and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from aande_alert.demo.feed import read_name
from aande_alert.demo.lives import NOWHERE, Citizen, Missed, Plan, Visit
from aande_alert.domain.attendance import ContactKind, Disposition
from aande_alert.domain.identity import Address, NhsNumber, Sex
from aande_alert.domain.people import LinkKind
from aande_alert.domain.plans import PlanKind
from aande_alert.domain.provenance import Source
from aande_alert.domain.review import Review
from aande_alert.domain.wording import LONDON
from aande_alert.paths import resource

FAMILIES = ("pell", "board", "adults", "cases")
LATER = ("later",)


@dataclass(frozen=True, slots=True)
class ToldContact:
    """What another service told the hospital of somebody."""

    who: str
    kind: ContactKind
    at: datetime
    words: str
    by: str
    source: Source = Source.FROM_RECORD
    told: datetime | None = None
    until: datetime | None = None
    detail: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class ToldLink:
    """That the first is the `kind` of the other, and who said so."""

    person: str
    kind: LinkKind
    other: str
    by: str
    source: Source = Source.FROM_RECORD
    told: datetime | None = None
    since: date | None = None
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a member of staff does in a visit.

    Attributes:
        kind: `read`, `questions`, `answer`, `account` or `injury`.
        visit: The story's id of the visit.
        by: Their login.
        at: When, UTC.
        said: The rest, as written in the story.
    """

    kind: str
    visit: str
    by: str
    at: datetime
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Departure:
    """How a visit that the story left open ended."""

    left: datetime
    outcome: Disposition


@dataclass(frozen=True, slots=True)
class ToldReview:
    """What the safeguarding nurse said of a visit."""

    visit: str
    at: datetime
    said: Review
    note: str


@dataclass(frozen=True, slots=True)
class Story:
    """Everything the story tells, in order of time within each kind."""

    citizens: Mapping[str, Citizen]
    visits: tuple[Visit, ...]
    missed: tuple[Missed, ...]
    plans: tuple[Plan, ...]
    contacts: tuple[ToldContact, ...]
    links: tuple[ToldLink, ...]
    deeds: tuple[Deed, ...]
    departures: Mapping[str, Departure]
    reviews: tuple[ToldReview, ...]


def read_story(families: tuple[str, ...] = FAMILIES, *, numbers: str = "8") -> Story:
    """Return the story.

    Args:
        families: Which parts of it.
        numbers: What the numbers of its visits begin with.

    Raises:
        KeyError: Somebody or something is named that is nowhere told of.
    """
    read = [_table(name) for name in families]
    homes = {key: read_address(text) for one in read for key, text in one.get("homes", {}).items()}
    people = {entry["key"]: _citizen(entry, homes) for one in read for entry in one.get("person", ())}
    citizens = {key: _with_mother(person, people) for key, person in people.items()}
    visits = sorted(
        (
            _visit(entry, citizens, homes, place)
            for place, entry in enumerate(_all(read, "visit"), int(numbers) * 100_000)
        ),
        key=lambda visit: (visit.arrived, visit.id),
    )
    missed = [
        Missed(citizens[entry["who"]], f"9{place:05d}", moment(entry["at"]), entry["words"])
        for place, entry in enumerate(_all(read, "missed"), 1)
    ]
    deeds = [
        Deed(kind, entry["visit"], entry["by"], moment(entry["at"]), entry)
        for kind in ("read", "questions", "answer", "account", "injury")
        for entry in _all(read, kind)
    ]
    return Story(
        citizens=citizens,
        visits=tuple(visits),
        missed=tuple(missed),
        plans=tuple(_plan(entry, citizens) for entry in _all(read, "plan")),
        contacts=tuple(_contact(entry) for entry in _all(read, "contact")),
        links=tuple(_link(entry) for entry in _all(read, "link")),
        deeds=tuple(sorted(deeds, key=lambda deed: deed.at)),
        departures={entry["visit"]: _departure(entry) for entry in _all(read, "departure")},
        reviews=tuple(_review(entry) for entry in _all(read, "review")),
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("demo", "story", f"{name}.toml").read_text(encoding="utf-8"))


def _all(read: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [entry for one in read for entry in one.get(kind, ())]


def moment(local_time: datetime) -> datetime:
    """Return a local time of the story in UTC."""
    return local_time.replace(tzinfo=LONDON).astimezone(UTC)


def read_address(text: str) -> Address:
    """Return `9 Larkhill Close, Calder Vale, ZZ1 4LC` as an address; the last part is the postcode."""
    *lines, postcode = text.split(", ")
    return Address(tuple(lines), postcode)


def _citizen(entry: Mapping[str, Any], homes: Mapping[str, Address]) -> Citizen:
    return Citizen(
        key=entry["key"],
        name=read_name(entry["name"]),
        born=entry.get("born"),
        sex=Sex(entry["sex"]),
        number=entry.get("number", ""),
        nhs=NhsNumber.read(entry["nhs"]) if "nhs" in entry else None,
        home=homes[entry["home"]] if "home" in entry else NOWHERE,
        phone=entry.get("phone", ""),
        practice=entry.get("practice", ""),
        mother=entry.get("mother", ""),
        mother_name=entry.get("mother_name", ""),
        twin=entry.get("twin", False),
        died=entry.get("died"),
    )


def _with_mother(person: Citizen, people: Mapping[str, Citizen]) -> Citizen:
    """Let the mother's printed name stand beside her key."""
    return replace(person, mother_name=people[person.mother].name.shown()) if person.mother else person


def _visit(
    entry: Mapping[str, Any], citizens: Mapping[str, Citizen], homes: Mapping[str, Address], place: int
) -> Visit:
    person = citizens[entry["who"]]
    booked = entry.get("booked", {})
    arrived = moment(entry["at"])
    return Visit(
        id=entry.get("id", f"{person.key}-{arrived:%Y%m%d}"),
        number=str(place),
        who=person.key,
        told=_as_booked(person, booked, homes),
        arrived=arrived,
        complaint=entry["complaint"],
        place=entry.get("place", "Paediatric ED"),
        mode=entry.get("mode", "Car"),
        clinician=entry.get("clinician", ""),
        left=moment(entry["left"]) if "left" in entry else None,
        outcome=Disposition(entry.get("outcome", "home")),
        mother_known="mother" not in booked,
        lists_lost=entry.get("lists_lost", False),
        answer=entry.get("answer", ""),
        why=entry.get("why", ""),
    )


def _as_booked(person: Citizen, booked: Mapping[str, Any], homes: Mapping[str, Address]) -> Citizen:
    """Return somebody as the desk typed them: what is not named in `booked` is as it truly is."""
    told = person
    if "name" in booked:
        told = replace(told, name=read_name(booked["name"]))
    if "nhs" in booked:
        told = replace(told, nhs=NhsNumber.read(booked["nhs"]) if booked["nhs"] else None)
    if "home" in booked:
        told = replace(told, home=homes[booked["home"]])
    return replace(
        told,
        born=booked.get("born", told.born),
        number=booked.get("number", told.number),
        phone=booked.get("phone", told.phone),
    )


def _plan(entry: Mapping[str, Any], citizens: Mapping[str, Citizen]) -> Plan:
    person = citizens[entry["who"]]
    listed = entry.get("listed", {})
    if "name" in listed:
        person = replace(person, name=read_name(listed["name"]))
    if "mother" in listed:
        person = replace(person, mother_name=listed["mother"])
    return Plan(
        key=entry["key"],
        council=entry["council"],
        kind=PlanKind(entry["kind"]),
        who=entry["who"],
        listed=person,
        starts=entry["starts"],
        ends=entry.get("ends"),
        expected=entry.get("expected"),
        category=entry.get("category", ""),
        legal=entry.get("legal", ""),
        worker=entry["worker"],
        team=entry["team"],
        worker_phone=entry["worker_phone"],
    )


def _departure(entry: Mapping[str, Any]) -> Departure:
    return Departure(moment(entry["left"]), Disposition(entry.get("outcome", "home")))


def _review(entry: Mapping[str, Any]) -> ToldReview:
    said = Review(entry.get("said", "reviewed"))
    return ToldReview(entry["visit"], moment(entry["at"]), said, entry.get("note", ""))


def _contact(entry: Mapping[str, Any]) -> ToldContact:
    return ToldContact(
        who=entry["who"],
        kind=ContactKind(entry["kind"]),
        at=moment(entry["at"]),
        words=entry["words"],
        by=entry["by"],
        source=Source(entry.get("source", "from_record")),
        told=moment(entry["told"]) if "told" in entry else None,
        until=moment(entry["until"]) if "until" in entry else None,
        detail=entry.get("detail", ""),
        site=entry.get("site", ""),
    )


def _link(entry: Mapping[str, Any]) -> ToldLink:
    return ToldLink(
        person=entry["person"],
        kind=LinkKind(entry["kind"]),
        other=entry["other"],
        by=entry["by"],
        source=Source(entry.get("source", "from_record")),
        told=moment(entry["told"]) if "told" in entry else None,
        since=entry.get("since"),
        until=entry.get("until"),
        note=entry.get("note", ""),
    )


def day_start(day: date) -> datetime:
    """Return midnight at the start of a day in London, UTC."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)
