"""A measurement of growth checks itself, and a weight always says what was worn."""

from __future__ import annotations

from datetime import date

import pytest

from aande_alert.domain.growth import HowMeasured, Measure, MeasuredChild, Measurement
from aande_alert.domain.identity import Sex

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("measure", "amount", "how", "shown"),
    [
        (Measure.WEIGHT, 3140, HowMeasured.BARE, "3.14 kg"),
        (Measure.WEIGHT, 3145, HowMeasured.CLOTHED, "3.145 kg"),
        (Measure.WEIGHT, 12000, HowMeasured.ESTIMATED, "12.00 kg"),
        (Measure.LENGTH, 525, HowMeasured.MEASURED, "52.5 cm"),
        (Measure.HEIGHT, 1000, HowMeasured.NOT_KNOWN, "100.0 cm"),
        (Measure.HEAD, 402, HowMeasured.MEASURED, "40.2 cm"),
    ],
)
def test_a_measurement_reads_in_the_wards_units(
    measure: Measure, amount: int, how: HowMeasured, shown: str
) -> None:
    assert Measurement(measure, amount, TODAY, how).shown == shown


@pytest.mark.parametrize(
    ("measure", "amount", "how"),
    [
        (Measure.WEIGHT, 0, HowMeasured.BARE),
        (Measure.WEIGHT, -3140, HowMeasured.BARE),
        (Measure.WEIGHT, 3140, HowMeasured.MEASURED),
        (Measure.HEAD, 402, HowMeasured.CLOTHED),
    ],
)
def test_what_cannot_be_is_never_a_measurement(measure: Measure, amount: int, how: HowMeasured) -> None:
    with pytest.raises(ValueError, match="measure"):
        Measurement(measure, amount, TODAY, how)


def test_clothes_a_nappy_and_not_knowing_may_hide_a_loss() -> None:
    high = {how for how in Measure.WEIGHT.hows if how.reads_high}
    assert high == {HowMeasured.LIGHT, HowMeasured.CLOTHED, HowMeasured.NOT_KNOWN}


def test_every_measure_and_every_way_has_words() -> None:
    assert [measure.words for measure in Measure] == ["Weight", "Length", "Height", "Head circumference"]
    assert all(how.words for how in HowMeasured)


def test_nothing_of_a_child_is_in_a_repr() -> None:
    child = MeasuredChild(Sex.FEMALE, date(2026, 10, 2))
    assert "2026" not in repr(child)
    assert "3140" not in repr(Measurement(Measure.WEIGHT, 3140, TODAY, HowMeasured.BARE))
