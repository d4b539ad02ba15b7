"""Domain records as JSON and back: the form in which entries and earlier versions are kept.

The form says what each thing is (`{"$is": "Given", ...}`), so that an answer which may be a word, a day
or a moment comes back as what it was. Only the domain's own classes can come back; nothing is executed.
Fields added later must have a default: what was written before then still reads.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from importlib import import_module
from typing import Any, TypeVar
from uuid import UUID

from aande_alert.domain.errors import Trouble, Unavailable

T = TypeVar("T")

FORM = 1
_MODULES = (
    "accounts", "alerts", "answers", "assessment", "attendance", "growth", "identity", "imports", "injuries",
    "people", "photographs", "plans", "provenance", "referral", "register_lists", "review", "staff",
)  # fmt: skip
_MICROSECOND = timedelta(microseconds=1)
_PLAIN = (str, bool, int, float, type(None))


class Unreadable(Unavailable):
    """Text that is not a record of ours, or of a newer program.

    Args:
        why: What is wrong with it, for the test and the log; nothing of what it holds.
    """

    def __init__(self, why: str) -> None:
        what = f"A part of the record cannot be read: it is {why}."
        super().__init__(
            what, "Run verify, and tell the people who look after this program.", kept="It was not changed."
        )


def to_text(value: object) -> str:
    """Return a record as canonical JSON: keys sorted, no blanks, ASCII.

    Raises:
        TypeError: It holds something that is not the domain's.
        ValueError: A moment has no zone, or a number is not one.
    """
    whole = {"form": FORM, "body": _encoded(value)}
    return json.dumps(whole, sort_keys=True, separators=(",", ":"), allow_nan=False)


def from_text(text: str, expected: type[T]) -> T:
    """Return the record that `to_text` was given.

    Raises:
        Unreadable: It is not one, or not what was expected.
    """
    try:
        whole = json.loads(text)
        newer = whole["form"] > FORM
        value = None if newer else _decoded(whole["body"])
    except (KeyError, TypeError, AttributeError, RecursionError, ValueError, Trouble) as trouble:
        why = "not a whole record"
        raise Unreadable(why) from trouble
    if newer:
        why = "written by a newer version of this program"
        raise Unreadable(why)
    if not isinstance(value, expected):
        why = f"no {expected.__name__}"
        raise Unreadable(why)
    return value


def _encoded(value: Any) -> Any:  # noqa: ANN401 - anything of the domain
    if isinstance(value, Enum):
        return {"$word": [_known(type(value)), value.value]}
    if isinstance(value, _PLAIN):
        return value
    if is_dataclass(value):
        body = {each.name: _encoded(getattr(value, each.name)) for each in fields(value)}
        return {"$is": _known(type(value)), **body}
    for kind, write in _WRITERS.items():
        if isinstance(value, kind):
            return write(value)
    message = f"cannot keep a {type(value).__name__}"
    raise TypeError(message)


def _moment(value: datetime) -> dict[str, str]:
    if value.tzinfo is None:
        message = "a moment without a zone"
        raise ValueError(message)
    return {"$at": value.astimezone(UTC).isoformat()}


_WRITERS: dict[type, Callable[[Any], Any]] = {
    UUID: lambda value: {"$id": value.hex},
    datetime: _moment,  # before date, of which it is one
    date: lambda value: {"$day": value.isoformat()},
    timedelta: lambda value: {"$span": value // _MICROSECOND},
    tuple: lambda value: [_encoded(item) for item in value],
    frozenset: lambda value: {"$set": sorted((_encoded(item) for item in value), key=json.dumps)},
    Mapping: lambda value: {"$map": [[_encoded(key), _encoded(item)] for key, item in value.items()]},
}

_READERS: dict[str, Callable[[Any], Any]] = {
    "$id": UUID,
    "$at": datetime.fromisoformat,
    "$day": date.fromisoformat,
    "$span": lambda told: told * _MICROSECOND,
    "$set": lambda told: frozenset(_decoded(item) for item in told),
    "$map": lambda told: {_decoded(key): _decoded(item) for key, item in told},
    "$word": lambda told: _class(told[0])(told[1]),
}


def _decoded(told: Any) -> Any:  # noqa: ANN401 - anything of the domain
    if isinstance(told, list):
        return tuple(_decoded(item) for item in told)
    if not isinstance(told, dict):
        return told
    if "$is" in told:
        body = {name: _decoded(item) for name, item in told.items() if name != "$is"}
        return _class(told["$is"])(**body)
    ((mark, inner),) = told.items()
    return _READERS[mark](inner)


def _class(name: str) -> Any:  # noqa: ANN401 - called with what was kept
    return _classes()[name]


def _known(kind: type) -> str:
    if _classes().get(kind.__name__) is not kind:
        message = f"cannot keep a {kind.__name__}: it is not one of the domain's records"
        raise TypeError(message)
    return kind.__name__


@lru_cache
def _classes() -> dict[str, type]:
    """Return every record and word of the domain that may be kept, by name; each name once."""
    found: dict[str, type] = {}
    for name in _MODULES:
        module = import_module(f"aande_alert.domain.{name}")
        for kind in vars(module).values():
            if isinstance(kind, type) and kind.__module__ == module.__name__ and _keepable(kind):
                if kind.__name__ in found:
                    message = f"two records are called {kind.__name__}"
                    raise TypeError(message)
                found[kind.__name__] = kind
    return found


def _keepable(kind: type) -> bool:
    return is_dataclass(kind) or issubclass(kind, Enum)


def has_no_default(kind: type) -> tuple[str, ...]:
    """Return the fields that every kept record of a class must hold; for the test that guards old ones."""
    return tuple(
        each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING
    )
