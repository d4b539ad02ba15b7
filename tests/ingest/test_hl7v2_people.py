"""Who is on a message: the right number, every name, the safest reading of what is doubtful."""

from __future__ import annotations

from datetime import date

import pytest

from aande_alert.domain.answers import Given
from aande_alert.domain.identity import (
    Address,
    BirthQuality,
    HospitalNumber,
    NameUse,
    NhsNumberStatus,
    PersonName,
    Phone,
    Sex,
)
from aande_alert.domain.messages import ABSENT, CLEARED, Kinship, Told
from tests.builders import an_nhs_number
from tests.ingest.wire import NUMBER, message, read, remarks

HOME = Address(("9 Larkhill Close", "Calder Vale"), "ZZ1 4LC")
NEW = Address(("2 New Rd",), "ZZ1 4LC")
OTHER = an_nhs_number(2).digits


@pytest.mark.parametrize(
    "sent",
    [
        f"{NUMBER}^^^NHS",
        f"H123^^^RZZ~{NUMBER}^^^NHS",
        f"{NUMBER}^^^NHS^HN~H123^^^RZZ^MR",
        f"H123^^^RZZ~{NUMBER}^^^nhs&x&ISO^NH",
        f"{NUMBER[:3]} {NUMBER[3:6]} {NUMBER[6:]}^^^NHS",
        f"~{NUMBER}^^^NHS~{NUMBER}^^^NHS",
    ],
)
def test_the_nhs_number_is_found_by_its_authority_wherever_it_stands(sent: str) -> None:
    identity = read(message(pid={3: sent})).person.identifiers.nhs
    assert identity is not None
    assert identity.number.digits == NUMBER


def test_a_hospital_number_that_looks_like_an_nhs_number_is_not_taken_for_one() -> None:
    found = read(message(pid={3: f"{NUMBER}^^^RZZ^NH"})).person.identifiers
    assert found.nhs is None
    assert found.hospital_numbers == (HospitalNumber("RZZ", NUMBER),)


@pytest.mark.parametrize("sent", ["3333333333", "9990000000", "12345", "ABC"])
def test_a_wrong_nhs_number_is_left_out_and_the_child_stays(sent: str) -> None:
    event = read(message(pid={3: f"{sent}^^^NHS"}))
    assert event.person.identifiers.nhs is None
    assert isinstance(event.person.names, Given)
    assert "PID-3" in remarks(event)


def test_two_different_nhs_numbers_are_both_kept_and_neither_trusted() -> None:
    event = read(message(pid={3: f"{NUMBER}^^^NHS~{OTHER}^^^NHS", 32: "NSTS01"}))
    held = event.person.identifiers
    assert held.nhs is not None
    assert not held.nhs.verified
    assert held.hospital_numbers == (HospitalNumber("NHS", OTHER),)
    assert "PID-3" in remarks(event)


@pytest.mark.parametrize(
    ("pid", "more", "status"),
    [
        ({32: "NSTS01"}, (), NhsNumberStatus.VERIFIED),
        ({32: "01"}, (), NhsNumberStatus.VERIFIED),
        ({32: "ED~NSTS04"}, (), NhsNumberStatus.TRACE_NO_MATCH),
        ({}, ("ZU1|" + "|" * 26 + "3",), NhsNumberStatus.TRACE_REQUIRED),
        ({32: "ED"}, (), NhsNumberStatus.NOT_STATED),
        ({32: "NSTS99"}, (), NhsNumberStatus.NOT_STATED),
    ],
)
def test_how_far_the_number_was_traced(
    pid: dict[int, str], more: tuple[str, ...], status: NhsNumberStatus
) -> None:
    held = read(message(*more, pid=pid)).person.identifiers.nhs
    assert held is not None
    assert held.status is status


