"""Sunday evening to Monday morning: who came, which list grew too old, and what was read in the log."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from aande_alert.demo.later import MONDAY, carry_on
from aande_alert.domain.badges import badge_of
from aande_alert.domain.board import Health
from aande_alert.domain.review import LogFilter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.demo.conftest import Open

pytestmark = pytest.mark.timeout(300)  # the hospital of these tests is made once, and it takes a while


def test_the_log_of_monday_morning_is_that_of_the_picture(hospital: Open, tmp_path: Path) -> None:
    carry_on(tmp_path / "demo", hospital.services, hospital.clock)
    nurse, review = hospital.sign_in("trembath"), hospital.services.review
    lines = review.lines(nurse, review.index(nurse, LogFilter(since=date(2026, 11, 22))).ids[:9])
    rows = [(line.person.name.shown(), line.age_then, line.attendance.complaint) for line in lines]
    assert rows[:5] == [
        ("HUSSAIN, Zaynab", "31w 5d", "Vomiting"),
        ("ELLWOOD, Freya", "14y 1m", "Overdose"),
        ("COYLE, Declan", "16y 2m", "Assault"),
        ("RHODES, Anya", "3y 7m", "Swallowed tablets"),
        ("MCKINLAY, Isla", "11w 4d", "Fall from bed"),
    ]
    said = {line.person.name.shown(): line.reviewed_by for line in lines[5:]}
    assert said["IVESON, Poppy"] == "LT 09:04"
    assert said["UNKNOWN, Unknown"] == ""
    assert badge_of(lines[2].check).words == "Looked after"
    assert hospital.clock() == MONDAY


def test_one_list_is_out_of_date_on_monday_and_the_gp_feed_is_back(hospital: Open, tmp_path: Path) -> None:
    carry_on(tmp_path / "demo", hospital.services, hospital.clock)
    standing = hospital.services.sign_in.standing()
    assert {one.council: one.state for one in standing.registers} == {"CN": Health.LIVE, "AB": Health.DOWN}
    assert {one.feed: one.state for one in standing.feeds}["gp"] is Health.LIVE
    board = hospital.services.arrivals.board(hospital.sign_in())
    assert {line.person.name.shown() for line in board.lines} == {
        "HUSSAIN, Zaynab", "ELLWOOD, Freya", "UNKNOWN, Unknown",
    }  # fmt: skip


def test_it_stops_where_it_is_told_to(hospital: Open, tmp_path: Path) -> None:
    teatime = hospital.clock() + timedelta(hours=2)
    carry_on(tmp_path / "demo", hospital.services, hospital.clock, teatime)
    assert hospital.clock() == teatime
    assert hospital.line("maisie-today").attendance.departed_at is None
