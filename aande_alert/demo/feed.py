"""What befell people, said as the messages of a hospital's feeds."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from aande_alert.demo.lives import NOWHERE, Citizen, Missed, Visit
from aande_alert.domain.answers import Given
from aande_alert.domain.attendance import Disposition
from aande_alert.domain.identity import (
    Birth,
    HospitalNumber,
    NhsIdentity,
    NhsNumberStatus,
    PersonName,
    Phone,
    Sex,
)
from aande_alert.domain.messages import (
    ABSENT,
    AdtEvent,
    Attended,
    Envelope,
    Identifiers,
    Kinship,
    Merge,
    PatientClass,
    PersonUpdate,
    Place,
    RelatedAdult,
    Trigger,
    VisitNumber,
    VisitUpdate,
)
from aande_alert.ingest.hl7_write import write_adt

HOSPITAL = "CVH"
ARRIVALS, BIRTHS, GP = "arrivals", "births", "gp"
DELAY = timedelta(seconds=50)
"""Between the desk's typing and the message's coming."""

_SENDERS = {ARRIVALS: ("CALDERPAS", "CVH"), BIRTHS: ("CALDERPMI", "CVH"), GP: ("OUTOFHOURS", "CVOOH")}


@dataclass(frozen=True, slots=True, repr=False)
class Sending:
    """A message on its way: when it comes, on which feed, its bytes, and the visit it opens.

    Attributes:
        at: When it comes, UTC.
        feed: Which feed.
        name: What it is called, unique and sortable; the control id.
        body: The message.
        visit: The visit it opens; `None` for any other message.
    """

    at: datetime
    feed: str
    name: str
    body: bytes
    visit: Visit | None = None

    def __repr__(self) -> str:
        return f"Sending({self.name}, withheld)"

    def __lt__(self, other: Sending) -> bool:
        """Say which of two comes first; the name decides within a second."""
        return (self.at, self.name) < (other.at, other.name)


class Feed:
    """Writes messages about the people of the town."""

    def __init__(self, citizens: Mapping[str, Citizen]) -> None:
        self._citizens = citizens

    def of_visits(self, visits: Iterable[Visit]) -> Iterator[Sending]:
        """Yield the messages of visits in the order in which they come.

        Args:
            visits: In order of arrival; they may be endless, only those in the department are held.
        """
        waiting: list[Sending] = []
        for visit in visits:
            while waiting and waiting[0].at <= visit.arrived:
                yield heapq.heappop(waiting)
            for sending in self.of_visit(visit):
                heapq.heappush(waiting, sending)
        while waiting:
            yield heapq.heappop(waiting)

    def of_visit(self, visit: Visit) -> tuple[Sending, ...]:
        """Return the arrival of a visit and, where they have left, the departure."""
        arrival = VisitUpdate(
            number=_visit_number(visit.number),
            patient_class=Given(PatientClass.EMERGENCY),
            place=Given(Place(visit.place, site=HOSPITAL)),
            arrived_at=Given(visit.arrived),
            complaint=Given(visit.complaint),
            clinician=Given(visit.clinician) if visit.clinician else ABSENT,
            arrival_mode=Given(visit.mode),
        )
        person = self.person_told(visit.told, mother_known=visit.mother_known)
        opened = self._sending(
            Trigger.REGISTER,
            ARRIVALS,
            visit.arrived,
            f"{visit.number}A",
            person,
            visit=arrival,
            adults=self._adults(visit.told),
        )
        opened = Sending(opened.at, opened.feed, opened.name, opened.body, visit)
        if visit.left is None:
            return (opened,)
        admitted = visit.outcome is Disposition.ADMITTED
        departure = VisitUpdate(
            number=_visit_number(visit.number),
            patient_class=Given(PatientClass.EMERGENCY),
            departed_at=Given(visit.left),
            disposition=Given(visit.outcome),
            destination=Given("Ward") if admitted else ABSENT,
        )
        only_numbers = PersonUpdate(_identifiers(visit.told))
        left = self._sending(
            Trigger.DISCHARGE, ARRIVALS, visit.left, f"{visit.number}D", only_numbers, visit=departure
        )
        return (opened, left)

    def of_missed(self, missed: Missed) -> Sending:
        """Return the message that an appointment was not kept."""
        visit = VisitUpdate(
            number=_visit_number(missed.number),
            patient_class=Given(PatientClass.OUTPATIENT),
            place=Given(Place(missed.words, site=HOSPITAL)),
            arrived_at=Given(missed.at),
            attended=Given(Attended.NOT_BROUGHT),
        )
        at = missed.at + timedelta(minutes=40)
        person = self.person_told(missed.who)
        return self._sending(Trigger.UPDATE, ARRIVALS, at, f"{missed.number}N", person, visit=visit)

    def of_person(self, citizen: Citizen, at: datetime, name: str, *, feed: str = BIRTHS) -> Sending:
        """Return the message that adds or updates a person without a visit."""
        trigger = Trigger.CREATE_PERSON if feed == BIRTHS else Trigger.UPDATE_PERSON
        return self._sending(trigger, feed, at, name, self.person_told(citizen), adults=self._adults(citizen))

    def of_merge(self, survivor: Citizen, loser: Citizen, at: datetime, name: str) -> Sending:
        """Return the message that two of the hospital's numbers are one person's."""
        merge = Merge(_identifiers(survivor), Identifiers(None, (HospitalNumber(HOSPITAL, loser.number),)))
        event = AdtEvent(
            Trigger.MERGE,
            _envelope(Trigger.MERGE, BIRTHS, at, name),
            self.person_told(survivor),
            merges=(merge,),
        )
        return Sending(at + DELAY, BIRTHS, name, write_adt(event))

    def _sending(  # noqa: PLR0913 - the parts of one message
        self,
        trigger: Trigger,
        feed: str,
        at: datetime,
        name: str,
        person: PersonUpdate,
        *,
        visit: VisitUpdate | None = None,
        adults: tuple[RelatedAdult, ...] = (),
    ) -> Sending:
        event = AdtEvent(
            trigger,
            _envelope(trigger, feed, at, name),
            person,
            visit or VisitUpdate(),
            adults,
            adults_told=bool(adults),
        )
        return Sending(at + DELAY, feed, name, write_adt(event))

    def person_told(self, told: Citizen, *, mother_known: bool = True) -> PersonUpdate:
        """Return what a message says of somebody."""
        if told.born is None:
            unknown = (PersonName("Unknown", "Unknown"),)
            return PersonUpdate(
                _identifiers(told), Given(unknown), sex=Given(told.sex), identity_unknown=Given(value=True)
            )
        mother = self._citizens.get(told.mother) if mother_known else None
        return PersonUpdate(
            identifiers=_identifiers(told),
            names=Given((told.name,)),
            birth=Given(Birth(told.born)),
            sex=Given(told.sex),
            addresses=ABSENT if told.home == NOWHERE else Given((told.home,)),
            phones=Given((Phone(told.phone),)) if told.phone else ABSENT,
            mother=ABSENT if mother is None else Given(_identifiers(mother)),
            multiple_birth=Given(value=True) if told.twin else ABSENT,
            dead=ABSENT if told.died is None else Given(value=True),
            died_on=ABSENT if told.died is None else Given(told.died),
            gp_practice=Given(told.practice) if told.practice else ABSENT,
        )

    def _adults(self, told: Citizen) -> tuple[RelatedAdult, ...]:
        """Return the mother as the desk has her on the message; she need not be the one who came."""
        mother = self._citizens.get(told.mother)
        if mother is not None:
            birth = Birth(mother.born) if mother.born is not None else None
            adult = RelatedAdult(mother.name, Kinship.MOTHER, mother.home, _phone(mother), mother.sex)
            return (adult if birth is None else _with_birth(adult, birth),)
        if not told.mother_name:
            return ()
        return (
            RelatedAdult(read_name(told.mother_name), Kinship.MOTHER, told.home, _phone(told), Sex.FEMALE),
        )


def _with_birth(adult: RelatedAdult, birth: Birth) -> RelatedAdult:
    return RelatedAdult(adult.name, adult.kinship, adult.address, adult.phone, adult.sex, birth)


def _phone(citizen: Citizen) -> Phone | None:
    return Phone(citizen.phone) if citizen.phone else None


def read_name(printed: str) -> PersonName:
    """Return `PELL, Hannah (Miss)` as a name; the family name gets its capitals back as people write it."""
    family, _, rest = printed.partition(", ")
    given, _, title = rest.partition(" (")
    return PersonName(as_written(family), given, title.removesuffix(")"))


def as_written(family: str) -> str:
    """Return `O'Donnell` for `O'DONNELL`; a name that is not all capitals stays as it is."""
    return family.title() if family.isupper() else family


def _visit_number(number: str) -> VisitNumber:
    return VisitNumber(number, HOSPITAL)


def _identifiers(told: Citizen) -> Identifiers:
    numbers = (HospitalNumber(HOSPITAL, told.number),) if told.number else ()
    nhs = None if told.nhs is None else NhsIdentity(told.nhs, NhsNumberStatus.VERIFIED)
    return Identifiers(nhs, numbers)


def _envelope(trigger: Trigger, feed: str, at: datetime, name: str) -> Envelope:
    application, organisation = _SENDERS[feed]
    return Envelope(name, application, organisation, trigger.value, at, recorded_at=at)
