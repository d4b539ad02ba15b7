"""Is this the same child? The table `matching_cases.toml`, case by case."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from aande_alert.domain.identity import (
    BIRTH_NOT_GIVEN,
    Address,
    Birth,
    NhsIdentity,
    NhsNumberStatus,
    PersonName,
    Phone,
    Sex,
)
from aande_alert.rules.content import load_content
from aande_alert.rules.matching import (
    NOTHING_COUNTED,
    Decision,
    FrequencyTable,
    Linked,
    MatchIdentity,
    Possible,
    Same,
    SharedNumber,
    look,
)
from aande_alert.rules.matching_keys import listed_keys, listed_query_keys
from tests.builders import an_nhs_number

CASES = tomllib.loads(Path(__file__).with_name("matching_cases.toml").read_text(encoding="utf-8"))["case"]
WEIGHTS = load_content().matching


def identity(said: dict[str, Any]) -> MatchIdentity:
    """Return the identity a line of the table describes."""
    names = [PersonName(said["family"], said["given"])]
    if "also" in said:
        names.append(PersonName(*said["also"]))
    status = NhsNumberStatus.TRACE_REQUIRED if said.get("unverified") else NhsNumberStatus.VERIFIED
    return MatchIdentity(
        names=tuple(names),
        birth=Birth(said["born"]) if "born" in said else BIRTH_NOT_GIVEN,
        sex=Sex(said["sex"]) if "sex" in said else Sex.NOT_KNOWN,
        nhs=NhsIdentity(an_nhs_number(said["number"]), status) if "number" in said else None,
        addresses=(Address((said["house"],), said["postcode"]),) if "house" in said else (),
        phones=(Phone(said["phone"]),) if "phone" in said else (),
        mother_name=said.get("mother", ""),
        multiple_birth=said.get("multiple"),
    )


def rarity(case: dict[str, Any]) -> FrequencyTable:
    """Return counts in which a crowd shares the arrival's home and telephone, where the case says so."""
    profile = identity(case["ours"]).profile
    homes = {f"{home.postcode} {home.house}": case.get("crowd", 0) for home in profile.addresses}
    phones = dict.fromkeys(profile.phones, case.get("crowd", 0))
    return FrequencyTable(1000, {"home": homes, "phone": phones}) if "crowd" in case else NOTHING_COUNTED


def word_of(decision: Decision) -> str:
    """Return the table's word for a decision."""
    match decision:
        case Same():
            return "same"
        case Possible():
            return "possible"
        case SharedNumber():
            return "shared_number"
        case Linked():
            return "linked"
        case _:
            return "none"


def shown(decision: Decision) -> list[int]:
    """Return which candidates are put forward, by their place in the table."""
    match decision:
        case Same(candidate=one):
            return [one.int]
        case Possible(candidates=several) | SharedNumber(candidates=several):
            return sorted(one.int for one in several)
        case _:
            return []


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_answer_is_the_tables(case: dict[str, Any]) -> None:
    candidates = {UUID(int=place): identity(them) for place, them in enumerate(case["theirs"])}
    decision = look(identity(case["ours"]), candidates, rarity(case), WEIGHTS)
    assert word_of(decision) == case["expect"]
    if "shown" in case:
        assert shown(decision) == case["shown"]
    if "reason" in case:
        assert isinstance(decision, Linked)
        assert [link.reason for link in decision.links] == [case["reason"]]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_whoever_should_be_looked_at_shares_a_key(case: dict[str, Any]) -> None:
    if case["expect"] == "none":
        return
    asked = set(listed_query_keys(identity(case["ours"])))
    by_number = "number" in case["ours"]
    assert by_number or all(asked & set(listed_keys(identity(them))) for them in case["theirs"])
