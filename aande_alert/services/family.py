"""Who belongs to whom, read from the links: words are derived here, never typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aande_alert.domain.identity import Sex
from aande_alert.domain.people import LinkKind, Person, Relation

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.domain.people import Link
    from aande_alert.persistence.store import Transaction

# What the other person is to the subject, as (female, male, either), by the link's kind: first when
# the other person holds the link towards the subject, then when the subject holds it.
_TOWARDS = {
    LinkKind.PARENT: ("Mother", "Father", "Parent"),
    LinkKind.STEP_PARENT: ("Stepmother", "Stepfather", "Step-parent"),
    LinkKind.FOSTER_CARER: ("Foster carer", "Foster carer", "Foster carer"),
    LinkKind.GRANDPARENT: ("Grandmother", "Grandfather", "Grandparent"),
    LinkKind.CARER: ("Carer", "Carer", "Carer"),
    LinkKind.SOCIAL_WORKER: ("Social worker", "Social worker", "Social worker"),
    LinkKind.RELATIVE: ("Relative", "Relative", "Relative"),
}
_AWAY = {
    LinkKind.PARENT: ("Daughter", "Son", "Child"),
    LinkKind.STEP_PARENT: ("Stepdaughter", "Stepson", "Stepchild"),
    LinkKind.FOSTER_CARER: ("Foster child", "Foster child", "Foster child"),
    LinkKind.GRANDPARENT: ("Granddaughter", "Grandson", "Grandchild"),
    LinkKind.CARER: ("Cared for", "Cared for", "Cared for"),
    LinkKind.SOCIAL_WORKER: ("Allocated child", "Allocated child", "Allocated child"),
    LinkKind.RELATIVE: ("Relative", "Relative", "Relative"),
}
_BOTH_WAYS = {
    LinkKind.SIBLING: ("Sister", "Brother", "Brother or sister"),
    LinkKind.HALF_SIBLING: ("Half-sister", "Half-brother", "Half-sibling"),
    LinkKind.STEP_SIBLING: ("Stepsister", "Stepbrother", "Step-sibling"),
    LinkKind.TWIN: ("Twin sister", "Twin brother", "Twin"),
    LinkKind.PARTNER: ("Partner", "Partner", "Partner"),
    LinkKind.EX_PARTNER: ("Former partner", "Former partner", "Former partner"),
}
_SIBLINGS = frozenset({LinkKind.SIBLING, LinkKind.HALF_SIBLING, LinkKind.STEP_SIBLING, LinkKind.TWIN})
_PARENTS = frozenset({LinkKind.PARENT, LinkKind.STEP_PARENT, LinkKind.FOSTER_CARER})
_RESPONSIBLE = "Parental responsibility"


def relations_of(tx: Transaction, subject: UUID) -> tuple[Relation, ...]:
    """Read everybody linked to somebody, nearest kin first, with a parent's partner and other children.

    Links that have ended are left out, but for former partners, who may still see the children.
    """
    links = [link for link in tx.people.links_of(subject) if _runs(link) and link.person != link.other]
    kin: dict[UUID, Link] = {}
    lives: set[UUID] = set()
    responsible: set[UUID] = set()
    for link in links:
        other = link.other if link.person == subject else link.person
        if link.kind is LinkKind.LIVES_WITH:
            lives.add(other)
        elif link.kind is LinkKind.PARENTAL_RESPONSIBILITY:
            responsible |= {link.person} - {subject}
        else:
            kin.setdefault(other, link)
    further = _through_parents(tx, subject, kin)
    people = tx.people.many([*kin, *further, *lives, *responsible])
    found = [
        _relation(people[other], _words(link, subject, people[other].sex), lives, responsible, link)
        for other, link in kin.items()
    ]
    for other, (words, link) in further.items():
        through = link.other if link.person == other else link.person
        one = _relation(people[other], words(people[other].sex), lives, responsible, link)
        found.append(replace(one, through=through))
    known = {relation.person.id for relation in found}
    found += [
        _relation(people[other], "Lives here" if other in lives else _RESPONSIBLE, lives, responsible, None)
        for other in (lives | responsible) - known
    ]
    return tuple(sorted(found, key=_nearness))


def _nearness(relation: Relation) -> tuple[int, str]:
    return _NEAREST.get(relation.words, len(_NEAREST)), relation.person.name.shown()


def children_of_family(relations: tuple[Relation, ...]) -> tuple[Relation, ...]:
    """Keep the brothers, sisters and other children linked through a parent or a parent's partner."""
    return tuple(relation for relation in relations if relation.words in _CHILD_WORDS)