@pytest.mark.parametrize(
    ("sent", "names"),
    [
        ("RAIKES^Maisy^Jo^^Miss^^L", [PersonName("RAIKES", "Maisy Jo", "Miss")]),
        ("RAIKES^Maisy^^^^^D", [PersonName("RAIKES", "Maisy")]),
        (
            "PELL^M^^^^^A~RAIKES^Maisy^^^^^L",
            [PersonName("RAIKES", "Maisy"), PersonName("PELL", "M", use=NameUse.ALIAS)],
        ),
        ("PELL^M^^^^^PREVIOUS-BIRTH", [PersonName("PELL", "M", use=NameUse.BIRTH)]),
        ("van Dam&van&Dam^Ada", [PersonName("van Dam", "Ada")]),
        ("^Baby", [PersonName("Unknown", "Baby")]),
        ("Unknown^Unknown", [PersonName("Unknown", "Unknown")]),
    ],
)
def test_every_name_is_kept_with_its_use(sent: str, names: list[PersonName]) -> None:
    assert read(message(pid={5: sent})).person.names == Given(tuple(names))


def test_a_sort_of_name_nobody_knows_is_another_name() -> None:
    event = read(message(pid={5: "RAIKES^Maisy^^^^^WEIRD"}))
    assert event.person.names.value[0].use is NameUse.ALIAS
    assert "PID-5" in remarks(event)


@pytest.mark.parametrize(("sent", "told"), [("", ABSENT), ('""', CLEARED), ("^^^^^^L", ABSENT)])
def test_a_missing_name_is_not_an_empty_one(sent: str, told: Told[object]) -> None:
    assert read(message(pid={5: sent})).person.names == told


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("", ABSENT),
        ('""', CLEARED),
        ("^^^^^^H", ABSENT),
        ("9 Larkhill Close^^Calder Vale^^ZZ1 4LC^GBR^H", Given((HOME,))),
        ("1 Old Rd^^^^^^TMP~2 New Rd^^^^ZZ1 4LC^^H", Given((NEW, Address(("1 Old Rd",))))),
        ("9&Larkhill Close&x^^^^ZZ1 4LC", Given((Address(("9 Larkhill Close x",), "ZZ1 4LC"),))),
    ],
)
def test_the_home_address_comes_first(sent: str, told: Told[object]) -> None:
    assert read(message(pid={11: sent})).person.addresses == told


@pytest.mark.parametrize(
    ("pid", "told"),
    [
        ({13: "0113 496 0142~07700 900417"}, Given((Phone("0113 496 0142"), Phone("07700 900417")))),
        ({13: "^PRN^PH^^^0113^4960142"}, Given((Phone("0113 4960142"),))),
        ({13: "^NET^Internet^maisy.example"}, ABSENT),
        ({13: '""'}, CLEARED),
        ({14: "0113 496 0142"}, Given((Phone("0113 496 0142"),))),
        ({}, ABSENT),
    ],
)
def test_phones_are_what_can_be_dialled(pid: dict[int, str], told: Told[object]) -> None:
    assert read(message(pid=pid)).person.phones == told


@pytest.mark.parametrize(
    ("sent", "on", "quality"),
    [
        ("UD", None, BirthQuality.NOT_GIVEN),
        ("ED", date(2024, 10, 2), BirthQuality.ESTIMATED),
        ("NSTS01", date(2024, 10, 2), BirthQuality.EXACT),
    ],
)
def test_a_birth_marked_as_made_up_is_not_believed(sent: str, on: date | None, quality: BirthQuality) -> None:
    told = read(message(pid={32: sent})).person.birth
    assert isinstance(told, Given)
    assert (told.value.on, told.value.quality) == (on, quality)


def test_a_birth_that_cannot_be_stays_so_whatever_its_mark() -> None:
    told = read(message(pid={7: "20251301", 32: "ED"})).person.birth
    assert isinstance(told, Given)
    assert told.value.quality is BirthQuality.IMPOSSIBLE


