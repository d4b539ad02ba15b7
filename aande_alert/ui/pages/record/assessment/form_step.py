"""A step that is questions: each answer is saved when it is left or after a pause, with who told it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Slot

from aande_alert.domain.answers import Given
from aande_alert.domain.assessment import Answered, Step
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.ui.pages.record.assessment.step_view import Seen, StepView
from aande_alert.ui.state.assessment import ANSWER_PLACE, drafts_of_answers, restored_words
from aande_alert.ui.widgets.fields import TextField
from aande_alert.ui.widgets.form import Form, capped
from aande_alert.ui.widgets.form_text import question_texts
from aande_alert.ui.widgets.key_hint import KeyLegend, KeyText
from aande_alert.ui.widgets.marks import SourceMark
from aande_alert.ui.widgets.notice import Notice, Tone
from aande_alert.ui.widgets.panel import Panel, Scroll, column, row
from aande_alert.ui.widgets.words import Role, Run, Words

if TYPE_CHECKING:
    from aande_alert.domain.errors import Trouble
    from aande_alert.ui.page import House

_UNNAMED = "An adult, name not recorded"
_CHILD = "The child"


class FormStep(StepView):
    """A step of questions."""

    def __init__(self, house: House, step: Step) -> None:
        super().__init__(house, step)
        self.form = Form()
        self.form.answered.connect(self._save)
        self.form.typed.connect(self._journal)
        self._heading = Words(step.words, Role.HEADING, wrap=False)
        self._detail = Words("", Role.SECONDARY, wrap=False)
        self._notice = Notice()
        self._notice.hide()
        self._told_by = TextField("", hint="Name, and what they are to the child")
        self._told_by.line.setAccessibleName("Who is telling you")
        self._told_by_strip = self._strip()
        self._lay_out()

    def _lay_out(self) -> None:
        down = column(self)
        head = Panel("surface", lines="b", height=40)
        line = row(head, (16, 4, 12, 4), 8)
        line.addWidget(self._heading)
        line.addWidget(self._detail)
        line.addStretch(1)
        down.addWidget(head)
        down.addWidget(self._notice)
        down.addWidget(self._told_by_strip)
        self._scroll = Scroll(capped(self.form))
        down.addWidget(self._scroll, 1)
        foot = Panel("sunken", lines="t", height=28)
        keys = KeyLegend(
            KeyText("1-9", "Choose"),
            KeyText("K", "Not known"),
            KeyText("D", "Declined"),
            KeyText("Enter", "Next"),
            KeyText("Alt", "With K or D, in text"),
        )
        row(foot, (16, 3, 12, 3)).addWidget(keys)
        down.addWidget(foot)

    def _strip(self) -> Panel:
        strip = Panel("sunken", lines="b", height=44)
        line = row(strip, (16, 6, 12, 6), 8)
        line.addWidget(SourceMark(Source.TOLD_BY_ADULT, worded=False))
        line.addWidget(Words("Told by", Role.SECONDARY, wrap=False))
        line.addWidget(self._told_by, 1)
        line.addStretch(1)
        self._told_by.setMaximumWidth(420)
        return strip

    def show_seen(self, seen: Seen) -> None:
        """Show the questions with their answers; what is being typed stays."""
        first = self._seen is None
        super().show_seen(seen)
        line = next(line for line in seen.assessment.steps if line.step is self.step)
        self._detail.say(line.detail)
        texts = question_texts(seen.assessment, self.step, seen.today, seen.drafts)
        told = any(text.question.source == Source.TOLD_BY_ADULT.value for text in texts)
        self._told_by_strip.setVisible(told)
        if first:
            self._told_by.set_value(_last_told_by(seen, self.step))
            mine = drafts_of_answers(seen.drafts, seen.assessment.answers)
            names = {text.question.id for text in texts}
            words = restored_words(draft for name, draft in mine.items() if name in names)
            self._notice.say(*((Run(words),) if words else ()), tone=Tone.PLAIN)
        self.form.show_questions(texts)

    def forget(self) -> None:
        """Save what was typed, keeping it as a draft until it is saved; then blank."""
        if not self.is_blank:
            self.form.tell_typed()
            self.form.flush()
        self.form.forget()
        self._told_by.set_value("")
        self._notice.hide()
        self._detail.say("")
        super().forget()

    def take_focus(self, question: str = "") -> None:
        """Put the focus on a question, or on the first without an answer."""
        self.form.focus_question(question)
        if question:
            self._scroll.ensureWidgetVisible(self.form.row(question))

    @Slot(str, str)
    def _journal(self, question: str, words: str) -> None:
        if not self.is_blank:
            self.keep_draft(f"{ANSWER_PLACE}{question}", words)

    @Slot(object)
    def _save(self, answered: Answered) -> None:
        if self.is_blank:
            return
        seen = self.seen
        self._notice.hide()
        whole = replace(answered, provenance=self._known(answered.provenance))
        call = partial(self.house.services.capture.answer, seen.who, seen.attendance_id, whole, uuid4())
        key = f"answer {answered.question}"
        done = partial(self._kept, answered.question)
        failed = partial(self._refused, answered)
        self.house.tasks.run(self, key, call, done, failed)

    def _known(self, provenance: Provenance | None) -> Provenance | None:
        """Say who told it, to whom and when, where the field only knows how."""
        if provenance is None:
            return None
        staff, now = self.seen.who.staff.name, self.house.clock()
        match provenance.source:
            case Source.TOLD_BY_ADULT:
                return Provenance(provenance.source, self._told_by.value() or _UNNAMED, now, staff)
            case Source.SAID_BY_CHILD:
                return Provenance(provenance.source, _CHILD, now, staff)
            case _:
                return Provenance(provenance.source, staff, now)

    def _kept(self, question: str, _value: object) -> None:
        if not self.is_blank:
            self.form.keep(question, self.kept_now())

    def _refused(self, answered: Answered, trouble: Trouble) -> None:
        if self.is_blank:
            return
        self.form.refuse(answered.question, trouble.sentence())
        if isinstance(answered.answer, Given) and isinstance(answered.answer.value, str):
            self.keep_draft(f"{ANSWER_PLACE}{answered.question}", answered.answer.value)


def _last_told_by(seen: Seen, step: Step) -> str:
    """Return who told the newest answer of this step."""
    mine = {question.id for question in seen.assessment.questions if question.step is step}
    told = [
        entry
        for name, entry in seen.assessment.answers.items()
        if name in mine
        and entry.body.provenance is not None
        and entry.body.provenance.source is Source.TOLD_BY_ADULT
        and entry.body.provenance.who != _UNNAMED
    ]
    newest = max(told, key=lambda entry: entry.head.written_at, default=None)
    return newest.body.provenance.who if newest and newest.body.provenance else ""
