"""Where on the body: coded regions, the views they are drawn on, and the groups the rules ask for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from aande_alert.domain.errors import Unavailable

Point: TypeAlias = tuple[float, float]


class Figure(StrEnum):
    """The outline drawn for an age."""

    INFANT = "infant"
    TODDLER = "toddler"
    CHILD = "child"
    ADOLESCENT = "adolescent"

    @property
    def words(self) -> str:
        """Return the caption under the figure."""
        return {
            Figure.INFANT: "Infant figure, under 1y",
            Figure.TODDLER: "Toddler figure, 1y to 3y",
            Figure.CHILD: "Child figure, 4y to 11y",
            Figure.ADOLESCENT: "Adolescent figure, 12y and over",
        }[self]


def figure_for(years: int | None) -> Figure:
    """Choose the outline for completed years; an unknown age gets the child's.

    The ages are this program's own choice: they decide a drawing, never a rule.
    """
    if years is None:
        return Figure.CHILD
    limits = ((1, Figure.INFANT), (4, Figure.TODDLER), (12, Figure.CHILD))
    return next((figure for below, figure in limits if years < below), Figure.ADOLESCENT)


class View(StrEnum):
    """From where the body is looked at."""

    FRONT = "front"
    BACK = "back"
    HEAD_LEFT = "head_left"
    HEAD_RIGHT = "head_right"
    FACE = "face"
    EYES = "eyes"
    MOUTH = "mouth"
    PALM_LEFT = "palm_left"
    PALM_RIGHT = "palm_right"
    HAND_BACK_LEFT = "hand_back_left"
    HAND_BACK_RIGHT = "hand_back_right"
    FOOT_TOP_LEFT = "foot_top_left"
    FOOT_TOP_RIGHT = "foot_top_right"
    SOLE_LEFT = "sole_left"
    SOLE_RIGHT = "sole_right"

    @property
    def words(self) -> str:
        """Return the title above the view."""
        words = self.value.replace("hand_back", "back of hand").replace("foot_top", "top of foot")
        words = words.replace("_", " ").capitalize()
        part, _, side = words.rpartition(" ")
        return f"{part}, {side}" if side in {"left", "right"} else words


@dataclass(frozen=True, slots=True)
class Region:
    """One coded part of the body.

    Attributes:
        id: Code kept in the record, `cheek_fleshy_left`.
        words: As listed and printed, `Left cheek, fleshy`.
        plain: For a family or a social worker, `soft part of the left cheek`.
        row: The row of the check list it is looked at with.
        groups: What rules ask for: `torso`, `ear`, `neck`, `cheek_fleshy`, `frenulum`, `buttock` and others.
        bony: Skin lies close over bone here, as on a forehead or shin.
        intimate: Words only: never drawn on, never photographed.
        twin: The same part on the other side; empty for a part there is one of.
    """

    id: str
    words: str
    plain: str
    row: str
    groups: frozenset[str] = frozenset()
    bony: bool = False
    intimate: bool = False
    twin: str = ""


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One row of the check list "looked at".

    Attributes:
        id: Code of the row.
        words: As listed.
        regions: Ids of the regions it covers.
    """

    id: str
    words: str
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A region's outline on one view, in that view's own units.

    Attributes:
        region: Region id.
        view: The view it is drawn on.
        figures: The outlines it fits.
        polygon: Corners in order, at least three.
    """

    region: str
    view: View
    figures: frozenset[Figure]
    polygon: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class BodyRegions:
    """Every region, in the order of the list, with its rows and places."""

    regions: Mapping[str, Region]
    rows: tuple[RegionRow, ...]
    places: tuple[Place, ...] = field(repr=False)

    def region(self, region_id: str) -> Region:
        """Return one region.

        Raises:
            KeyError: The code is not one of ours.
        """
        return self.regions[region_id]

    def in_group(self, group: str) -> frozenset[str]:
        """Return the ids of the regions in one group; empty where nobody uses that name."""
        return frozenset(region.id for region in self.regions.values() if group in region.groups)

    def places_on(self, view: View, figure: Figure) -> tuple[Place, ...]:
        """Return the outlines on one view of one figure."""
        return tuple(place for place in self.places if place.view is view and figure in place.figures)

    def row_of(self, region_id: str) -> RegionRow:
        """Return the row of the check list that covers a region.

        Raises:
            KeyError: The code is not one of ours.
        """
        row = self.regions[region_id].row
        return next(found for found in self.rows if found.id == row)


_MIRRORED = {
    View.HEAD_LEFT: View.HEAD_RIGHT,
    View.PALM_LEFT: View.PALM_RIGHT,
    View.HAND_BACK_LEFT: View.HAND_BACK_RIGHT,
    View.FOOT_TOP_LEFT: View.FOOT_TOP_RIGHT,
    View.SOLE_LEFT: View.SOLE_RIGHT,
}


def mirrored(view: View) -> View:
    """Return the view on which the other side of the body appears, drawn as a mirror image about x = 0."""
    return _MIRRORED.get(view, view)


def read_regions(text: str) -> BodyRegions:
    """Read `resources/content/body_regions.toml`.

    A region with `sides = true` is written once, for the left, and stands for both: `{side}` in its words
    becomes `left` and `right`, its id gains `_left` and `_right`, its outlines are mirrored about x = 0.

    Raises:
        Unavailable: The file is damaged, or names something twice or not at all.
    """
    try:
        content = tomllib.loads(text)
        pairs = [pair for entry in content["region"] for pair in _both_sides(entry)]
        rows = tuple(
            RegionRow(row["id"], row["words"], tuple(r.id for r, _ in pairs if r.row == row["id"]))
            for row in content["row"]
        )
        regions = {region.id: region for region, _ in pairs}
        _check(pairs, rows, regions)
    except (KeyError, TypeError, ValueError) as trouble:
        what = "The list of body regions in this copy of the program cannot be read."
        raise Unavailable(what, "Install the program again.", kept="No record was touched.") from trouble
    return BodyRegions(regions, rows, tuple(place for _, places in pairs for place in places))


_Pair: TypeAlias = tuple[Region, tuple[Place, ...]]


def _both_sides(entry: Mapping[str, Any]) -> list[_Pair]:
    if not entry.get("sides", False):
        region, places = _one_side(entry, "", mirror=False)
        # A nose belongs to no side, yet is seen from both.
        _, others = _one_side(entry, "", mirror=True)
        return [
            (
                region,
                (
                    *places,
                    *(
                        other
                        for other, place in zip(others, places, strict=True)
                        if other.view is not place.view
                    ),
                ),
            )
        ]
    return [_one_side(entry, "left", mirror=False), _one_side(entry, "right", mirror=True)]


def _one_side(entry: Mapping[str, Any], side: str, *, mirror: bool) -> _Pair:
    stem = entry["id"]
    name = f"{stem}_{side}" if side else stem
    other = {"left": "right", "right": "left"}.get(side, "")
    words = entry["words"].replace("{side}", side)
    row = entry["row"].replace("{side}", side)
    region = Region(
        id=name,
        words=words[:1].upper() + words[1:],
        plain=entry["plain"].replace("{side}", side),
        row=row,
        groups=frozenset(entry.get("groups", ())),
        bony=entry.get("bony", False),
        intimate=entry.get("intimate", False),
        twin=f"{stem}_{other}" if other else "",
    )
    return region, tuple(_place(name, place, mirror=mirror) for place in entry.get("place", ()))


def _place(region: str, place: Mapping[str, Any], *, mirror: bool) -> Place:
    view = View(place["view"])
    figures = frozenset(
        Figure(figure) for figure in place.get("figures", [figure.value for figure in Figure])
    )
    numbers = [float(number) for number in place["polygon"]]
    sign = -1.0 if mirror else 1.0
    corners = tuple((sign * x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
    if len(corners) < 3:  # noqa: PLR2004 - a triangle is the least that has an inside
        message = f"{region} has too few corners"
        raise ValueError(message)
    return Place(region, mirrored(view) if mirror else view, figures, corners)


def _check(pairs: list[_Pair], rows: tuple[RegionRow, ...], regions: Mapping[str, Region]) -> None:
    known = {row.id for row in rows}
    if len(regions) != len(pairs) or len(known) != len(rows):
        message = "a code is used twice"
        raise ValueError(message)
    if any(region.row not in known for region in regions.values()) or any(not row.regions for row in rows):
        message = "a region without a row, or a row without a region"
        raise ValueError(message)
