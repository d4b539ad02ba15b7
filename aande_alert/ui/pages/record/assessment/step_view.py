"""What every step is: told the assessment as it stands, it writes down what a person adds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from aande_alert.domain.assessment import Draft
from aande_alert.domain.wording import local, show_time
from aande_alert.ui.theme.drawing import bar, painting
from aande_alert.ui.theme.look import look

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from uuid import UUID

    from aande_alert.domain.assessment import Assessment, Step
    from aande_alert.rules.readiness import ReadinessLine
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.page import House


@dataclass(frozen=True, slots=True, repr=False)
class Seen:
    """One reading of an assessment.

    Attributes:
        who: For whom it was read.
        at: When.
        assessment: As it stands.
        drafts: Their own words that were never saved; only in the first reading.
        readiness: What a referral still needs.
    """

    who: SignedIn
    at: datetime
    assessment: Assessment
    drafts: tuple[Draft, ...] = ()
    readiness: tuple[ReadinessLine, ...] = ()

    def __repr__(self) -> str:
        return "Seen(withheld)"

    @property
    def attendance_id(self) -> UUID:
        """Return the visit."""
        return self.assessment.attendance.id

    @property
    def today(self) -> date:
        """Return the day in London."""
        return local(self.at).date()


class StepView(QWidget):
    """One step.

    Signals:
        told: One sentence for the status line.
        step_wanted: (`Step`, question) somebody wants to go to.

    Attributes:
        step: Which.
        has_prompts: Whether the prompts stand beside it; a step with its own panel there has none.
    """

    told = Signal(str)
    step_wanted = Signal(object, str)
    has_prompts = True

    def __init__(self, house: House, step: Step) -> None:
        super().__init__()
        self.house = house
        self.step = step
        self._seen: Seen | None = None

    @property
    def seen(self) -> Seen:
        """Return the assessment as last read.

        Raises:
            RuntimeError: The step was asked for something while it shows nobody.
        """
        if self._seen is None:
            message = "a step was asked while it shows nobody"
            raise RuntimeError(message)
        return self._seen

    @property
    def is_blank(self) -> bool:
        """Say whether it shows nobody."""
        return self._seen is None

    def show_seen(self, seen: Seen) -> None:
        """Show the assessment as it stands; what is being typed stays. A step adds to this."""
        self._seen = seen

    def forget(self) -> None:
        """Save what was typed, and take everything off the glass. A step adds to this."""
        self._seen = None

    def take_focus(self, question: str = "") -> None:
        """Put the focus where the work starts. A step overrides this."""
        del question
        self.setFocus()

    def keep_draft(self, place: str, words: str) -> None:
        """Keep words that are still being typed; no words forget them."""
        seen = self.seen
        draft = Draft(seen.attendance_id, place, words, seen.who.staff.id)
        call = _keeping(self.house, seen.who, draft)
        self.house.tasks.run(self, f"draft {place}", call, nothing)

    def kept_now(self) -> str:
        """Return `Kept 15:20, RB` for this moment."""
        return f"Kept {show_time(self.house.clock())}, {self.seen.who.staff.initials}"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground of forms and lists."""
        with painting(self) as painter:
            bar(painter, self.rect(), look().colour("surface"))


def _keeping(house: House, who: SignedIn, draft: Draft) -> Callable[[], None]:
    return partial(house.services.capture.keep_draft, who, draft)


def nothing(_value: object) -> None:
    """Take an answer nobody waits for."""