def test_the_mother_is_found_by_her_number_and_her_maiden_name() -> None:
    person = read(message(pid={6: "SHAW^Ann", 21: f"{OTHER}^^^NHS"})).person
    assert person.mother.value.nhs.number.digits == OTHER  # type: ignore[union-attr]
    assert person.mother_maiden_name == Given(PersonName("SHAW", "Ann", use=NameUse.MAIDEN))
    cleared = read(message(pid={6: '""', 21: '""'})).person
    assert (cleared.mother, cleared.mother_maiden_name) == (CLEARED, CLEARED)


@pytest.mark.parametrize(
    ("sent", "told"), [("2", Given(2)), ("", ABSENT), ("second", ABSENT), ("999", ABSENT)]
)
def test_twins_are_told_apart_by_the_order_of_birth(sent: str, told: Told[int]) -> None:
    person = read(message(pid={24: "Y", 25: sent})).person
    assert person.multiple_birth == Given(value=True)
    assert person.birth_order == told


@pytest.mark.parametrize(
    ("zu8", "vip", "told"),
    [
        ("", "", ABSENT),
        ("0", "", Given(value=False)),
        ("1", "", Given(value=True)),
        ("2", "", Given(value=True)),
        ("9", "", Given(value=True)),
        ('""', "", CLEARED),
        ("0", "S", Given(value=True)),
        ("", "Y", Given(value=True)),
    ],
)
def test_whereabouts_are_hidden_on_any_sign_that_they_must_be(zu8: str, vip: str, told: Told[bool]) -> None:
    event = read(message(f"ZU8|U|1|No|{zu8}", pv1={16: vip}))
    assert event.person.shield_location == told


def test_allergies_are_shown_as_sent_and_none_recorded_is_not_none() -> None:
    assert read(message("AL1|1|DA|Z88.5^Penicillin", "AL1|2|DA|T63", "AL1|3|DA")).person.allergies == Given(
        "Penicillin; T63"
    )
    assert read(message()).person.allergies is ABSENT


def test_the_rest_of_the_person() -> None:
    pid = {15: "PL", 22: "A", 29: "20261120", 30: "Y", 31: "Y", 32: "UA"}
    person = read(message("PD1|||Calder Surgery^^Y00001", pid=pid)).person
    assert person.language == Given("PL")
    assert person.ethnicity == Given("A")
    assert person.died_on == Given(date(2026, 11, 20))
    assert person.dead == Given(value=True)
    assert person.identity_unknown == Given(value=True)
    assert person.address_is_default
    assert (person.gp_practice, person.gp_practice_code) == (Given("Calder Surgery"), Given("Y00001"))


@pytest.mark.parametrize(
    ("sent", "kinship"),
    [
        ("12", Kinship.MOTHER),
        ("MTH", Kinship.MOTHER),
        ("61", Kinship.STEP_PARENT),
        ("", Kinship.NOT_KNOWN),
        ("Auntie", Kinship.NOT_KNOWN),
    ],
)
def test_an_adult_and_how_they_are_related(sent: str, kinship: Kinship) -> None:
    line = f"NK1|1|RAIKES^Kerry|{sent}|9 Larkhill Close|07700 900417||C||||||||2|19990112||||EN"
    (adult,) = read(message(line)).adults
    assert adult.kinship is kinship
    assert (adult.name, adult.sex, adult.language, adult.contact_role) == (
        PersonName("RAIKES", "Kerry"),
        Sex.FEMALE,
        "EN",
        "C",
    )
    assert adult.birth.on == date(1999, 1, 12)
    assert adult.phone == Phone("07700 900417")
    assert adult.address == Address(("9 Larkhill Close",))


def test_an_adult_without_a_name_is_nobody_but_was_spoken_of() -> None:
    event = read(message("NK1|1||12"))
    assert event.adults == ()
    assert event.adults_told
    assert not read(message()).adults_told


def test_an_adult_of_whom_little_is_known() -> None:
    (adult,) = read(message("NK1|1|RAIKES^Kerry")).adults
    assert (adult.address, adult.phone, adult.birth.on, adult.sex) == (None, None, None, Sex.NOT_KNOWN)
