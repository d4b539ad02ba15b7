"""The arrivals page: the board, its filters, the alert card, booking by hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from aande_alert.domain.board import Board, Health
from aande_alert.domain.changes import Topic
from aande_alert.domain.errors import Trouble
from aande_alert.domain.wording import show_time
from aande_alert.ui.page import House, Page
from aande_alert.ui.pages.arrivals.booking import BookingSheet
from aande_alert.ui.pages.arrivals.card import CardDrawer
from aande_alert.ui.pages.arrivals.rows import NARROW, WIDE, rows_of
from aande_alert.ui.state.board import Chip, count, notice_words, shown
from aande_alert.ui.state.places import ArrivalsPlace, MatchPlace, RecordPlace, TriagePlace
from aande_alert.ui.theme.look import BOLD
from aande_alert.ui.widgets.buttons import IconButton, Kind
from aande_alert.ui.widgets.chips import ChipRow, ChipText
from aande_alert.ui.widgets.dialog import Sheet
from aande_alert.ui.widgets.fields import LongTextField
from aande_alert.ui.widgets.key_hint import KeyLegend, KeyText
from aande_alert.ui.widgets.notice import Notice, Stand, Tone
from aande_alert.ui.widgets.panel import Panel, row
from aande_alert.ui.widgets.table import Table
from aande_alert.ui.widgets.words import Role, Run, Words

if TYPE_CHECKING:
    from aande_alert.domain.alerts import AlertCard
    from aande_alert.domain.board import ArrivalLine, ManualArrival
    from aande_alert.ui.state.places import Place

_WIDE_FROM = 1200
_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class ArrivalsPage(Page):
    """Everybody in the department now, most serious first."""

    topics = frozenset({Topic.ARRIVALS, Topic.ALERTS, Topic.PEOPLE, Topic.REGISTERS, Topic.ASSESSMENT})

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._board: Board | None = None
        self._chosen: frozenset[Chip] = frozenset({Chip.CHILDREN})
        self._lines: dict[UUID, ArrivalLine] = {}
        self._sheet: Sheet | None = None
        self._wants_focus = False
        self.chips = ChipRow()
        self._newest = Words("", Role.SECONDARY, wrap=False)
        self._notice = Notice()
        self.table = Table(NARROW, name="Arrivals")
        self.wide_table = Table(WIDE, name="Arrivals")
        self._stand = Stand()
        self.card = CardDrawer()
        self.card.hide()
        self._middle = QStackedWidget()
        for part in (self.table, self.wide_table, self._stand):
            self._middle.addWidget(part)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        left = QWidget()
        down = QVBoxLayout(left)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        head = Panel("surface", lines="b", height=48)
        line = row(head, (16, 8, 12, 8), 8)
        line.addWidget(Words("Arrivals", Role.PAGE, wrap=False))
        line.addSpacing(8)
        line.addWidget(self.chips, 1)
        line.addWidget(self._newest)
        self.again = IconButton("refresh", "Read the board again (F5)", kind=Kind.QUIET)
        line.addWidget(self.again)
        self.book = IconButton("plus", "Book a child by hand (Ctrl+N)")
        line.addWidget(self.book)
        foot = Panel("sunken", lines="t", height=32)
        row(foot, (16, 5, 16, 5)).addWidget(
            KeyLegend(
                KeyText("Enter", "Open record"),
                KeyText("Space", "Alert card"),
                KeyText("T", "Triage questions"),
                KeyText("/", "Filter"),
            )
        )
        for part, stretch in ((head, 0), (self._notice, 0), (self._middle, 1), (foot, 0)):
            down.addWidget(part, stretch)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(left, 1)
        across.addWidget(self.card)

    def _wire(self) -> None:
        for table in (self.table, self.wide_table):
            table.opened.connect(self._open_record)
            table.peeked.connect(self._peek)
            table.chosen.connect(self._choose)
            table.acted.connect(self._act)
        self.chips.switched.connect(self._switch)
        self._notice.acted.connect(self._everyone)
        self.again.clicked.connect(self.refresh)
        self.book.clicked.connect(self.open_booking)
        self._stand.retried.connect(self.refresh)
        self._stand.acted.connect(self._everyone)
        self.card.closed.connect(self._close_card)
        self.card.understood.connect(self._understood)
        self.card.disputed.connect(self._ask_dispute)
        self.card.child_wanted.connect(self._open_person)
        self.card.told.connect(self.told)
        for keys, act in (
            ("F5", self.refresh),
            ("Ctrl+N", self.open_booking),
            ("Ctrl+0", self._everyone),
            ("T", self._triage),
            ("/", self.chips.setFocus),
        ):
            QShortcut(QKeySequence(keys), self.table, act, context=_HERE)
            QShortcut(QKeySequence(keys), self.wide_table, act, context=_HERE)

    def show_place(self, place: Place) -> None:
        """Read the board; with an attendance, open its card."""
        self._stand.show_waiting("Arrivals")
        self._middle.setCurrentWidget(self._stand)
        self.refresh()
        if isinstance(place, ArrivalsPlace) and place.attendance_id is not None:
            self._ask_card(place.attendance_id, focus=True)

    def refresh(self) -> None:
        """Read the board again, and the card that is open."""
        call = partial(self.house.services.arrivals.board, self.who)
        self.house.tasks.run(self, "board", call, self._show, self._failed, lapses=True)
        if self.card.isVisible() and self.card.card is not None:
            self._ask_card(self.card.card.attendance_id)

    def blank(self) -> None:
        """Take every name off the glass."""
        self._board = None
        self._lines = {}
        for table in (self.table, self.wide_table):
            table.show_rows([])
        self.card.forget()
        self.card.hide()
        if self._sheet is not None:
            self._sheet.reject()

    def take_focus(self) -> None:
        """Put the focus on the board, as soon as it is there."""
        self._wants_focus = self._board is None
        self._now_table().setFocus()

    def _now_table(self) -> Table:
        return self.wide_table if self._is_wide() else self.table

    def _is_wide(self) -> bool:
        return self.width() - (self.card.width() if self.card.isVisible() else 0) >= _WIDE_FROM

    def _show(self, board: Board) -> None:
        self._board = board
        if not self._lines:
            first = next((line for line in shown(board, self._chosen) if line.unread), None)
            if first is not None and not self.card.isVisible():
                self._ask_card(first.attendance.id)
        self._lines = {line.attendance.id: line for line in board.lines}
        newest = f"Newest {show_time(board.newest_at)}" if board.newest_at else "Nobody yet"
        self._newest.say(newest)
        self.chips.show_chips(
            ChipText(chip.value, chip.words, str(count(board, chip)), chip in self._chosen) for chip in Chip
        )
        self._fill()

    def _fill(self) -> None:
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
        table.show_rows(rows_of(lines, board.at, wide=table is self.wide_table))
        self._middle.setCurrentWidget(table)
        if self._wants_focus and not self.card.isAncestorOf(self.focusWidget()):
            table.setFocus()
        self._wants_focus = False
        if current is None:
            wanted = self.card.card.attendance_id if self.card.card else lines[0].attendance.id
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

    def _show_empty(self, board: Board) -> None:
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
        self._middle.setCurrentWidget(self._stand)

    def _failed(self, trouble: Trouble) -> None:
        self._stand.show_trouble(trouble)
        self._middle.setCurrentWidget(self._stand)

    @Slot(str, bool)
    def _switch(self, key: str, on: bool) -> None:  # noqa: FBT001 - Qt's slot takes it bare
        chip = Chip(key)
        self._chosen = self._chosen | {chip} if on else self._chosen - {chip}
        self._fill()

    @Slot()
    def _everyone(self) -> None:
        feed_down = self._board is not None and any(
            feed.state in {Health.DOWN, Health.NEVER} for feed in self._board.standing.feeds[:1]
        )
        if feed_down and self.sender() is self._notice:
            self.open_booking()
            return
        self._chosen = frozenset() if self._chosen else frozenset({Chip.CHILDREN})
        self.chips.choose(*(chip.value for chip in self._chosen))
        self._fill()

    @Slot(object)
    def _open_record(self, attendance_id: UUID) -> None:
        line = self._lines.get(attendance_id)
        if line is not None:
            self.wanted.emit(RecordPlace(line.person.id, attendance_id=attendance_id))

    @Slot(object)
    def _open_person(self, person_id: UUID) -> None:
        self.wanted.emit(RecordPlace(person_id))

    @Slot(object)
    def _choose(self, attendance_id: UUID) -> None:
        line = self._lines.get(attendance_id)
        if line is None:
            return
        if line.changed:
            call = partial(self.house.services.arrivals.seen, self.who, attendance_id)
            self.house.tasks.run(self, f"seen {attendance_id}", call, self._nothing)
        if self.card.isVisible():
            self._peek(attendance_id, focus=False)

    @staticmethod
    def _nothing(_value: object) -> None:
        """Take an answer nobody waits for."""

    @Slot(object)
    def _peek(self, attendance_id: UUID, *, focus: bool = True) -> None:
        line = self._lines.get(attendance_id)
        if line is None:
            return
        if line.check.interrupts:
            self._ask_card(attendance_id, focus=focus)
        elif focus:
            self.told.emit("No alert stands here; the Protection column says what was looked at.")

    def _ask_card(self, attendance_id: UUID, *, focus: bool = False) -> None:
        call = partial(self.house.services.arrivals.alert_card, self.who, attendance_id)
        done = partial(self._show_card, focus=focus)
        self.house.tasks.run(self, "card", call, done, self._card_failed)

    def _show_card(self, card: AlertCard, *, focus: bool) -> None:
        was_wide = self._is_wide()
        self.card.show_card(card, self.house.clock())
        self.card.show()
        if was_wide != self._is_wide():
            self._fill()
        if focus:
            self.card.focus_steps()

    def _card_failed(self, trouble: Trouble) -> None:
        self.card.hide()
        self.told.emit(trouble.sentence())

    @Slot()
    def _close_card(self) -> None:
        self.card.hide()
        self.card.forget()
        self._fill()
        self.take_focus()

    @Slot(tuple, str)
    def _understood(self, steps: tuple[str, ...], words: str) -> None:
        card = self.card.card
        if card is None:
            return
        call = partial(
            self.house.services.arrivals.acknowledge, self.who, card.attendance_id, card.entry_id,
            steps=steps, own_words=words, text_shown=card.text, write_id=uuid4(),
        )  # fmt: skip
        self.house.tasks.run(self, "understood", call, self._acknowledged, self._write_failed)

    def _acknowledged(self, _value: object) -> None:
        self.told.emit("Kept: you have read and understood this alert.")
        self._close_card()

    def _write_failed(self, trouble: Trouble) -> None:
        self.told.emit(trouble.sentence())

    @Slot()
    def _ask_dispute(self) -> None:
        sheet = Sheet(
            "This is not the same child?",
            "The alert stays in view as disputed until the safeguarding nurse settles it.",
            "Say it is another child",
            self.window(),
        )
        reason = LongTextField("Why")
        sheet.body.addWidget(reason)
        sheet.agreed.connect(partial(self._dispute, sheet, reason))
        self._sheet = sheet
        sheet.open()

    def _dispute(self, sheet: Sheet, reason: LongTextField) -> None:
        card = self.card.card
        if not reason.value().strip():
            reason.complain("Say in a few words why.")
            return
        sheet.accept()
        if card is not None:
            call = partial(
                self.house.services.arrivals.dispute, self.who, card.attendance_id, card.entry_id,
                reason.value(), uuid4(),
            )  # fmt: skip
            self.house.tasks.run(self, "dispute", call, self._nothing, self._write_failed)

    @Slot(object, str)
    def _act(self, attendance_id: UUID, key: str) -> None:
        if key == "compare":
            self.wanted.emit(MatchPlace(attendance_id))
        else:
            call = partial(self.house.services.arrivals.check, self.who, attendance_id)
            self.house.tasks.run(self, f"check {attendance_id}", call, self._nothing, self._write_failed)

    @Slot()
    def _triage(self) -> None:
        current = self._now_table().current_id()
        if isinstance(current, UUID):
            self.wanted.emit(TriagePlace(current))

    @Slot()
    def open_booking(self) -> None:
        """Open the form for booking by hand."""
        sheet = BookingSheet(self.house.clock(), self.window())
        sheet.booked.connect(partial(self._book, sheet))
        self._sheet = sheet
        sheet.open()

    def _book(self, sheet: BookingSheet, arrival: ManualArrival, write_id: UUID) -> None:
        call = partial(self.house.services.arrivals.add_by_hand, self.who, arrival, write_id)
        self.house.tasks.run(self, "book", call, partial(self._booked, sheet), self._write_failed)

    def _booked(self, sheet: BookingSheet, attendance_id: UUID) -> None:
        sheet.accept()
        self.told.emit("Booked. Every list has been looked at.")
        self._now_table().choose(attendance_id)
