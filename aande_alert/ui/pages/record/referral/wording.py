"""What is done with an offer of plain words: added by the writer's hand, or left."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal

from aande_alert.domain.answers import Given
from aande_alert.domain.errors import ChangedMeanwhile
from aande_alert.ui.state.referral import HelpText, help_text, used

if TYPE_CHECKING:
    from aande_alert.domain.assessment import Answered
    from aande_alert.domain.errors import Trouble
    from aande_alert.rules.wording_help import WordHelp
    from aande_alert.security.access import SignedIn
    from aande_alert.services.bundle import Services
    from aande_alert.services.referral_desk import ReferralDesk
    from aande_alert.ui.page import House


class Wording(QObject):
    """The offers of one part, and which of them a person has set aside while the program runs.

    Signals:
        changed: An answer was written, or was found changed: read again.
        told: One sentence for the status line.
    """

    changed = Signal()
    told = Signal(str)

    def __init__(self, house: House, parent: QObject) -> None:
        super().__init__(parent)
        self._house = house
        self._kept: set[tuple[UUID, str, int]] = set()

    def cards(self, desk: ReferralDesk) -> tuple[HelpText, ...]:
        """Return the offers nobody has set aside."""
        asked = {question.id: question.words for question in desk.assessment.questions}
        return tuple(
            help_text(question, asked[question], _text(desk, question), offered)
            for question, offered in desk.wording
            if _mark(desk, question, offered) not in self._kept
        )

    def keep(self, desk: ReferralDesk, text: HelpText) -> None:
        """Set an offer aside; the text stays as it is."""
        offered = _offered(desk, text)
        if offered is not None:
            self._kept.add(_mark(desk, text.question, offered))

    def use(self, who: SignedIn, desk: ReferralDesk, text: HelpText) -> None:
        """Add the plain words to the writer's answer, if it still stands as it was read."""
        offered = _offered(desk, text)
        if offered is None:
            return
        before = desk.assessment.answers[text.question].body
        after = replace(before, answer=Given(used(_text(desk, text.question), offered)))
        visit = desk.assessment.attendance.id
        call = partial(_write, self._house.services, who, visit, (before, after))
        self._house.tasks.run(self, "use", call, self._written, self._failed)

    def _written(self, _value: object) -> None:
        self.changed.emit()

    def _failed(self, trouble: Trouble) -> None:
        self.told.emit(trouble.sentence())
        self.changed.emit()


def _text(desk: ReferralDesk, question: str) -> str:
    answer = desk.assessment.answers[question].body.answer
    return str(answer.value) if isinstance(answer, Given) else ""


def _mark(desk: ReferralDesk, question: str, offered: WordHelp) -> tuple[UUID, str, int]:
    """Return what tells one offer from another without keeping a word of the record."""
    words = _text(desk, question)[offered.start : offered.end]
    return desk.assessment.attendance.id, question, hash((offered.kind, words))


def _offered(desk: ReferralDesk, text: HelpText) -> WordHelp | None:
    for question, offered in desk.wording:
        if (question, offered.start, offered.end) == text.key:
            return offered
    return None


def _write(services: Services, who: SignedIn, visit: UUID, change: tuple[Answered, Answered]) -> object:
    """Write a changed answer, unless somebody wrote another one first; on the store thread."""
    before, after = change
    now = services.capture.assessment(who, visit).answers.get(before.question)
    if now is None or now.body != before:
        what = "This answer was changed after you read it."
        raise ChangedMeanwhile(what, "Read it again.", theirs=now)
    return services.capture.answer(who, visit, after, uuid4())
