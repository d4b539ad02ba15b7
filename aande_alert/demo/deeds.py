"""What staff do in the story, done through the services as they would do it at a screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID, uuid5

from aande_alert.demo.feed import ARRIVALS, HOSPITAL
from aande_alert.demo.lives import Citizen, Visit
from aande_alert.demo.setting_up import DEMO, Hands
from aande_alert.demo.story import Deed, ToldContact, ToldLink
from aande_alert.domain.accounts import Account
from aande_alert.domain.answers import NOT_ASKED, Given
from aande_alert.domain.assessment import Answered, Step
from aande_alert.domain.attendance import Contact
from aande_alert.domain.injuries import Injury, InjuryKind
from aande_alert.domain.messages import VisitNumber
from aande_alert.domain.people import Link
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.domain.regions import View, figure_for
from aande_alert.domain.wording import local, whole_years
from aande_alert.drawings.figures import body_regions
from aande_alert.services.visit_facts import attendance_id

_USUAL_ANSWERS: Final[Mapping[str, Any]] = {
    "triage.responsibility": "yes",
    "triage.details_right": "same",
    "triage.delay": False,
    "triage.fits": "fits",
    "triage.bruise": False,
    "triage.social_worker": False,
    "triage.previous": True,
    "triage.other_children": "As on the screen; with the other parent",
    "triage.concern": "No",
}

_ABLE: Final = (("not_mobile", 120), ("rolls", 250), ("crawls", 400))
_ADULT_DAYS: Final = 18 * 365


class Deeds:
    """Does what the story tells.

    Args:
        hands: Those who work here.
        citizens: The people of the story.
        visits: The story's visits by its own id.
    """

    def __init__(self, hands: Hands, citizens: Mapping[str, Citizen], visits: Mapping[str, Visit]) -> None:
        self._hands = hands
        self._citizens = citizens
        self._visits = visits
        self._people: dict[str, UUID] = {}
        self._do: Mapping[str, Callable[[Deed], None]] = {
            "read": self._read,
            "questions": self._questions,
            "answer": self._answer,
            "account": self._account,
            "injury": self._injury,
        }

    def do(self, deed: Deed) -> None:
        """Do one thing, with the clock at its moment."""
        self._do[deed.kind](deed)

    def contact(self, told: ToldContact) -> None:
        """Put what another service told on the timeline."""
        person = self._person(told.who)
        said = Provenance(told.source, told.by, told.told or told.at)
        contact = Contact(
            id=uuid5(DEMO, f"contact|{told.who}|{told.kind.value}|{told.at.isoformat()}"),
            person_id=person,
            kind=told.kind,
            at=told.at,
            words=told.words,
            provenance=said,
            until=told.until,
            site=told.site,
            detail=told.detail,
        )
        self._hands.services.records.add_contact(self._hands.of("trembath"), contact)

    def link(self, told: ToldLink) -> None:
        """Link two people of the family."""
        link = Link(
            id=uuid5(DEMO, f"link|{told.person}|{told.kind.value}|{told.other}"),
            person=self._person(told.person),
            kind=told.kind,
            other=self._person(told.other),
            provenance=Provenance(told.source, told.by, told.told),
            since=told.since,
            until=told.until,
            note=told.note,
        )
        self._hands.services.records.add_link(self._hands.of("trembath"), link)

    def attendance(self, story_id: str) -> UUID:
        """Return the program's id of one of the story's visits."""
        return attendance_of(self._visits[story_id])

    def _person(self, key: str) -> UUID:
        """Find somebody's record by their hospital number, as a nurse would."""
        if key not in self._people:
            number = self._citizens[key].number
            found = self._hands.services.records.find(self._hands.of("trembath"), number)
            (line,) = (
                one for one in found if any(held.value == number for held in one.person.hospital_numbers)
            )
            self._people[key] = line.person.id
        return self._people[key]

    def _read(self, deed: Deed) -> None:
        who, visit = self._hands.of(deed.by), self.attendance(deed.visit)
        arrivals = self._hands.services.arrivals
        card = arrivals.alert_card(who, visit)
        arrivals.acknowledge(
            who,
            visit,
            card.entry_id,
            steps=tuple(deed.said["steps"]),
            own_words=deed.said.get("words", ""),
            text_shown=card.text,
            write_id=self._hands.write_id(),
        )

    def _questions(self, deed: Deed) -> None:
        """Answer every triage question that is asked, those of the story in its words."""
        born = self._visits[deed.visit].told.born
        said: dict[str, Any] = {
            "triage.came_with": deed.said["came_with"],
            "triage.explanation": deed.said["told"],
            "triage.when": deed.said["when"],
        }
        days = None if born is None else (local(deed.at).date() - born).days
        if days is not None and days < _ADULT_DAYS:
            mobile = next((able for able, below in _ABLE if days < below), "walks")
            said = {**_USUAL_ANSWERS, "triage.mobile": mobile, **said, **deed.said.get("answers", {})}
        who, visit = self._hands.of(deed.by), self.attendance(deed.visit)
        for question in self._hands.services.capture.questions(Step.TRIAGE):
            if question.id not in said:
                continue
            answered = Answered(question.id, Given(said[question.id]))
            self._hands.services.capture.answer(who, visit, answered, self._hands.write_id())

    def _answer(self, deed: Deed) -> None:
        answered = Answered(deed.said["question"], Given(deed.said["words"]))
        who, visit = self._hands.of(deed.by), self.attendance(deed.visit)
        self._hands.services.capture.answer(who, visit, answered, self._hands.write_id())

    def _account(self, deed: Deed) -> None:
        who, said = self._hands.of(deed.by), deed.said
        account = Account(
            speaker=said["speaker"],
            relation=said["relation"],
            listener=who.staff.name,
            told_at=deed.at,
            words=said["words"],
            mechanism=_given(said, "mechanism"),
            happened=_given(said, "happened"),
            place=_given(said, "place"),
        )
        visit = self.attendance(deed.visit)
        self._hands.services.capture.add_account(who, visit, account, self._hands.write_id())

    def _injury(self, deed: Deed) -> None:
        said, told = deed.said, self._visits[deed.visit].told
        years = None if told.born is None else whole_years(told.born, local(deed.at).date())
        view = View(said["view"])
        place = next(
            place
            for place in body_regions().places_on(view, figure_for(years))
            if place.region == said["region"]
        )
        x, y = _middle(place.polygon)
        injury = Injury(
            number=0,
            region=said["region"],
            view=view.value,
            x=x,
            y=y,
            kind=InjuryKind(said["kind"]),
            length_mm=said.get("length"),
            width_mm=said.get("width"),
            colour=said.get("colour", ""),
            source=Source.TOLD_BY_ADULT if "reported" in said else Source.SEEN,
            seen_by=said.get("reported", ""),
            note=said.get("note", ""),
        )
        who, visit = self._hands.of(deed.by), self.attendance(deed.visit)
        self._hands.services.capture.add_injury(who, visit, injury, self._hands.write_id())


def attendance_of(visit: Visit) -> UUID:
    """Return the program's id of a visit of the arrivals feed."""
    return attendance_id(ARRIVALS, VisitNumber(visit.number, HOSPITAL).key)


def _given(said: Mapping[str, Any], part: str) -> Any:  # noqa: ANN401 - an answer of text, or that nobody asked
    return Given(said[part]) if part in said else NOT_ASKED


def _middle(polygon: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    """Return a place inside an outline: the middle of its corners."""
    return (
        round(sum(x for x, _ in polygon) / len(polygon), 1),
        round(sum(y for _, y in polygon) / len(polygon), 1),
    )
