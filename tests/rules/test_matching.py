"""The comparison a nurse reads before she decides: nine lines, each with what it is worth and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from aande_alert.domain.identity import Address, Birth, BirthQuality, PersonName, Phone, Sex
from aande_alert.domain.plans import Agreement
from aande_alert.rules.content import load_content
from aande_alert.rules.matching import (
    NOTHING_COUNTED,
    FrequencyTable,
    MatchIdentity,
    Possible,
    compare,
    look,
    measure,
    strength_words,
    summary,
    ways_to_be_sure,
)
from tests.builders import ELSEWHERE, HOME, a_person, a_plan, born, verified

if TYPE_CHECKING:
    from aande_alert.domain.plans import Evidence

WEIGHTS = load_content().matching
BOOKED = MatchIdentity.from_person(
    a_person("Raikes", "Maisy", addresses=(ELSEWHERE,), gp_practice="Calder Bridge Surgery")
)
LISTED = MatchIdentity.from_entry(a_plan(nhs=verified().number))


def town(people: int = 1000) -> FrequencyTable:
    """Return a town in which one child in fifty is a Pell, and one in five hundred a Maisie."""
    return FrequencyTable(
        people,
        {
            "family": {"pell": people // 50},
            "given": {"maisie": people // 500},
            "given_sound": {"ms": people // 500},
            "practice": {"calder bridge surgery": people // 10},
        },
    )


def lines(ours: MatchIdentity, theirs: MatchIdentity, rarity: FrequencyTable) -> dict[str, Evidence]:
    """Return the evidence by field."""
    return {line.field: line for line in compare(ours, theirs, rarity, WEIGHTS)}


def test_the_nine_lines_stand_in_the_order_of_the_screen() -> None:
    evidence = compare(BOOKED, LISTED, town(), WEIGHTS)
    assert [line.field for line in evidence] == [
        "Family name", "First name", "Born", "Gender", "NHS No.", "Address", "Mother", "Phone", "GP practice",
    ]  # fmt: skip
    assert [line.agreement for line in evidence] == [
        Agreement.DIFFERS, Agreement.ALIKE, Agreement.SAME, Agreement.SAME, Agreement.NOT_GIVEN,
        Agreement.DIFFERS, Agreement.SAME, Agreement.SAME, Agreement.NOT_GIVEN,
    ]  # fmt: skip
    assert summary(evidence) == "4 facts agree, 1 is alike, 2 differ, 2 were not given."


def test_each_line_shows_both_values_its_worth_and_why() -> None:
    found = lines(BOOKED, LISTED, town())
    assert (found["Family name"].ours, found["Family name"].theirs) == ("RAIKES", "PELL")
    assert found["Family name"].strength == "Against, weak"
    assert found["Family name"].why == "Babies are often booked under the name of the adult who brings them."
    assert found["First name"].strength == "For, medium"
    assert found["First name"].why == "Sounds the same. 1 child in 500 here has a name this close."
    assert found["Born"].ours == "02-Oct-2026"
    assert found["Born"].why == "About 1 child under 18 in 6,600 was born on any one day."
    assert (found["NHS No."].ours, found["NHS No."].theirs) == ("", verified().number.shown())
    assert found["NHS No."].strength == "Tells us nothing"
    assert found["Address"].ours == "14 Tannery Row, Calder Vale, ZZ1 7BD"
    assert found["GP practice"].ours == "Calder Bridge Surgery"


def test_few_people_known_here_give_no_figure() -> None:
    assert lines(BOOKED, LISTED, town(150))["First name"].why == "Sounds the same."


def test_a_rare_name_says_more_than_a_common_one() -> None:
    rare = measure(LISTED, LISTED, town(), WEIGHTS).family.bits
    common = measure(
        LISTED, LISTED, replace(town(), counts={**town().counts, "family": {"pell": 300}}), WEIGHTS
    ).family.bits
    assert rare > common > 0


def test_one_child_is_counted_in_words() -> None:
    nobody = MatchIdentity((PersonName("Pell", "Maisie"),), sex=Sex.FEMALE)
    somebody = MatchIdentity((PersonName("Raikes", "Maisy"),), born("2026-10-02"), Sex.MALE)
    assert summary(compare(nobody, somebody, NOTHING_COUNTED, WEIGHTS)) == (
        "0 facts agree, 1 is alike, 2 differ, 6 were not given."
    )
    assert summary(compare(nobody, nobody, NOTHING_COUNTED, WEIGHTS)[:5]).startswith("3 facts agree, 0 are")
    one = compare(MatchIdentity((), sex=Sex.MALE), somebody, NOTHING_COUNTED, WEIGHTS)[3:5]
    assert summary(one) == "1 fact agrees, 0 are alike, 0 differ, 1 was not given."
    assert summary(compare(nobody, somebody, NOTHING_COUNTED, WEIGHTS)[:1]).startswith(
        "0 facts agree, 0 are alike, 1 differs"
    )


def test_what_was_received_and_could_not_be_read_is_still_shown() -> None:
    impossible = MatchIdentity(
        (PersonName("Pell", "Maisie"),), Birth(None, BirthQuality.IMPOSSIBLE, "31-Feb-2026")
    )
    assert lines(impossible, LISTED, town())["Born"].ours == "31-Feb-2026"


def test_somebody_without_a_name_shows_none() -> None:
    nameless = MatchIdentity(())
    assert lines(nameless, LISTED, town())["Family name"].ours == ""
    assert not nameless.can_be_looked_for


@pytest.mark.parametrize(
    ("bits", "words"),
    [
        (0.0, "Tells us nothing"),
        (-0.24, "Tells us nothing"),
        (1.0, "For, weak"),
        (-1.5, "Against, weak"),
        (2.5, "For, medium"),
        (5.9, "For, medium"),
        (6.0, "For, strong"),
        (-8.0, "Against, strong"),
    ],
)
def test_strength_is_said_in_words(bits: float, words: str) -> None:
    assert strength_words(bits, WEIGHTS) == words


def test_two_verified_numbers_rule_it_out_in_words() -> None:
    other = MatchIdentity.from_person(a_person(nhs=verified(9)))
    line = lines(other, LISTED, town())["NHS No."]
    assert line.strength == "Rules it out"
    assert line.why == "Two different verified numbers are never the same person."


def test_ways_to_be_sure_ask_for_what_is_missing() -> None:
    assert ways_to_be_sure(measure(BOOKED, LISTED, town(), WEIGHTS), WEIGHTS) == (
        "Ask for the full name and date of birth, without saying them first.",
        "Ask to see the red book: NHS number, page 1.",
        "Trace the number by hand, then scan the wristband.",
        "Ask where the child slept last night, and at which other addresses they have lived.",
    )


def test_ways_to_be_sure_ask_about_a_twin_and_about_a_shared_number() -> None:
    unnamed = MatchIdentity.from_person(a_person(given="Baby girl", nhs=verified()))
    assert any("twin" in way for way in ways_to_be_sure(measure(unnamed, LISTED, town(), WEIGHTS), WEIGHTS))
    brother = MatchIdentity.from_person(a_person(given="Jonah", birth="2022-08-10", nhs=verified()))
    assert "cannot share one" in ways_to_be_sure(measure(brother, LISTED, town(), WEIGHTS), WEIGHTS)[0]


def test_a_refuge_and_a_social_workers_phone_say_little() -> None:
    crowded = FrequencyTable(
        1000, {"home": {f"{HOME.postcode.replace(' ', '')} 9": 24}, "phone": {"07700900417": 31}}
    )
    here = MatchIdentity.from_person(a_person("Novak", "Ida", "2019-01-20"))
    found = lines(here, LISTED, crowded)
    assert found["Address"].weight == found["Phone"].weight == 0.5
    assert found["Address"].why == "The same address, but 24 people are known there. It says little."
    assert measure(here, LISTED, crowded, WEIGHTS).link == "sibling"  # the mother's name is still the same
    stranger = replace(here, mother_name="Somebody Else")
    assert measure(stranger, LISTED, crowded, WEIGHTS).link is None


def test_a_practice_few_are_with_says_more() -> None:
    here = MatchIdentity((PersonName("Pell", "Maisie"),), gp="Calder Bridge Surgery")
    common = lines(here, here, town())["GP practice"]
    assert common.why == "1 child in 10 here."
    assert common.weight == 3.0
    elsewhere = replace(here, gp="Dock Street Practice")
    assert lines(here, elsewhere, town())["GP practice"].agreement is Agreement.DIFFERS
    assert lines(here, replace(here, gp="Calder Bridge Surgry"), town())["GP practice"].weight == 3.0
    assert lines(elsewhere, elsewhere, town())["GP practice"].weight == 1.5


@pytest.mark.parametrize(
    ("ours", "theirs", "agreement"),
    [
        (Address(("14 Tannery Row",), "ZZ1 7BD"), Address(("14 Tannery Row",), "zz17bd"), Agreement.SAME),
        (Address(("14 Tannery Row",), "ZZ1 7BD"), Address(("14 Tanery Row",), "ZZ1 9XX"), Agreement.SAME),
        (Address(("14 Tannery Row",), "ZZ1 7BD"), Address(("15 Tannery Row",), "ZZ1 7BD"), Agreement.ALIKE),
        (Address(("14 Tannery Row",), "ZZ1 7BD"), Address(("15 Tannery Row",), "ZZ1 9XX"), Agreement.ALIKE),
        (Address(("Rose Cottage",), "ZZ1 7BD"), Address(("Rose Cottage",), "ZZ1 7BD"), Agreement.SAME),
        (Address(("14",), ""), Address(("14",), ""), Agreement.DIFFERS),
        (
            Address(("14 Tannery Row",), ""),
            Address(("14 Tannery Row", "Calder Vale"), "ZZ1 7BD"),
            Agreement.SAME,
        ),
        (
            Address(("14 Tannery Mill House", "Beck Side Row", "Calder Vale"), "ZZ1 7BD"),
            Address(("14 Tannery Mill House", "Beck Side Row", "Aireborough"), "ZZ1 7DB"),
            Agreement.SAME,
        ),
        (
            Address(("14 Station Road", "Calder Vale"), "ZZ1 7BD"),
            Address(("14 Station Road", "Aireborough"), "ZZ5 2QQ"),
            Agreement.DIFFERS,
        ),
        (
            Address(("14 Station Road", "Calder Vale"), ""),
            Address(("14 Station Road", "Aireborough"), "ZZ5 2QQ"),
            Agreement.DIFFERS,
        ),
        (
            Address(("14 Tannery Row",), "ZZ1 7BD"),
            Address(("9 Larkhill Close",), "ZZ1 4LC"),
            Agreement.DIFFERS,
        ),
    ],
)
def test_addresses_agree_by_house_and_postcode_or_street(
    ours: Address, theirs: Address, agreement: Agreement
) -> None:
    one = MatchIdentity((PersonName("Pell", "Maisie"),), addresses=(ours,))
    assert measure(one, replace(one, addresses=(theirs,)), town(), WEIGHTS).address.agreement is agreement


def test_an_earlier_home_counts_as_one() -> None:
    moved = MatchIdentity((PersonName("Pell", "Maisie"),), addresses=(ELSEWHERE, HOME))
    line = lines(moved, LISTED, town())["Address"]
    assert line.agreement is Agreement.SAME
    assert line.ours == HOME.shown()


@pytest.mark.parametrize(
    ("ours", "theirs", "agreement"),
    [
        ("PELL, Hannah (Miss)", "Hannah Pell", Agreement.SAME),
        ("Hannah", "Hannah", Agreement.ALIKE),
        ("Hannah Raikes", "Hannah Pell", Agreement.ALIKE),
        ("Joan Hart", "Hannah Pell", Agreement.DIFFERS),
        ("Unknown", "Hannah Pell", Agreement.NOT_GIVEN),
    ],
)
def test_mothers_agree_in_any_order_of_their_names(ours: str, theirs: str, agreement: Agreement) -> None:
    one = MatchIdentity((PersonName("Pell", "Maisie"),), mother_name=ours)
    assert measure(one, replace(one, mother_name=theirs), town(), WEIGHTS).mother.agreement is agreement


@pytest.mark.parametrize(
    ("ours", "theirs", "why"),
    [
        ("2026-10-02", "2026-10-02", "same"),
        ("2026-10-02", "2026-02-10", "swapped"),
        ("2026-10-02", "2025-10-02", "same_day_and_month"),
        ("2026-10-02", "2026-10-12", "one_digit"),
        ("2026-10-02", "2026-10-29", "same_month_and_year"),
        ("2026-10-02", "2026-04-17", "same_year"),
        ("2026-10-02", "2016-11-02", "two_digits"),
        ("2026-10-02", "2014-11-12", "differs"),
        ("2026-10-02", "2019-04-17", "differs"),
        ("2026-01-01", "2026-01-01", "weak_same"),
        ("2026-01-01", "2026-07-13", "weak_year"),
        ("2026-01-01", "2023-07-13", "weak_differs"),
    ],
)
def test_births_mistyped_are_told_from_births_that_differ(ours: str, theirs: str, why: str) -> None:
    one = MatchIdentity((PersonName("Pell", "Maisie"),), born(ours))
    assert measure(one, replace(one, birth=born(theirs)), town(), WEIGHTS).birth.why == why


def test_an_alias_is_compared_too_and_the_one_that_agrees_is_shown() -> None:
    named_twice = replace(BOOKED, names=(PersonName("Raikes", "Maisy"), PersonName("Pell", "Maisie")))
    line = lines(named_twice, LISTED, town())["Family name"]
    assert (line.ours, line.agreement) == ("PELL", Agreement.SAME)


def test_the_whole_answer_is_one_call() -> None:
    answer = look(BOOKED, {UUID(int=1): LISTED}, town(), WEIGHTS)
    assert answer == Possible((UUID(int=1),))


def test_a_phone_is_the_same_however_it_is_written() -> None:
    ours = replace(BOOKED, phones=(Phone("0113 496 0000"), Phone("+44 7700 900417")))
    found = lines(ours, LISTED, town())["Phone"]
    assert (found.agreement, found.ours) == (Agreement.SAME, "+44 7700 900417")
    assert lines(replace(BOOKED, phones=(Phone("0113 496 0000"),)), LISTED, town())["Phone"].weight == -0.3


@pytest.mark.parametrize(
    ("ours", "theirs", "agreement"),
    [
        ("Smith", "Smyth", Agreement.ALIKE),
        ("Robinson", "Robison", Agreement.ALIKE),
        ("Ward-Ellis", "Ellis", Agreement.ALIKE),
        ("Ward-Ellis", "Elis-Hunt", Agreement.ALIKE),
        ("Ward-Ellis", "Novak", Agreement.DIFFERS),
        ("De La Cruz", "De La Torre", Agreement.DIFFERS),
        ("Lee", "Fox", Agreement.DIFFERS),
        ("Hall", "Hill", Agreement.ALIKE),
    ],
)
def test_family_names_that_sound_alike_are_misspelt_or_share_a_part_are_alike(
    ours: str, theirs: str, agreement: Agreement
) -> None:
    one = MatchIdentity((PersonName(ours, "Toby"),))
    other = MatchIdentity((PersonName(theirs, "Toby"),))
    assert measure(one, other, town(), WEIGHTS).family.agreement is agreement


def test_of_two_names_the_one_that_agrees_best_is_shown() -> None:
    twice = MatchIdentity((PersonName("Pell", "Maisie"), PersonName("Raikes", "Maisy")))
    found = measure(twice, LISTED, town(), WEIGHTS)
    assert (found.family.agreement, found.family.ours) == (Agreement.SAME, 0)
