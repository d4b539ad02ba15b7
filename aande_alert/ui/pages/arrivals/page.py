"""The arrivals page: the board at the left, the alert card beside it, booking by hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from aande_alert.domain.board import Board
from aande_alert.domain.changes import Topic
from aande_alert.domain.errors import Trouble
from aande_alert.ui.page import House, Page, Stop
from aande_alert.ui.pages.arrivals.board_list import BoardList
from aande_alert.ui.pages.arrivals.booking import BookingSheet
from aande_alert.ui.pages.arrivals.card import CardDrawer
from aande_alert.ui.state.board import action
from aande_alert.ui.state.places import ArrivalsPlace, MatchPlace, RecordPlace, TriagePlace
from aande_alert.ui.theme.look import look
from aande_alert.ui.widgets.dialog import Sheet
from aande_alert.ui.widgets.drawer import WIDE
from aande_alert.ui.widgets.fields import LongTextField

if TYPE_CHECKING:
    from aande_alert.domain.alerts import AlertCard
    from aande_alert.domain.board import ManualArrival
    from aande_alert.ui.state.places import Place


_WIDE_CARD, _WIDE_FROM = 384, 1500


class ArrivalsPage(Page):
    """Everybody in the department now, most serious first."""

    topics = frozenset({Topic.ARRIVALS, Topic.ALERTS, Topic.PEOPLE, Topic.REGISTERS, Topic.ASSESSMENT})

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._sheet: Sheet | None = None
        self.card = CardDrawer()
        self.card.hide()
        self.board = BoardList(self, self.card)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.board, 1)
        across.addWidget(self.card)
        self._wire()

    def _wire(self) -> None:
        self.board.opened.connect(self._open_record)
        self.board.peeked.connect(self._peek)
        self.board.chosen.connect(self._choose)
        self.board.acted.connect(self._act)
        self.board.triage_asked.connect(self._triage)
        self.board.read_asked.connect(self.refresh)
        self.board.booking_asked.connect(self.open_booking)
        self.card.closed.connect(self._close_card)
        self.card.understood.connect(self._understood)
        self.card.disputed.connect(self._ask_dispute)
        self.card.child_wanted.connect(self._open_person)
        self.card.told.connect(self.told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the card more room in a wide window."""
        super().resizeEvent(event)
        self.card.take_width(_WIDE_CARD if self.width() >= look().px(_WIDE_FROM) else WIDE)

    def show_place(self, place: Place) -> None:
        """Read the board; with an attendance, open its card."""
        self.board.show_waiting()
        self.refresh()
        if isinstance(place, ArrivalsPlace) and place.attendance_id is not None:
            self._ask_card(place.attendance_id, focus=True)

    def refresh(self) -> None:
        """Read the board again, and the card that is open."""
        call = partial(self.house.services.arrivals.board, self.who)
        self.house.tasks.run(self, "board", call, self._show, self.board.show_trouble, lapses=True)
        if self.card.isVisible() and self.card.card is not None:
            self._ask_card(self.card.card.attendance_id)

    def blank(self) -> None:
        """Take every name off the glass."""
        self.board.blank()
        self.card.forget()
        self.card.hide()
        if self._sheet is not None:
            self._sheet.reject()

    def unfinished(self) -> bool:
        """Say whether somebody has begun to say what they did about an alert."""
        return self.card.isVisible() and self.card.unfinished()

    def take_focus(self) -> None:
        """Put the focus on the board, as soon as it is there."""
        self.board.take_focus()

    def stops(self) -> tuple[Stop, ...]:
        """Return the board, and the alert card where it is open."""
        return (Stop(self.board, self.take_focus), Stop(self.card, self.card.focus_steps))

    def _show(self, board: Board) -> None:
        unread = self.board.first_unread(board)
        if unread is not None and not self.card.isVisible():
            self._ask_card(unread)
        self.board.show_board(board)

    @Slot(object)
    def _open_record(self, attendance_id: UUID) -> None:
        line = self.board.line(attendance_id)
        if line is not None:
            self.wanted.emit(RecordPlace(line.person.id, attendance_id=attendance_id))

    @Slot(object)
    def _open_person(self, person_id: UUID) -> None:
        self.wanted.emit(RecordPlace(person_id))

    @Slot(object)
    def _choose(self, attendance_id: UUID) -> None:
        line = self.board.line(attendance_id)
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
        line = self.board.line(attendance_id)
        if line is None:
            return
        if line.check.interrupts:
            self._ask_card(attendance_id, focus=focus)
        elif focus and action(line)[0] == "compare":
            self.wanted.emit(MatchPlace(attendance_id))
        elif focus:
            self.told.emit("No alert stands here; the Protection column says what was looked at.")

    def _ask_card(self, attendance_id: UUID, *, focus: bool = False) -> None:
        call = partial(self.house.services.arrivals.alert_card, self.who, attendance_id)
        done = partial(self._show_card, focus=focus)
        self.house.tasks.run(self, "card", call, done, self._card_failed)

    def _show_card(self, card: AlertCard, *, focus: bool) -> None:
        was_wide = self.board.is_wide()
        self.card.show_card(card, self.house.clock())
        self.card.show()
        if was_wide != self.board.is_wide():
            self.board.fill()
        if focus:
            self.card.focus_steps()

    def _card_failed(self, trouble: Trouble) -> None:
        self.card.hide()
        self.told.emit(trouble.sentence())

    @Slot()
    def _close_card(self) -> None:
        self.card.hide()
        self.card.forget()
        self.board.fill()
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

    @Slot(object)
    def _triage(self, attendance_id: UUID) -> None:
        self.wanted.emit(TriagePlace(attendance_id))

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
        self.board.choose(attendance_id)
