"""What feeds have said of a person, each fact with the moment it was true, so that order does not matter.

Facts only ever join: for each field the newest word stands, older names and homes are added to what is
known. Whatever order messages come in, late, twice or backwards, the same facts remain. A fact that was
cleared (`""`) is a fact; silence is none.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from aande_alert.domain.answers import Given
from aande_alert.domain.identity import (
    BIRTH_NOT_GIVEN,
    Address,
    Birth,
    BirthQuality,
    HospitalNumber,
    NameUse,
    NhsIdentity,
    NhsNumber,
    NhsNumberStatus,
    PersonName,
    Phone,
    Sex,
)
from aande_alert.domain.messages import ABSENT, Kinship

if TYPE_CHECKING:
    from collections.abc import Callable

    from aande_alert.domain.messages import PersonUpdate, RelatedAdult, Told
    from aande_alert.domain.people import Person

Facts: TypeAlias = dict[str, Any]

_MOST_KEPT = 8
_ANSWERS_FOR_A_CHILD = frozenset(
    {
        Kinship.PARENT, Kinship.MOTHER, Kinship.FATHER, Kinship.GUARDIAN, Kinship.FOSTER_PARENT,
        Kinship.STEP_PARENT, Kinship.CARER,
    }
)  # fmt: skip


def later(facts: Facts, field: str, stamp: str, value: Any) -> None:  # noqa: ANN401 - what JSON holds
    """Set a field where this word is newer than the one that stands."""
    if field not in facts or facts[field][0] < stamp:
        facts[field] = [stamp, value]


def gather(facts: Facts, told: PersonUpdate, adults: tuple[RelatedAdult, ...], stamp: str) -> Facts:
    """Return the facts with what one message says joined to them.

    Args:
        facts: What was known; left as it is.
        told: What the message says of the patient.
        adults: The related adults it names.
        stamp: When it was true, as text that sorts in the order of time.
    """
    known: Facts = json.loads(json.dumps(facts))
    for field, value in _plain_fields(told):
        if value is not ABSENT:
            later(known, field, stamp, value.value if isinstance(value, Given) else None)
    _gather_birth(known, told, stamp)
    _gather_numbers(known, told, stamp)
    _gather_lists(known, told, stamp)
    _gather_adults(known, told, adults, stamp)
    return known


def _plain_fields(told: PersonUpdate) -> tuple[tuple[str, Told[Any]], ...]:
    return (
        ("language", told.language),
        ("ethnicity", told.ethnicity),
        ("gp_practice", told.gp_practice),
        ("allergies", told.allergies),
        ("multiple_birth", told.multiple_birth),
        ("identity_unknown", told.identity_unknown),
        ("shield_location", told.shield_location),
        ("sex", _coded(told.sex, lambda sex: sex.value)),
        ("died_on", _coded(told.died_on, date.isoformat)),
    )


def _coded(told: Told[Any], code: Callable[[Any], Any]) -> Told[Any]:
    return Given(code(told.value)) if isinstance(told, Given) else told


def _gather_birth(known: Facts, told: PersonUpdate, stamp: str) -> None:
    """A date that cannot be read never takes the place of one that could."""
    if told.birth is ABSENT:
        return
    if not isinstance(told.birth, Given):
        later(known, "birth", stamp, None)
        return
    birth = told.birth.value
    field = "birth" if birth.on is not None else "unreadable_birth"
    later(
        known,
        field,
        stamp,
        [None if birth.on is None else birth.on.isoformat(), birth.quality.value, birth.raw],
    )


def _gather_numbers(known: Facts, told: PersonUpdate, stamp: str) -> None:
    """A verified NHS number stands before any that is not, whenever it came."""
    nhs = told.identifiers.nhs
    if nhs is not None:
        later(known, "nhs", f"{int(nhs.verified)}{stamp}", [nhs.number.digits, nhs.status.value])
    numbers = {tuple(pair) for pair in known.get("numbers", ())}
    numbers |= {(number.authority, number.value) for number in told.identifiers.hospital_numbers}
    known["numbers"] = sorted(list(pair) for pair in numbers)


def _gather_lists(known: Facts, told: PersonUpdate, stamp: str) -> None:
    addresses = ABSENT if told.address_is_default else told.addresses
    for field, values in (
        ("names", _coded(told.names, lambda names: [_name_out(name) for name in names])),
        ("addresses", _coded(addresses, lambda homes: [[list(home.lines), home.postcode] for home in homes])),
        ("phones", _coded(told.phones, lambda phones: [phone.number for phone in phones])),
    ):
        if values is ABSENT:
            continue
        given = values.value if isinstance(values, Given) else []
        later(known, field, stamp, given)
        for value in given:
            _seen(known, field, value, stamp)


def _seen(known: Facts, field: str, value: Any, stamp: str) -> None:  # noqa: ANN401 - what JSON holds
    seen = known.setdefault(f"seen_{field}", {})
    text = json.dumps(value, ensure_ascii=False)
    seen[text] = max(seen.get(text, ""), stamp)


def _gather_adults(known: Facts, told: PersonUpdate, adults: tuple[RelatedAdult, ...], stamp: str) -> None:
    mothers = sorted(adult.name.shown() for adult in adults if adult.kinship is Kinship.MOTHER)
    if mothers:
        later(known, "mother_name", stamp, mothers[0])
    if isinstance(told.mother_maiden_name, Given):
        later(known, "maiden_name", stamp, told.mother_maiden_name.value.shown())
    phones = sorted(
        adult.phone.number for adult in adults if adult.phone and adult.kinship in _ANSWERS_FOR_A_CHILD
    )
    if phones:
        later(known, "adult_phones", stamp, phones)


def seeded(person: Person) -> Facts:
    """Return what is held of a person before any feed spoke: older than every message, and never lost."""
    facts: Facts = {"numbers": sorted([one.authority, one.value] for one in person.hospital_numbers)}
    lists: tuple[tuple[str, list[Any]], ...] = (
        ("names", [_name_out(name) for name in person.names]),
        ("addresses", [[list(home.lines), home.postcode] for home in person.addresses]),
        ("phones", [phone.number for phone in person.phones]),
    )
    for field, values in lists:
        if values:
            facts[field] = ["", values]
        for value in values:
            _seen(facts, field, value, "")
    return facts


def unfold(person: Person, facts: Facts) -> Person:
    """Return a person as the facts have it; fields no feed spoke of stay as they are."""
    return replace(
        person,
        names=_names(facts) or person.names,
        birth=_birth(person, facts),
        sex=Sex(_newest(facts, "sex", person.sex.value) or Sex.NOT_KNOWN.value),
        nhs=_nhs(person, facts),
        hospital_numbers=tuple(HospitalNumber(*pair) for pair in facts.get("numbers", ())),
        addresses=tuple(Address(tuple(lines), postcode) for lines, postcode in _listed(facts, "addresses")),
        phones=tuple(Phone(number) for number in _phones(facts)),
        gp_practice=_newest(facts, "gp_practice", person.gp_practice) or "",
        mother_name=_newest(facts, "mother_name", None)
        or _newest(facts, "maiden_name", None)
        or person.mother_name,
        allergies=_newest(facts, "allergies", person.allergies) or "",
        language=_newest(facts, "language", person.language) or "",
        ethnicity=_newest(facts, "ethnicity", person.ethnicity) or "",
        identity_unknown=bool(_newest(facts, "identity_unknown", person.identity_unknown)),
        shield_location=bool(_newest(facts, "shield_location", person.shield_location)),
        multiple_birth=_newest(facts, "multiple_birth", person.multiple_birth),
        died_on=_died_on(person, facts),
    )


def _newest(facts: Facts, field: str, held: Any) -> Any:  # noqa: ANN401 - what JSON holds
    """Return the newest word on a field; `None` where it was cleared, what is held where nobody spoke."""
    return facts[field][1] if field in facts else held


def _birth(person: Person, facts: Facts) -> Birth:
    for field in ("birth", "unreadable_birth"):
        if field in facts:
            value = facts[field][1]
            if value is not None:
                on, quality, raw = value
                return Birth(None if on is None else date.fromisoformat(on), BirthQuality(quality), raw)
    return BIRTH_NOT_GIVEN if "birth" in facts else person.birth


def _died_on(person: Person, facts: Facts) -> date | None:
    value = _newest(facts, "died_on", None if person.died_on is None else person.died_on.isoformat())
    return None if value is None else date.fromisoformat(value)


def _nhs(person: Person, facts: Facts) -> NhsIdentity | None:
    if "nhs" not in facts:
        return person.nhs
    digits, status = facts["nhs"][1]
    return NhsIdentity(NhsNumber(digits), NhsNumberStatus(status))


def _names(facts: Facts) -> tuple[PersonName, ...]:
    """Return the newest names as given, then every other name ever given, as an alias."""
    newest = [_name_in(name) for name in _newest(facts, "names", [])]
    shown = {(name.family, name.given) for name in newest}
    others = {
        PersonName(name.family, name.given, use=NameUse.ALIAS if name.use is NameUse.CURRENT else name.use)
        for name in (_name_in(json.loads(text)) for text in facts.get("seen_names", {}))
        if (name.family, name.given) not in shown
    }
    aliases = sorted(others, key=lambda name: (name.family, name.given, name.use))
    return (*newest, *aliases)


def _listed(facts: Facts, field: str) -> list[Any]:
    """Return the newest values, then older ones, newest first; nothing where the newest word cleared them."""
    newest: list[Any] = _newest(facts, field, [])
    if not newest:
        return []
    seen = facts.get(f"seen_{field}", {})
    by_age = sorted(seen, key=lambda text: (seen[text], text), reverse=True)
    older = [value for value in (json.loads(text) for text in by_age) if value not in newest]
    return (newest + older)[:_MOST_KEPT]


def _phones(facts: Facts) -> list[str]:
    told: list[str] = _listed(facts, "phones")
    return told + [number for number in _newest(facts, "adult_phones", []) if number not in told]


def _name_out(name: PersonName) -> list[str]:
    return [name.family, name.given, name.title, name.use.value]


def _name_in(parts: list[str]) -> PersonName:
    family, given, title, use = parts
    return PersonName(family, given, title, NameUse(use))
