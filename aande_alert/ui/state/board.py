"""The board's filters, and how an arrival reads: decided without Qt."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from aande_alert.domain.plans import CheckFailed, NotChecked, NotListed, PossibleMatch
from aande_alert.domain.wording import local, whole_years

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from aande_alert.domain.board import ArrivalLine, Board


class Chip(StrEnum):
    """A filter of the board; several narrow it together."""

    CHILDREN = "children"
    ALERTS = "alerts"
    NOT_CHECKED = "not_checked"
    NOT_READ = "not_read"
    UNDER_ONE = "under_one"

    @property
    def words(self) -> str:
        """Return the chip's words."""
        return {
            Chip.CHILDREN: "Children",
            Chip.ALERTS: "Alerts",
            Chip.NOT_CHECKED: "Not checked",
            Chip.NOT_READ: "Not acknowledged",
            Chip.UNDER_ONE: "Under 1",
        }[self]


def has(line: ArrivalLine, chip: Chip, today: date) -> bool:
    """Say whether an arrival belongs to a filter; an unknown age belongs to every age."""
    born = line.person.birth.on
    match chip:
        case Chip.CHILDREN:
            return line.is_child
        case Chip.ALERTS:
            return line.check.interrupts
        case Chip.NOT_CHECKED:
            return isinstance(line.check.status, NotChecked | CheckFailed)
        case Chip.NOT_READ:
            return line.unread
        case Chip.UNDER_ONE:
            return line.is_child and (born is None or whole_years(born, today) < 1)
        case _:
            assert_never(chip)


def shown(board: Board, chosen: frozenset[Chip]) -> tuple[ArrivalLine, ...]:
    """Return the arrivals a filter shows, children first.

    With the children's filter alone an adult with a protection state stays in view below them.
    """
    today = local(board.at).date()
    narrowing = chosen - {Chip.CHILDREN}
    lines = [line for line in board.lines if all(has(line, chip, today) for chip in narrowing)]
    if Chip.CHILDREN in chosen:
        lines = [line for line in lines if line.is_child or has_state(line)]
    return tuple(lines)


def has_state(line: ArrivalLine) -> bool:
    """Say whether an adult stays in view: something other than "not listed" or "not looked for"."""
    return not isinstance(line.check.status, NotListed | NotChecked)


def count(board: Board, chip: Chip) -> int:
    """Return how many children (or, for an alert, people) a filter would show."""
    today = local(board.at).date()
    return sum(has(line, chip, today) and (line.is_child or chip is Chip.ALERTS) for line in board.lines)


def notice_words(board: Board, lines: Sequence[ArrivalLine], chosen: frozenset[Chip]) -> tuple[str, str]:
    """Return the filter notice: what is shown, and in stronger words what is hidden."""
    children = sum(line.is_child for line in lines)
    adults = len(lines) - children
    hidden = len(board.lines) - len(lines)
    said = f"{children} {_plural(children, 'child', 'children')}"
    if adults:
        said += f" and {adults} {_plural(adults, 'adult', 'adults')} with a protection state"
    if not chosen:
        grown = f"{adults} {_plural(adults, 'adult', 'adults')}"
        return f"Everyone: {children} {_plural(children, 'child', 'children')}, {grown}.", ""
    who = "other adults are" if chosen == {Chip.CHILDREN} else "others are"
    if hidden == 1:
        who = who.removesuffix("s are") + " is" if chosen == {Chip.CHILDREN} else "other is"
    return f"Filtered: {said}.", f"{hidden} {who} hidden." if hidden else "Nobody is hidden."


def _plural(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def action(line: ArrivalLine) -> tuple[str, str]:
    """Return the next act on an arrival, key and word; both empty where there is none."""
    status = line.check.status
    if any(isinstance(one, PossibleMatch) for one in line.check.statuses):
        return "compare", "Compare"
    if isinstance(status, CheckFailed):
        return "retry", "Retry"
    if isinstance(status, NotChecked):
        return "retry", "Look again"
    return "", ""


def lists_words(line: ArrivalLine) -> str:
    """Return `2 of 2 lists` where every list was looked at; empty otherwise."""
    status = line.check.status
    if isinstance(status, NotListed):
        return f"{status.looked_at[0]} of {status.looked_at[1]} lists"
    return ""
