"""Dates as they are typed on a ward are read in British order, and shown in the NHS form."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aande_alert.domain.wording import LONDON
from aande_alert.ui.widgets.dates import DateField, MomentField, TimeField, read_date, read_time


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("22-Nov-2026", date(2026, 11, 22)),
        ("22/11/2026", date(2026, 11, 22)),
        ("3/4/26", date(2026, 4, 3)),
        ("22 nov 26", date(2026, 11, 22)),
        ("22 November 2026", date(2026, 11, 22)),
        ("221126", date(2026, 11, 22)),
        ("22112026", date(2026, 11, 22)),
        ("12.01.1968", date(1968, 1, 12)),
        ("12/01/68", date(1968, 1, 12)),
        ("29-Feb-2024", date(2024, 2, 29)),
        ("29-Feb-2026", None),
        ("31/02/2026", None),
        ("22-Xyz-2026", None),
        ("11/22/2026", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_typed_date_is_read_day_first(typed: str, meant: date | None) -> None:
    assert read_date(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:05", time(14, 5)),
        ("1405", time(14, 5)),
        ("905", time(9, 5)),
        ("14.05", time(14, 5)),
        ("14h05", time(14, 5)),
        ("24:00", None),
        ("14:60", None),
        ("2pm", None),
    ],
)
def test_a_typed_time_is_read_on_the_24_hour_clock(typed: str, meant: time | None) -> None:
    assert read_time(typed) == meant


def test_leaving_the_field_shows_what_was_read(dressed: QtBot) -> None:
    field = MomentField("When")
    dressed.addWidget(field)
    QTest.keyClicks(field.day, "221126")
    QTest.keyClicks(field.clock, "905")
    field.day.editingFinished.emit()
    assert (field.day.text(), field.clock.text(), field.complaint()) == ("22-Nov-2026", "09:05", "")
    assert field.value() == datetime(2026, 11, 22, 9, 5, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("day", "clock", "word"), [("31/02/2026", "", "date"), ("22-Nov-2026", "25:00", "time")]
)
def test_what_cannot_be_read_is_kept_and_said(dressed: QtBot, day: str, clock: str, word: str) -> None:
    field = MomentField("When")
    dressed.addWidget(field)
    QTest.keyClicks(field.day, day)
    QTest.keyClicks(field.clock, clock)
    field.day.editingFinished.emit()
    assert word in field.complaint()
    assert (field.value(), field.is_blank(), field.day.text()) == (None, True, day)
    QTest.keyClicks(field.day, "1")
    assert not field.complaint()


def test_a_date_alone_needs_no_time(dressed: QtBot) -> None:
    field = DateField("Born")
    dressed.addWidget(field)
    field.set_value(date(2026, 10, 2))
    assert field.value() == date(2026, 10, 2)
    field.set_value(datetime(2026, 6, 1, 23, 30, tzinfo=LONDON))
    assert field.given_date() == date(2026, 6, 1)
    field.set_value(None)
    assert field.is_blank()


def test_a_time_alone(dressed: QtBot) -> None:
    field = TimeField("At")
    dressed.addWidget(field)
    QTest.keyClicks(field.clock, "1405")
    field.clock.editingFinished.emit()
    assert (field.value(), field.clock.text()) == (time(14, 5), "14:05")
    QTest.keyClicks(field.clock, "9")
    field.clock.editingFinished.emit()
    assert "24-hour" in field.complaint()
    field.set_value(time(7, 30))
    assert field.clock.text() == "07:30"
