"""The triage questions of one arrival: who it is at the top, every question with its keys, then Done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget

from aande_alert.domain.answers import Given
from aande_alert.domain.assessment import Answered, Assessment, Draft, Step
from aande_alert.domain.changes import Topic
from aande_alert.domain.errors import Trouble
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.domain.wording import local, show_age_of, show_birth, show_time
from aande_alert.ui.page import House, Page
from aande_alert.ui.state.assessment import ANSWER_PLACE, drafts_of_answers, restored_words
from aande_alert.ui.state.places import ArrivalsPlace, TriagePlace
from aande_alert.ui.theme.look import BOLD
from aande_alert.ui.widgets.badge import Badge
from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.form import Form, capped
from aande_alert.ui.widgets.form_text import question_texts
from aande_alert.ui.widgets.key_hint import KeyLegend, KeyText
from aande_alert.ui.widgets.notice import Notice, Stand, Tone
from aande_alert.ui.widgets.panel import Panel, Scroll, clear, column, row
from aande_alert.ui.widgets.shortcuts import on_key
from aande_alert.ui.widgets.status_text import badge_text
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.domain.people import Person
    from aande_alert.domain.plans import ProtectionCheck
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.state.places import Place

_WIDEST = 1_400
_CAME_WITH = "triage.came_with"
_UNNAMED = "An adult, name not recorded"


@dataclass(frozen=True, slots=True, repr=False)
class _Seen:
    """One reading: who it is, what the lists say, the answers so far, and words never saved."""

    assessment: Assessment
    check: ProtectionCheck | None
    drafts: tuple[Draft, ...]


class TriagePage(Page):
    """The triage questions."""

    topics = frozenset({Topic.ASSESSMENT, Topic.ALERTS, Topic.PEOPLE})

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._visit: UUID | None = None
        self._seen: _Seen | None = None
        self._leaving = False
        self.form = Form(quick=True)
        self.done = Button("Done", Kind.PRIMARY, key="Ctrl+Enter")
        self._stand = Stand()
        self._lay_out()
        self.form.answered.connect(self._save)
        self.form.typed.connect(self._journal)
        self.form.finished.connect(self._to_done)
        self.done.clicked.connect(self.finish)
        self._stand.retried.connect(self.refresh)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Escape"):
            on_key(keys, self, self.finish)

    def _lay_out(self) -> None:
        down = column(self)
        head = Panel("surface", lines="b", height=48)
        line = row(head, (16, 8, 16, 8), 16)
        line.addWidget(Words("Triage questions", Role.PAGE, wrap=False))
        self._who_is_it = Phrase()
        line.addWidget(self._who_is_it, 1)
        self._badge_holder = Panel("")
        self._badge = row(self._badge_holder)
        line.addWidget(self._badge_holder)
        down.addWidget(head)
        self._notice = Notice()
        self._notice.hide()
        down.addWidget(self._notice)
        self._body = QStackedWidget()
        ground = Panel("surface")
        self._scroll = Scroll(capped(self.form, _WIDEST))
        column(ground).addWidget(self._scroll)
        for part in (self._stand, ground):
            self._body.addWidget(part)
        self._ground = ground
        down.addWidget(self._body, 1)
        foot = Panel("sunken", lines="t", height=48)
        line = row(foot, (16, 8, 16, 8), 16)
        keys = KeyLegend(
            KeyText("1-9", "Choose"),
            KeyText("Y N", "Yes, no"),
            KeyText("K", "Not known"),
            KeyText("D", "Declined"),
            KeyText("Alt+K", "The same, in text"),
            KeyText("Enter", "Next"),
            KeyText("Shift+Enter", "New line"),
        )
        line.addWidget(keys, 1)
        self._progress = Words("", Role.SECONDARY, wrap=False)
        line.addWidget(self._progress)
        line.addWidget(self.done)
        down.addWidget(foot)

    # ---------------------------------------------------------------- shown

    def show_place(self, place: Place) -> None:
        """Read the visit and its answers so far."""
        if not isinstance(place, TriagePlace):
            return
        self._visit = place.attendance_id
        self._stand.show_waiting("Triage questions")
        self._body.setCurrentWidget(self._stand)
        self._read(first=True)

    def refresh(self) -> None:
        """Read it again; what is being typed stays."""
        if self._visit is not None:
            self._read(first=self._seen is None)

    def _read(self, *, first: bool) -> None:
        visit = self._visit
        if visit is None:
            return
        call = partial(_read, self.house, self.who, visit, first=first)
        self.house.tasks.run(self, "triage", call, partial(self._show, visit), self._failed, lapses=not first)

    def _show(self, visit: UUID, seen: _Seen) -> None:
        if visit != self._visit:
            return
        first = self._seen is None
        self._seen = seen
        person = seen.assessment.person
        self._who_is_it.say(*self._identity(person))
        clear(self._badge)
        if seen.check is not None:
            self._badge.addWidget(Badge(badge_text(seen.check)))
        today = local(self.house.clock()).date()
        self.form.show_questions(question_texts(seen.assessment, Step.TRIAGE, today, seen.drafts))
        self._count()
        self._body.setCurrentWidget(self._ground)
        if first:
            mine = drafts_of_answers(seen.drafts, seen.assessment.answers)
            words = restored_words(one for name, one in mine.items() if name.startswith("triage."))
            self._notice.say(*((Run(words),) if words else ()), tone=Tone.PLAIN)
            self.form.focus_question()

    def _identity(self, person: Person) -> tuple[Run, ...]:
        number = person.nhs.number.shown() if person.nhs else "Not Known"
        born = show_birth(person.birth)
        age = f" ({show_age_of(person.birth, self.house.clock())})" if person.birth.on else ""
        return (
            Run(person.name.shown(), BOLD),
            Run("   Born ", role="text2"),
            Run(f"{born}{age}", BOLD),
            Run("   NHS No. ", role="text2"),
            Run(number, BOLD),
        )

    def _count(self) -> None:
        if self._seen is None:
            return
        asked = [one for one in self._seen.assessment.questions if one.step is Step.TRIAGE]
        answered = sum(1 for one in asked if one.id in self._seen.assessment.answers)
        self._progress.say(f"{answered} of {len(asked)} answered")

    def _failed(self, trouble: Trouble) -> None:
        if self._seen is not None:
            self.told.emit(trouble.sentence())
            return
        self._stand.show_trouble(trouble)
        self._body.setCurrentWidget(self._stand)

    def blank(self) -> None:
        """Save what was typed, then take every name off the glass."""
        if self._seen is not None:
            self.form.tell_typed()
            self.form.flush()
        self.house.tasks.drop(self, "triage")
        self._seen, self._visit = None, None
        self.form.forget()
        self._who_is_it.say()
        clear(self._badge)
        self._progress.say("")
        self._notice.hide()
        self._body.setCurrentWidget(self._stand)

    def take_focus(self) -> None:
        """Put the focus on the first question without an answer."""
        if self._seen is not None:
            self.form.focus_question()
        else:
            self.setFocus()

    # ---------------------------------------------------------------- saving

    @Slot(str, str)
    def _journal(self, question: str, words: str) -> None:
        if self._visit is not None:
            self._keep_draft(question, words)

    def _keep_draft(self, question: str, words: str) -> None:
        if self._visit is None:
            return
        draft = Draft(self._visit, f"{ANSWER_PLACE}{question}", words, self.who.staff.id)
        call = partial(self.house.services.capture.keep_draft, self.who, draft)
        self.house.tasks.run(self, f"draft {question}", call, _nothing)

    @Slot(object)
    def _save(self, answered: Answered) -> None:
        if self._visit is None or self._seen is None:
            return
        self._notice.hide()
        whole = replace(answered, provenance=self._known(answered.provenance))
        call = partial(self.house.services.capture.answer, self.who, self._visit, whole, uuid4())
        done = partial(self._kept, self._visit, answered.question)
        failed = partial(self._refused, self._visit, answered)
        self.house.tasks.run(self, f"answer {answered.question}", call, done, failed)

    def _known(self, provenance: Provenance | None) -> Provenance | None:
        """Say who told it: whoever came with the child."""
        if provenance is None:
            return None
        staff, now = self.who.staff.name, self.house.clock()
        if provenance.source is Source.TOLD_BY_ADULT:
            came = self.form.answers().get(_CAME_WITH)
            who = str(came.value) if isinstance(came, Given) else _UNNAMED
            return Provenance(provenance.source, who, now, staff)
        if provenance.source is Source.SAID_BY_CHILD:
            return Provenance(provenance.source, "The child", now, staff)
        return Provenance(provenance.source, staff, now)

    def _kept(self, visit: UUID, question: str, _value: object) -> None:
        if visit == self._visit:
            words = f"Kept {show_time(self.house.clock())}, {self.who.staff.initials}"
            self.form.keep(question, words)

    def _refused(self, visit: UUID, answered: Answered, trouble: Trouble) -> None:
        if visit != self._visit:
            return
        self.form.refuse(answered.question, trouble.sentence())
        if isinstance(answered.answer, Given) and isinstance(answered.answer.value, str):
            self._keep_draft(answered.question, answered.answer.value)

    @Slot()
    def _to_done(self) -> None:
        self.done.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def finish(self) -> None:
        """Save what was typed last and go back to the board."""
        self.form.flush()
        refused = [name for name in self.form.answers() if self.form.row(name).is_refused]
        if refused:
            self.form.focus_question(refused[0])
            self.told.emit("One answer was not kept; it is still here with what to do.")
            return
        self.wanted.emit(ArrivalsPlace())


def _nothing(_value: object) -> None:
    """Take an answer nobody waits for."""


def _read(house: House, who: SignedIn, visit: UUID, *, first: bool) -> _Seen:
    """Read everything the page shows, on the store thread."""
    capture = house.services.capture
    assessment = capture.assessment(who, visit, again=not first)
    drafts = capture.drafts(who, visit) if first else ()
    return _Seen(assessment, capture.protection(who, visit), drafts)
