"""What differs between accounts, and how long it took to be seen: the story of the demo family."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from aande_alert.domain.accounts import Account, Axis
from aande_alert.domain.answers import NOT_KNOWN, Given
from aande_alert.domain.findings import DoesNotFire, Fires
from aande_alert.rules.accounts import accounts_differ, differences, time_to_being_seen
from aande_alert.rules.content import load_content

RULES = load_content().rules
DIFFER, DELAY = RULES["accounts.differ"], RULES["presentation.delay"]
ARRIVED = datetime(2026, 11, 22, 13, 52, tzinfo=UTC)


def told(speaker: str, **said: Any) -> Account:
    """Return an account that says only what is named."""
    account = Account(speaker, "", "OKORO, Grace (Ms)", ARRIVED, "")
    given: dict[str, Any] = {
        key: Given(value) if type(value) is str else value for key, value in said.items()
    }
    return replace(account, **given)


PARTNER = told(
    "RAIKES, Kieran (Mr)",
    mechanism="Rolled off sofa",
    happened="Sun 22-Nov-2026 Approx 09:30",
    happened_at=ARRIVED - timedelta(hours=4, minutes=22),
    place="Living room",
    who_was_there="He and Maisie only",
)
MOTHER = told(
    "PELL, Hannah (Miss)",
    mechanism="Caught on cot bars",
    happened="Sat 21-Nov-2026 Approx 22:00",
    happened_at=ARRIVED - timedelta(hours=15, minutes=52),
    place="Bedroom, cot",
    who_was_there="Mother and Kieran",
)
BROTHER = told("HOLROYD, Jonah", happened="Bedtime, day before", who_was_there="Kieran, not mother")


def test_what_differs_is_found_and_said_account_by_account() -> None:
    found = differences([PARTNER, MOTHER, BROTHER], DIFFER)
    assert [(one.axis, one.accounts) for one in found] == [
        (Axis.HOW, (1, 2)),
        (Axis.WHEN, (1, 2, 3)),
        (Axis.WHERE, (1, 2)),
        (Axis.WHO, (1, 2, 3)),
    ]
    assert found[0].words == "Rolled off sofa in account 1; Caught on cot bars in account 2."
    assert not any(one.decided_by for one in found)


def test_accounts_that_agree_are_named_together() -> None:
    (how,) = differences(
        [told("a", mechanism="Fell"), told("b", mechanism="Dropped"), told("c", mechanism="fell ")], DIFFER
    )
    assert how.words == "Fell in accounts 1 and 3; Dropped in account 2."
    assert how.accounts == (1, 2, 3)


@pytest.mark.parametrize("minutes", [0, 60])
def test_two_clock_times_within_the_hour_are_one_time(minutes: int) -> None:
    later = replace(
        PARTNER, happened=Given("about ten"), happened_at=ARRIVED - timedelta(hours=4, minutes=22 + minutes)
    )
    assert not differences([PARTNER, later], DIFFER)


def test_clock_times_over_an_hour_apart_differ() -> None:
    later = replace(PARTNER, happened_at=ARRIVED - timedelta(hours=6))
    assert [one.axis for one in differences([PARTNER, later], DIFFER)] == [Axis.WHEN]


def test_not_saying_is_not_a_difference() -> None:
    silent = told("c", mechanism=NOT_KNOWN, place="")
    assert not differences([PARTNER, silent], DIFFER)
    assert isinstance(accounts_differ([PARTNER, replace(PARTNER, speaker="b")], DIFFER), DoesNotFire)


def test_the_prompt_names_the_axes_and_rests_on_the_accounts() -> None:
    result = accounts_differ([PARTNER, MOTHER, BROTHER], DIFFER)
    assert isinstance(result, Fires)
    assert result.grounds == ("account 1", "account 2", "account 3")
    assert dict(result.facts)["axes"] == "how, when, where, who was there"


def test_each_account_gives_its_own_time_to_being_seen() -> None:
    result = time_to_being_seen([PARTNER, MOTHER, BROTHER], ARRIVED, DELAY)
    assert isinstance(result, Fires)
    assert dict(result.facts) == {
        "spans": "4hr 22min by account 1; 15hr 52min by account 2",
        "longest": "15hr 52min",
    }
    assert result.grounds == ("account 1", "account 2")
