"""What is told of a child never reaches a log by way of a repr: every class, found by itself."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import fields, is_dataclass
from typing import Any
from uuid import UUID

import pytest

from aande_alert import domain
from aande_alert.domain.errors import Refused
from aande_alert.domain.identity import Birth, BirthQuality

SECRET = "Pell of 9 Larkhill Close"
CODED = frozenset({"id", "value", "rule_id"})
"""What a repr may say of a part: its id, its code."""

SHOWN = frozenset(
    {
        "Answered.question", "Draft.place", "Evidence.field", "ImportPreview.council",
        "ImportPreview.list_date", "ListFile.council", "ListFile.list_date", "ReferralDocument.reference",
        "RowProblem.code", "Section.title",
    }
)  # fmt: skip
"""Fields that hold a code, a label or a reference of our own, never what anybody told of a child."""


class Told:
    """Something told of a child, whatever is asked of it; only its ids and codes are harmless."""

    def __getattr__(self, name: str) -> object:
        return f"coded-{name}" if name in CODED else Told()

    def __str__(self) -> str:
        return SECRET

    __repr__ = __str__

    def __format__(self, _how: str) -> str:
        return SECRET

    def __len__(self) -> int:
        return 3


def withholding() -> list[type]:
    """Return every record of the shared vocabulary that does not print its fields."""
    found = set()
    for module in pkgutil.iter_modules(domain.__path__):
        there = vars(importlib.import_module(f"{domain.__name__}.{module.name}"))
        found |= {one for one in there.values() if isinstance(one, type) and is_dataclass(one)}
    mine = (one for one in found if one.__module__.startswith(domain.__name__))
    return sorted(
        (one for one in mine if not getattr(one, "__dataclass_params__").repr),  # noqa: B009 - not typed
        key=lambda one: f"{one.__module__}.{one.__name__}",
    )


def filled(kind: type) -> object:
    """Return one whose every field is secret, but for numbers, ids and our own codes."""
    made: Any = object.__new__(kind)
    for field in fields(kind):
        value: Any = Told()
        if str(field.type) == "int" or f"{kind.__name__}.{field.name}" in SHOWN:
            value = 7
        elif "UUID" in str(field.type).split(" | "):
            value = UUID(int=7)
        object.__setattr__(made, field.name, value)
    return made


@pytest.mark.parametrize("kind", withholding(), ids=lambda kind: kind.__name__)
def test_nothing_told_is_in_a_repr(kind: type) -> None:
    shown = repr(filled(kind))
    assert shown.startswith(kind.__name__)
    assert SECRET not in shown


def test_the_people_and_their_words_are_among_them() -> None:
    names = {kind.__name__ for kind in withholding()}
    assert names >= {
        "Person",
        "PersonName",
        "Address",
        "NhsNumber",
        "Account",
        "Injury",
        "Attendance",
        "Given",
    }


@pytest.mark.parametrize("quality", [BirthQuality.EXACT, BirthQuality.ESTIMATED])
def test_a_birth_without_a_date_says_why_there_is_none(quality: BirthQuality) -> None:
    with pytest.raises(Refused, match="disagree"):
        Birth(None, quality)
