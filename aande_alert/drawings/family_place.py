"""Where everybody stands in the family diagram: a row a generation, those of the home side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from aande_alert.domain.identity import Sex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from aande_alert.domain.timeline import Badge
    from aande_alert.drawings.shapes import Measure

SYMBOL = 36.0
LEVEL = 18.0
"""Height between two lines that run side by side from one generation to the next, px at 100 %."""
LINE = 16.0
_BESIDE, _APART, _EDGE = 8.0, 28.0, 20.0
_UNDER = 34.0
"""Room between a generation's lines and the next generation."""
_ADULT_HIGH = 52.0
_BADGE = 26.0


class Generation(IntEnum):
    """A row of the diagram, top to bottom."""

    ELDERS = 0
    PARENTS = 1
    CHILDREN = 2
    YOUNGER = 3
    OTHERS = 4


_ROWS = {
    Generation.ELDERS: ("Grandmother", "Grandfather", "Grandparent"),
    Generation.PARENTS: (
        "Mother", "Father", "Parent", "Stepmother", "Stepfather", "Step-parent", "Foster carer",
        "Mother's partner",
    ),
    Generation.CHILDREN: (
        "Twin sister", "Twin brother", "Twin", "Brother", "Sister", "Brother or sister", "Half-brother",
        "Half-sister", "Half-sibling", "Stepbrother", "Stepsister", "Step-sibling", "Partner's daughter",
        "Partner's son", "Partner's child",
    ),
    Generation.YOUNGER: ("Daughter", "Son", "Child"),
}  # fmt: skip
_ROW_OF = {words: row for row, group in _ROWS.items() for words in group}
BIRTH_PARENTS = frozenset({"Mother", "Father", "Parent"})
PARTNERS_CHILDREN = frozenset({"Partner's daughter", "Partner's son", "Partner's child"})


