"""The registrar's afternoon in the story: what is written down of Maisie, through the services."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from aande_alert.demo.pictures import DRAWN, read_drawn
from aande_alert.domain.accounts import Account, Axis
from aande_alert.domain.answers import NOT_ASKED, Given, Missing
from aande_alert.domain.assessment import Answered
from aande_alert.domain.growth import BirthFacts, HowMeasured, Measure, Measurement
from aande_alert.domain.injuries import Injury, InjuryKind, Looked, RegionLook
from aande_alert.domain.photographs import ConsentBasis, NewPhotograph, PhotoConsent
from aande_alert.domain.regions import Figure, View
from aande_alert.domain.wording import LONDON
from aande_alert.drawings.figures import body_regions
from aande_alert.paths import resource
from aande_alert.services.referral_facts import rows_not_seen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from aande_alert.security.access import SignedIn
    from aande_alert.services.bundle import Services

_CLAIMS = ("mechanism", "happened", "place", "who_was_there", "witnesses")


class Afternoon:
    """Writes the story's assessment down, step by step.

    Args:
        services: Every use case, on the store that holds the story.
        who: The registrar.
        attendance_id: Maisie's visit of the day.
        arrived_at: When she came; the accounts were told so many minutes later.
    """

    def __init__(self, services: Services, who: SignedIn, attendance_id: UUID, arrived_at: datetime) -> None:
        self._services = services
        self._who = who
        self._visit = attendance_id
        self._arrived = arrived_at
        self._told: Mapping[str, Any] = tomllib.loads(
            resource("demo", "assessment.toml").read_text(encoding="utf-8")
        )

    def accounts(self) -> None:
        """Write the three accounts down, and confirm on what they differ."""
        for told in self._told["account"]:
            self._services.capture.add_account(self._who, self._visit, self._account(told), uuid4())
        for axis in Axis:
            self._services.capture.decide_difference(
                self._who, self._visit, axis, is_difference=True, reason="", write_id=uuid4()
            )

    def _account(self, told: Mapping[str, Any]) -> Account:
        claims: dict[str, Any] = {name: Given(told[name]) if name in told else NOT_ASKED for name in _CLAIMS}
        at = told.get("happened_at")
        return Account(
            speaker=told["speaker"],
            relation=told["relation"],
            listener=told["listener"],
            told_at=self._arrived + timedelta(minutes=told["minutes"]),
            words=told["words"],
            speaker_is_child=told.get("child", False),
            question=told.get("question", ""),
            alone=Given(told["alone"]),
            interpreter=told["interpreter"],
            happened_at=at.replace(tzinfo=LONDON) if at else None,
            needs_ability=told.get("needs_ability", ""),
            **claims,
        )

    def injuries(self, *, but: frozenset[str] = frozenset()) -> None:
        """Mark the four bruises, and look at everything beside them.

        Args:
            but: Rows of the body map that are left for somebody to look at.
        """
        for told in self._told["injury"]:
            self._services.capture.add_injury(self._who, self._visit, _injury(told), uuid4())
        self._look(but)

    def _look(self, but: frozenset[str] = frozenset()) -> None:
        """Look at every row that is not covered by its marks and was not looked at."""
        assessment = self._services.capture.assessment(self._who, self._visit)
        for row in rows_not_seen(assessment, body_regions()):
            if row.row not in but:
                look = RegionLook(row.row, Looked.NO_INJURY_SEEN)
                self._services.capture.look(self._who, self._visit, look, uuid4())

    def photographs(self, now: datetime) -> None:
        """Record the mother's consent, and keep the drawn stand-ins as photographs of the first mark."""
        told = self._told["consent"]
        uses = {name: Given(told[name]) for name in ("for_record", "for_sharing", "for_teaching")}
        consent = PhotoConsent(
            basis=ConsentBasis.GIVEN,
            by=told["by"],
            how=told["how"],
            to=self._who.staff.name,
            at=now,
            responsibility=told["responsibility"],
            **uses,
        )
        self._services.photographs.consent(self._who, self._visit, consent, uuid4())
        marks = self._services.capture.assessment(self._who, self._visit).injuries
        for drawn in DRAWN:
            injury = marks[0].head.id if drawn.frame.value.startswith("close") and marks else None
            new = NewPhotograph(read_drawn(drawn), drawn.name, drawn.frame, injury)
            self._services.photographs.add(self._who, self._visit, new, uuid4())

    def growth(self) -> None:
        """Write down gestation, birth centile and every weight, from the red book and from today's scales."""
        services, birth = self._services.growth, self._told["birth"]
        facts = BirthFacts(Given(birth["gestation_days"]), Given(birth["centile_place"]), birth["read_from"])
        services.record_birth(self._who, self._visit, facts, uuid4())
        for told in self._told["weight"]:
            weight = Measurement(Measure.WEIGHT, told["grams"], told["on"], HowMeasured(told["how"]))
            services.measure(self._who, self._visit, weight, uuid4())

    def rest(self) -> None:
        """Look at every region and answer every question that was left open."""
        assessment = self._services.capture.assessment(self._who, self._visit)
        self._look()
        self.answers(but=frozenset(assessment.answers))

    def answers(self, *, but: frozenset[str] = frozenset()) -> None:
        """Answer the questions of the other steps.

        Args:
            but: Questions left open.
        """
        for question, value in self._told["answers"].items():
            if question not in but:
                given = Given(value.strip() if isinstance(value, str) else value)
                self._services.capture.answer(self._who, self._visit, Answered(question, given), uuid4())
        for question, why in self._told["reasons"].items():
            if question not in but:
                without = Answered(question, Missing.NOT_APPLICABLE, note=why)
                self._services.capture.answer(self._who, self._visit, without, uuid4())


def _injury(told: Mapping[str, Any]) -> Injury:
    view = View(told["view"])
    place = next(
        place for place in body_regions().places_on(view, Figure.INFANT) if place.region == told["region"]
    )
    across, down = zip(*place.polygon, strict=True)
    return Injury(
        number=0,
        region=told["region"],
        view=view.value,
        x=sum(across) / len(across),
        y=sum(down) / len(down),
        kind=InjuryKind(told["kind"]),
        length_mm=told["length_mm"],
        width_mm=told["width_mm"],
        colour=told["colour"],
        shape=told["shape"],
        tender=Given(told["tender"]) if "tender" in told else NOT_ASKED,
    )
