"""What a use case hands back: its value, and which topics it touched."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Topic(StrEnum):
    """What a screen may watch; a commit names the topics it changed."""

    ARRIVALS = "arrivals"
    PEOPLE = "people"
    ALERTS = "alerts"
    REGISTERS = "registers"
    FEEDS = "feeds"
    ASSESSMENT = "assessment"
    PHOTOGRAPHS = "photographs"
    REFERRALS = "referrals"
    REVIEWS = "reviews"
    STAFF = "staff"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A committed use case: the value asked for and the topics it changed."""

    value: T
    changed: frozenset[Topic] = field(default_factory=frozenset)
