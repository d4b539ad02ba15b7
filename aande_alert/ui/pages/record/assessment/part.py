"""The Assessment tab: the stepper, the step in view, the prompts; reads the assessment and shows it whole."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from aande_alert.domain.assessment import Assessment, Step, StepLine, StepState
from aande_alert.domain.changes import Topic
from aande_alert.domain.errors import Refused, Trouble
from aande_alert.security.access import May
from aande_alert.ui.page import House, RecordPart, Stop
from aande_alert.ui.pages.record.assessment.explanations import ExplanationsStep
from aande_alert.ui.pages.record.assessment.form_step import FormStep
from aande_alert.ui.pages.record.assessment.injuries import InjuriesStep
from aande_alert.ui.pages.record.assessment.photographs import PhotographsStep
from aande_alert.ui.pages.record.assessment.prompt_panel import PromptPanel
from aande_alert.ui.pages.record.assessment.sidebar import Sidebar
from aande_alert.ui.pages.record.assessment.step_view import Seen, StepView
from aande_alert.ui.state.assessment import ANSWER_PLACE, drafts_of_answers
from aande_alert.ui.state.places import RecordPlace, RecordTab
from aande_alert.ui.widgets import stepper
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.panel import Scroll, row
from aande_alert.ui.widgets.pile import Pile
from aande_alert.ui.widgets.shortcuts import on_key
from aande_alert.ui.widgets.stepper import Stepper, StepText

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.domain.record import RecordView
    from aande_alert.security.access import SignedIn

_STATES = {
    StepState.NOT_STARTED: stepper.StepState.NOT_STARTED,
    StepState.STARTED: stepper.StepState.BEGUN,
    StepState.COMPLETE: stepper.StepState.COMPLETE,
    StepState.FROM_RECORD: stepper.StepState.BEGUN,
}
_PROMPTS_FROM = 1_120
_OWN_PLACES = {"account.": Step.EXPLANATIONS, "mark.": Step.INJURIES}


class AssessmentPart(RecordPart):
    """The assessment of one visit."""

    topics = frozenset({Topic.ASSESSMENT, Topic.PHOTOGRAPHS, Topic.PEOPLE})

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        super().__init__(house, parent)
        self._who: SignedIn | None = None
        self._attendance: UUID | None = None
        self._person: UUID | None = None
        self._step: Step | None = None
        self._question = ""
        self._seen: Seen | None = None
        self._views: dict[Step, StepView] = {}
        self.stepper = Stepper()
        self.prompts = PromptPanel()
        self._stand = Stand()
        self._middle = Pile()
        self._middle.addWidget(self._stand)
        across = row(self)
        self._steps = Scroll(self.stepper)
        across.addWidget(self._steps)
        across.addWidget(self._middle, 1)
        self.side = Sidebar(self, across, self.prompts, "Prompts", _PROMPTS_FROM)
        self.stepper.chosen.connect(self._step_chosen)
        self.prompts.step_wanted.connect(self.go_to)
        self._stand.retried.connect(self.refresh)
        for keys, by in (("Alt+Down", 1), ("Alt+Up", -1)):
            QShortcut(QKeySequence(keys), self, partial(self._move, by))
        on_key("Ctrl+R", self, self._to_referral)
        self.blank()

    # ---------------------------------------------------------------- told

    def show_record(self, who: SignedIn, record: RecordView, place: RecordPlace) -> None:
        """Read the assessment of a visit of this record; without one named, of the newest."""
        self._who, self._step, self._question = who, place.step, place.question
        self._person = record.person.id
        visits = {visit.id for visit in record.attendances}
        newest = record.open_attendance or next(iter(record.attendances), None)
        wanted = place.attendance_id or (newest.id if newest else None)
        self._attendance = wanted if wanted in visits or (newest and wanted == newest.id) else None
        self._middle.setCurrentWidget(self._stand)
        if self._attendance is None:
            what = "There is no visit here to assess."
            self._stand.show_empty("No visit", f"{what} Book the child in, or open the record of the visit.")
            return
        self._stand.show_waiting("Assessment")
        self._read(first=True)

    def refresh(self) -> None:
        """Read it again; what is being typed stays."""
        if self._attendance is not None:
            self._read(first=self._seen is None)

    def blank(self) -> None:
        """Save what was typed, then take everything off the glass."""
        for view in self._views.values():
            view.forget()
        self._seen = self._attendance = self._person = self._who = None
        self.house.tasks.drop(self, "assessment")
        self.prompts.forget()
        self.side.want(wanted=False)
        self._steps.hide()
        self._stand.show_empty("Assessment", "")
        self._middle.setCurrentWidget(self._stand)

    def unsaved(self) -> str:
        """Say what would be lost; typed words are kept as they are typed."""
        view = self._views.get(Step.PHOTOGRAPHS)
        return cast("PhotographsStep", view).unsaved() if view is not None else ""

    def take_focus(self) -> None:
        """Put the focus where the work of this step starts."""
        view = self._view()
        if view is not None:
            view.take_focus(self._question)
        else:
            self.setFocus()

    def stops(self) -> tuple[Stop, ...]:
        """Return stepper, step and prompts."""
        steps = Stop(self._steps, self.stepper.focus_current)
        return (steps, Stop(self._middle, self.take_focus), Stop(self.prompts))

    # ---------------------------------------------------------------- read

    def _read(self, *, first: bool) -> None:
        if self._who is None or self._attendance is None:
            return
        call = partial(_read, self.house, self._who, self._attendance, first=first)
        done = partial(self._show, self._attendance)
        self.house.tasks.run(self, "assessment", call, done, self._failed, lapses=not first)

    def _show(self, attendance_id: UUID, seen: Seen) -> None:
        if attendance_id != self._attendance:
            return
        first = self._seen is None
        self._seen = seen
        if self._step is None or self._step is Step.TRIAGE:
            self._step = _where_to_start(seen)
        self.stepper.show_steps(_step_texts(seen.assessment), self._step.value)
        self._steps.show()
        self._fit()
        self.prompts.show_prompts(seen.assessment.prompts, seen.readiness)
        if first:
            self._show_step(focus=True)
        else:
            view = self._view()
            if view is not None:
                view.show_seen(seen)

    def _failed(self, trouble: Trouble) -> None:
        if self._seen is not None:
            self.told.emit(trouble.sentence())
            return
        self._stand.show_trouble(trouble)
        self._middle.setCurrentWidget(self._stand)

    # ---------------------------------------------------------------- steps

    @Slot(object)
    def _step_chosen(self, key: str) -> None:
        self.go_to(Step(key))

    @Slot(object, str)
    def go_to(self, step: Step, question: str = "") -> None:
        """Show a step, with the focus on a question where one is named."""
        if self._seen is None:
            return
        self._step, self._question = (Step.PRESENTATION if step is Step.TRIAGE else step), question
        self.stepper.show_steps(_step_texts(self._seen.assessment), self._step.value)
        self._show_step(focus=True)

    def _move(self, by: int) -> None:
        if self._seen is None or self._step is None:
            return
        steps = [line.step for line in self._seen.assessment.steps]
        self.go_to(steps[(steps.index(self._step) + by) % len(steps)])

    def _to_referral(self) -> None:
        """Go to the referral of this visit."""
        if self._person is not None and self._who is not None and self._who.may(May.REFERRAL_READ):
            self.wanted.emit(RecordPlace(self._person, RecordTab.REFERRALS, self._attendance))

    def _show_step(self, *, focus: bool) -> None:
        if self._seen is None or self._step is None:
            return
        view = self._view() or self._make(self._step)
        fresh = view.is_blank
        view.show_seen(self._seen if fresh else _without_drafts(self._seen))
        self._middle.setCurrentWidget(view)
        self._place_prompts()
        if focus:
            view.take_focus(self._question)

    def _view(self) -> StepView | None:
        return None if self._step is None or self._seen is None else self._views.get(self._step)

    def _make(self, step: Step) -> StepView:
        makers = {
            Step.EXPLANATIONS: ExplanationsStep,
            Step.INJURIES: InjuriesStep,
            Step.PHOTOGRAPHS: PhotographsStep,
        }
        maker = makers.get(step)
        view: StepView = maker(self.house) if maker is not None else FormStep(self.house, step)
        view.told.connect(self.told)
        view.step_wanted.connect(self.go_to)
        self._views[step] = view
        self._middle.addWidget(view)
        return view

    def _place_prompts(self) -> None:
        view = self._view()
        self.side.want(wanted=view is not None and view.has_prompts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the prompts again."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Place them again at another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        """Give the stepper its width, and the prompts the place they have."""
        size = self.stepper.sizeHint()
        bar = self._steps.verticalScrollBar().sizeHint().width() if size.height() > self.height() else 0
        self._steps.setFixedWidth(size.width() + bar)
        self.side.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """P slides the prompts over where they have no room; Esc slides them away."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self.side.is_over:
            self.side.close()
        elif key == Qt.Key.Key_P and not event.modifiers() and self.side.edge.isVisible():
            self.side.edge.click()
        else:
            super().keyPressEvent(event)


