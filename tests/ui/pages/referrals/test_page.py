"""Every referral somebody still has to do something about, with its clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aande_alert.domain.errors import Unavailable
from aande_alert.security.access import SignedIn
from aande_alert.ui.pages.referrals import ReferralsPage
from aande_alert.ui.state.places import RecordPlace, RecordTab, ReferralsPlace
from aande_alert.ui.widgets.cells import Row
from tests.builders import PASSWORD, a_person
from tests.services.referring import Referring
from tests.ui.looking import faults
from tests.ui.pages.housing import Housed, housed


class Followed:
    def __init__(self, house: Housed, *, referred: bool = True) -> None:
        self.house = house
        self.ids: list[UUID] = []
        self.referring = house.do(lambda: self._referred() if referred else Referring(house.ward))
        self.who: SignedIn = house.do(lambda: house.ward.safeguarding)
        self.page = ReferralsPage(house.house)
        house.follow(self.page)
        self.wanted: list[object] = []
        self.page.wanted.connect(self.wanted.append)
        self.page.resize(1278, 692)
        self.page.show()
        house.qtbot.waitExposed(self.page)
        self.page.enter(self.who, ReferralsPlace())
        self.page.take_focus()
        house.settle()

    def _referred(self) -> Referring:
        ward = self.house.ward
        referring = Referring(ward).can_sign().written()
        self.ids.append(referring.drafted().id)
        ward.clock.move(hours=2)
        other = ward.visit(ward.known(a_person("Grey", "Evie", "2020-01-05", addresses=(), phones=())))
        self.ids.append(ward.services.referrals.draft(referring.registrar, other.id, uuid4()).value.id)
        ward.services.referrals.sign(referring.registrar, self.ids[1], PASSWORD, interim=True)
        return referring


@pytest.fixture
def house(tmp_path: Path, dressed: QtBot) -> Iterator[Housed]:
    with housed(tmp_path, dressed) as made:
        yield made


@pytest.fixture
def followed(house: Housed) -> Iterator[Followed]:
    made = Followed(house)
    yield made
    made.page.blank()


def said(followed: Followed) -> list[str]:
    rows = followed.page._table()._rows
    found = (rows.row_at(at) for at in range(rows.rowCount()))
    return [row.said() for row in found if isinstance(row, Row)]


def test_what_is_due_first_stands_first_with_its_clock(followed: Followed) -> None:
    first, second = said(followed)
    assert first.startswith("22hr left, PELL, Maisie, 7w 2d, CVH-2026-00001, Drafted")
    assert second.startswith("1d left, GREY, Evie")
    assert followed.page._notice._phrase.text() == "2 referrals are not closed. 1 signed and not sent."
    assert followed.page._table().body.hasFocus()
    assert faults(followed.page) == []


def test_a_clock_that_has_run_out_is_said_in_words(followed: Followed) -> None:
    followed.house.clock.move(hours=23)
    followed.page._fill()
    assert said(followed)[0].startswith("1hr OVER")
    assert "1 OVERDUE." in followed.page._notice._phrase.text()


def test_enter_opens_the_referral_in_its_record(followed: Followed) -> None:
    QTest.keyClick(followed.page.focusWidget(), Qt.Key.Key_Return)
    (place,) = followed.wanted
    assert isinstance(place, RecordPlace)
    assert (place.person_id, place.tab, place.attendance_id) == (
        followed.referring.child.id, RecordTab.REFERRALS, followed.referring.visit,
    )  # fmt: skip


def test_a_wide_screen_shows_when_they_were_born_and_what_was_done_last(followed: Followed) -> None:
    followed.page.resize(1832, 700)
    followed.house.settle()
    assert "02-Oct-2026" in said(followed)[0]
    assert "BHATT, Rohan (Dr)" in said(followed)[0]
    assert faults(followed.page) == []


def test_f5_reads_again_and_leaving_blanks(followed: Followed) -> None:
    QTest.keyClick(followed.page.focusWidget(), Qt.Key.Key_F5)
    followed.house.settle()
    assert len(said(followed)) == 2
    followed.page.leave()
    assert said(followed) == []


def test_with_none_open_it_says_where_one_starts(house: Housed) -> None:
    made = Followed(house, referred=False)
    assert made.page._middle.currentWidget() is made.page._stand
    assert made.page._notice._phrase.text().startswith("0 referrals are not closed.")
    made.page.blank()


def test_trouble_stands_in_the_place_of_the_list(followed: Followed) -> None:
    followed.page._failed(Unavailable("The disk is away.", "Try again."))
    assert followed.page._middle.currentWidget() is followed.page._stand
    followed.page._stand.retried.emit()
    followed.house.settle()
    assert len(said(followed)) == 2
