"""The list side of the arrivals page: the board in a table, its chips, its notice, what stands in for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from aande_alert.domain.board import Board, Health
from aande_alert.domain.wording import show_time
from aande_alert.ui.pages.arrivals.rows import NARROW, WIDE, rows_of
from aande_alert.ui.state.board import Chip, count, notice_words, shown
from aande_alert.ui.theme.look import BOLD
from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.chips import ChipRow, ChipText
from aande_alert.ui.widgets.key_hint import KeyLegend, KeyText
from aande_alert.ui.widgets.notice import Notice, Stand, Tone
from aande_alert.ui.widgets.panel import Panel, row
from aande_alert.ui.widgets.shortcuts import on_key
from aande_alert.ui.widgets.table import Table
from aande_alert.ui.widgets.words import Role, Run, Words, tip

if TYPE_CHECKING:
    from aande_alert.domain.board import ArrivalLine
    from aande_alert.domain.errors import Trouble
    from aande_alert.ui.pages.arrivals.card import CardDrawer

_WIDE_FROM = 1200


_KEYS = (
    KeyText("Enter", "Open record"),
    KeyText("Space", "Alert card"),
    KeyText("T", "Triage questions"),
    KeyText("/", "Filter"),
)


class BoardList(QWidget):
    """Shows the board that was read last; asks for everything else.

    Args:
        page: The page it stands on; its width decides how many columns there are.
        card: The alert card beside it, which takes width and keeps the focus it has.

    Signals:
        opened: The attendance of a row: Enter or a double click.
        peeked: The attendance of a row: Space.
        chosen: The attendance of the row that is now selected.
        acted: (attendance, key) of a link in a row.
        triage_asked: The attendance whose triage questions are wanted.
        read_asked: The board is to be read again.
        booking_asked: A child is to be booked by hand.
    """

    opened = Signal(object)
    peeked = Signal(object)
    chosen = Signal(object)
    acted = Signal(object, str)
    triage_asked = Signal(object)
    read_asked = Signal()
    booking_asked = Signal()

    def __init__(self, page: QWidget, card: CardDrawer) -> None:
        super().__init__(page)
        self._page, self._card = page, card
        self._board: Board | None = None
        self._chosen: frozenset[Chip] = frozenset({Chip.CHILDREN})
        self._lines: dict[UUID, ArrivalLine] = {}
        self._wants_focus = False
        self.chips = ChipRow()
        self._newest = Words("", Role.SECONDARY, wrap=False)
        self._notice = Notice()
        self.table = Table(NARROW, name="Arrivals")
        self.wide_table = Table(WIDE, name="Arrivals")
        self._stand = Stand()
        self._middle = QStackedWidget()
        for part in (self.table, self.wide_table, self._stand):
            self._middle.addWidget(part)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        head = Panel("surface", lines="b", height=48)
        line = row(head, (16, 8, 12, 8), 8)
        line.addWidget(Words("Arrivals", Role.PAGE, wrap=False))
        line.addSpacing(8)
        line.addWidget(self.chips, 1)
        line.addWidget(self._newest)
        self.again = Button("F5", Kind.LINK, icon="refresh")
        self.again.setAccessibleName("Read the board again")
        line.addWidget(self.again)
        self.book = Button("Book", icon="plus")
        self.book.setAccessibleDescription("Book a child by hand (Ctrl+N)")
        tip(self.book, "Book a child by hand (Ctrl+N)")
        line.addWidget(self.book)
        foot = Panel("sunken", lines="t", height=32)
        row(foot, (16, 5, 16, 5)).addWidget(KeyLegend(*_KEYS))
        for part, stretch in ((head, 0), (self._notice, 0), (self._middle, 1), (foot, 0)):
            down.addWidget(part, stretch)

    def _wire(self) -> None:
        for table in (self.table, self.wide_table):
            table.opened.connect(self.opened)
            table.peeked.connect(self.peeked)
            table.chosen.connect(self.chosen)
            table.acted.connect(self.acted)
            table.mark_sorted("protection")
        self.chips.switched.connect(self._switch)
        self._notice.acted.connect(self._heed)
        self.again.clicked.connect(self.read_asked)
        self.book.clicked.connect(self.booking_asked)
        self._stand.retried.connect(self.read_asked)
        self._stand.acted.connect(self._everyone)
        for keys, act in (
            ("F5", self.read_asked.emit),
            ("Ctrl+N", self.booking_asked.emit),
            ("Ctrl+0", self._everyone),
        ):
            on_key(keys, self._page, act)
        for keys, act in (("T", self._ask_triage), ("/", self.chips.take_focus)):
            on_key(keys, self, act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change to the table that has room now."""
        super().resizeEvent(event)
        shown = self._middle.currentWidget()
        if shown is not self._stand and shown is not self._now_table():
            chosen = cast("Table", shown).current_id()
            self.fill()
            if chosen is not None:
                self._now_table().choose(chosen)

    # ------------------------------------------------------------ what to show

    def show_waiting(self) -> None:
        """Say that the board is being read."""
        self._stand.show_waiting("Arrivals")
        self._middle.setCurrentWidget(self._stand)

    def show_trouble(self, trouble: Trouble) -> None:
        """Say why the board could not be read."""
        self._stand.show_trouble(trouble)
        self._middle.setCurrentWidget(self._stand)

    def show_board(self, board: Board) -> None:
        """Show a board under the chips that are chosen."""
        self._board = board
        self._lines = {line.attendance.id: line for line in board.lines}
        newest = f"Newest {show_time(board.newest_at)}" if board.newest_at else "Nobody yet"
        self._newest.say(newest)
        self.chips.show_chips(
            ChipText(chip.value, chip.words, str(count(board, chip)), chip in self._chosen) for chip in Chip
        )
        self.fill()

    def blank(self) -> None:
        """Take every name off the glass."""
        self._board = None
        self._lines = {}
        for table in (self.table, self.wide_table):
            table.show_rows([])

    def take_focus(self) -> None:
        """Put the focus on the board, as soon as it is there."""
        self._wants_focus = self._board is None
        self._now_table().setFocus()

    # ------------------------------------------------------------ who is shown

    def line(self, attendance_id: UUID) -> ArrivalLine | None:
        """Return the line of an attendance; None where it is not on the board."""
        return self._lines.get(attendance_id)

    def first_unread(self, board: Board) -> UUID | None:
        """Return the first alert nobody has read on a board about to be shown; None where one was before."""
        if self._lines:
            return None
        return next((line.attendance.id for line in shown(board, self._chosen) if line.unread), None)

    def choose(self, attendance_id: UUID) -> None:
        """Select the row of an attendance, telling nobody."""
        self._now_table().choose(attendance_id)

    def _now_table(self) -> Table:
        return self.wide_table if self.is_wide() else self.table

    def is_wide(self) -> bool:
        """Say whether the table with all columns has room beside the card."""
        return self._page.width() - (self._card.width() if self._card.isVisible() else 0) >= _WIDE_FROM

    def fill(self) -> None:
        """Show the board read last in the table that fits; the selected row stays, or one is chosen."""
        board = self._board
        if board is None:
            return
        lines = shown(board, self._chosen)
        self._say_notice(board, lines)
        if not lines:
            self._show_empty(board)
            return
        table = self._now_table()
        current = table.current_id()
        table.show_rows(
            rows_of(
                lines, board.at, wide=table is self.wide_table, others_hidden=Chip.CHILDREN in self._chosen
            )
        )
        self._put(table, focus=self._takes_keys())
        if current is None:
            wanted = self._card.card.attendance_id if self._card.card else lines[0].attendance.id
            table.choose(wanted)

    def _say_notice(self, board: Board, lines: tuple[ArrivalLine, ...]) -> None:
        feed = next(iter(board.standing.feeds), None)
        if feed is not None and feed.state in {Health.DOWN, Health.NEVER}:
            since = f" since {show_time(feed.last_at)}" if feed.last_at else ""
            self._notice.say(
                Run(f"No new arrivals{since}. Book a child by hand."),
                tone=Tone.AMISS,
                action="Book",
                key="Ctrl+N",
            )
            return
        plain, strong = notice_words(board, lines, self._chosen)
        action = "Show everyone" if self._chosen else "Show children"
        self._notice.say(Run(f"{plain} "), Run(strong, BOLD), action=action, key="Ctrl+0")

    def _takes_keys(self) -> bool:
        """Say whether what comes into the middle gets the keys: where they are waited for, or were there."""
        focus = self._page.focusWidget()
        waits = self._wants_focus and not self._card.isAncestorOf(focus)
        return waits or self._middle.isAncestorOf(focus)

    def _put(self, part: QWidget, *, focus: bool) -> None:
        self._middle.setCurrentWidget(part)
        if focus:
            part.setFocus()
        self._wants_focus = False

    def _show_empty(self, board: Board) -> None:
        focus = self._takes_keys()
        if self._chosen - {Chip.CHILDREN}:
            names = " and ".join(chip.words.lower() for chip in Chip if chip in self._chosen)
            self._stand.show_empty(
                "Nobody here", f"Nobody in the department is under: {names}.", "Show everyone"
            )
        else:
            last = board.standing.feeds[0].last_at if board.standing.feeds else None
            heard = (
                f"The feed is live; last message {show_time(last)}."
                if last
                else "No feed has been heard yet."
            )
            self._stand.show_empty("No children in the department", heard, "Show everyone")
        self._put(self._stand, focus=focus)

    @Slot(str, bool)
    def _switch(self, key: str, on: bool) -> None:  # noqa: FBT001 - Qt's slot takes it bare
        chip = Chip(key)
        self._chosen = self._chosen | {chip} if on else self._chosen - {chip}
        self.fill()

    @Slot()
    def _heed(self) -> None:
        """Do what the notice offers: book by hand while the feed is down, else show others."""
        feed_down = self._board is not None and any(
            feed.state in {Health.DOWN, Health.NEVER} for feed in self._board.standing.feeds[:1]
        )
        if feed_down:
            self.booking_asked.emit()
        else:
            self._everyone()

    @Slot()
    def _everyone(self) -> None:
        self._chosen = frozenset() if self._chosen else frozenset({Chip.CHILDREN})
        self.chips.choose(*(chip.value for chip in self._chosen))
        self.fill()

    @Slot()
    def _ask_triage(self) -> None:
        current = self._now_table().current_id()
        if isinstance(current, UUID):
            self.triage_asked.emit(current)
