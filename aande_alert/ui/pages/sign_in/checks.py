"""What can be checked from here now: every list and every feed, before anybody signs in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from aande_alert.domain.wording import show_time
from aande_alert.ui.state.checks_now import CheckLine, feed_lines, register_lines
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.panel import Panel, clear, column, row
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from aande_alert.domain.board import Standing

_ROW = 32
NO_REGISTER = (
    "No register on this workstation. Every arrival will show NOT CHECKED. "
    "Ask an administrator to import a list."
)
FOOT = (
    "Children from other councils show NOT CHECKED until someone looks them up by hand. "
    "\N{LEFT DOUBLE QUOTATION MARK}No record\N{RIGHT DOUBLE QUOTATION MARK} never means "
    "\N{LEFT DOUBLE QUOTATION MARK}no concern\N{RIGHT DOUBLE QUOTATION MARK}."
)


class ChecksNow(Panel):
    """The table of lists and feeds."""

    def __init__(self) -> None:
        super().__init__("surface", lines="o")
        whole = column(self, (1, 1, 1, 1))
        head = Panel("surface", height=40)
        line = row(head, (16, 0, 16, 0))
        line.addWidget(Words("What can be checked from here now", Role.HEADING, wrap=False), 1)
        self._read_at = Words("Reading", Role.SECONDARY, wrap=False)
        line.addWidget(self._read_at)
        whole.addWidget(head)
        self._tables = QWidget()
        self._across = row(self._tables)
        whole.addWidget(self._tables)
        foot = Panel("sunken", lines="t")
        inside = row(foot, (16, 12, 16, 12), 8)
        inside.addWidget(Mark("info"))
        self._foot = Words(FOOT)
        inside.addWidget(self._foot, 1)
        whole.addWidget(foot)

    def show_standing(self, standing: Standing) -> None:
        """Show every list and feed as it stands."""
        self._read_at.say(f"Read at {show_time(standing.at)}")
        self._foot.say(FOOT if standing.registers else NO_REGISTER)
        clear(self._across)
        self._across.addWidget(
            _table(("Register", "As at", "Age and limit"), register_lines(standing), "r"), 13
        )
        self._across.addWidget(_table(("Feed", "Last today", "State"), feed_lines(standing), ""), 10)


def _table(head: tuple[str, str, str], lines: tuple[CheckLine, ...], side: str) -> Panel:
    table = Panel("surface", lines=side)
    whole = column(table)
    top = Panel("sunken", lines="tb", line="line2", height=_ROW)
    _cells(top, tuple(Words(words, Role.SECONDARY_STRONG, wrap=False) for words in head))
    whole.addWidget(top)
    for number, line in enumerate(lines):
        one = Panel("surface", lines="" if number == len(lines) - 1 else "b", height=_ROW)
        _cells(one, (Words(line.name, Role.STRONG, wrap=False), Words(line.at, wrap=False), _state(line)))
        whole.addWidget(one)
    whole.addStretch(1)
    return table


def _cells(holder: Panel, parts: tuple[QWidget, ...]) -> None:
    grid = QGridLayout(holder)
    grid.setContentsMargins(16, 0, 8, 0)
    for at, (part, wide) in enumerate(zip(parts, (8, 7, 8), strict=True)):
        grid.addWidget(part, 0, at)
        grid.setColumnStretch(at, wide)


def _state(line: CheckLine) -> QWidget:
    holder = Panel("amber-tint" if line.warn else "surface")
    inside = row(holder, (6, 2, 6, 2), 8)
    inside.addWidget(Mark("states/not-checked", "amber", 14) if line.warn else Mark("dot", "text2", 12))
    inside.addWidget(Words(line.state, Role.AMBER if line.warn else Role.BODY, wrap=False))
    inside.addStretch(1)
    return holder
