"""What stands in for a part says what happened, was kept and is to do; nothing covers a signature."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from aande_alert.domain.errors import Unavailable
from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.dialog import Sheet
from aande_alert.ui.widgets.fields import LongTextField
from aande_alert.ui.widgets.notice import Announcement, Notice, Stand, Tone
from aande_alert.ui.widgets.words import Phrase, Run, Words

LEFT = Qt.MouseButton.LeftButton


def spoken(widget: QWidget) -> str:
    QTest.qWait(1)  # what was added to a part in view is shown at the next turn
    said = [part.text() for part in widget.findChildren(Words) if part.isVisible()]
    return " ".join([*said, *(part.text() for part in widget.findChildren(Phrase) if part.isVisible())])


def press(widget: QWidget, words: str) -> None:
    QTest.qWait(1)
    button = next(part for part in widget.findChildren(Button) if part.words() == words and part.isVisible())
    QTest.mouseClick(button, LEFT)


def test_trouble_says_all_three_things_and_offers_retry(dressed: QtBot) -> None:
    stand = Stand()
    dressed.addWidget(stand)
    stand.show()
    stand.show_trouble(
        Unavailable("The list could not be read.", "Try again.", kept="This child stays NOT CHECKED.")
    )
    assert spoken(stand) == "The list could not be read. This child stays NOT CHECKED. Try again."
    with dressed.waitSignal(stand.retried):
        press(stand, "Retry")


def test_trouble_without_retry(dressed: QtBot) -> None:
    stand = Stand()
    dressed.addWidget(stand)
    stand.show()
    stand.show_trouble(Unavailable("Not shown.", "Ask."), retry=False)
    assert not stand.findChildren(Button)


def test_an_empty_part_says_what_to_do_next(dressed: QtBot) -> None:
    stand = Stand()
    dressed.addWidget(stand)
    stand.show()
    stand.show_empty("No account yet", "Who came with her?", "Account")
    with dressed.waitSignal(stand.acted):
        press(stand, "Account")
    stand.show_empty("Nothing left to review", "1,246 reviewed.")
    assert "Nothing left" in spoken(stand)


def test_cancel_is_offered_after_a_second(dressed: QtBot) -> None:
    stand = Stand()
    dressed.addWidget(stand)
    stand.show()
    stand._late.setInterval(20)
    stand.show_waiting("Patterns")
    assert "Reading …" in spoken(stand)
    dressed.waitUntil(lambda: stand._cancel is not None and stand._cancel.isVisible())
    with dressed.waitSignal(stand.cancelled):
        press(stand, "Cancel")
    stand.show_waiting("Patterns")
    stand._begin()
    stand._offer_cancel()
    assert stand._cancel is None


def test_a_filter_in_force_is_always_said_with_the_way_out(dressed: QtBot) -> None:
    notice = Notice()
    dressed.addWidget(notice)
    notice.say(Run("30 other adults are hidden."), action="Show everyone", key="Ctrl+0")
    notice.show()
    with dressed.waitSignal(notice.acted):
        press(notice, "Show everyone")
    notice.say(Run("No new arrivals since 11:20."), tone=Tone.AMISS)
    assert spoken(notice) == "No new arrivals since 11:20."
    notice.say()
    assert notice.isHidden()


def test_an_announcement_never_covers_a_signature(dressed: QtBot) -> None:
    window = QWidget()
    dressed.addWidget(window)
    window.resize(600, 400)
    sign = Button("Sign", Kind.PRIMARY, parent=window)
    sign.setGeometry(400, 340, 180, 32)
    window.show()
    told = Announcement(window)
    told.announce("Restored to 14:09. Nothing was lost.", stays=True)
    window.resize(620, 400)
    dressed.wait(20)
    assert told.isVisible()
    assert not told.geometry().intersects(QRect(sign.mapTo(window, QPoint()), sign.size()))
    told.announce("Saved.")
    assert told._end.isActive()
    told._end.start(1)
    dressed.waitUntil(told.isHidden)


def test_a_sheet_waits_for_a_good_answer(dressed: QtBot) -> None:
    window = QWidget()
    dressed.addWidget(window)
    window.show()
    sheet = Sheet("Not the same child", "The alert stays in view.", "Record", window)
    why = LongTextField("Why")
    sheet.body.addWidget(why)
    sheet.agree.refuse("Record: a reason is needed")
    sheet.open()
    dressed.waitExposed(sheet)
    high = sheet.height()
    why.complain("Say in a sentence why this is another child.")
    dressed.waitUntil(lambda: sheet.height() > high)
    assert sheet.agree.words() == "Record: a reason is needed"
    sheet.agree.allow()
    with dressed.waitSignal(sheet.agreed):
        QTest.mouseClick(sheet.agree, LEFT)
    assert sheet.isVisible()
    sheet.finish()
    assert sheet.result() == Sheet.DialogCode.Accepted
