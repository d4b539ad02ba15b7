"""Two people of one home, and what makes them two."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from aande_alert.domain.identity import PersonName, Sex
from aande_alert.rules.content import load_content
from aande_alert.rules.matching import NOTHING_COUNTED, LinkReason, MatchIdentity, Possible, decide, measure
from tests.builders import HOME, born

WEIGHTS = load_content().matching
AMBER = MatchIdentity((PersonName("Hart", "Amber"),), born("2025-03-03"), Sex.FEMALE, addresses=(HOME,))


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (replace(AMBER, names=(PersonName("Hart", "Felix"),), sex=Sex.MALE), LinkReason.TWIN),
        (replace(AMBER, names=(PersonName("Hart", "Poppy"),)), None),
        (replace(AMBER, names=(PersonName("Hart", "Poppy"),), multiple_birth=True), LinkReason.TWIN),
        (replace(AMBER, names=(PersonName("Hart", "Felix"),), sex=Sex.MALE, multiple_birth=False), None),
        (replace(AMBER, names=(PersonName("Hart", "Poppy"),), birth=born(None)), LinkReason.SIBLING),
        (replace(AMBER, names=(PersonName("Hart", "Poppy"),), birth=born("2021-06-09")), LinkReason.SIBLING),
        (
            replace(AMBER, names=(PersonName("Lowe", "Poppy"),), birth=born("2021-06-09")),
            LinkReason.SAME_HOME,
        ),
        (replace(AMBER, names=(PersonName("Hart", "Joan"),), birth=born("1995-06-09")), LinkReason.PARENT),
        (replace(AMBER, names=(PersonName("Hart", "Joan"),), birth=born("1995-06-09"), addresses=()), None),
        (replace(AMBER, names=(PersonName("Hart", "Poppy"),), birth=born("2021-06-09"), addresses=()), None),
        (replace(AMBER, names=(PersonName("Lowe", "Poppy"),), birth=born("2021-06-09"), addresses=()), None),
        (replace(AMBER, names=(PersonName("Hart", "Baby"),)), None),
        (replace(AMBER, names=(PersonName("Hart", "Baby"),), birth=born("2021-06-09")), LinkReason.SIBLING),
        (replace(AMBER, names=(PersonName("Hart", "A"),), birth=born("2021-06-09")), LinkReason.SIBLING),
        (AMBER, None),
    ],
)
def test_people_of_one_home_are_linked_for_a_reason(other: MatchIdentity, reason: LinkReason | None) -> None:
    assert measure(AMBER, other, NOTHING_COUNTED, WEIGHTS).link is reason


def test_of_many_close_to_each_other_only_the_closest_are_shown() -> None:
    compared = {
        UUID(int=n): measure(AMBER, replace(AMBER, birth=born("2025-03-13")), NOTHING_COUNTED, WEIGHTS)
        for n in range(9)
    }
    answer = decide(compared, WEIGHTS)
    assert isinstance(answer, Possible)
    assert len(answer.candidates) == WEIGHTS.limits["most_shown"]
