"""Is this the same child? Keys to find candidates by, a comparison that explains itself, and a decision.

The parts are `matching_identity` (what is compared), `matching_keys` (how candidates are found),
`matching_compare` (field by field), `matching_decide` (the answer) and `matching_words` (the screen).
Everything is a pure function of its arguments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.rules.matching_compare import Compared, measure
from aande_alert.rules.matching_decide import (
    Decision,
    Link,
    Linked,
    NotSame,
    Possible,
    Same,
    SharedNumber,
    decide,
)
from aande_alert.rules.matching_identity import MatchIdentity
from aande_alert.rules.matching_keys import keys, query_keys
from aande_alert.rules.matching_links import LinkReason
from aande_alert.rules.matching_weights import NOTHING_COUNTED, FrequencyTable, Rarity, Weights
from aande_alert.rules.matching_words import evidence_of, strength_words, summary, ways_to_be_sure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from aande_alert.domain.plans import Evidence

__all__ = [
    "NOTHING_COUNTED",
    "Compared",
    "Decision",
    "FrequencyTable",
    "Link",
    "LinkReason",
    "Linked",
    "MatchIdentity",
    "NotSame",
    "Possible",
    "Rarity",
    "Same",
    "SharedNumber",
    "Weights",
    "compare",
    "decide",
    "keys",
    "look",
    "measure",
    "query_keys",
    "strength_words",
    "summary",
    "ways_to_be_sure",
]


def compare(
    arrival: MatchIdentity,
    candidate: MatchIdentity,
    rarity: Rarity,
    weights: Weights,
) -> tuple[Evidence, ...]:
    """Return the nine lines of evidence between an arrival and a candidate, for the screen."""
    compared = measure(arrival, candidate, rarity, weights)
    return evidence_of(arrival, candidate, compared, rarity=rarity, weights=weights)


def look(
    arrival: MatchIdentity,
    candidates: Mapping[UUID, MatchIdentity],
    rarity: Rarity,
    weights: Weights,
) -> Decision:
    """Return the answer for one arrival among its candidates: measure each, then decide."""
    return decide({who: measure(arrival, them, rarity, weights) for who, them in candidates.items()}, weights)
