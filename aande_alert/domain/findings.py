"""What a clinical rule answers, and how a prompt reads on screen: a prompt is never a diagnosis."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID


class Tier(StrEnum):
    """How strongly a prompt asks for attention; only the first one interrupts."""

    INTERRUPTS = "interrupts"
    STAYS = "stays"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Fires:
    """The rule's condition holds.

    Attributes:
        rule_id: `bruising.not-mobile`.
        version: Of the rule's logic and thresholds; a changed one never rewrites the past.
        grounds: Ids of the entries, or names of the inputs, it rests on.
        missing: What would sharpen the answer and was not recorded.
        wording: Which of the rule's texts to show; `standard` unless the rule has several.
        facts: Names and values for that text, `("regions", "left ear, back")`.
        tier: How strongly this answer asks for attention; `None` leaves it to the content.
    """

    rule_id: str
    version: str
    grounds: tuple[str | UUID, ...]
    missing: tuple[str, ...] = ()
    wording: str = "standard"
    facts: tuple[tuple[str, str], ...] = ()
    tier: Tier | None = None


@dataclass(frozen=True, slots=True)
class DoesNotFire:
    """The rule's condition does not hold; shown as "no prompt from this rule", never as low risk."""

    rule_id: str
    version: str


@dataclass(frozen=True, slots=True)
class CannotTell:
    """Something the rule needs was not recorded; the words of `missing` ask for it."""

    rule_id: str
    version: str
    missing: tuple[str, ...]
    grounds: tuple[str | UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """The rule was not made for this child or this presentation, and why."""

    rule_id: str
    version: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """The rule is switched off or broke; shown, so that silence is never taken for an answer."""

    rule_id: str
    version: str
    reason: str


RuleResult: TypeAlias = Fires | DoesNotFire | CannotTell | OutOfScope | NotEvaluated


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """A rule's answer in words, for the panel beside the assessment and for print.

    Attributes:
        result: The answer it stands for.
        tier: How strongly it asks for attention.
        title: `Bruise in a baby who cannot roll`.
        body: One to four sentences: what was observed, what the source says of it.
        next_steps: What to do, as single actions.
        accuracy: Published figures of the rule, with their study; empty where none were read.
        source: `NICE CG89 1.1.2; Kemp 2015`.
        reviewed: When the words and thresholds were last looked at.
        grounds: Ids of the entries it rests on, for "Evidence".
        missing: What was not recorded, in words.
        senior_to_dismiss: Whether setting it aside needs a named senior.
        seeds: Which points of the case-review learning it answers, `S88`.
    """

    result: RuleResult
    tier: Tier
    title: str
    body: str
    next_steps: tuple[str, ...]
    accuracy: str
    source: str
    reviewed: date
    grounds: tuple[str | UUID, ...] = ()
    missing: tuple[str, ...] = ()
    senior_to_dismiss: bool = False
    seeds: tuple[str, ...] = ()

    @property
    def rule_id(self) -> str:
        """Return the rule behind it."""
        return self.result.rule_id

    @property
    def version(self) -> str:
        """Return the version of the rule behind it."""
        return self.result.version

    def __repr__(self) -> str:
        return f"Finding({self.result.rule_id}, withheld)"
