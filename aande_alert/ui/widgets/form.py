"""A form: questions as fields, each answer told as soon as it is left, with how it is known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from aande_alert.domain.answers import NOT_ASKED, Answer
from aande_alert.ui.theme.look import look
from aande_alert.ui.widgets.form_row import FormRow, QuestionText
from aande_alert.ui.widgets.panel import clear, column, row
from aande_alert.ui.widgets.words import Role, Words

__all__ = ["Form", "QuestionText"]

PAUSE = 2_000  # milliseconds without a key after which what was typed is saved
JOURNAL = 4_000  # milliseconds of typing after which the words are kept as a draft
WIDEST = 860
TWO_FROM = 1_040


class Form(QWidget):
    """Questions one under another.

    Nothing is chosen until a person chooses it. What was typed is told when the field is left or after two
    seconds without a key; while somebody goes on typing, the words are told every four seconds as a draft.

    Args:
        quick: Enter goes on from every field and the keys of choices are printed.
        parent: The widget it stands in.

    Signals:
        answered: An `Answered`; its provenance names the source only, and the page says who.
        typed: (question id, words) while they are still being typed.
        finished: Enter was pressed in the last question.
    """

    answered = Signal(object)
    typed = Signal(str, str)
    finished = Signal()

    def __init__(self, *, quick: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quick = quick
        whole = row(self, (16, 8, 16, 16), 32)
        holders = [QWidget(self), QWidget(self)]
        self._columns = [column(holder) for holder in holders]
        for holder in holders:
            whole.addWidget(holder, 1)
        self._second = holders[1]
        self._second.hide()
        self._order: list[QWidget] = []
        self._two = False
        self._rows: dict[str, FormRow] = {}
        self._headings: dict[str, list[str]] = {}
        self._heads: dict[str, Words] = {}
        self._pause = self._timer(PAUSE, self.flush)
        self._journal = self._timer(JOURNAL, self.tell_typed)

    def _timer(self, after: int, act: Any) -> QTimer:  # noqa: ANN401 - a slot
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(act)
        return timer

    def show_questions(self, texts: Iterable[QuestionText]) -> None:
        """Show these questions; those already here keep their fields, the focus and what is being typed."""
        shown = {text.question.id: text for text in texts}
        if list(shown) != list(self._rows):
            self._build(shown)
        for name, text in shown.items():
            self._rows[name].show_text(text)
        self._show_asked()

    def _build(self, shown: dict[str, QuestionText]) -> None:
        self._pause.stop()
        self._journal.stop()
        for each in self._columns:
            clear(each)
        self._rows, self._heads, self._headings, self._order = {}, {}, {}, []
        section = ""
        for number, (name, text) in enumerate(shown.items(), start=1):
            if text.question.section != section:
                section = text.question.section
                self._heads[section] = Words(section, Role.HEADING)
                self._heads[section].setContentsMargins(0, 10, 0, 2)
                self._order.append(self._heads[section])
            made = FormRow(text.question, quick=self._quick, number=number)
            made.changed.connect(self._changed)
            made.left.connect(self._leave)
            made.moved.connect(self._go_on)
            self._rows[name] = made
            self._headings.setdefault(section, []).append(name)
            self._order.append(made)
        self._place()

    def _place(self) -> None:
        """Stand the rows in one column, or in two where there is room and all is quick."""
        self._two = self._quick and self.width() >= look().px(TWO_FROM)
        for each in self._columns:
            while each.takeAt(0) is not None:
                pass
        half = (len(self._order) + 1) // 2 if self._two else len(self._order)
        for at, part in enumerate(self._order):
            self._columns[0 if at < half else 1].addWidget(part)
        for each in self._columns:
            each.addStretch(1)
        self._second.setVisible(self._two)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in two columns as soon as there is room."""
        super().resizeEvent(event)
        if self._rows and self._two != (self._quick and self.width() >= look().px(TWO_FROM)):
            self._place()

    def forget(self) -> None:
        """Take every question and every word off the glass."""
        self._pause.stop()
        self._journal.stop()
        for each in self._columns:
            clear(each)
        self._rows, self._heads, self._headings, self._order = {}, {}, {}, []

    def keep(self, question: str, words: str) -> None:
        """Say that an answer is kept."""
        if question in self._rows:
            self._rows[question].keep(words)

    def refuse(self, question: str, sentence: str) -> None:
        """Say why an answer was not kept; what was typed stays, and is told again when it is left."""
        if question in self._rows:
            self._rows[question].refuse(sentence)

    def answers(self) -> dict[str, Answer[Any]]:
        """Return every answer as it stands on the glass."""
        return {name: one.answer() for name, one in self._rows.items()}

    def pending(self) -> bool:
        """Say whether something on the glass is not kept yet."""
        return any(one.pending for one in self._rows.values())

    @Slot()
    def flush(self) -> None:
        """Tell everything that was typed and not told."""
        self._pause.stop()
        self._journal.stop()
        for one in self._rows.values():
            self._tell(one)

    def focus_question(self, question: str = "") -> None:
        """Put the focus on a question; without one on the first that has no answer."""
        asked = [one for one in self._rows.values() if not one.isHidden()]
        open_ones = [one for one in asked if one.answer() is NOT_ASKED]
        named = self._rows.get(question)
        target = named if named in asked else next(iter(open_ones or asked), None)
        if target is not None:
            target.take_focus()

    def row(self, question: str) -> FormRow:
        """Return the row of a question."""
        return self._rows[question]

    @Slot(object)
    def _changed(self, changed: FormRow) -> None:
        if changed.is_written:
            self._pause.start()
            if not self._journal.isActive():
                self._journal.start()
        else:
            self._tell(changed)
        self._show_asked()

    @Slot(object)
    def _leave(self, left: FormRow) -> None:
        self._tell(left)

    def _tell(self, one: FormRow) -> None:
        answered = one.to_save()
        if answered is not None:
            self.answered.emit(answered)

    @Slot()
    def tell_typed(self) -> None:
        """Tell every word that is being typed and not told as an answer yet."""
        for name, one in self._rows.items():
            words = one.words_being_typed()
            if words:
                self.typed.emit(name, words)

    def _show_asked(self) -> None:
        """Show only what is asked after the answers given so far, and headings that head something."""
        answers = self.answers()
        for one in self._rows.values():
            one.setVisible(one.question.is_asked(answers))
        for section, head in self._heads.items():
            head.setVisible(
                bool(section) and any(not self._rows[name].isHidden() for name in self._headings[section])
            )

    @Slot(object, int)
    def _go_on(self, here: FormRow, step: int) -> None:
        """Go to the next question or the one before."""
        asked = [one for one in self._rows.values() if not one.isHidden()]
        at = asked.index(here) + step
        if 0 <= at < len(asked):
            asked[at].take_focus()
        elif at >= len(asked):
            self.flush()
            self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key that no row took to the page."""
        event.ignore()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell what was typed before it goes out of sight."""
        self.flush()
        super().hideEvent(event)


def capped(form: QWidget, widest: int = WIDEST) -> QWidget:
    """Return a holder in which a form is never wider than is easy to read."""
    holder = QWidget()
    across = row(holder)
    form.setMaximumWidth(widest)
    across.addWidget(form, 1)
    across.addStretch(0)
    holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return holder
