"""The main job on the demo hospital: the nurse, the registrar, the safeguarding nurse, the administrator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID, uuid4

from PySide6.QtCore import Qt

from aande_alert.demo.assessment import Afternoon
from aande_alert.demo.clock import DemoClock
from aande_alert.demo.later import carry_on
from aande_alert.demo.setting_up import PASSWORD
from aande_alert.domain.assessment import Step
from aande_alert.domain.errors import Unavailable
from aande_alert.domain.plans import PossibleMatch
from aande_alert.domain.wording import LONDON
from aande_alert.ui.pages.record.assessment.picture_view import Tiles
from aande_alert.ui.state.places import (
    AdministrationPlace,
    ArrivalsPlace,
    FindPlace,
    LogPlace,
    MatchPlace,
    RecordPlace,
    RecordTab,
    ReferralsPlace,
    TriagePlace,
)

if TYPE_CHECKING:
    from aande_alert.domain.board import ArrivalLine, Board
    from aande_alert.domain.referral import RenderedReferral
    from aande_alert.ui.page import House
    from aande_alert.ui.tour.guide import Guide, Story

T = TypeVar("T")
_BABY = "RAIKES, Maisy"
_LEFT_OPEN = frozenset({"presentation.last_well"})
_LEFT_TO_LOOK_AT = frozenset({"mouth"})


class _Answer:
    """An answer from the store's thread."""

    def __init__(self) -> None:
        self.value: Any = None
        self.here = False

    def take(self, value: object) -> None:
        """Take it."""
        self.value, self.here = value, True


