"""One child's visit written down as far as a referral needs, through the services, with photographs."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import cycle
from random import Random
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid5

from aande_alert.bench.pictures import each_its_own
from aande_alert.bench.town import LISTED, apply_lists
from aande_alert.demo.families import Families
from aande_alert.demo.setting_up import DEMO, Hands
from aande_alert.domain.accounts import Account
from aande_alert.domain.answers import Given
from aande_alert.domain.assessment import Answered, QuestionKind, Step
from aande_alert.domain.attendance import Contact, ContactKind
from aande_alert.domain.board import ManualArrival
from aande_alert.domain.identity import Sex
from aande_alert.domain.injuries import Injury, InjuryKind, Looked, RegionLook
from aande_alert.domain.photographs import ConsentBasis, Frame, NewPhotograph, PhotoConsent
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.domain.regions import View, figure_for
from aande_alert.drawings.figures import body_regions

if TYPE_CHECKING:
    from aande_alert.documents.pictures import SeenPicture
    from aande_alert.domain.assessment import Question

_TODAY: Final = date(2026, 11, 22)
_BORN: Final = date(2026, 10, 2)
_MOTHER: Final = "PELL, Hannah (Miss)"
_MARKS: Final = 5
_CONTACTS: Final = 40
_TOLD: Final = (
    "She was on the sofa while the bottle was made. There was a bump, and she had rolled onto the carpet. "
    "She cried straight away, was picked up, and settled. Nobody else was in the room. "
)
_ANSWERS: Final[dict[QuestionKind, Any]] = {
    QuestionKind.LONG_TEXT: _TOLD,
    QuestionKind.YES_NO: True,
    QuestionKind.NUMBER: 3.1,
    QuestionKind.DATE: _TODAY,
    QuestionKind.MOMENT: "22-Nov-2026 09:30",
}


def a_visit(hands: Hands) -> UUID:
    """Book a child in who is seven weeks old, and return the visit's id."""
    families = Families(Random(5), _TODAY - timedelta(days=365), _TODAY)
    families.fill_lists(LISTED)
    apply_lists(hands, families.plans)
    arrival = ManualArrival(
        family="Pell",
        given="Maisie",
        born=_BORN,
        sex_words=Sex.FEMALE.value,
        arrived_at=hands.clock() - timedelta(minutes=18),
        address="9 Larkhill Close",
        postcode="ZZ1 4LC",
        phone="07700 900417",
        mother_name=_MOTHER,
        complaint="Bruise to face",
        location="Triage 2",
    )
    return hands.services.arrivals.add_by_hand(hands.of("okoro"), arrival, hands.write_id()).value


def write_down(hands: Hands, visit: UUID) -> None:
    """Answer every question, and add accounts, marks and earlier contacts."""
    who, capture = hands.of("bhatt"), hands.services.capture
    for step in Step:
        for question in capture.questions(step):
            answered = Answered(question.id, Given(_answer(question)))
            capture.answer(who, visit, answered, hands.write_id())
    for speaker in ("RAIKES, Kieran (Mr)", _MOTHER, "DYSON, Edith (Mrs)"):
        account = Account(
            speaker, "Family", who.staff.name, hands.clock(), _TOLD * 4, mechanism=Given("Rolled off a sofa")
        )
        capture.add_account(who, visit, account, hands.write_id())
    places = body_regions().places_on(View.FRONT, figure_for(0))[:_MARKS]
    for number, place in enumerate(places, 1):
        x, y = place.polygon[0]
        mark = Injury(number, place.region, View.FRONT.value, x, y, InjuryKind.BRUISE, 14, 9, colour="Purple")
        capture.add_injury(who, visit, mark, hands.write_id())
    for row in body_regions().rows:
        capture.look(who, visit, RegionLook(row.id, Looked.NO_INJURY_SEEN), hands.write_id())
    _contacts(hands, visit)


def photographed(hands: Hands, visit: UUID, body: bytes, count: int, seen: SeenPicture | None = None) -> None:
    """Record consent and keep so many photographs.

    Args:
        hands: On the store.
        visit: The visit.
        body: A picture.
        count: How many, each with bytes of its own.
        seen: What was found in it; looked into each time where it is not given.
    """
    who, photographs = hands.of("bhatt"), hands.services.photographs
    consent = PhotoConsent(ConsentBasis.GIVEN, _MOTHER, "In writing", who.staff.name, hands.clock())
    photographs.consent(who, visit, consent, hands.write_id())
    for number, own in enumerate(each_its_own(body, count)):
        new = NewPhotograph(own, f"IMG_{number}.JPG", Frame.IDENTITY, caption=f"Picture {number}")
        photographs.add(who, visit, new, hands.write_id(), seen=seen)


def _contacts(hands: Hands, visit: UUID) -> None:
    """Put what other services told on the timeline."""
    person = hands.services.records.person_of(visit)
    kinds = cycle((ContactKind.HEALTH_VISITOR, ContactKind.NOT_BROUGHT, ContactKind.GP))
    for number, kind in zip(range(_CONTACTS), kinds, strict=False):
        at = hands.clock() - timedelta(days=1 + number)
        told = Provenance(Source.FROM_RECORD, "Health visitor record", at)
        made = Contact(uuid5(DEMO, f"bench contact {number}"), person, kind, at, "Weight", told)
        hands.services.records.add_contact(hands.of("trembath"), made)


def _answer(question: Question) -> Any:  # noqa: ANN401 - each kind of question has its own
    if question.options:
        first = question.options[0][0]
        return (first,) if question.kind is QuestionKind.CHOICES else first
    return _ANSWERS.get(question.kind, "As told at triage")
