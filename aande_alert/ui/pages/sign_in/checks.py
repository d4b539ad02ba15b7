"""What can be checked from here now: every list and every feed, before anybody signs in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QWidget

from aande_alert.domain.wording import show_time
from aande_alert.ui.state.checks_now import CheckLine, feed_lines, register_lines
from aande_alert.ui.theme.look import BOLD, look
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.front import WIDE
from aande_alert.ui.widgets.panel import Panel, clear, column, row
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words

if TYPE_CHECKING:
    from aande_alert.domain.board import Standing

_ROW, _PILL, _MARK = 32, 24, 14
_BESIDE_MARK = 22  # pixels: padding and gap of a state
NO_REGISTER = (
    Run("No register on this workstation. Every arrival will show "),
    Run("NOT CHECKED", BOLD),
    Run(". Ask an administrator to import a list."),
)
FOOT = (
    Run("Children from other councils show "),
    Run("NOT CHECKED", BOLD),
    Run(
        " until someone looks them up by hand. "
        "\N{LEFT DOUBLE QUOTATION MARK}No record\N{RIGHT DOUBLE QUOTATION MARK} never means "
        "\N{LEFT DOUBLE QUOTATION MARK}no concern\N{RIGHT DOUBLE QUOTATION MARK}."
    ),
)


class ChecksNow(Panel):
    """The table of lists and feeds; the feeds stand below where the text is too large for both."""

    def __init__(self) -> None:
        super().__init__("surface", lines="o")
        self._standing: Standing | None = None
        whole = column(self, (1, 1, 1, 1))
        head = Panel("surface", height=40)
        line = row(head, (16, 0, 16, 0))
        line.addWidget(Words("What can be checked from here now", Role.HEADING, wrap=False), 1)
        self._read_at = Words("Reading …", Role.SECONDARY, wrap=False)
        line.addWidget(self._read_at)
        whole.addWidget(head)
        self._tables = QWidget()
        self._both = QHBoxLayout(self._tables)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(0)
        whole.addWidget(self._tables)
        foot = Panel("sunken", lines="t")
        inside = row(foot, (16, 12, 16, 12), 8)
        inside.addWidget(Mark("info"), 0, Qt.AlignmentFlag.AlignTop)
        self._foot = Phrase(*FOOT)
        inside.addWidget(self._foot, 1)
        whole.addWidget(foot)

    def show_standing(self, standing: Standing) -> None:
        """Show every list and feed as it stands."""
        self._standing = standing
        self._read_at.say(f"Read at {show_time(standing.at)}")
        self._foot.say(*(FOOT if standing.registers else NO_REGISTER))
        clear(self._both)
        registers = _table(("Register", "As at", "Age and limit"), register_lines(standing), "r")
        feeds = _table(("Feed", "Last", "State"), feed_lines(standing), "")
        self._both.addWidget(registers, 13)
        self._both.addWidget(feeds, 10)

    def restyle(self) -> None:
        """Lay the tables out again at another text size."""
        super().restyle()
        standing = getattr(self, "_standing", None)  # the panel restyles itself before there is one
        if standing is not None:
            self.show_standing(standing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the feeds beside the lists where there is room, else below."""
        super().resizeEvent(event)
        beside = self.width() >= look().px(WIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(across if beside else down)


def _table(head: tuple[str, str, str], lines: tuple[CheckLine, ...], side: str) -> Panel:
    """Return one of the two tables; every row is as wide in each column as the widest needs."""
    table = Panel("surface", lines=side)
    whole = column(table, (0, 0, 1 if side else 0, 0))
    wide = _widths(head, lines)
    top = Panel("sunken", lines="tb", line="line2", height=_ROW)
    _cells(top, tuple(Words(words, Role.SECONDARY_STRONG, wrap=False) for words in head), wide)
    whole.addWidget(top)
    for number, line in enumerate(lines):
        one = Panel("surface", lines="" if number == len(lines) - 1 else "b", height=_ROW)
        name, at = Words(line.name, Role.STRONG, wrap=False), Words(line.at, wrap=False)
        _cells(one, (name, at, _state(line)), wide)
        whole.addWidget(one)
    whole.addStretch(1)
    return table


def _widths(head: tuple[str, str, str], lines: tuple[CheckLine, ...]) -> tuple[int, int, int]:
    now = look()
    rows = (head, *((line.name, line.at, line.state) for line in lines))
    name, at, state = (max(now.width(row_[place], weight=BOLD) for row_ in rows) for place in range(3))
    return name, at, state + now.px(_MARK) + _BESIDE_MARK


def _cells(holder: Panel, parts: tuple[QWidget, ...], wide: tuple[int, int, int]) -> None:
    grid = QGridLayout(holder)
    grid.setContentsMargins(16, 0, 8, 1)
    grid.setHorizontalSpacing(8)
    for at, part in enumerate(parts):
        grid.addWidget(part, 0, at)
        grid.setColumnMinimumWidth(at, wide[at])
        grid.setColumnStretch(at, 1)


def _state(line: CheckLine) -> QWidget:
    """Return a state: a quiet dot, a dash where nothing asks by itself, or a box in amber."""
    holder = Panel("amber-tint", lines="o", line="amber-tint") if line.warn else Panel("")
    holder.setMaximumHeight(look().px(_PILL))
    inside = row(holder, (6, 0, 6, 0), 8)
    mark = Mark("minus", "text2", 12) if line.by_hand else Mark("dot", "text2", 12)
    inside.addWidget(Mark("states/not-checked", "amber", _MARK, cut="on-amber") if line.warn else mark)
    inside.addWidget(Words(line.state, Role.AMBER if line.warn else Role.BODY, wrap=False))
    inside.addStretch(1)
    return holder