class MainJob:
    """One day of the story, told through the window.

    Args:
        guide: Who leads and keeps the pictures.
        house: What the pages were given.
        folder: The demonstration's, whose night is still to come.
    """

    def __init__(self, guide: Guide, house: House, folder: Path) -> None:
        self._guide = guide
        self._house = house
        self._folder = folder
        self._baby: ArrivalLine | None = None

    def tell(self) -> Story:
        """Tell the whole day."""
        yield from self._nurse()
        yield from self._registrar()
        yield from self._safeguarding_nurse()
        yield from self._administrator()

    def _at(self, day: int, hour: int, minute: int) -> None:
        """Move the invented day on."""
        clock = self._house.clock
        if isinstance(clock, DemoClock):
            clock.not_before(datetime(2026, 11, day, hour, minute, tzinfo=LONDON))
        self._guide.catch_up()

    def _until_monday(self) -> None:
        """Live through the evening and the night: who comes, which lists are sent, what is read."""
        clock = self._house.clock
        if isinstance(clock, DemoClock):
            carry_on(self._folder, self._house.services, clock)

    def _sign_in(self, login: str) -> Story:
        window = self._guide.window
        window.sign_in.form.fill_login(login, "", "")
        window.sign_in.form.take_focus()
        yield self._guide.settled()
        self._guide.type(PASSWORD)
        self._guide.press(Qt.Key.Key_Return)
        yield lambda: window.who is not None and window.who.staff.login == login
        yield self._guide.settled()

    def _ask(self, key: str, call: Callable[[], object], answer: _Answer) -> Callable[[], bool]:
        self._house.tasks.run(self._guide, key, call, answer.take, self._stop)
        return lambda: answer.here

    @staticmethod
    def _stop(trouble: Exception) -> None:
        raise trouble

    def _nurse(self) -> Story:
        guide, window = self._guide, self._guide.window
        yield from self._first_sight()
        yield from self._sign_in("okoro")
        yield from guide.picture("arrivals", "Arrivals: everybody in the department now, most serious first")
        yield from self._find_the_baby()
        window.go(MatchPlace(self._visit))
        yield guide.settled()
        yield from guide.picture("possible-match", "A possible match: field by field, and a person decides")
        guide.press(Qt.Key.Key_S)
        yield guide.settled()
        guide.press(Qt.Key.Key_Return, control=True)
        yield lambda: window.place_shown() == ArrivalsPlace(self._visit)
        yield guide.settled()
        yield from guide.picture(
            "alert-card", "The alert card: whom to ring, what to do now, and the proof it was read"
        )
        guide.press(Qt.Key.Key_Space)
        yield guide.settled()
        guide.press_button("I have read and understood this alert")
        yield guide.settled()
        yield from guide.picture(
            "alert-read", "The alert was read and understood: the initials stand beside it"
        )
        window.go(TriagePlace(self._visit))
        guide.catch_up()
        yield guide.settled()
        yield from guide.picture("triage", "The triage questions, answered by keys alone")
        window.go(FindPlace("pell"))
        yield guide.settled()
        yield from guide.picture("find", "Finding somebody by any part of what is known")
        window.lock()
        yield guide.settled()
        yield from guide.picture("locked", "Locked: no name on the glass, nothing lost")

    def _first_sight(self) -> Story:
        self._guide.window.activateWindow()
        self._guide.window.sign_in.form.take_focus()
        words = "Sign in: what can be checked from here, before anybody does"
        yield from self._guide.picture("sign-in", words)

    def _find_the_baby(self) -> Story:
        answer = _Answer()
        who = self._guide.window.who
        assert who is not None  # noqa: S101 - just signed in
        yield self._ask("board", lambda: self._house.services.arrivals.board(who), answer)
        board: Board = answer.value
        for line in board.lines:
            if line.person.name.shown() == _BABY and any(
                isinstance(status, PossibleMatch) for status in line.check.statuses
            ):
                self._baby = line
                return
        what = "The tour needs a fresh demo hospital: the story's baby has been matched already."
        raise Unavailable(what, "Make it again with `demo make`, then start the tour.")

    @property
    def _visit(self) -> UUID:
        assert self._baby is not None  # noqa: S101 - found first
        return self._baby.attendance.id

    def _registrar(self) -> Story:
        self._at(22, 14, 29)
        yield from self._sign_in("bhatt")
        person = yield from self._surviving()
        yield from self._tab(
            person, RecordTab.SUMMARY, "record-summary", "The record: banner and alert never scroll away"
        )
        self._at(22, 14, 31)
        yield from self._tab(
            person, RecordTab.TIMELINE, "record-timeline", "The whole family on one time axis"
        )
        self._at(22, 14, 44)
        yield from self._tab(
            person, RecordTab.FAMILY, "record-family", "The family, with surnames and homes as they are"
        )
        yield from self._write_down()
        yield from self._tab(
            person, RecordTab.GROWTH, "record-growth", "Growth: the fall since birth, by corrected age"
        )
        for step in Step:
            if step is Step.PHOTOGRAPHS:
                yield from self._look_at_a_photograph(person)
            elif step is not Step.TRIAGE:
                yield from self._step(person, step)
        yield from self._refer(person)

    def _surviving(self) -> Any:  # noqa: ANN401 - a generator that returns whose record it is
        answer = _Answer()
        yield self._ask("whose", lambda: self._house.services.records.person_of(self._visit), answer)
        person: UUID = answer.value
        return person

    def _tab(self, person: UUID, tab: RecordTab, name: str, words: str) -> Story:
        self._guide.window.go(RecordPlace(person, tab, self._visit))
        yield self._guide.settled()
        yield from self._guide.picture(name, words)

    def _step(self, person: UUID, step: Step) -> Story:
        self._guide.window.go(RecordPlace(person, RecordTab.ASSESSMENT, self._visit, step))
        yield self._guide.settled()
        yield from self._guide.picture(f"assessment-{step.value}", f"Assessment: {step.words.lower()}")

    def _look_at_a_photograph(self, person: UUID) -> Story:
        """Uncover the close-up with the scale; every other picture stays covered."""
        guide = self._guide
        guide.window.go(RecordPlace(person, RecordTab.ASSESSMENT, self._visit, Step.PHOTOGRAPHS))
        yield guide.settled()
        tiles = next(tiles for tiles in guide.window.findChildren(Tiles) if tiles.isVisible())
        tiles.focus_tile()
        for _ in range(3):
            guide.press(Qt.Key.Key_Right)
        guide.press(Qt.Key.Key_Space)
        yield guide.settled()
        yield from guide.picture("assessment-photographs", "Assessment: photographs")

    def _write_down(self) -> Story:
        """Write the afternoon down as the registrar would, but for one region and one question."""
        window = self._guide.window
        assert window.who is not None  # noqa: S101 - just signed in
        assert self._baby is not None  # noqa: S101 - found first
        afternoon = Afternoon(self._house.services, window.who, self._visit, self._baby.attendance.arrived_at)
        self._at(22, 15, 12)
        yield self._do("accounts", afternoon.accounts)
        self._at(22, 15, 34)
        yield self._do("injuries", lambda: afternoon.injuries(but=_LEFT_TO_LOOK_AT))
        self._at(22, 15, 52)
        yield self._do("photographs", lambda: afternoon.photographs(self._house.clock()))
        yield self._do("growth", afternoon.growth)
        yield self._do("answers", lambda: afternoon.answers(but=_LEFT_OPEN))
        self._at(22, 15, 58)

    def _do(self, key: str, call: Callable[[], object]) -> Callable[[], bool]:
        return self._ask(key, call, _Answer())

    def _refer(self, person: UUID) -> Story:
        guide, services, who = self._guide, self._house.services, self._guide.window.who
        assert who is not None  # noqa: S101 - signed in above
        assert self._baby is not None  # noqa: S101 - found first
        self._at(22, 16, 24)
        drafted = _Answer()
        yield self._ask("draft", lambda: services.referrals.draft(who, self._visit, uuid4()).value, drafted)
        self._at(22, 16, 40)
        yield from self._tab(
            person,
            RecordTab.REFERRALS,
            "referral-missing",
            "The referral: what is missing, and the page as it will print",
        )
        afternoon = Afternoon(services, who, self._visit, self._baby.attendance.arrived_at)
        yield self._do("rest", afternoon.rest)
        yield from self._tab(
            person, RecordTab.REFERRALS, "referral-ready", "Nothing is missing: it can be signed"
        )
        self._at(22, 16, 52)
        signed = _Answer()
        yield self._ask("sign", lambda: services.referrals.sign(who, drafted.value.id, PASSWORD), signed)
        rendered: RenderedReferral = signed.value.value if hasattr(signed.value, "value") else signed.value
        guide.keep("referral.pdf", rendered.body)
        yield from self._tab(
            person, RecordTab.REFERRALS, "referral-signed", "Signed; its state is followed until it is closed"
        )
        guide.window.go(ReferralsPlace())
        yield guide.settled()
        yield from guide.picture("referrals", "Every referral that is not closed, due first")
        guide.window.lock()
        yield guide.settled()

    def _safeguarding_nurse(self) -> Story:
        yield self._ask("until Monday", self._until_monday, _Answer())
        yield from self._sign_in("trembath")
        self._guide.window.go(LogPlace())
        yield self._guide.settled()
        yield from self._guide.picture(
            "log", "The attendance log: every attendance under 18, reviewed by keys"
        )
        person = yield from self._surviving()
        yield from self._tab(
            person, RecordTab.ACCESS, "access-history", "Who opened or changed this record, when and why"
        )
        self._guide.window.lock()
        yield self._guide.settled()

    def _administrator(self) -> Story:
        yield from self._sign_in("admin")
        for section in ("registers", "feeds", "people", "backup"):
            self._guide.window.go(AdministrationPlace(section))
            yield self._guide.settled()
            yield from self._guide.picture(f"administration-{section}", f"Administration: {section}")


def main_job(guide: Guide, folder: Path) -> Story:
    """Tell the main job once the store of that folder is open."""
    yield lambda: guide.window.house is not None
    house = guide.window.house
    if house is not None:
        yield guide.settled()
        yield from MainJob(guide, house, folder).tell()
