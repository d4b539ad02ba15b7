"""One question of a form: field, reasons for no answer, how it is known, what was kept, why it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from aande_alert.domain.answers import NOT_ASKED, Answer, Given, Missing
from aande_alert.domain.assessment import Answered, Question, QuestionKind
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.ui.widgets.buttons import Button, Kind, Size
from aande_alert.ui.widgets.choices import AnswerField
from aande_alert.ui.widgets.dates import MomentField
from aande_alert.ui.widgets.fields import LongTextField, TextField
from aande_alert.ui.widgets.form_fields import NO, YES, field_for, is_written, unreadable, written_in
from aande_alert.ui.widgets.form_source import SourceChoice
from aande_alert.ui.widgets.panel import Panel, column, row
from aande_alert.ui.widgets.words import Role, Words, tip

_REASON_KEYS = {
    Qt.Key.Key_0: Missing.NOT_ASKED,
    Qt.Key.Key_K: Missing.NOT_KNOWN,
    Qt.Key.Key_D: Missing.DECLINED,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEEDS_REASON = (Missing.NOT_KNOWN, Missing.DECLINED)


@dataclass(frozen=True, slots=True, repr=False)
class QuestionText:
    """A question as it stands.

    Attributes:
        question: What is asked.
        answered: The newest answer; `None` while there is none.
        kept: When it was kept and by whom, `Kept 15:20, RB`; empty while there is none.
        carried: The answer of an earlier visit, to be confirmed today.
        carried_words: That answer in words, with its day and who wrote it.
        draft: Words typed earlier and never saved.
    """

    question: Question
    answered: Answered | None = None
    kept: str = ""
    carried: Answered | None = None
    carried_words: str = ""
    draft: str = ""

    def __repr__(self) -> str:
        return f"QuestionText({self.question.id}, withheld)"


class Carried(Panel):
    """An earlier visit's answer, waiting to be said again today.

    Signals:
        confirmed: It still holds today.
    """

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__("sunken", lines="o", line="line2")
        across = row(self, (10, 6, 10, 6), 10)
        self._words = Words("")
        across.addWidget(self._words, 1)
        button = Button("Still so today", size=Size.SMALL)
        button.clicked.connect(self.confirmed)
        across.addWidget(button)
        self.hide()

    def show_words(self, words: str) -> None:
        """Show an earlier answer; no words hide it."""
        self._words.say(words)
        self.setVisible(bool(words))


def option_of(question: Question, key: Qt.Key) -> str | None:
    """Return which answer a key chooses; `None` for none."""
    if question.kind is QuestionKind.YES_NO:
        return {Qt.Key.Key_Y: YES, Qt.Key.Key_N: NO, Qt.Key.Key_1: YES, Qt.Key.Key_2: NO}.get(key)
    if question.kind is not QuestionKind.CHOICE:
        return None
    at = int(key) - int(Qt.Key.Key_1)
    return question.options[at][0] if 0 <= at < len(question.options) else None


def bring_into_view(part: QWidget) -> None:
    """Scroll whatever a part stands in until all of it can be seen."""
    parent = part.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if parent is not None:
        parent.ensureWidgetVisible(part, 0, 16)


class FormRow(QWidget):
    """One question.

    Signals:
        changed: Itself, when a person changed something in it.
        left: Itself, when the person has gone on.
        moved: (itself, 1 or -1) for the next question or the one before.

    Attributes:
        question: What is asked.
        pending: Whether something on the glass is not kept yet.
        is_refused: Whether the last try to keep it was refused.
        source: How the answer is known.
        is_written: Whether words are typed into it.
    """

    changed = Signal(object)
    left = Signal(object)
    moved = Signal(object, int)

    def __init__(self, question: Question, *, quick: bool = False, number: int = 0) -> None:
        super().__init__()
        self.question = question
        self.pending = False
        self.is_refused = False
        self._saving = False
        self._quick = quick
        self._number = number
        self.source = SourceChoice(Source(question.source), fixed=quick, worded=not question.help)
        self._answered: Answered | None = None
        self._carried: Answered | None = None
        self.field = field_for(question, quick=quick)
        self.is_written = is_written(self.field)
        self._answer = AnswerField(self.field)
        self._note = TextField("", hint="Why it cannot be known")
        self._note.line.setAccessibleName(f"{question.words} Why it cannot be known")
        self._note.hide()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        down = column(self, (0, 4, 0, 6) if self._quick else (0, 6, 0, 8), 3)
        self._before = Carried()
        self._why = Words(self.question.why, Role.SECONDARY)
        self._why.hide()
        for part in (self._answer, self._note, self._before, self._foot(), self.source.others, self._why):
            down.addWidget(part)
        self._say_kept("")

    def _foot(self) -> QWidget:
        """Return the line below the field: help, why, how it is known, what was kept."""
        foot = QWidget(self)
        across = row(foot, gap=6 if self._quick else 12)
        self._why_button = Button("Why", Kind.LINK, size=Size.ROW, parent=foot)
        self._why_button.setAccessibleDescription(self.question.why)
        self._why_button.setCheckable(True)
        self._why_button.setVisible(bool(self.question.why) and not self._quick)
        self._kept = Words("", Role.SECONDARY, wrap=False)
        self._retry = Button("Try again", Kind.LINK, size=Size.ROW)
        self._retry.hide()
        told = Words(self.question.help, Role.SECONDARY)
        if self._quick:
            tip(self, self.question.why)
            across.addWidget(self.source, 0, Qt.AlignmentFlag.AlignTop)
            across.addWidget(told, 1)
        else:
            across.addWidget(told, 1)
            across.addWidget(self._why_button)
            across.addWidget(self.source)
        across.addWidget(self._kept)
        across.addWidget(self._retry)
        return foot

    def _say_kept(self, words: str) -> None:
        self._kept.say(words)
        self._kept.setVisible(bool(words))

    def _wire(self) -> None:
        self._answer.answered.connect(self._touch)
        self._note.changed.connect(self._touch)
        self._note.left.connect(self._leave)
        self._why_button.toggled.connect(self._why.setVisible)
        self._retry.clicked.connect(self._leave)
        self.source.chosen.connect(self._source_chosen)
        self._before.confirmed.connect(self._confirm)
        if isinstance(self.field, TextField | LongTextField | MomentField):
            self.field.left.connect(self._leave)
        for keys in written_in(self.field):
            keys.installEventFilter(self)
        for button in (self._why_button, self._retry):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    # ---------------------------------------------------------------- shown

    def show_text(self, text: QuestionText) -> None:
        """Show a question as it stands; what is being typed is left alone."""
        self._carried = text.carried
        if self.pending or self._saving:
            return
        left_over = text.answered is None and self._answer.answer() is not NOT_ASKED
        if text.answered != self._answered or left_over:
            self._answered = text.answered
            answer: Answer[Any] = text.answered.answer if text.answered else NOT_ASKED
            self._set_answer(answer)
            self._note.set_value(text.answered.note if text.answered else "")
            known = text.answered.provenance if text.answered else None
            self.source.show_source(known.source if known else Source(self.question.source))
        restored = self._restore(text.draft)
        self._say_kept("Restored, not kept yet" if restored else text.kept)
        self._show_note()
        waits = text.carried is not None and self._answered is None and not restored
        self._before.show_words(text.carried_words if waits else "")

    def _restore(self, words: str) -> bool:
        """Put back words that were never saved, as if just typed; say whether there were any."""
        if not words or not isinstance(self.field, TextField | LongTextField):
            return False
        self.field.set_value(words)
        self.field.changed.emit()
        return True

    def _set_answer(self, answer: Answer[Any]) -> None:
        """Show an answer without moving the cursor where nothing changes."""
        if self._answer.answer() != answer or self.field.value() != getattr(answer, "value", None):
            self._answer.set_answer(answer)

    def keep(self, words: str) -> None:
        """Say that the answer is kept."""
        self._saving = False
        self.is_refused = False
        self._retry.hide()
        self.field.accept()
        if not self.pending:
            self._say_kept(words)

    def refuse(self, sentence: str) -> None:
        """Say why it was not kept; it stays here and can be sent again."""
        self._saving = False
        self.pending = self.is_refused = True
        self._answered = None
        self.field.complain(sentence)
        self._say_kept("Not kept")
        self._retry.show()

    def take_focus(self) -> None:
        """Put the focus into the field, and bring the whole question into view."""
        self._answer.setFocus(Qt.FocusReason.TabFocusReason)
        bring_into_view(self)

    def answer(self) -> Answer[Any]:
        """Return the answer as it stands on the glass."""
        return self._answer.answer()

    def to_save(self) -> Answered | None:
        """Return what is not told yet, and count it as told; `None` where there is nothing to tell."""
        if not self.pending or unreadable(self.field):
            return None
        answer = self._answer.answer()
        note = self._note.value() if isinstance(answer, Missing) else ""
        provenance = Provenance(self.source.source, "") if isinstance(answer, Given) else None
        self.pending, self._saving = False, True
        self.is_refused = False
        self._answered = Answered(self.question.id, answer, provenance, note)
        self._say_kept("Keeping …")
        return self._answered

    def words_being_typed(self) -> str:
        """Return the words in it that are not kept; empty for none."""
        written = self.pending and isinstance(self.field, TextField | LongTextField)
        return str(self.field.value() or "") if written else ""

    # ---------------------------------------------------------------- what a person does

    @Slot(object)
    def _touch(self, _answer: object = None) -> None:
        self.pending = True
        self._show_note()
        self._say_kept("")
        self.changed.emit(self)

    @Slot()
    def _leave(self) -> None:
        self.left.emit(self)

    def _show_note(self) -> None:
        self._note.setVisible(self.question.essential and self.answer() in _NEEDS_REASON)

    @Slot()
    def _source_chosen(self) -> None:
        if isinstance(self.answer(), Given):
            self._touch()
            self._leave()

    @Slot()
    def _confirm(self) -> None:
        """Take the earlier answer as today's: asked again, and said to be as before."""
        if self._carried is not None:
            self._answer.set_answer(self._carried.answer)
            self._before.hide()
            self._touch()
            self._leave()

    # ---------------------------------------------------------------- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with one key outside text fields; Enter goes on."""
        if not self._take_key(event):
            event.ignore()

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _ENTER:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.moved.emit(self, -1 if back else 1)
            return True
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        with_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        typing = (self.is_written and self.field.hasFocus()) or self._note.line.hasFocus()
        if with_alt or (plain and not typing):
            return self._choose_by_key(key)
        return False

    def _choose_by_key(self, key: Qt.Key) -> bool:
        wanted = option_of(self.question, key)
        if wanted is not None:
            self.field.set_value(wanted)
            self.field.accept()
            self.field.changed.emit()
        elif key in _REASON_KEYS:
            self._answer.give_reason(_REASON_KEYS[key])
        else:
            return False
        if self._quick and not self._note.isVisible():
            self.moved.emit(self, 1)
        elif self._quick:
            self._note.setFocus()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In several lines Ctrl+Enter goes on; where all is quick Enter does, and Shift+Enter breaks."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            several = isinstance(self.field, LongTextField)
            if several and key in _ENTER and (with_ctrl or (self._quick and not event.modifiers())):
                self.moved.emit(self, 1)
                return True
            if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in _REASON_KEYS:
                return self._choose_by_key(key)
        return False
