"""One field at a time: times in two zones, dates in none, births that cannot be, and codes nobody knows."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from aande_alert.domain.answers import Given
from aande_alert.domain.identity import BirthQuality, Sex
from aande_alert.domain.messages import ABSENT, CLEARED, Silence, Told
from aande_alert.domain.wording import is_under_18
from aande_alert.ingest import hl7v2_fields as fields
from aande_alert.ingest.hl7v2_codes import SEXES
from aande_alert.ingest.hl7v2_text import Message, Segment, read_message
from tests.builders import TODAY
from tests.ingest.wire import message


def pid(number: int, sent: str) -> Segment:
    found = read_message(message(pid={number: sent}))
    assert isinstance(found, Message)
    return found.segment("PID")


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("", ABSENT),
        ('""', CLEARED),
        ('""^x', CLEARED),
        ("  ", ABSENT),
        ("^", ABSENT),
        ("EN", Given("EN")),
        ("EN^English~FR", Given("EN")),
    ],
)
def test_absent_cleared_and_given_are_three_things(sent: str, told: Told[str]) -> None:
    assert fields.text(pid(15, sent), 15) == told


def test_a_part_that_is_not_there_is_absent() -> None:
    assert fields.text(pid(15, "EN"), 15, part=3) is ABSENT


@pytest.mark.parametrize(
    ("sent", "at"),
    [
        ("202611221348", datetime(2026, 11, 22, 13, 48, tzinfo=UTC)),
        ("20260722134800", datetime(2026, 7, 22, 12, 48, tzinfo=UTC)),
        ("2026072213", datetime(2026, 7, 22, 12, 0, tzinfo=UTC)),
        ("20260722", datetime(2026, 7, 21, 23, 0, tzinfo=UTC)),
        ("20261122134800.5", datetime(2026, 11, 22, 13, 48, 0, 500_000, tzinfo=UTC)),
        ("20261122134800.12345678", datetime(2026, 11, 22, 13, 48, 0, 123_456, tzinfo=UTC)),
        ("202611221348+0100", datetime(2026, 11, 22, 12, 48, tzinfo=UTC)),
        ("202611221348-0530", datetime(2026, 11, 22, 19, 18, tzinfo=UTC)),
    ],
)
def test_a_time_without_an_offset_is_british(sent: str, at: datetime) -> None:
    found = pid(29, sent)
    assert fields.moment(found, 29, "It") == Given(at)
    assert not found.message.remarks


@pytest.mark.parametrize(
    "sent", ["yesterday", "20261322", "202611222561", "18001122", "99991122", "20261122+9900", "2026"]
)
def test_a_time_that_cannot_be_is_left_out_and_said(sent: str) -> None:
    found = pid(29, sent)
    assert fields.moment(found, 29, "It") is ABSENT
    assert [remark.where for remark in found.message.remarks] == ["PID-29"]


@pytest.mark.parametrize(
    ("sent", "at", "said"),
    [
        ("202610250130", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), True),
        ("202603290130", datetime(2026, 3, 29, 1, 30, tzinfo=UTC), True),
        ("202610260130", datetime(2026, 10, 26, 1, 30, tzinfo=UTC), False),
        ("202610250130+0000", datetime(2026, 10, 25, 1, 30, tzinfo=UTC), False),
    ],
)
def test_the_hour_in_which_the_clocks_change_is_said(sent: str, at: datetime, *, said: bool) -> None:
    found = pid(29, sent)
    assert fields.moment(found, 29, "It") == Given(at)
    assert bool(found.message.remarks) is said


@pytest.mark.parametrize("sent", ["", '""'])
def test_a_silent_time_is_silent(sent: str) -> None:
    assert isinstance(fields.moment(pid(29, sent), 29, "It"), Silence)
    assert isinstance(fields.day(pid(29, sent), 29, "It"), Silence)
    assert isinstance(fields.birth(pid(7, sent), 7, TODAY), Silence)


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("time", ["", "0000", "235959", "0000+0100"])
def test_no_summer_moves_a_birthday(month: int, time: str) -> None:
    sent = f"2019{month:02d}01{time}"
    assert fields.birth(pid(7, sent), 7, TODAY).value.on == date(2019, month, 1)


@pytest.mark.parametrize(
    ("sent", "on", "quality"),
    [
        ("20241002", date(2024, 10, 2), BirthQuality.EXACT),
        ("2024-10-02", date(2024, 10, 2), BirthQuality.EXACT),
        ("20261123", date(2026, 11, 23), BirthQuality.EXACT),
        ("196513121515", None, BirthQuality.IMPOSSIBLE),
        ("20250229", None, BirthQuality.IMPOSSIBLE),
        ("20261124", None, BirthQuality.IMPOSSIBLE),
        ("19000101", None, BirthQuality.IMPOSSIBLE),
        ("1900", None, BirthQuality.IMPOSSIBLE),
        ("2027", None, BirthQuality.IMPOSSIBLE),
        ("202612", None, BirthQuality.IMPOSSIBLE),
        ("00240101", None, BirthQuality.IMPOSSIBLE),
        ("02/10/2024", None, BirthQuality.IMPOSSIBLE),
        ("12", None, BirthQuality.IMPOSSIBLE),
        ("unknown", None, BirthQuality.IMPOSSIBLE),
        ("00000000", None, BirthQuality.NOT_GIVEN),
        ("2008", date(2008, 12, 31), BirthQuality.ESTIMATED),
        ("200802", date(2008, 2, 29), BirthQuality.ESTIMATED),
        ("20080000", date(2008, 12, 31), BirthQuality.ESTIMATED),
        ("20080600", date(2008, 6, 30), BirthQuality.ESTIMATED),
        ("2026", TODAY, BirthQuality.ESTIMATED),
    ],
)
def test_a_birth_is_never_made_better_than_it_came(sent: str, on: date | None, quality: BirthQuality) -> None:
    told = fields.birth(pid(7, sent), 7, TODAY)
    assert isinstance(told, Given)
    assert (told.value.on, told.value.quality) == (on, quality)
    assert quality is BirthQuality.EXACT or told.value.raw == sent


@pytest.mark.parametrize("sent", ["196513121515", "00000000", "19000101", "2008", "nonsense"])
def test_somebody_whose_birth_is_doubtful_stays_on_the_childrens_list(sent: str) -> None:
    told = fields.birth(pid(7, sent), 7, TODAY)
    assert isinstance(told, Given)
    assert is_under_18(told.value, TODAY)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("20261101", Given(date(2026, 11, 1))),
        ("202611011200", Given(date(2026, 11, 1))),
        ("20261301", ABSENT),
        ("2026", ABSENT),
    ],
)
def test_a_day_is_a_day_or_is_left_out(sent: str, told: Told[date]) -> None:
    assert fields.day(pid(29, sent), 29, "It") == told


@pytest.mark.parametrize(
    ("sent", "told"),
    [("Y", Given(value=True)), ("n", Given(value=False)), ("maybe", ABSENT), ('""', CLEARED)],
)
def test_maybe_is_neither_yes_nor_no(sent: str, told: Told[bool]) -> None:
    assert fields.yes_or_no(pid(24, sent), 24, "Twin") == told


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("2", Given(Sex.FEMALE)),
        ("02", Given(Sex.FEMALE)),
        ("f", Given(Sex.FEMALE)),
        ("", ABSENT),
        ("X", Given(Sex.NOT_KNOWN)),
    ],
)
def test_a_code_nobody_knows_is_not_guessed(sent: str, told: Told[Sex]) -> None:
    found = pid(8, sent)
    assert fields.code(found, 8, SEXES, Sex.NOT_KNOWN, "sex") == told
    assert bool(found.message.remarks) is (sent == "X")
