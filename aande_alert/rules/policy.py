"""The policy pack of one nation: what an alert card says, what to do, and which days are holidays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class Calendar:
    """The bank holidays of a nation, and the time for which they are known.

    Attributes:
        known_from: First day covered.
        known_until: Last day covered.
        holidays: Every bank holiday in between.
    """

    known_from: date
    known_until: date
    holidays: frozenset[date]

    def is_working_day(self, day: date) -> bool | None:
        """Say whether offices are open that day; `None` where no calendar covers a weekday."""
        if day.weekday() > 4:  # noqa: PLR2004 - Friday
            return False
        if not self.known_from <= day <= self.known_until:
            return None
        return day not in self.holidays


@dataclass(frozen=True, slots=True)
class Policy:
    """The content of `alerts.toml`.

    Attributes:
        nation: `England`.
        version: Of the pack; printed on what was made with it.
        reviewed: When it was last looked at.
        source: Where it comes from.
        ended_months: How long an ended plan stays in view, calendar months.
        texts: Words by `section.key`.
        to_do: Steps by plan kind, with words in braces to fill in.
        steps: What a person may say they did, id and words.
        calendar: Bank holidays.
    """

    nation: str
    version: str
    reviewed: date
    source: str
    ended_months: int
    texts: Mapping[str, str]
    to_do: Mapping[str, tuple[str, ...]]
    steps: tuple[tuple[str, str], ...]
    calendar: Calendar


def read_policy(pack: Mapping[str, Any]) -> Policy:
    """Return the pack of a parsed file.

    Raises:
        KeyError: A section is missing.
    """
    about = pack["about"]
    days = pack["bank_holidays"]
    return Policy(
        nation=str(about["nation"]),
        version=str(about["version"]),
        reviewed=about["reviewed"],
        source=str(about["source"]),
        ended_months=int(pack["limits"]["ended_months"]),
        texts={
            f"{section}.{key}": str(text)
            for section in ("reasons", "titles", "badges", "ring")
            for key, text in pack[section].items()
        },
        to_do={kind: tuple(lines) for kind, lines in pack["to_do"].items()},
        steps=tuple((key, str(words)) for key, words in pack["steps"].items()),
        calendar=Calendar(days["known_from"], days["known_until"], frozenset(days["days"])),
    )
