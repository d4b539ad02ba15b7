"""Enter and the arrows: what has the keys is pressed, and a list that scrolls is still gone along."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from aande_alert.domain.answers import Missing
from aande_alert.ui.widgets.buttons import Button
from aande_alert.ui.widgets.chips import ChipRow, ChipText
from aande_alert.ui.widgets.choices import AnswerField
from aande_alert.ui.widgets.form_fields import YesNoField
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.panel import Panel, Scroll, column
from aande_alert.ui.widgets.pressed import Pressed, step_focus
from aande_alert.ui.widgets.section_tabs import SectionTabs, TabText
from aande_alert.ui.widgets.words import Words

NO_KEY, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
TABS = (TabText("summary", "Summary"), TabText("family", "Family"))


def shown(dressed: QtBot, part: QWidget) -> QWidget:
    """Put a part on the glass, with the keys."""
    dressed.addWidget(part)
    part.show()
    part.activateWindow()
    dressed.waitUntil(part.isActiveWindow)
    return part


def a_tab() -> tuple[QWidget, QAbstractButton]:
    """Return tabs, and the second of them."""
    tabs = SectionTabs()
    tabs.show_tabs(TABS, "summary")
    return tabs, tabs.findChildren(QAbstractButton)[1]


def a_button() -> tuple[QWidget, QAbstractButton]:
    """Return a button on a panel."""
    panel = Panel("surface")
    button = Button("Save")
    column(panel).addWidget(button)
    return panel, button


@pytest.mark.parametrize("make", [a_tab, a_button])
@pytest.mark.parametrize(
    ("key", "held", "times"),
    [
        (Qt.Key.Key_Return, NO_KEY, 1),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, 1),
        (Qt.Key.Key_Space, NO_KEY, 1),
        (Qt.Key.Key_Return, CTRL, 0),
    ],
)
def test_enter_presses_as_space_does(
    dressed: QtBot, make: object, key: Qt.Key, held: Qt.KeyboardModifier, times: int
) -> None:
    around, button = make()  # type: ignore[operator]
    shown(dressed, around)
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    button.setFocus()
    QTest.keyClick(button, key, held)
    assert len(pressed) == times


def test_enter_held_down_presses_once(dressed: QtBot) -> None:
    around, button = a_button()
    shown(dressed, around)
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    for again in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NO_KEY, "\r", again)
        QApplication.sendEvent(button, event)
        assert event.isAccepted()
    assert len(pressed) == 1


class Listed(Panel):
    """A list around what scrolls."""

    def __init__(self) -> None:
        super().__init__("surface")
        inside = SectionTabs()
        inside.show_tabs(TABS)
        self.lines: list[Pressed] = list(inside._tabs)
        column(self).addWidget(Scroll(inside))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along."""
        if not step_focus(event, self.lines, Qt.Key.Key_Up, Qt.Key.Key_Down):
            super().keyPressEvent(event)


def test_the_arrows_go_along_a_list_whose_lines_scroll(dressed: QtBot) -> None:
    listed = Listed()
    shown(dressed, listed)
    listed.lines[0].setFocus()
    QTest.keyClick(listed.lines[0], Qt.Key.Key_Down)
    assert listed.lines[1].hasFocus()
    QTest.keyClick(listed.lines[1], Qt.Key.Key_PageDown)
    assert listed.lines[1].hasFocus()


def test_the_keys_go_to_the_chip_that_is_on_else_to_the_first(dressed: QtBot) -> None:
    chips = ChipRow()
    chips.take_focus()
    chips.show_chips((ChipText("a", "Children"), ChipText("b", "Alerts", on=True)))
    shown(dressed, chips)
    chips.take_focus()
    assert chips.chip("b").hasFocus()
    chips.choose()
    chips.take_focus()
    assert chips.chip("a").hasFocus()


def test_a_choice_is_read_out_with_what_it_answers(dressed: QtBot) -> None:
    field = AnswerField(YesNoField("For teaching"))
    shown(dressed, field)
    names = [chip.accessibleName() for chip in field.findChildren(QAbstractButton)]
    assert {"For teaching: Yes", "For teaching: No", f"For teaching: {Missing.NOT_ASKED.words}"} <= set(names)


def test_the_keys_go_to_the_button_of_what_stands_in(dressed: QtBot) -> None:
    around = Panel("surface")
    stand = Stand()
    column(around).addWidget(stand)
    shown(dressed, around)
    stand.show_empty("No referral", "Begin one.", "Begin the referral")
    stand.setFocus()
    dressed.waitUntil(lambda: isinstance(QApplication.focusWidget(), Button))
    assert [button.hasFocus() for button in stand.findChildren(Button)] == [True]
    stand.show_empty("Nobody", "Nobody is here.")
    assert stand.focusProxy() is None
    assert stand.findChildren(Words)
