"""Hands on the keys: going from part to part by what is read there, writing, choosing; nothing is clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from aande_alert.ui.pages.arrivals.page import ArrivalsPage
from aande_alert.ui.widgets.form_row import FormRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.hospital import Desk

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
MOST_TABS = 90


def name_of(part: QWidget) -> str:
    """Return what a screen reader says of a part."""
    words = part.text().replace("&&", "&") if isinstance(part, QAbstractButton) else ""
    return (part.accessibleName() or words).strip()


def tab_to(desk: Desk, words: str, *, back: bool = False) -> QWidget:
    """Press Tab until what has the keys says these words first."""
    passed = []
    for _ in range(MOST_TABS):
        focus = desk.focus()
        if name_of(focus).startswith(words):
            return focus
        passed.append(name_of(focus) or type(focus).__name__)
        desk.press(Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, SHIFT if back else _NONE)
    message = f"Tab never comes to {words!r}, but to {list(dict.fromkeys(passed))}"
    raise AssertionError(message)


_NONE = Qt.KeyboardModifier.NoModifier


def press_on(desk: Desk, words: str) -> None:
    """Go to a button with Tab, press it, and wait for what comes of it."""
    tab_to(desk, words)
    desk.press(Qt.Key.Key_Space)
    desk.settle()


def on_a_sheet(desk: Desk, kind: type[QDialog] = QDialog) -> QWidget:
    """Wait until a sheet stands over the window and has the keys; return it.

    Offscreen no window manager gives them to it, where it opens while another closes.
    """
    app = desk.running.app

    def there() -> bool:
        modal, focus = app.activeModalWidget(), app.focusWidget()
        if not isinstance(modal, kind):
            return False
        if focus is None:
            modal.activateWindow()
        return focus is not None and modal.isAncestorOf(focus)

    desk.until(there)
    return desk.focus().window()


def write(desk: Desk, fields: Mapping[str, str]) -> None:
    """Go from field to field with Tab and write into each."""
    for label, words in fields.items():
        tab_to(desk, label)
        desk.press(Qt.Key.Key_A, CTRL)
        desk.type(words)


def to_tab(desk: Desk, words: str) -> None:
    """Go to a tab of the record in view: F6 to the tabs, arrows along them, Enter."""
    for _ in range(12):
        if any(tab.hasFocus() for tab in _tabs(desk)):
            break
        desk.press(Qt.Key.Key_F6)
    for _ in range(len(_tabs(desk))):
        if name_of(desk.focus()).startswith(words):
            break
        desk.press(Qt.Key.Key_Right)
    assert name_of(desk.focus()).startswith(words)
    desk.press(Qt.Key.Key_Return)
    desk.settle()


def _tabs(desk: Desk) -> list[QAbstractButton]:
    page = desk.window.journey.current()
    tabs = getattr(page, "tabs", None)
    assert isinstance(tabs, QWidget)
    return tabs.findChildren(QAbstractButton)


def to_row(desk: Desk, family: str) -> None:
    """Go down the board with the arrow until the child's row is the one in use."""
    page = desk.window.journey.current()
    assert isinstance(page, ArrivalsPage)
    table = next(one for one in (page.board.table, page.board.wide_table) if one.isVisible())
    desk.press(Qt.Key.Key_Home, CTRL)
    for _ in range(10):
        line = page.board.line(table.current_id())  # type: ignore[arg-type]
        if line is not None and line.person.name.family == family:
            return
        desk.press(Qt.Key.Key_Down)
    message = f"{family} is not on the board"
    raise AssertionError(message)


def answer(desk: Desk, answers: Mapping[str, str]) -> None:
    """Walk through the questions of a step with Enter, and answer those that are named.

    Args:
        desk: The program.
        answers: By the question's words: words to write, a day and a time with a tab between,
            or for a choice its one key.
    """
    left = dict(answers)
    passed: list[str] = []
    for _ in range(40):
        row = _row(desk)
        passed.append(row.question.words)
        if row.question.words in left:
            for at, words in enumerate(left.pop(row.question.words).split("\t")):
                if at:
                    desk.press(Qt.Key.Key_Tab)
                desk.type(words)
        if not left:
            break
        desk.press(Qt.Key.Key_Return, CTRL if isinstance(desk.focus(), QPlainTextEdit) else _NONE)
        desk.settle()
    assert not left, f"Enter never comes to {list(left)}, but to {passed}"
    desk.press(Qt.Key.Key_Tab)
    desk.settle()


def _row(desk: Desk) -> FormRow:
    part: QWidget | None = desk.focus()
    while part is not None and not isinstance(part, FormRow):
        part = part.parentWidget()
    assert part is not None, f"{name_of(desk.focus())} is no question"
    return part


def next_step(desk: Desk) -> None:
    """Go to the next step of the assessment."""
    desk.press(Qt.Key.Key_Down, ALT)
    desk.settle()


def give_file(desk: Desk, path: Path) -> None:
    """Write a file's name into the system's own dialogue."""
    dialog = on_a_sheet(desk, QFileDialog)
    assert isinstance(desk.focus(), QLineEdit)
    desk.press(Qt.Key.Key_A, CTRL)
    desk.type(str(path))
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.running.app.activeModalWidget() is not dialog)
    desk.settle()
