"""The assessment: ten steps, questions that are content, answers that say how they are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from aande_alert.domain.answers import Given

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from aande_alert.domain.accounts import Account, Difference
    from aande_alert.domain.answers import Answer
    from aande_alert.domain.attendance import Attendance
    from aande_alert.domain.entries import Entry
    from aande_alert.domain.findings import Finding
    from aande_alert.domain.injuries import Injury, RegionLook
    from aande_alert.domain.people import Person
    from aande_alert.domain.photographs import PhotoConsent, Photograph
    from aande_alert.domain.provenance import Provenance


class Step(StrEnum):
    """The ten steps, in the order of the consultation; and triage, which comes before them."""

    TRIAGE = "triage"
    PRESENTATION = "presentation"
    EXPLANATIONS = "explanations"
    INJURIES = "injuries"
    PHOTOGRAPHS = "photographs"
    CHILD = "child"
    DEVELOPMENT = "development"
    MEDICAL = "medical"
    FAMILY = "family"
    INVESTIGATIONS = "investigations"
    ANALYSIS = "analysis"

    @property
    def words(self) -> str:
        """Return the step's name."""
        return _STEP_WORDS[self]


_STEP_WORDS = {
    Step.TRIAGE: "Triage questions",
    Step.PRESENTATION: "Presentation",
    Step.EXPLANATIONS: "Explanations",
    Step.INJURIES: "Injuries",
    Step.PHOTOGRAPHS: "Photographs",
    Step.CHILD: "The child",
    Step.DEVELOPMENT: "Development and growth",
    Step.MEDICAL: "Medical history",
    Step.FAMILY: "Family and social history",
    Step.INVESTIGATIONS: "Investigations",
    Step.ANALYSIS: "Analysis and plan",
}


class QuestionKind(StrEnum):
    """What an answer looks like."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form; content, not code.

    Attributes:
        id: `child.words`, unique over all forms.
        step: Where it is asked.
        words: As asked.
        kind: What the answer looks like.
        options: `(id, words)` for a choice.
        help: How to ask it, or what counts; empty for none.
        why: Why it matters, citing the seed's line ids.
        essential: A referral cannot be signed without an answer or a reason.
        section: The group heading it stands under.
        unit: `kg`, `mm`; empty for none.
        source: The mark an answer to it carries unless the person says otherwise.
        shown_if: `(question id, value)` that must hold for it to be asked; empty to ask always.
        carried: Whether the last answer is shown and must be confirmed today.
    """

    id: str
    step: Step
    words: str
    kind: QuestionKind
    options: tuple[tuple[str, str], ...] = ()
    help: str = ""
    why: str = ""
    essential: bool = False
    section: str = ""
    unit: str = ""
    source: str = "told_by_adult"
    shown_if: tuple[str, str] | None = None
    carried: bool = False

    def is_asked(self, answers: Mapping[str, Answer[Any]]) -> bool:
        """Say whether it is asked at all, given the answers to the questions before it."""
        if self.shown_if is None:
            return True
        name, wanted = self.shown_if
        answer = answers.get(name)
        if not isinstance(answer, Given):
            return False
        value = answer.value
        return (str(value).lower() if isinstance(value, bool) else value) == wanted


@dataclass(frozen=True, slots=True, repr=False)
class Answered:
    """An answer to one question.

    The value of a `Given` is a `str` for text, choices' ids joined in a tuple of `str` for CHOICES, a
    `bool` for yes or no, a `float` for a number, a `date` or an aware `datetime`.
    """

    question: str
    answer: Answer[Any]
    provenance: Provenance | None = None
    note: str = ""

    def __repr__(self) -> str:
        return f"Answered({self.question}, withheld)"


class StepState(StrEnum):
    """How far a step has come."""

    NOT_STARTED = "not_started"
    STARTED = "started"
    COMPLETE = "complete"
    FROM_RECORD = "from_record"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One line of the stepper: `4 marks, 12 to look at`."""

    step: Step
    state: StepState
    detail: str


@dataclass(frozen=True, slots=True, repr=False)
class Assessment:
    """Everything captured in one attendance, as it stands now.

    Attributes:
        attendance: The visit.
        person: The child.
        steps: Ten lines, in order.
        questions: Every question by step, in order.
        answers: The newest answer to each question, by question id.
        carried: The last answer from an earlier attendance to each carried question.
        accounts: Newest version of each, oldest told first; those entered in error left out.
        differences: Between the accounts.
        injuries: By number.
        looks: The newest look at each region, by region.
        consent: Newest.
        photographs: By number.
        prompts: Findings that stand beside the steps, most serious first.
        figure: Which figure the body map draws: `infant`, `toddler`, `child`, `adolescent`.
    """

    attendance: Attendance
    person: Person
    steps: tuple[StepLine, ...]
    questions: tuple[Question, ...]
    answers: Mapping[str, Entry[Answered]]
    carried: Mapping[str, Entry[Answered]] = field(default_factory=dict)
    accounts: tuple[Entry[Account], ...] = ()
    differences: tuple[Difference, ...] = ()
    injuries: tuple[Entry[Injury], ...] = ()
    looks: Mapping[str, Entry[RegionLook]] = field(default_factory=dict)
    consent: Entry[PhotoConsent] | None = None
    photographs: tuple[Entry[Photograph], ...] = ()
    prompts: tuple[Finding, ...] = ()
    figure: str = "infant"

    def __repr__(self) -> str:
        return f"Assessment({self.attendance.id}, withheld)"


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """Words typed and not yet saved as an entry: kept so that a stop loses nothing.

    Attributes:
        attendance_id: The visit.
        place: Which field, `account.new.words`.
        text: As typed.
        by_id: Whose draft.
        kept_at: When it was last kept, UTC; `None` before it was.
    """

    attendance_id: UUID
    place: str
    text: str
    by_id: UUID
    kept_at: datetime | None = None

    def __repr__(self) -> str:
        return f"Draft({self.place}, withheld)"
