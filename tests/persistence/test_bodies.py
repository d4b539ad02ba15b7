"""What is written down reads back as what it was: any record of the domain, whatever is in its fields."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aande_alert.domain.accounts import Account
from aande_alert.domain.answers import Given, Missing
from aande_alert.domain.assessment import Answered, Draft
from aande_alert.domain.attendance import Attendance, AttendanceState, Disposition, SafeguardingStep
from aande_alert.domain.identity import (
    Address,
    Birth,
    BirthQuality,
    HospitalNumber,
    NameUse,
    PersonName,
    Phone,
    Sex,
)
from aande_alert.domain.injuries import Injury, InjuryKind, Looked, RegionLook
from aande_alert.domain.people import Person
from aande_alert.domain.photographs import ConsentBasis, Frame, PhotoConsent, Photograph, PhotoSource
from aande_alert.domain.plans import (
    CheckFailed,
    NotChecked,
    NotListed,
    OnPlan,
    PlanEnded,
    PlanKind,
    PossibleMatch,
    ProtectionCheck,
    RegisterEntry,
)
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.domain.register_lists import RegisterProfile
from aande_alert.persistence.bodies import Unreadable, _classes, from_text, has_no_default, to_text
from tests.builders import NOW
from tests.persistence.filled import an_account, an_import

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = st.text(max_size=12)
MOMENT = st.datetimes(timezones=st.just(UTC) | st.just(timezone(timedelta(hours=1))))
DAY = st.dates()
ID = st.uuids()
NUMBER = st.floats(allow_nan=False, allow_infinity=False)


def answers(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from(Missing) | of.map(Given)


def some(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(of, max_size=3).map(tuple)


VALUE = TEXT | st.booleans() | NUMBER | DAY | MOMENT | some(TEXT)
PROVENANCE = st.builds(Provenance, st.sampled_from(Source), TEXT, st.none() | MOMENT, TEXT, st.booleans())
NAME = st.builds(PersonName, TEXT, TEXT, TEXT, st.sampled_from(NameUse))
BIRTH = st.builds(Birth, DAY, st.just(BirthQuality.EXACT), TEXT) | st.just(
    Birth(None, BirthQuality.IMPOSSIBLE, "31/02")
)
ADDRESS = st.builds(Address, some(TEXT), TEXT)
STATUS = st.one_of(
    st.builds(OnPlan, ID, st.sampled_from(PlanKind), st.none() | DAY, TEXT, TEXT, st.none() | DAY),
    st.builds(PlanEnded, ID, st.sampled_from(PlanKind), DAY, TEXT, TEXT),
    st.builds(PossibleMatch, some(ID)),
    st.builds(NotListed, MOMENT, st.tuples(st.integers(), st.integers()), some(TEXT)),
    st.builds(NotChecked, TEXT),
    st.builds(CheckFailed, TEXT),
)
RECORD = st.one_of(
    st.builds(Answered, TEXT, answers(VALUE), st.none() | PROVENANCE, TEXT),
    st.builds(
        Account, TEXT, TEXT, TEXT, MOMENT, TEXT, st.booleans(), TEXT, answers(st.booleans()), covers=some(ID)
    ),
    st.builds(
        Injury, st.integers(), TEXT, TEXT, NUMBER, NUMBER, st.sampled_from(InjuryKind), st.none() | NUMBER,
        tender=answers(st.booleans()), source=st.sampled_from(Source), covered_by=some(ID),
    ),
    st.builds(RegionLook, TEXT, st.sampled_from(Looked), TEXT),
    st.builds(
        PhotoConsent, st.sampled_from(ConsentBasis), TEXT, TEXT, TEXT, MOMENT, TEXT, answers(st.booleans())
    ),
    st.builds(
        Photograph, st.integers(), st.sampled_from(Frame), st.none() | ID, TEXT, TEXT, TEXT, st.integers(),
        st.integers(), st.integers(), MOMENT, TEXT, source=st.sampled_from(PhotoSource), warnings=some(TEXT),
    ),
    st.builds(ProtectionCheck, MOMENT, some(STATUS), some(ID), st.booleans()),
    st.builds(
        Person, ID, some(NAME), BIRTH, st.sampled_from(Sex), addresses=some(ADDRESS),
        phones=some(st.builds(Phone, TEXT)), hospital_numbers=some(st.builds(HospitalNumber, TEXT, TEXT)),
        multiple_birth=st.none() | st.booleans(), died_on=st.none() | DAY,
    ),
    st.builds(
        Attendance, ID, ID, MOMENT, TEXT, state=st.sampled_from(AttendanceState),
        disposition=st.sampled_from(Disposition), step=st.sampled_from(SafeguardingStep),
    ),
    st.builds(
        RegisterEntry, ID, TEXT, TEXT, st.sampled_from(PlanKind), NAME, st.none() | DAY, DAY,
        birth=BIRTH, address=st.none() | ADDRESS, aliases=some(NAME), voided=st.booleans(),
    ),
    st.builds(Draft, ID, TEXT, TEXT, ID),
)  # fmt: skip


@given(RECORD)
def test_a_record_reads_back_as_what_was_written(record: object) -> None:
    text = to_text(record)
    assert from_text(text, type(record)) == record
    assert to_text(from_text(text, object)) == text


def test_mappings_sets_spans_and_nested_counts_read_back() -> None:
    profile = RegisterProfile(
        "Weekly", columns={"Surname": "family"}, codes={"kind": {"CP": "child_protection"}}
    )
    for value in (profile, an_import(), timedelta(hours=8), frozenset({1, 2}), (date(2026, 11, 22), None)):
        assert from_text(to_text(value), object) == value


def test_a_mother_in_the_store_reads_back_as_the_day_and_not_as_the_moment() -> None:
    day, moment = date(2026, 11, 22), datetime(2026, 11, 22, tzinfo=UTC)
    assert from_text(to_text((day, moment)), tuple) == (day, moment)


@dataclass(frozen=True)
class NotOfTheDomain:
    """Something that no module of the domain knows."""

    words: str = ""


@pytest.mark.parametrize(
    ("value", "refused"),
    [
        (NotOfTheDomain(), TypeError),
        (object(), TypeError),
        ([1], TypeError),
        (datetime(2026, 11, 22), ValueError),  # noqa: DTZ001 - the point
        (float("nan"), ValueError),
    ],
)
def test_what_cannot_be_kept_is_refused_and_not_guessed(value: object, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        to_text(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"form":1}',
        '{"body":1,"form":2}',
        '{"body":{"$is":"os"},"form":1}',
        '{"body":{"$is":"Account"},"form":1}',
        '{"body":{"$new":1},"form":1}',
        '{"body":{"$word":["Missing","perhaps"]},"form":1}',
        '{"body":{"$id":1},"form":1}',
        '{"body":{"$day":"yesterday"},"form":1}',
        '{"body":{},"form":1}',
        '{"body":' + "[" * 5_000 + "]" * 5_000 + ',"form":1}',
    ],
)
def test_text_that_is_no_record_is_said_to_be_none(text: str) -> None:
    with pytest.raises(Unreadable):
        from_text(text, Account)


def test_a_record_of_another_sort_is_not_taken() -> None:
    with pytest.raises(Unreadable, match="no Account"):
        from_text(to_text(Missing.NOT_ASKED), Account)


def test_what_was_written_before_a_field_was_added_still_reads() -> None:
    told = json.loads(to_text(an_account()))
    for name in [each.name for each in fields(Account) if each.name not in has_no_default(Account)]:
        del told["body"][name]
    assert from_text(json.dumps(told), Account) == an_account()


# Every field a kept record must hold. A new one here means that what hospitals have written no longer reads.
MUST_HOLD = {
    "Account": ("speaker", "relation", "listener", "told_at", "words"),
    "Answered": ("question", "answer"),
    "Attendance": ("id", "person_id", "arrived_at"),
    "Injury": ("number", "region", "view", "x", "y", "kind"),
    "Person": ("id", "names"),
    "PhotoConsent": ("basis", "by", "how", "to", "at"),
    "ProtectionCheck": ("at",),
    "RegionLook": ("region", "looked"),
    "RegisterEntry": ("id", "council", "row_key", "kind", "name", "starts", "list_date"),
}


@pytest.mark.parametrize(("name", "expected"), MUST_HOLD.items())
def test_a_field_added_to_what_is_kept_has_a_default(name: str, expected: tuple[str, ...]) -> None:
    assert has_no_default(_classes()[name]) == expected


def test_only_records_and_words_of_the_domain_can_come_back() -> None:
    kinds: list[Callable[..., object]] = list(_classes().values())
    assert all(is_dataclass(kind) or issubclass(kind, Enum) for kind in kinds if isinstance(kind, type))
    assert all(kind.__module__.startswith("aande_alert.domain.") for kind in kinds)
    assert UUID not in kinds
    assert NOW.tzinfo is UTC
