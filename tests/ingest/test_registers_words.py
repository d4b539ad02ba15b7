"""The dictionary of headers and codes is whole, and a council's own layout goes before it."""

from __future__ import annotations

import pytest

from aande_alert.domain.plans import PlanKind
from aande_alert.domain.register_lists import RegisterProfile, Severity
from aande_alert.ingest.registers_words import fold, known_lists, problem

PLAIN = RegisterProfile("x")


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("pers_dob", "dob"),
        ("PersonBirthDate", "dob"),
        ("Date of Birth", "dob"),
        ("  D.O.B. ", "dob"),
        ("cppl_cp_plan_start_date", "plan_start"),
        ("CPPstartDate", "plan_start"),
        ("DECOM", "plan_start"),
        ("Mother's NHS number", "mother_nhs_number"),
        ("PL_POST", "not_taken"),
        ("Favourite colour", ""),
        ("", ""),
    ],
)
def test_a_header_is_known_however_it_is_written(header: str, column: str) -> None:
    assert known_lists().column_of(header, PLAIN) == column


def test_a_councils_own_layout_goes_before_the_dictionary() -> None:
    layout = RegisterProfile("x", columns={"Start": "dob"}, codes={"plan_type": {"X9": "unborn"}})
    assert known_lists().column_of("start", layout) == "dob"
    assert known_lists().meaning("plan_type", "x9", layout) == "unborn"
    assert known_lists().meaning("plan_type", "CPP", layout) == "child_protection"
    assert known_lists().meaning("nothing", "CPP", PLAIN) == ""


def test_no_header_means_two_things() -> None:
    headers = [fold(header) for header in known_lists().headers]
    assert len(headers) == len(set(headers))
    assert set(known_lists().headers.values()) == known_lists().columns


def test_every_sort_of_plan_has_a_word() -> None:
    assert {kind.value for kind in PlanKind} == set(known_lists().codes["plan_type"].values())


def test_every_finding_has_a_whole_sentence_and_shortens_what_it_shows() -> None:
    for code in known_lists().words:
        found = problem(code, Severity.WARNING, row=1, raw="x" * 500)
        assert found.words.endswith(".")
        assert len(found.raw) == 80
