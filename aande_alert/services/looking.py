"""Finding a person on the lists: candidates by number and by keys, compared, and what the rules decide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from aande_alert.domain.identity import BIRTH_NOT_GIVEN
from aande_alert.domain.plans import Agreement, MatchDecision, PlanKind
from aande_alert.domain.wording import local
from aande_alert.rules.alerts import Found
from aande_alert.rules.matching import (
    NOTHING_COUNTED,
    Compared,
    MatchIdentity,
    Possible,
    Same,
    SharedNumber,
    measure,
)
from aande_alert.rules.matching_keys import listed_query_keys
from aande_alert.rules.matching_lists import answer_among, of_this_pregnancy
from aande_alert.rules.matching_names import mother_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from aande_alert.domain.people import Person
    from aande_alert.domain.plans import RegisterEntry
    from aande_alert.persistence.store import Transaction
    from aande_alert.rules.content import Content
    from aande_alert.rules.matching import Weights
    from aande_alert.rules.matching_lists import Answer


@dataclass(frozen=True, slots=True)
class Looked:
    """One look: the answer, and each listed person that was close enough to compare.

    Attributes:
        found: What the lists hold.
        compared: Each entry compared with the person, best record of theirs.
        entries: The entries compared.
    """

    found: Found
    compared: Mapping[UUID, Compared]
    entries: Mapping[UUID, RegisterEntry]


def look_for(tx: Transaction, person: Person, content: Content) -> Looked:
    """Look for one person on every list, under every record merged into theirs, and for their mother.

    Args:
        tx: The transaction the look is part of.
        person: The surviving record.
        content: Weights and limits.
    """
    records = records_of(tx, person)
    decisions = decisions_on(tx, person.id)
    looks = [_look(tx, record, content) for record in records]
    looks.append(_worth_asking(_look_for_mother(tx, person, content), looks, decisions, local(tx.now).date()))
    matched, possible = _joined(looks)
    entries = {entry_id: entry for look in looks for entry_id, entry in look.entries.items()}
    entries |= tx.registers.many([entry_id for entry_id in decisions if entry_id not in entries])
    matched |= _said(decisions, entries, MatchDecision.SAME)
    possible |= _said(decisions, entries, MatchDecision.NOT_SAME)
    settled = _said(decisions, entries, MatchDecision.SETTLED)
    found = Found(
        matched=tuple(entry for entry in matched.values() if entry.id not in settled),
        possible=tuple(
            entry for entry in possible.values() if entry.id not in settled and entry.id not in matched
        ),
        decisions=decisions,
        could_look=any(could_be_looked_for(record) for record in records),
        shared_number=any(look.found.shared_number for look in looks),
    )
    compared = {entry_id: seen for look in reversed(looks) for entry_id, seen in look.compared.items()}
    return Looked(found, compared, entries)


def records_of(tx: Transaction, person: Person) -> tuple[Person, ...]:
    """Return a person's surviving record and every record merged into it."""
    others = [record for record in tx.people.records_of(person.id) if record != person.id]
    return (person, *tx.people.many(others).values()) if others else (person,)


def decisions_on(tx: Transaction, person_id: UUID) -> dict[UUID, MatchDecision]:
    """Return what people last said of each entry, under any of a person's records."""
    return {record.entry_id: record.decision for record in reversed(tx.checks.decisions_of(person_id))}


def could_be_looked_for(person: Person) -> bool:
    """Say whether there is enough to look for somebody by; of an unknown identity only a number is."""
    if person.identity_unknown:
        return person.nhs is not None
    return MatchIdentity.from_person(person).can_be_looked_for


def person_of(tx: Transaction, entry: RegisterEntry, weights: Weights) -> UUID | None:
    """Return the one record here whose number and birth are the entry's and whose first name may be.

    A number alone never links: it may be a brother's or sister's. What is not linked is still found, by
    name and birth, when the child arrives.
    """
    if entry.nhs is None:
        return None
    listed = MatchIdentity.from_entry(entry)
    agreeing = {
        tx.people.surviving(person.id)
        for person in tx.people.by_nhs(entry.nhs)
        if _agrees(MatchIdentity.from_person(person), listed, weights)
    }
    return agreeing.pop() if len(agreeing) == 1 else None


def _agrees(person: MatchIdentity, listed: MatchIdentity, weights: Weights) -> bool:
    seen = measure(person, listed, NOTHING_COUNTED, weights)
    return seen.birth.agreement is Agreement.SAME and seen.given.agreement is not Agreement.DIFFERS


def _said(
    decisions: Mapping[UUID, MatchDecision], entries: Mapping[UUID, RegisterEntry], what: MatchDecision
) -> dict[UUID, RegisterEntry]:
    """Return the entries of which a person last said this, though the lists may no longer look alike."""
    return {
        entry_id: entries[entry_id]
        for entry_id, said in decisions.items()
        if said is what and entry_id in entries
    }


