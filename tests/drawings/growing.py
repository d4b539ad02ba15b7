"""Maisie PELL's growth: born early, weighed six times, and other children beside her."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from aande_alert.domain.answers import Given
from aande_alert.domain.growth import HowMeasured, Measure, MeasuredChild, Measurement
from aande_alert.domain.identity import Sex
from aande_alert.drawings.growth_chart import ChartView, growth_scene
from aande_alert.drawings.growth_points import ChartPoint, Fall, GrowthChart
from aande_alert.drawings.shapes import Scene
from aande_alert.rules.content import Content, load_content
from aande_alert.rules.growth import stand
from tests.drawings.measuring import measure as ruler

MAISIE = MeasuredChild(Sex.FEMALE, date(2026, 10, 2), Given(254))
TODAY = date(2026, 11, 22)
BARE, CLOTHED = HowMeasured.BARE, HowMeasured.CLOTHED
WEIGHTS = (
    ("2026-10-02", 2620, BARE),
    ("2026-10-07", 2450, BARE),
    ("2026-10-15", 2580, BARE),
    ("2026-10-29", 2940, CLOTHED),
    ("2026-11-06", 3020, CLOTHED),
    ("2026-11-22", 3140, BARE),
)


@cache
def content() -> Content:
    """Return the shipped content, read once."""
    return load_content()


def a_point(
    day: str,
    amount: int,
    how: HowMeasured = BARE,
    *,
    child: MeasuredChild = MAISIE,
    measure: Measure = Measure.WEIGHT,
) -> ChartPoint:
    """Return one measurement where it stands; its id is its day."""
    measured = Measurement(measure, amount, date.fromisoformat(day), how)
    standing = stand(child, (measure, measured.value, measured.on), TODAY, content().growth)
    return ChartPoint(day, measured, standing)


def maisies_weights(**differs: Any) -> GrowthChart:
    """Return her chart, or one that differs."""
    usual: dict[str, Any] = {
        "measure": Measure.WEIGHT,
        "sex": Sex.FEMALE,
        "points": tuple(a_point(*each) for each in WEIGHTS),
        "born_words": "born at 36w 2d",
        "due": date(2026, 10, 28),
        "fall": Fall(-0.05, 2.4, 2),
    }
    return GrowthChart(**(usual | differs))


def drawn(chart: GrowthChart | None = None, **seen: Any) -> Scene:
    """Draw her chart, or another, as at 1366 x 768."""
    view = ChartView(**{"width": 900.0, "height": 480.0, **seen})
    return growth_scene(chart or maisies_weights(), view, ruler)
