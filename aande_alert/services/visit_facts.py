"""What feeds have said of a visit, joined so that the order of messages does not matter.

A visit's state is worked out anew from the newest moment of each kind of event: opened, admitted,
departed, taken back, cancelled. A departure that comes before its arrival is kept until the arrival comes.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from aande_alert.domain.answers import Given
from aande_alert.domain.attendance import Attendance, AttendanceState, Disposition
from aande_alert.domain.messages import ABSENT, PatientClass, Trigger
from aande_alert.services.person_facts import Facts, later

if TYPE_CHECKING:
    from aande_alert.domain.messages import AdtEvent, Told, VisitUpdate

_VISITS = UUID("6d0c1f0e-53a5-4f3c-9a27-7f3b7c1d5d10")
_OF_A_VISIT = frozenset(
    {
        Trigger.ADMIT, Trigger.TRANSFER, Trigger.DISCHARGE, Trigger.REGISTER, Trigger.TO_INPATIENT,
        Trigger.TO_OUTPATIENT, Trigger.UPDATE, Trigger.CANCEL_ADMIT, Trigger.CANCEL_TRANSFER,
        Trigger.CANCEL_DISCHARGE, Trigger.MOVE_VISIT,
    }
)  # fmt: skip


def speaks_of_a_visit(event: AdtEvent) -> bool:
    """Say whether a message is about a visit that can be told from others."""
    return event.trigger in _OF_A_VISIT and event.visit.number is not None


def attendance_id(feed: str, visit: str) -> UUID:
    """Return our id of a feed's visit: always the same, so that two messages never make two visits."""
    return uuid5(_VISITS, f"{feed}|{visit}")


def gather(facts: Facts, event: AdtEvent, person_id: UUID, stamp: str) -> Facts:
    """Return the facts of a visit with one message joined to them.

    Args:
        facts: What was known; left as it is.
        event: The message.
        person_id: Whose visit the message says it is.
        stamp: When it was true, as text that sorts in the order of time.
    """
    known: Facts = json.loads(json.dumps(facts))
    later(known, "person", stamp, str(person_id))
    occurred = event.envelope.occurred_at.isoformat()
    known["first"] = min(known.get("first", occurred), occurred)
    if _is_emergency(event):
        known["emergency"] = True
    mark = _mark(event)
    if mark:
        known[mark] = max(known.get(mark, ""), stamp)
    _gather_fields(known, event.visit, stamp)
    return known


def _is_emergency(event: AdtEvent) -> bool:
    """Say whether a message makes the visit one to A&E; a registration that does not say counts as one."""
    told = event.visit.patient_class
    if isinstance(told, Given):
        return told.value is PatientClass.EMERGENCY
    return event.trigger is Trigger.REGISTER


_MARKS = {
    Trigger.REGISTER: "opened",
    Trigger.ADMIT: "opened",
    Trigger.TO_INPATIENT: "admitted",
    Trigger.TO_OUTPATIENT: "not_admitted",
    Trigger.DISCHARGE: "departed",
    Trigger.CANCEL_DISCHARGE: "returned",
    Trigger.CANCEL_ADMIT: "cancelled",
}
_MARKS_OF_AN_INPATIENT = {Trigger.ADMIT: "admitted", Trigger.CANCEL_ADMIT: "not_admitted"}


def _mark(event: AdtEvent) -> str:
    """Return which moment of the visit a message tells of; empty for none."""
    mark = _MARKS.get(event.trigger, "")
    if event.visit.patient_class == Given(PatientClass.INPATIENT):
        return _MARKS_OF_AN_INPATIENT.get(event.trigger, mark)
    return mark


def _gather_fields(known: Facts, visit: VisitUpdate, stamp: str) -> None:
    place = visit.place
    fields = (
        ("location", Given(place.value.shown()) if isinstance(place, Given) else place),
        ("site", Given(place.value.site) if isinstance(place, Given) and place.value.site else ABSENT),
        ("complaint", visit.complaint),
        ("arrival_mode", visit.arrival_mode),
        ("clinician", visit.clinician),
        ("arrived_at", _moment(visit.arrived_at)),
        ("departed_at", _moment(visit.departed_at)),
        ("disposition", _code(visit.disposition)),
    )
    for field, told in fields:
        if told is not ABSENT:
            later(known, field, stamp, told.value if isinstance(told, Given) else "")


def _moment(told: Told[datetime]) -> Told[str]:
    return Given(told.value.isoformat()) if isinstance(told, Given) else told


def _code(told: Told[Disposition]) -> Told[str]:
    return Given(told.value.value) if isinstance(told, Given) else told


def state_of(facts: Facts) -> AttendanceState:
    """Return where a visit stands, from the newest moment of each kind of event.

    An admission taken back leaves the child in A&E: only where nobody was ever admitted does
    a cancellation mean that there was no visit. In doubt the child stays on the board.
    """
    opened, admitted = facts.get("opened", ""), facts.get("admitted", "")
    cancelled, departed = facts.get("cancelled", ""), facts.get("departed", "")
    if cancelled > opened and not admitted:
        return AttendanceState.CANCELLED
    if departed > max(facts.get("returned", ""), opened, admitted):
        return AttendanceState.DEPARTED
    undone = max(facts.get("not_admitted", ""), cancelled)
    return AttendanceState.ADMITTED if admitted > undone else AttendanceState.HERE


def unfold(facts: Facts, held: Attendance, person_id: UUID) -> Attendance:
    """Return a visit as the facts have it; what people here recorded of it stays.

    Args:
        facts: What feeds have said.
        held: The visit as it is held now, or as it is first made.
        person_id: Whose it is: the surviving record.
    """
    state = state_of(facts)
    departed = state is AttendanceState.DEPARTED
    return replace(
        held,
        person_id=person_id,
        arrived_at=datetime.fromisoformat(_word(facts, "arrived_at") or facts["first"]),
        complaint=_word(facts, "complaint"),
        location=_word(facts, "location"),
        site=_word(facts, "site"),
        arrival_mode=_word(facts, "arrival_mode"),
        seen_by=_word(facts, "clinician"),
        state=state,
        disposition=Disposition(_word(facts, "disposition") or Disposition.NOT_KNOWN.value),
        departed_at=_departed_at(facts) if departed else None,
    )


def _word(facts: Facts, field: str) -> str:
    return str(facts[field][1]) if field in facts else ""


def _departed_at(facts: Facts) -> datetime:
    """Return when the child left: as told, else the moment of the message that said so."""
    return datetime.fromisoformat(_word(facts, "departed_at") or facts["departed"].partition("|")[0])
