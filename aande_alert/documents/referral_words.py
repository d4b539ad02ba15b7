"""Every text of a referral that somebody wrote and that must stand on its pages, and where to look for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.domain.answers import Given
from aande_alert.domain.injuries import Looked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aande_alert.domain.accounts import Account
    from aande_alert.domain.people import Relation
    from aande_alert.domain.referral import ReferralDocument, Statement


def printed(document: ReferralDocument) -> Iterator[tuple[str, str]]:
    """Yield `(where, text)` for everything printed that is not this program's own wording."""
    for part in (_heads, _page_one, _accounts, _injuries, _sections, _people, _timeline, _photographs):
        yield from ((where, text) for where, text in part(document) if text)


def _heads(document: ReferralDocument) -> Iterator[tuple[str, str]]:
    child = document.child
    yield "The child's name", child.name.shown()
    yield "The reference", document.reference
    yield "The council", document.council
    yield "The council's team", document.team
    yield "The telephone call", document.telephoned
    yield "The urgency", document.urgency
    yield "The legal basis", document.basis
    yield "The person who signs", document.author
    yield "The post of the person who signs", document.author_post
    yield "The hospital", document.hospital
    yield "The hospital's telephone", document.hospital_phone
    yield "What this replaces", document.supersedes
    yield "The record checkpoint", document.checkpoint
    for label, value in document.identity:
        yield f"{label} on page one", label
        yield f"{label} on page one", value


def _page_one(document: ReferralDocument) -> Iterator[tuple[str, str]]:
    for where, statements in (
        ("What we are worried about", document.worried),
        ("Why now", document.why_now),
        ("Safety now", document.safety),
    ):
        for statement in statements:
            yield where, statement.words
            yield where, statement.label
    for wish in document.wanted:
        yield "What we want", wish
    for line in document.plans:
        for text in (line.child, line.status, line.since_or_ended, line.council, line.source):
            yield f"Plan status of {line.child}", text
    for fact in document.facts:
        yield from _statement("A fact on page one", fact)
    for gap in document.missing:
        yield "What is missing", gap


def _statement(where: str, statement: Statement) -> Iterator[tuple[str, str]]:
    known = statement.provenance
    for text in (statement.words, statement.label, known.who, known.to):
        yield where, text


def _accounts(document: ReferralDocument) -> Iterator[tuple[str, str]]:
    for entry in document.accounts:
        where = f"The account of {entry.body.speaker}"
        yield from ((where, text) for text in _account(entry.body))
        yield (
            f"Why {where[:1].lower()}{where[1:]} was amended",
            entry.head.reason if entry.head.version > 1 else "",
        )
        yield where, entry.head.by
    for difference in document.differences:
        yield "A difference between accounts", difference.words
        yield "Why it is not a difference", difference.reason if difference.is_difference is False else ""
    for statement in document.only_reported:
        yield "What only adults told", statement.words
        yield "Who told it", statement.provenance.who


def _account(account: Account) -> tuple[str, ...]:
    answers = (
        account.mechanism,
        account.happened,
        account.place,
        account.who_was_there,
        account.witnesses,
        account.first_told,
        account.delay_reason,
    )
    own = (
        account.speaker,
        account.relation[1:],  # its first letter is set small
        account.listener,
        account.words,
        account.question,
        account.present,
        account.interpreter,
    )
    return (*own, *(answer.value for answer in answers if isinstance(answer, Given)))


def _injuries(document: ReferralDocument) -> Iterator[tuple[str, str]]:
    for entry in document.injuries:
        injury = entry.body
        where = f"Injury {injury.number}"
        for text in (
            injury.description(),
            injury.note,
            injury.seen_by,
            document.region_words.get(injury.region, ""),
        ):
            yield where, text
        yield f"Why injury {injury.number} was amended", entry.head.reason if entry.head.version > 1 else ""
    for look in document.looks:
        yield (
            "Why a part of the body was not looked at",
            look.why if look.looked is Looked.NOT_LOOKED_AT else "",
        )


def _sections(document: ReferralDocument) -> Iterator[tuple[str, str]]:
    for section in document.sections:
        yield "A section's title", section.title
        for statement in section.statements:
            yield from _statement(section.title, statement)


def _people(document: ReferralDocument) -> Iterator[tuple[str, str]]:
    for relation in document.family:
        yield from (("The family table", text) for text in _relation(relation))
    for row in document.network:
        for text in row:
            yield "The people who work with the family", text


def _relation(relation: Relation) -> tuple[str, ...]:
    who = relation.provenance.who if relation.provenance else ""
    return (relation.person.name.shown(), relation.words, who)


def _timeline(document: ReferralDocument) -> Iterator[tuple[str, str]]:
    if document.timeline is None:
        return
    where = "The timeline"
    yield where, document.timeline.coverage.covered
    yield where, document.timeline.coverage.not_covered
    for track in document.timeline.tracks:
        yield where, track.name
        for lane in track.lanes:
            for event in lane.events:
                yield from ((where, text) for text in (event.words, *(words for _, words in event.details)))
            for band in lane.bands:
                yield where, band.words


def _photographs(document: ReferralDocument) -> Iterator[tuple[str, str]]:
    consent = document.consent.body if document.consent else None
    if consent is not None:
        for text in (consent.by, consent.responsibility.lower(), consent.how.lower(), consent.to):
            yield "The consent to photographs", text
    for photo in document.photographs:
        record = photo.entry.body
        where = f"The caption of photograph {record.number}"
        yield where, (photo.caption or record.caption).rstrip(".")
        yield where, photo.interval[1:]
        yield f"Who took photograph {record.number}", record.taken_by
        yield f"The fingerprint of photograph {record.number}", record.sha256