def _look(tx: Transaction, person: Person, content: Content) -> Looked:
    identity = MatchIdentity.from_person(person)
    entries = {entry.id: entry for entry in tx.registers.of_person(person.id)}
    if person.nhs is not None:
        entries |= {entry.id: entry for entry in tx.registers.by_nhs(person.nhs.number)}
    if not person.identity_unknown:
        entries |= _candidates(tx, identity, entries)
    return _weighed(tx, identity, entries, content)


def _candidates(
    tx: Transaction, identity: MatchIdentity, known: Mapping[UUID, RegisterEntry]
) -> dict[UUID, RegisterEntry]:
    found = tx.registers.candidates(listed_query_keys(identity))
    return tx.registers.many([entry_id for entry_id in found if entry_id not in known])


def _weighed(
    tx: Transaction, identity: MatchIdentity, entries: Mapping[UUID, RegisterEntry], content: Content
) -> Looked:
    """Compare somebody with each listed person, and let the rules decide."""
    if not entries:
        return Looked(Found(), {}, {})
    listed = {entry.id: MatchIdentity.from_entry(entry) for entry in entries.values()}
    answer = answer_among(identity, listed, tx.people.rarity(), content.matching)
    match answer.decision:
        case Same(candidate=best):
            found = Found(matched=_entries(entries, answer, (best,)))
        case Possible(candidates=close):
            found = Found(possible=_entries(entries, answer, close))
        case SharedNumber(holders=holders, candidates=close):
            found = Found(possible=_entries(entries, answer, (*holders, *close)), shared_number=True)
        case _:
            found = Found()
    return Looked(found, answer.compared, entries)


def _entries(
    entries: Mapping[UUID, RegisterEntry], answer: Answer, chosen: Iterable[UUID]
) -> tuple[RegisterEntry, ...]:
    return tuple(entries[entry_id] for entry_id in answer.entries_of(chosen))


def _look_for_mother(tx: Transaction, person: Person, content: Content) -> Looked:
    """Look for the mother of a baby among the mothers of unborn plans.

    The mother's own record decides as any record does. Where there is only her name, told at the
    desk, a person decides.
    """
    if person.mother_id is not None:
        mother = tx.people.get(tx.people.surviving(person.mother_id))
        return _of_this_pregnancy(_look(tx, mother, content), person, sure=True)
    names = mother_names(person.mother_name)
    if not names:
        return Looked(Found(), {}, {})
    told = MatchIdentity(names=names, birth=BIRTH_NOT_GIVEN, addresses=person.addresses, phones=person.phones)
    entries = {
        entry.id: entry for entry in _candidates(tx, told, {}).values() if entry.kind is PlanKind.UNBORN
    }
    return _of_this_pregnancy(_weighed(tx, told, entries, content), person, sure=False)


def _worth_asking(
    mother: Looked, own: Iterable[Looked], decisions: Mapping[UUID, MatchDecision], today: date
) -> Looked:
    """Ask about no unborn plan that ended while the child's own entry is there, which says as much or more.

    The question comes back where somebody says that the entry is another child's. What the mother's own
    record is sure of stands as it did.
    """
    rejected = {MatchDecision.NOT_SAME, MatchDecision.SETTLED}
    lasting = [
        entry.ends or date.max
        for look in own
        if not look.found.shared_number
        for entry in (*look.found.matched, *look.found.possible)
        if entry.kind is not PlanKind.UNBORN and not entry.voided and decisions.get(entry.id) not in rejected
    ]
    until = min(max(lasting, default=date.min), today - timedelta(days=1))
    asked = tuple(entry for entry in mother.found.possible if entry.ends is None or entry.ends > until)
    return replace(mother, found=replace(mother.found, possible=asked))


def _of_this_pregnancy(look: Looked, child: Person, *, sure: bool) -> Looked:
    """Keep the unborn plans that can be about this child."""
    kept = {
        entry.id: entry
        for entry in look.entries.values()
        if entry.kind is PlanKind.UNBORN and may_be_about(entry, child)
    }
    matched = tuple(entry for entry in look.found.matched if entry.id in kept)
    possible = tuple(entry for entry in look.found.possible if entry.id in kept)
    found = Found(matched, possible) if sure else Found(possible=(*matched, *possible))
    return Looked(found, {entry_id: look.compared[entry_id] for entry_id in kept}, kept)


def may_be_about(entry: RegisterEntry, child: Person) -> bool:
    """Say whether an unborn plan can be about this child; an unknown birth always can."""
    return of_this_pregnancy(entry.expected_on, entry.starts, child.birth.on)


def _joined(looks: Iterable[Looked]) -> tuple[dict[UUID, RegisterEntry], dict[UUID, RegisterEntry]]:
    matched: dict[UUID, RegisterEntry] = {}
    possible: dict[UUID, RegisterEntry] = {}
    for look in looks:
        matched |= {entry.id: entry for entry in look.found.matched}
        possible |= {entry.id: entry for entry in look.found.possible}
    return matched, possible
