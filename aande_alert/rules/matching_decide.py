"""From comparisons to an answer: the same child, perhaps, somebody of the family, or nobody.

What decides is fixed and in this order: verified numbers that differ rule a match out; a number on
two people whose name and birth differ is a conflict that a person must see; a twin, brother or sister
is linked; then weight, and the lead over the next candidate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

from aande_alert.domain.plans import Agreement
from aande_alert.rules.matching_compare import NO_CHOICE
from aande_alert.rules.matching_links import LinkReason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aande_alert.rules.matching_compare import Compared
    from aande_alert.rules.matching_weights import Weights


@dataclass(frozen=True, slots=True)
class Link:
    """A candidate who is somebody else of the same family or home."""

    candidate: UUID
    reason: LinkReason


@dataclass(frozen=True, slots=True)
class Same:
    """One candidate is this person, on strong evidence that can be shown.

    Attributes:
        candidate: Who.
        total: The weight.
        lead: How far ahead of the next; the weight itself where there is no other.
        links: Others of the family.
    """

    candidate: UUID
    total: float
    lead: float
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Possible:
    """A person must decide; the closest first."""

    candidates: tuple[UUID, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedNumber:
    """The number given belongs to somebody whose name and birth differ: show both, in red.

    Attributes:
        holders: Whose number it is.
        candidates: Who the arrival may really be; verified numbers that differ do not rule them
            out here, because the arrival's number is the thing in doubt.
        links: Others of the family.
    """

    holders: tuple[UUID, ...]
    candidates: tuple[UUID, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """Not this person, but somebody of the family or home is there."""

    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class NotSame:
    """Nobody close was found among the candidates."""


Decision: TypeAlias = Same | Possible | SharedNumber | Linked | NotSame


def decide(compared: Mapping[UUID, Compared], weights: Weights) -> Decision:
    """Return the answer for one arrival from all its candidates.

    Args:
        compared: Each candidate with its comparison.
        weights: Thresholds and lead.
    """
    holders = tuple(who for who, found in compared.items() if found.shared_number)
    links = tuple(
        Link(who, found.link)
        for who, found in compared.items()
        if found.link is not None and not _number_agrees(found)
    )
    apart = {link.candidate for link in links}
    in_doubt = any(_anothers_number(found) for found in compared.values())
    close = sorted(
        (
            (found.total - (found.number.bits if found.barred else 0.0), who)
            for who, found in compared.items()
            if who not in apart and not found.shared_number and _worth_asking(found, in_doubt, weights)
        ),
        key=lambda pair: (-pair[0], str(pair[1])),
    )
    links += _of_one_home(compared, {*apart, *holders, *(who for _, who in close)})
    shown = tuple(who for _, who in close[: int(weights.limits["most_shown"])])
    if holders:
        return SharedNumber(holders, shown, links)
    if shown:
        return _same_or_possible(close, compared, links, weights) or Possible(shown, links)
    return Linked(links) if links else NotSame()


def _of_one_home(compared: Mapping[UUID, Compared], answered: set[UUID]) -> tuple[Link, ...]:
    """Return those of the arrival's own home of whom nothing else was said: too far off to be asked about."""
    return tuple(
        Link(who, LinkReason.SAME_HOME)
        for who, found in compared.items()
        if who not in answered and not found.barred and found.one_home
    )


def _anothers_number(found: Compared) -> bool:
    """Say whether the arrival's number may be a brother's, sister's or twin's: another first name has it."""
    return found.given.agreement is Agreement.DIFFERS and found.number.agreement is Agreement.SAME


def _number_agrees(found: Compared) -> bool:
    return found.number.agreement is Agreement.SAME and not found.shared_number


def _worth_asking(found: Compared, number_in_doubt: bool, weights: Weights) -> bool:  # noqa: FBT001 - private
    """Say whether a candidate is close enough to put before a person."""
    number = found.number.bits
    if found.barred:
        if not number_in_doubt:
            return False
        return found.total - number >= weights.ask_above and _its_own(
            found, found.individual - number, weights
        )
    if found.one_home and _whole_name_agrees(found):
        return True
    return found.total >= weights.ask_above and _its_own(found, found.individual, weights)


def _whole_name_agrees(found: Compared) -> bool:
    """Say whether family and first name agree; with the same home that is asked about, whatever the birth."""
    return _named(found) and found.family.agreement in {Agreement.SAME, Agreement.ALIKE}


def _named(found: Compared) -> bool:
    return found.given.agreement in {Agreement.SAME, Agreement.ALIKE} and found.given.why != "initial"


def _its_own(found: Compared, individual: float, weights: Weights) -> bool:
    """Say whether enough of the weight is the child's own, not only the home's or the family's.

    A birth that is quite another one is asked about only where something of the home agrees too. Where
    nothing of the child's own was told, the home is enough to ask: not knowing is no difference.
    """
    if found.birth.why in {"differs", "same_year", "two_digits"} and not found.at_home:
        return found.number.agreement is Agreement.SAME
    if found.one_home and found.given.why in NO_CHOICE and found.birth.agreement is not Agreement.DIFFERS:
        return found.sex.agreement is not Agreement.DIFFERS
    return _named(found) or individual >= weights.limits["individual"]


def _same_or_possible(
    close: list[tuple[float, UUID]],
    compared: Mapping[UUID, Compared],
    links: tuple[Link, ...],
    weights: Weights,
) -> Same | None:
    """Return the best candidate where nothing about it is in doubt and nobody is near it."""
    total, best = close[0]
    lead = total - close[1][0] if len(close) > 1 else total
    if compared[best].certain and total >= weights.limits["same_above"] and lead >= weights.limits["lead"]:
        return Same(best, total, lead, links)
    return None