@dataclass(frozen=True, slots=True, repr=False)
class Kin:
    """Somebody of the family, as drawn.

    Attributes:
        id: Whose record.
        words: What they are to the child, `Mother`; empty for the child the record is about.
        name: As shown.
        about: Under the name, `27y, mother`.
        sex: Square, circle or, where not known, a diamond.
        died: Crossed out.
        here: Whether they live at the child's home; `None` where nobody knows.
        through: The parent, or parent's partner, through whom they are linked; `None` where linked directly.
        since: When a partnership began, as shown; empty where not known.
        badge: What the lists say of a child.
    """

    id: UUID
    words: str
    name: str
    about: str
    sex: Sex = Sex.NOT_KNOWN
    died: bool = False
    here: bool | None = None
    through: UUID | None = None
    since: str = ""
    badge: Badge | None = None

    def __repr__(self) -> str:
        return f"Kin({self.id}, withheld)"

    @property
    def row(self) -> Generation:
        """Return the generation they stand in."""
        if not self.words:
            return Generation.CHILDREN
        return _ROW_OF.get(self.words, Generation.OTHERS)

    @property
    def name_lines(self) -> tuple[str, ...]:
        """Return the name in two lines, broken after the family name."""
        family, comma, given = self.name.partition(", ")
        return (f"{family},", given) if comma else (family,)


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody in their place.

    Attributes:
        kin: Who.
        x: Left edge of the symbol.
        y: Upper edge of the symbol.
        width: Of symbol and words together.
        beside: Whether the words stand to the right of the symbol; else below it.
    """

    kin: Kin = field(repr=False)
    x: float
    y: float
    width: float
    beside: bool


@dataclass(frozen=True, slots=True)
class FamilyLayout:
    """Everybody in their place, the child first as given.

    Attributes:
        people: In rows, left to right.
        width: Of the picture.
        height: Of the picture.
        scale: Text setting.
    """

    people: tuple[Standing, ...]
    width: float
    height: float
    scale: float

    def of(self, kin_id: UUID) -> Standing:
        """Return somebody's place.

        Raises:
            KeyError: They are not in the picture.
        """
        for one in self.people:
            if one.kin.id == kin_id:
                return one
        raise KeyError(kin_id)

    def at(self, x: float, y: float) -> UUID | None:
        """Return who stands at a point, words included; `None` for nobody."""
        side, line = SYMBOL * self.scale, LINE * self.scale
        for one in self.people:
            high = side if one.beside else side + 4 * line
            if one.x - 4 <= x <= one.x + one.width and one.y - 4 <= y <= one.y + high:
                return one.kin.id
        return None

    def step(self, kin_id: UUID, across: int, down: int) -> UUID:
        """Return who stands next in a direction; the same person at an edge."""
        here = self.of(kin_id)
        if across:
            row = [one for one in self.people if one.kin.row is here.kin.row]
            at = min(max(row.index(here) + across, 0), len(row) - 1)
            return row[at].kin.id
        rows = sorted({one.kin.row for one in self.people})
        at = min(max(rows.index(here.kin.row) + down, 0), len(rows) - 1)
        row = [one for one in self.people if one.kin.row is rows[at]]
        return min(row, key=lambda one: abs(one.x - here.x)).kin.id


def lay_out(
    people: Sequence[Kin], levels: dict[Generation, int], measure: Measure, *, width: float, scale: float
) -> FamilyLayout:
    """Put everybody in their place.

    Args:
        people: The child first, then the others.
        levels: How many lines run side by side below each generation.
        measure: Width of words in a role.
        width: Least width of the picture, px.
        scale: Text setting.
    """
    rows = {row: _ordered([one for one in people if one.row is row], people) for row in Generation}
    sizes = {row: [_width(one, measure) * scale for one in kin] for row, kin in rows.items()}
    needed = {row: sum(wide) + _APART * scale * max(0, len(wide) - 1) for row, wide in sizes.items() if wide}
    whole = max(width, max(needed.values()) + 2 * _EDGE * scale)
    placed: list[Standing] = []
    y = _EDGE * scale
    for row, kin in rows.items():
        if not kin:
            continue
        x = (whole - needed[row]) / 2
        for one, wide in zip(kin, sizes[row], strict=True):
            placed.append(Standing(one, x, y, wide, _is_beside(one)))
            x += wide + _APART * scale
        tall = max(_height(one) for one in kin)
        y += (tall + LEVEL * levels.get(row, 0) + _UNDER) * scale
    return FamilyLayout(tuple(placed), whole, y, scale)


def _is_beside(kin: Kin) -> bool:
    return kin.row in {Generation.ELDERS, Generation.PARENTS, Generation.OTHERS}


def _width(kin: Kin, measure: Measure) -> float:
    wide = [measure(kin.about, "small")]
    if _is_beside(kin):
        return SYMBOL + _BESIDE + max(*wide, *(measure(line, "small_strong") for line in kin.name_lines))
    if kin.badge is not None:
        wide.append(measure(kin.badge.words, "badge") + 33)
    return max(SYMBOL, measure(kin.name, "small_strong"), *wide)


def _height(kin: Kin) -> float:
    if _is_beside(kin):
        return _ADULT_HIGH
    return SYMBOL + 2 * LINE + 6 + (_BADGE if kin.badge is not None else 0.0)


def _ordered(row: list[Kin], people: Sequence[Kin]) -> list[Kin]:
    """Order a generation: a partner and their children to the right, those at home next to each other."""
    place = {one.id: at for at, one in enumerate(people)}
    parents = {one.id: (_side(one), place[one.id]) for one in people}

    def key(kin: Kin) -> tuple[float, int]:
        if kin.row is Generation.ELDERS and kin.through is not None:
            return (parents.get(kin.through, (0.0, 0))[0], place[kin.id])
        return (_side(kin), place[kin.id])

    return sorted(row, key=key)


def _side(kin: Kin) -> float:
    """Return how far to the right somebody belongs in their generation."""
    if not kin.words:
        return 0.0
    if kin.words == "Mother":
        return 0.0
    right = kin.words in PARTNERS_CHILDREN or kin.words == "Mother's partner"
    near = 1.0 if kin.here else 2.0
    return near if right else -near
