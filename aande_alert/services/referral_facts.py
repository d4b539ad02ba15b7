"""What of a referral is there: counts and states for the readiness list, read from one assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.domain.answers import Given
from aande_alert.domain.injuries import Looked
from aande_alert.domain.photographs import ConsentBasis
from aande_alert.rules.readiness import Have, ReferralFacts, RegionNotLooked, have

if TYPE_CHECKING:
    from aande_alert.domain.assessment import Assessment
    from aande_alert.domain.people import Person, Relation
    from aande_alert.domain.regions import BodyRegions

_SPOKEN = {"alone": "Heard alone", "with_adult": "With an adult there", "too_young": "Too young: observed"}


def facts_of(assessment: Assessment, relations: tuple[Relation, ...], regions: BodyRegions) -> ReferralFacts:
    """Return the facts the readiness rule asks for."""
    consent = assessment.consent.body if assessment.consent else None
    refused = consent is not None and consent.basis is ConsentBasis.REFUSED
    return ReferralFacts(
        who=_who(assessment.person),
        answers={question: have(entry.body) for question, entry in assessment.answers.items()},
        accounts=len(assessment.accounts),
        marks=len(assessment.injuries),
        not_looked=rows_not_seen(assessment, regions),
        photographs=len(assessment.photographs),
        photographs_reason=refused,
        consent=Have.MISSING if consent is None else Have.REASON if refused else Have.GIVEN,
        child_said=_child_said(assessment),
        people=len(relations),
    )


def _who(person: Person) -> tuple[tuple[str, bool], ...]:
    return (
        ("Name", person.name.family.casefold() != "unknown"),
        ("Born", person.birth.on is not None),
        ("Gender", person.sex.value != "Not known"),
        ("NHS number", person.nhs is not None),
        ("Address", person.address is not None),
        ("Phone", bool(person.phones)),
        ("Mother", bool(person.mother_name or person.mother_id)),
        ("GP practice", bool(person.gp_practice)),
        ("School", bool(person.school)),
    )


def rows_not_seen(assessment: Assessment, regions: BodyRegions) -> tuple[RegionNotLooked, ...]:
    """Return every row of the body map that nobody has looked at, all of it.

    A row counts as looked at when it or every region in it carries a mark or "no injury seen": a mark on a
    shoulder blade says nothing of the spine.
    """
    marked = {entry.body.region for entry in assessment.injuries}
    seen = {name for name, entry in assessment.looks.items() if entry.body.looked is Looked.NO_INJURY_SEEN}
    reasons = {
        name: entry.body.why
        for name, entry in assessment.looks.items()
        if entry.body.looked is Looked.NOT_LOOKED_AT
    }
    found = []
    for row in regions.rows:
        inside = set(row.regions)
        if row.id in seen or inside <= seen | marked:
            continue
        why = reasons.get(row.id) or next((reasons[one] for one in row.regions if reasons.get(one)), "")
        found.append(RegionNotLooked(row.id, row.words, why))
    return tuple(found)


def _child_said(assessment: Assessment) -> str:
    entry = assessment.answers.get("child.spoken_to")
    if entry is None or not isinstance(entry.body.answer, Given):
        return ""
    return _SPOKEN.get(str(entry.body.answer.value), "")