class _TheirChild:
    """A child of a parent or of the parent's partner, in words that fit the sex."""

    def __init__(self, female: str, male: str, either: str) -> None:
        self._words = (female, male, either)

    def __call__(self, sex: Sex) -> str:
        return _by_sex(self._words, sex)


def _through_parents(
    tx: Transaction, subject: UUID, kin: dict[UUID, Link]
) -> dict[UUID, tuple[_TheirChild, Link]]:
    """Find who is linked only through a parent: the other children, and the parent's partner's."""
    found: dict[UUID, tuple[_TheirChild, Link]] = {}
    parents = [other for other, link in kin.items() if link.kind in _PARENTS and link.other == subject]
    sexes = {parent: person.sex for parent, person in tx.people.many(parents).items()}
    for parent in parents:
        partner = f"{_by_sex(_TOWARDS[LinkKind.PARENT], sexes[parent])}'s partner"
        for link in tx.people.links_of(parent):
            other = link.other if link.person == parent else link.person
            if not _runs(link) or other == subject or other in kin or other in found:
                continue
            if link.kind is LinkKind.PARENT and link.person == parent:
                found[other] = (_TheirChild("Sister", "Brother", "Brother or sister"), link)
            elif link.kind is LinkKind.PARTNER:
                found[other] = (_TheirChild(partner, partner, partner), link)
                found |= _children_of_partner(tx, other, {subject, *kin, *found})
            elif link.kind is LinkKind.PARENT:
                found[other] = (_TheirChild("Grandmother", "Grandfather", "Grandparent"), link)
    return found


def _children_of_partner(
    tx: Transaction, partner: UUID, known: set[UUID]
) -> dict[UUID, tuple[_TheirChild, Link]]:
    return {
        link.other: (_TheirChild("Partner's daughter", "Partner's son", "Partner's child"), link)
        for link in tx.people.links_of(partner)
        if link.kind is LinkKind.PARENT and link.person == partner and link.other not in known and _runs(link)
    }


def _runs(link: Link) -> bool:
    return link.until is None or link.kind is LinkKind.EX_PARTNER


def _words(link: Link, subject: UUID, sex: Sex) -> str:
    if link.kind in _BOTH_WAYS:
        return _by_sex(_BOTH_WAYS[link.kind], sex)
    return _by_sex((_TOWARDS if link.other == subject else _AWAY)[link.kind], sex)


def _by_sex(words: tuple[str, str, str], sex: Sex) -> str:
    return words[0] if sex is Sex.FEMALE else words[1] if sex is Sex.MALE else words[2]


def _relation(
    person: Person, words: str, lives: set[UUID], responsible: set[UUID], link: Link | None
) -> Relation:
    return Relation(
        person=person,
        words=words,
        lives_here=True if person.id in lives else None,
        has_responsibility=True if person.id in responsible else None,
        since=link.since if link else None,
        provenance=link.provenance if link else None,
    )


_CHILD_WORDS = frozenset(
    words
    for kind in _SIBLINGS
    for words in _BOTH_WAYS[kind]
) | {
    "Partner's daughter", "Partner's son", "Partner's child", "Daughter", "Son", "Child",
    "Stepdaughter", "Stepson", "Stepchild", "Foster child",
}  # fmt: skip
_NEAREST = {
    words: place
    for place, words in enumerate(
        (
            "Mother", "Father", "Parent", "Stepmother", "Stepfather", "Step-parent", "Foster carer",
            "Mother's partner", "Father's partner", "Parent's partner",
            "Twin sister", "Twin brother", "Twin", "Brother", "Sister", "Brother or sister",
            "Half-brother", "Half-sister", "Half-sibling", "Stepbrother", "Stepsister", "Step-sibling",
            "Daughter", "Son", "Child", "Stepdaughter", "Stepson", "Stepchild", "Foster child",
            "Partner's son", "Partner's daughter", "Partner's child",
            "Grandmother", "Grandfather", "Grandparent", "Partner", "Former partner",
        )
    )
}  # fmt: skip