def _read(house: House, who: SignedIn, attendance_id: UUID, *, first: bool) -> Seen:
    """Read everything the part shows, on the store thread."""
    services = house.services
    assessment = services.capture.assessment(who, attendance_id, again=not first)
    drafts = services.capture.drafts(who, attendance_id) if first and who.may(May.TRIAGE_WRITE) else ()
    try:
        readiness = services.referrals.readiness(who, attendance_id) if who.may(May.REFERRAL_READ) else ()
    except Refused:
        readiness = ()
    return Seen(who, house.clock(), assessment, drafts, readiness)


def _without_drafts(seen: Seen) -> Seen:
    return Seen(seen.who, seen.at, seen.assessment, (), seen.readiness)


def _where_to_start(seen: Seen) -> Step:
    """Return the step with words that were never saved, else the first that is not complete."""
    unsaved = drafts_of_answers(seen.drafts, seen.assessment.answers)
    steps = {question.id: question.step for question in seen.assessment.questions}
    for name in unsaved:
        if steps.get(name, Step.TRIAGE) is not Step.TRIAGE:
            return steps[name]
    for draft in seen.drafts:
        for start, step in _OWN_PLACES.items():
            if draft.place.startswith(start) and not draft.place.startswith(ANSWER_PLACE):
                return step
    unfinished = (line.step for line in seen.assessment.steps if line.state is not StepState.COMPLETE)
    return next(unfinished, Step.PRESENTATION)


def _step_texts(assessment: Assessment) -> tuple[StepText, ...]:
    return tuple(_step_text(line) for line in assessment.steps)


def _step_text(line: StepLine) -> StepText:
    return StepText(line.step.value, line.step.words, _STATES[line.state], line.detail)
