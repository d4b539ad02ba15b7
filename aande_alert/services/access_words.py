"""Audit events in the words of somebody who asks who has looked at a record."""

from __future__ import annotations

from aande_alert.security.audit import AuditEvent

_WORDS = {
    AuditEvent.ACCOUNT_ADDED: "Wrote down an account",
    AuditEvent.ACCOUNT_AMENDED: "Amended an account, with a reason",
    AuditEvent.ALERT_ACKNOWLEDGED: "Read and understood the alert",
    AuditEvent.ALERT_DISPUTED: "Said the alert is for another child",
    AuditEvent.ALERT_RAISED: "An alert was raised",
    AuditEvent.ALERT_SETTLED: "Settled a disputed alert",
    AuditEvent.ALERT_SEEN: "Opened the alert card",
    AuditEvent.ANSWER_GIVEN: "Answered a question",
    AuditEvent.ARRIVAL_ADDED: "Booked an arrival by hand",
    AuditEvent.ASSESSMENT_READ: "Opened the assessment",
    AuditEvent.BIRTH_FACTS_RECORDED: "Recorded gestation and birth centile",
    AuditEvent.CHECK_MADE: "The lists were looked at",
    AuditEvent.COMPARISON_READ: "Compared with a register entry",
    AuditEvent.CONSENT_RECORDED: "Recorded consent for photographs",
    AuditEvent.CONTACT_ADDED: "Added a contact with another service",
    AuditEvent.DIFFERENCE_DECIDED: "Decided a difference between accounts",
    AuditEvent.ENTERED_IN_ERROR: "Marked an entry as made in error",
    AuditEvent.GROWTH_MEASURED: "Recorded a weight, length or head measurement",
    AuditEvent.GROWTH_READ: "Opened the growth chart",
    AuditEvent.HISTORY_READ: "Read this access history",
    AuditEvent.INJURY_ADDED: "Recorded an injury",
    AuditEvent.INJURY_AMENDED: "Amended an injury, with a reason",
    AuditEvent.LINK_ADDED: "Linked a person to the family",
    AuditEvent.LINK_ENDED: "Ended a link to the family",
    AuditEvent.MATCH_DECIDED: "Decided a possible match",
    AuditEvent.MERGE_MADE: "Records were merged",
    AuditEvent.MERGE_UNDONE: "A merge was undone",
    AuditEvent.PERSON_ADDED: "The record was made",
    AuditEvent.PERSON_CHANGED: "Name, number or address changed",
    AuditEvent.PHOTOGRAPH_ADDED: "Added a photograph",
    AuditEvent.PHOTOGRAPH_EXPORTED: "Exported a photograph",
    AuditEvent.PHOTOGRAPH_PRINTED: "Printed a photograph in a referral",
    AuditEvent.PHOTOGRAPH_SEEN: "Uncovered a photograph",
    AuditEvent.RECORD_OPENED: "Opened the record",
    AuditEvent.REFERRAL_ADDRESSED: "Addressed a draft referral to another council",
    AuditEvent.REFERRAL_CLOSED: "Closed a referral",
    AuditEvent.REFERRAL_DECIDED: "Recorded a decision on a referral",
    AuditEvent.REFERRAL_DRAFTED: "Began a referral",
    AuditEvent.REFERRAL_EXPORTED: "Saved a copy of a referral outside the program",
    AuditEvent.REFERRAL_PRINTED: "Printed a referral",
    AuditEvent.REFERRAL_READ: "Read a referral",
    AuditEvent.REFERRAL_RECEIVED: "Recorded that a referral was received",
    AuditEvent.REFERRAL_SENT: "Recorded that a referral was sent",
    AuditEvent.REFERRAL_SIGNED: "Signed a referral",
    AuditEvent.REFERRAL_TELEPHONED: "Recorded a telephone call to the council",
    AuditEvent.REFUSED: "Tried something their role does not allow",
    AuditEvent.REGION_LOOKED: "Recorded that a region was looked at",
    AuditEvent.REVIEW_ADDED: "Reviewed the attendance",
    AuditEvent.TIMELINE_READ: "Opened the timeline",
}


def words_of(event: AuditEvent) -> str:
    """Return an event in plain words; one without words of its own says its code."""
    return _WORDS.get(event, event.value)
