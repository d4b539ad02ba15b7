"""What a feed says: silence and erasure told apart, and nothing of a person in a log."""

from __future__ import annotations

import pytest

from aande_alert.domain.answers import Given
from aande_alert.domain.messages import (
    ABSENT,
    CLEARED,
    Identifiers,
    Place,
    RawMessage,
    Remark,
    Told,
    Trigger,
    VisitNumber,
    VisitUpdate,
    told_or,
)
from tests.builders import NOW, verified


@pytest.mark.parametrize(
    ("told", "becomes"),
    [(ABSENT, "14 Tannery Row"), (CLEARED, ""), (Given("9 Larkhill Close"), "9 Larkhill Close")],
)
def test_only_a_cleared_field_empties_what_is_held(told: Told[str], becomes: str) -> None:
    assert told_or(told, "14 Tannery Row", "") == becomes


def test_a_message_never_shows_a_person_in_its_repr() -> None:
    remark = Remark("PID-5", "RAIKES^Maisy", "not a name")
    raw = RawMessage("arrivals", "192.0.2.1", NOW, b"PID|RAIKES", "0" * 64)
    assert "RAIKES" not in repr(remark) + repr(raw)
    assert repr(remark) == "Remark(withheld)"


@pytest.mark.parametrize("trigger", list(Trigger))
def test_a_person_is_never_deleted_because_a_feed_says_so(trigger: Trigger) -> None:
    kept_only = {Trigger.DELETE_PERSON, Trigger.STORED_ONLY, Trigger.SWAP_BEDS}
    assert trigger.acted_on == (trigger not in kept_only)


def test_no_number_at_all_is_told_from_one() -> None:
    assert not Identifiers()
    assert Identifiers(verified())


def test_a_visit_is_kept_apart_from_one_with_the_same_number_elsewhere() -> None:
    assert VisitNumber("2141", "VISITID").key != VisitNumber("2141", "OTHER").key
    assert VisitNumber("2141").key == "2141"


def test_a_place_is_shown_without_its_gaps_and_site_code() -> None:
    assert Place("ED", "", "Bed 3", "RZZ01").shown() == "ED, Bed 3"


@pytest.mark.parametrize(
    ("visit", "hinted"),
    [
        (VisitUpdate(), False),
        (VisitUpdate(admission_source=Given("19")), False),
        (VisitUpdate(admission_source=Given("66")), True),
        (VisitUpdate(destination_code=Given("65")), True),
    ],
)
def test_coming_from_a_foster_home_is_a_hint_to_look(visit: VisitUpdate, *, hinted: bool) -> None:
    assert visit.council_care_hinted is hinted
