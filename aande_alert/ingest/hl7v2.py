"""An HL7 v2 message read: bytes in, an `AdtEvent` or the reason there is none out; never an exception.

Source: ITK HL7 v2 message specifications 1.0.15, and what English feeds send in its place.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from aande_alert.domain.answers import Given
from aande_alert.domain.messages import (
    AdtEvent,
    Envelope,
    FeedRules,
    Identifiers,
    Merge,
    PersonUpdate,
    Quarantined,
    QuarantineReason,
    Silence,
    TimeSource,
    Trigger,
    VisitUpdate,
)
from aande_alert.domain.wording import local
from aande_alert.ingest.hl7v2_codes import KNOWN_EVENTS, TRIGGERS
from aande_alert.ingest.hl7v2_fields import moment, said, text
from aande_alert.ingest.hl7v2_people import identifiers, read_adults, read_person
from aande_alert.ingest.hl7v2_text import Message, read_message
from aande_alert.ingest.hl7v2_visit import read_visit

_TAKES_ANY_CLOCK: Final = timedelta(days=1)
_LONG_TEXT: Final = 80
USUAL_RULES: Final = FeedRules()

_WORDS: Final = {
    QuarantineReason.NOT_ADT: (
        "The message is not about an arrival or a person (it is not ADT).",
        "Ask the integration team to send ADT messages only to this port.",
    ),
    QuarantineReason.UNKNOWN_EVENT: (
        "The message has no event that HL7 knows, so nobody can say what happened.",
        "Look at it with the sending system and enter the arrival by hand where there was one.",
    ),
    QuarantineReason.WRONG_VERSION: (
        "The message is not HL7 version 2.",
        "Ask the integration team to send HL7 version 2.",
    ),
    QuarantineReason.TEST_MESSAGE: (
        "The message is marked as training or testing, and this feed takes live messages only.",
        "Ask the integration team which system sent it; enter the arrival by hand where it is a real child.",
    ),
    QuarantineReason.NO_PATIENT: (
        "The message has no patient segment (PID).",
        "Look at it with the sending system and enter the arrival by hand where there was one.",
    ),
    QuarantineReason.NOBODY_NAMED: (
        "The message gives no number, no name and no visit, so nobody can say whom it is about.",
        "Look at it with the sending system and enter the arrival by hand where there was one.",
    ),
    QuarantineReason.MERGE_INCOMPLETE: (
        "The message says that two records are one, and does not give a usable number for both.",
        "Find both records with the records department and merge them by hand.",
    ),
}


def read_adt(body: bytes, received_at: datetime, rules: FeedRules = USUAL_RULES) -> AdtEvent | Quarantined:
    """Read one ADT message.

    Args:
        body: The message, without MLLP framing.
        received_at: When it came, UTC; orders a message that carries no time it can be ordered by.
        rules: How this feed is read.
    """
    message = read_message(body)
    if isinstance(message, Quarantined):
        return message
    reason = refused_by_header(message, rules)
    if reason is not None:
        return quarantined(message, reason)
    pid = message.segment("PID")
    if not message.has("PID"):
        return quarantined(message, QuarantineReason.NO_PATIENT)
    trigger = TRIGGERS.get(event_code(message), Trigger.STORED_ONLY)
    today = local(received_at).date()
    person = read_person(message, pid, today)
    visit = read_visit(message)
    merges = _merges(message, trigger)
    reason = _nobody_to_apply_to(trigger, person, visit, merges)
    if reason is not None:
        return quarantined(message, reason)
    adults = read_adults(message, today)
    envelope = _envelope(message, received_at)
    told = message.has("NK1")
    return AdtEvent(trigger, envelope, person, visit, adults, told, merges, tuple(message.remarks))


def event_code(message: Message) -> str:
    """Return the trigger event, from MSH-9 or, where that has none, EVN-1."""
    msh = message.segment("MSH")
    return (said(text(msh, 9, part=1)) or said(text(message.segment("EVN"), 1))).upper()


def refused_by_header(message: Message, rules: FeedRules) -> QuarantineReason | None:
    """Return why a message is not one for this feed, by its header alone."""
    msh = message.segment("MSH")
    if said(text(msh, 9)).upper() != "ADT":
        return QuarantineReason.NOT_ADT
    event = event_code(message)
    if not event or (event not in KNOWN_EVENTS and not rules.unknown_events):
        return QuarantineReason.UNKNOWN_EVENT
    version = said(text(msh, 12))
    if version and not version.startswith("2"):
        return QuarantineReason.WRONG_VERSION
    processing = said(text(msh, 11)).upper()
    if processing and processing not in rules.processing_ids:
        return QuarantineReason.TEST_MESSAGE
    return None


def quarantined(message: Message, reason: QuarantineReason) -> Quarantined:
    """Return why a readable message is not applied, with what it is called."""
    words, do = _WORDS[reason]
    control_id = said(text(message.segment("MSH"), 10))[:_LONG_TEXT]
    return Quarantined(reason, words, do, control_id, event_code(message)[:_LONG_TEXT])


def _nobody_to_apply_to(
    trigger: Trigger, person: PersonUpdate, visit: VisitUpdate, merges: tuple[Merge, ...]
) -> QuarantineReason | None:
    if trigger in {Trigger.MERGE, Trigger.CHANGE_NUMBER}:
        whole = bool(merges) and all(merge.survivor and merge.loser for merge in merges)
        return None if whole else QuarantineReason.MERGE_INCOMPLETE
    if person.identifiers or visit.number is not None or isinstance(person.names, Given):
        return None
    return QuarantineReason.NOBODY_NAMED


def _merges(message: Message, trigger: Trigger) -> tuple[Merge, ...]:
    """Return each pair of records a merge names: the PID before an MRG survives it."""
    if trigger not in {Trigger.MERGE, Trigger.CHANGE_NUMBER, Trigger.MOVE_VISIT}:
        return ()
    survivor = Identifiers()
    pairs: list[Merge] = []
    for segment in message.in_order("PID", "MRG"):
        if segment.name == "PID":
            survivor = identifiers(segment, 3)
        else:
            pairs.append(Merge(survivor, identifiers(segment, 1)))
    return tuple(pairs)


def _envelope(message: Message, received_at: datetime) -> Envelope:
    msh = message.segment("MSH")
    evn = message.segment("EVN")
    recorded = moment(evn, 2, "The time it was recorded")
    occurred_at, ordered_by = received_at, TimeSource.RECEIVED
    candidates = (
        (moment(evn, 6, "The time it happened"), TimeSource.EVENT),
        (recorded, TimeSource.RECORDED),
        (moment(msh, 7, "The time it was sent"), TimeSource.SENT),
    )
    for told, source in candidates:
        if isinstance(told, Silence):
            continue
        if told.value <= received_at + _TAKES_ANY_CLOCK:
            occurred_at, ordered_by = told.value, source
            break
        message.remark(
            source.value, "", "The time is more than a day ahead; it was not used to order events."
        )
    else:
        message.remark(
            "EVN-6", "", "The message has no time it can be ordered by; the time it came was used."
        )
    return Envelope(
        control_id=said(text(msh, 10)),
        application=said(text(msh, 3)),
        organisation=said(text(msh, 4)),
        event=event_code(message),
        occurred_at=occurred_at,
        ordered_by=ordered_by,
        recorded_at=recorded.value if isinstance(recorded, Given) else None,
        reason=said(text(evn, 4)),
        sequence=said(text(msh, 13)),
    )
