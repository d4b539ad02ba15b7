"""One answer of the check of a file of arrivals as a line: the decision, whom it means, and why in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aande_alert.domain.plans import Agreement
from aande_alert.domain.wording import show_birth, show_date
from aande_alert.rules.matching_words import evidence_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aande_alert.ingest.people_rows import FilePerson
    from aande_alert.rules.matching import Compared, LinkReason, MatchIdentity, Rarity, Weights

HEADER: Final = ("arrival_id", "decision", "register_id", "score", "lead_over_next", "reasons")
_APART: Final = " | "


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the answer.

    Attributes:
        arrival: The arrival's id.
        decision: `same`, `possible`, `linked`, `none` or `not_checked`.
        register: The row's id; empty where there is none.
        score: Log-odds in bits; `None` where nobody is meant.
        lead: Bits ahead of the next closest, below zero where another is closer; `None` where none is.
        reasons: Why, each term with its worth.
    """

    arrival: str
    decision: str
    register: str = ""
    score: float | None = None
    lead: float | None = None
    reasons: str = ""

    def cells(self) -> tuple[str, ...]:
        """Return the line's cells, in the order of `HEADER`."""
        return (
            self.arrival,
            self.decision,
            self.register,
            "" if self.score is None else f"{self.score:.1f}",
            "" if self.lead is None else f"{self.lead:.1f}",
            self.reasons,
        )


@dataclass(frozen=True, slots=True)
class Beside:
    """An arrival, to be put beside rows of a register.

    Attributes:
        person: The arrival.
        who: Whom it is about: the arrival, or the mother told at the desk.
        rarity: How common names are on the registers.
        weights: With their words.
        of_mother: Whether it is about the mother.
    """

    person: FilePerson
    who: MatchIdentity
    rarity: Rarity
    weights: Weights
    of_mother: bool = False

    def line(
        self,
        decision: str,
        listed: FilePerson,
        seen: Compared,
        *,
        lead: float | None = None,
        conflict: bool = False,
        link: LinkReason | None = None,
    ) -> Line:
        """Return the line about one row.

        Args:
            decision: The word.
            listed: The row.
            seen: How the two compare.
            lead: Bits ahead of the next closest.
            conflict: The number is on both, and name and birth differ.
            link: Why they belong together though they are two people.
        """
        reasons = []
        if conflict:
            reasons.append(_conflict(self.who, listed.identity))
        if self.of_mother:
            reasons.append("The mother named at the desk may be the mother of this unborn plan.")
        if link is not None:
            reasons.append(self.weights.texts[f"links.{link.value}"])
        reasons += self._terms(listed, seen)
        reasons += _standing(listed)
        reasons += [f"Arrival: {trouble}." for trouble in self.person.troubles]
        reasons += [f"Register: {trouble}." for trouble in listed.troubles]
        return Line(self.person.id, decision, listed.id, seen.total, lead, _APART.join(reasons))

    def _terms(self, listed: FilePerson, seen: Compared) -> Iterator[str]:
        evidence = evidence_of(self.who, listed.identity, seen, rarity=self.rarity, weights=self.weights)
        missing: list[str] = []
        no_column = self.weights.texts["fields.practice"]
        for line in evidence:
            if line.agreement is Agreement.NOT_GIVEN:
                missing += [line.field] if line.field != no_column else []
            else:
                yield f"{line.field} {line.agreement.value} {line.weight:+.1f}: {line.why}"
        if missing:
            yield f"Not given on one side: {', '.join(missing).removesuffix('.')}."


def not_checked(person: FilePerson) -> Line:
    """Return the line of an arrival that nobody can look for, with what is missing."""
    if person.unusable:
        return Line(person.id, "not_checked", reasons=f"Not checked: {person.unusable}.")
    words = (
        "Not checked: there is too little to look for. It takes an NHS number, or a name and with it a date "
    )
    words += "of birth, another name, a postcode or a telephone."
    return Line(person.id, "not_checked", reasons=_APART.join((words, *_troubles(person))))


def not_found(person: FilePerson, people: int, unusable: int) -> Line:
    """Return the line of an arrival whom nobody listed is close to; it is no all-clear.

    Args:
        person: The arrival.
        people: How many rows were looked among.
        unusable: How many could not be.
    """
    words = f"Nobody close among the {people:,} rows that can be looked among"
    words += f"; {unusable:,} more cannot." if unusable else "."
    return Line(person.id, "none", reasons=_APART.join((words, *_troubles(person))))


def _troubles(person: FilePerson) -> list[str]:
    return [f"Arrival: {trouble}." for trouble in person.troubles]


def _conflict(ours: MatchIdentity, theirs: MatchIdentity) -> str:
    number = "" if ours.nhs is None else f" {ours.nhs.number.shown()}"
    return (
        f"RED CONFLICT: the NHS number{number} is on two people whose name and birth differ: "
        f"{_called(ours)} arrived, {_called(theirs)} is on the register. Neither may be taken for the other."
    )


def _called(who: MatchIdentity) -> str:
    name = who.names[0].shown() if who.names else "nobody named"
    return f"{name} ({'birth not given' if who.birth.on is None else f'born {show_birth(who.birth)}'})"


def _standing(listed: FilePerson) -> Iterator[str]:
    """Yield what the register says of the row itself; an end or a mistake never hides who is meant."""
    told = []
    if listed.expected_on is not None:
        told.append(f"unborn, expected {show_date(listed.expected_on)}")
    if listed.status:
        told.append(f"status {listed.status}")
    if listed.starts is not None:
        told.append(f"from {show_date(listed.starts)}")
    if listed.ends is not None:
        told.append(f"until {show_date(listed.ends)}")
    if told:
        yield f"On the register: {', '.join(told)}."
