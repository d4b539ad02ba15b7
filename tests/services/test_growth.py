"""Growth at the bedside: measurements one by one, nothing overwritten, wrong ones refused or kept hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from aande_alert.domain.answers import NOT_ASKED, NOT_KNOWN, Given
from aande_alert.domain.changes import Topic
from aande_alert.domain.errors import Refused
from aande_alert.domain.growth import BirthFacts, HowMeasured, Measure, Measurement
from aande_alert.domain.identity import Sex
from aande_alert.security.audit import AuditEvent
from tests.builders import NOW, a_person

if TYPE_CHECKING:
    from aande_alert.domain.people import Person
    from aande_alert.services.growth_view import GrowthView
    from tests.services.ward import Ward

BARE, CLOTHED = HowMeasured.BARE, HowMeasured.CLOTHED
MAISIE = (
    ("2026-10-02", 2620, BARE),
    ("2026-10-07", 2450, BARE),
    ("2026-10-15", 2580, BARE),
    ("2026-10-29", 2940, CLOTHED),
    ("2026-11-06", 3020, CLOTHED),
    ("2026-11-22", 3140, BARE),
)


class Scales:
    """One child on the scales, and short ways to write things down."""

    def __init__(self, ward: Ward, child: Person | None = None, **visit: Any) -> None:
        self.ward = ward
        self.child = ward.known(child or a_person())
        self.visit = ward.visit(self.child, **visit).id
        self.growth = ward.services.growth
        self.nurse = ward.nurse

    def weigh(self, day: str, grams: int, how: HowMeasured = BARE, write: UUID | None = None) -> UUID:
        measured = Measurement(Measure.WEIGHT, grams, date.fromisoformat(day), how)
        return self.growth.measure(self.nurse, self.visit, measured, write or uuid4()).value

    def born(self, weeks: int = 36, days: int = 2, place: int | None = -1, **more: Any) -> None:
        centile = NOT_KNOWN if place is None else Given(place)
        facts = BirthFacts(Given(weeks * 7 + days), centile, **more)
        self.growth.record_birth(self.nurse, self.visit, facts, uuid4())

    def read(self, **how: Any) -> GrowthView:
        return self.growth.read(self.nurse, self.child.id, **how)


@pytest.fixture
def scales(ward: Ward) -> Scales:
    return Scales(ward)


def weighed_six_times(scales: Scales) -> GrowthView:
    scales.born()
    for day, grams, how in reversed(MAISIE):
        scales.weigh(day, grams, how)
    return scales.read()


def test_measurements_are_read_in_the_order_of_their_days(scales: Scales) -> None:
    view = weighed_six_times(scales)
    assert [line.measured.amount for line in view.lines] == [grams for _, grams, _ in MAISIE]
    last = view.lines[-1]
    assert last.entry.head.by_initials == scales.nurse.staff.initials
    assert last.entry.head.happened_at == NOW
    assert view.lines[0].entry.head.happened_at.date() == date(2026, 10, 2)
    assert last.standing.by_corrected
    assert last.standing.corrected_days == 25
    assert "the corrected figure is the one to use" in last.remarks
    assert view.attendance_id == scales.visit
    assert view.born_words == "born at 36w 2d"
    assert "36" not in repr(view)


def test_a_fall_is_asked_about_and_drawn(scales: Scales) -> None:
    view = weighed_six_times(scales)
    titles = [finding.title for finding in view.findings]
    assert titles == ["Weight has fallen 2.0 centile spaces since birth"]
    chart = view.chart(Measure.WEIGHT)
    assert chart.fall is not None
    assert chart.fall.spaces >= chart.fall.asked == 2
    assert chart.due == date(2026, 10, 28)
    assert len(chart.points) == 6
    assert view.chart(Measure.WEIGHT, actual_age=True).fall is None
    assert view.chart(Measure.HEAD).points == ()


def test_without_the_birth_centile_the_rule_asks_for_it_and_draws_no_fall(scales: Scales) -> None:
    scales.born(place=None)
    scales.weigh("2026-11-22", 3800)
    view = scales.read()
    assert "Read the centile of the birth weight" in view.findings[0].body
    assert view.chart(Measure.WEIGHT).fall is None


def test_a_small_child_without_a_fall_is_prompted_and_not_shaded(scales: Scales) -> None:
    scales.born(place=-7)
    scales.weigh("2026-11-22", 2950)
    view = scales.read()
    assert view.findings[0].title == "Weight below the 2nd centile"
    assert view.chart(Measure.WEIGHT).fall is None


def test_nothing_is_said_of_the_birth_weight_alone(scales: Scales) -> None:
    assert scales.read().findings == ()
    scales.weigh("2026-10-02", 2620)
    view = scales.read()
    assert view.findings == ()
    assert view.born_words == "gestation not recorded"
    assert view.chart(Measure.WEIGHT).due is None


def test_a_newborns_loss_is_counted_in_grams(ward: Ward) -> None:
    scales = Scales(ward, a_person(birth="2026-11-18"))
    scales.born(40, 0, place=0)
    scales.weigh("2026-11-18", 3500)
    scales.weigh("2026-11-21", 3150)
    assert scales.read().findings == ()
    scales.weigh("2026-11-22", 3149)
    assert scales.read().findings[0].title == "Weight loss of 10.0 % since birth"
    assert scales.read().born_words == "born at 40w"


def test_a_child_born_at_term_is_looked_at_by_both_ages(ward: Ward) -> None:
    scales = Scales(ward, a_person(birth="2026-05-22", sex=Sex.MALE))
    scales.born(38, 0, place=0)
    scales.weigh("2026-11-22", 6850)  # by actual age two spaces and more, by corrected age fewer
    (finding,) = (one for one in scales.read().findings if one.rule_id == "growth.faltering")
    assert "Actual and corrected age disagree" in finding.body


def test_lengths_and_heights_share_a_chart(ward: Ward) -> None:
    scales = Scales(ward, a_person(birth="2024-01-04"))
    for measure, amount, day in (
        (Measure.LENGTH, 680, "2024-09-01"),
        (Measure.HEIGHT, 930, "2026-11-22"),
        (Measure.HEAD, 480, "2026-11-22"),
    ):
        measured = Measurement(measure, amount, date.fromisoformat(day), HowMeasured.MEASURED)
        scales.growth.measure(scales.nurse, scales.visit, measured, uuid4())
    view = scales.read()
    assert len(view.chart(Measure.LENGTH).points) == 2
    assert len(view.chart(Measure.HEAD).points) == 1
    assert view.findings == ()


def test_over_five_years_no_fall_is_counted_and_the_line_says_why(ward: Ward) -> None:
    scales = Scales(ward, a_person(birth="2019-01-04"))
    scales.weigh("2026-11-22", 24000)
    view = scales.read()
    assert "growth.faltering" not in {finding.rule_id for finding in view.findings}
    assert "Beyond the WHO standard" in view.lines[0].remarks


def test_where_the_figure_cannot_be_worked_out_the_rule_says_what_it_lacks(ward: Ward) -> None:
    scales = Scales(ward, a_person(sex=Sex.NOT_KNOWN))
    scales.weigh("2026-11-22", 3800)
    view = scales.read()
    assert "needs male or female" in view.lines[0].remarks
    assert {finding.rule_id for finding in view.findings} >= {"growth.faltering", "growth.not-regained"}
    assert view.chart(Measure.WEIGHT).fall is None


def test_without_a_birth_nothing_is_guessed(ward: Ward) -> None:
    scales = Scales(ward, a_person(birth=None))
    scales.weigh("2026-11-22", 3800)
    view = scales.read()
    assert "not known" in view.lines[0].remarks
    assert view.findings == ()


@pytest.mark.parametrize(
    ("day", "grams", "words", "do"),
    [
        ("2026-11-22", 79_000, "Weight 79.00 kg at 7w 2d cannot be right.", "Record the gestation first"),
        ("2026-11-23", 3140, "in the future", "Check the date"),
        ("2026-10-01", 3140, "before the birth", "date of birth"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept_of_it(
    scales: Scales, day: str, grams: int, words: str, do: str
) -> None:
    with pytest.raises(Refused, match=words) as refused:
        scales.weigh(day, grams)
    assert do in refused.value.do
    assert scales.read().lines == ()


def test_a_future_day_is_refused_for_a_child_of_unknown_birth_too(ward: Ward) -> None:
    scales = Scales(ward, a_person(birth=None))
    with pytest.raises(Refused, match="in the future"):
        scales.weigh("2026-11-23", 3140)


def test_with_a_gestation_a_wrong_value_is_simply_typed_again(scales: Scales) -> None:
    scales.born()
    with pytest.raises(Refused) as refused:
        scales.weigh("2026-11-22", 79_000)
    assert refused.value.do == "Check and type again."


def test_a_value_that_a_later_gestation_makes_impossible_is_marked_and_never_dropped(ward: Ward) -> None:
    scales = Scales(ward, a_person(birth="2026-10-23"))
    scales.born(24, 0)
    scales.weigh("2026-11-22", 700)
    scales.born(40, 0)
    view = scales.read()
    assert view.lines[0].standing.impossible
    assert view.findings == ()
    assert len(view.chart(Measure.WEIGHT).points) == 1


def test_the_same_weight_sent_twice_is_one(scales: Scales) -> None:
    write = uuid4()
    assert scales.weigh("2026-11-22", 3140, write=write) == scales.weigh("2026-11-22", 3140, write=write)
    assert len(scales.read().lines) == 1


def test_a_wrong_weight_is_entered_in_error_and_kept(scales: Scales) -> None:
    wrong = scales.weigh("2026-11-22", 3410)
    scales.weigh("2026-11-22", 3140)
    capture = scales.ward.services.capture
    capture.enter_in_error(scales.nurse, "measurement", wrong, "Digits swapped", uuid4())
    assert [line.measured.amount for line in scales.read().lines] == [3140]
    assert capture.versions(scales.nurse, wrong)[0].body.amount == 3410


def test_birth_facts_recorded_again_keep_what_stood_before(scales: Scales) -> None:
    assert scales.read().birth == BirthFacts(NOT_ASKED, NOT_ASKED)
    scales.born(40, 0, place=0, read_from="Mother")
    scales.born(36, 2, place=-1, read_from="Red book")
    assert scales.read().birth.read_from == "Red book"
    with scales.ward.store.reading() as tx:
        (entry,) = tx.entries.of_people((scales.child.id,), "birth")
        versions = tx.entries.get(entry.head.id)
    assert [one.body.read_from for one in versions] == ["Mother", "Red book"]


def test_a_gestation_that_cannot_be_is_refused(scales: Scales) -> None:
    with pytest.raises(Refused, match="22 to 44 weeks"):
        scales.born(12, 0)
    scales.growth.record_birth(scales.nurse, scales.visit, BirthFacts(NOT_KNOWN, Given(0)), uuid4())
    assert scales.read().birth.gestation_days is NOT_KNOWN


def test_measurements_of_every_visit_stand_together(ward: Ward) -> None:
    scales = Scales(ward, id=uuid4(), arrived_at=NOW - timedelta(days=16))
    scales.weigh("2026-11-06", 3020)
    scales.visit = ward.visit(scales.child).id
    scales.weigh("2026-11-22", 3140)
    view = scales.read()
    assert len(view.lines) == 2
    assert view.attendance_id == scales.visit


def test_reading_and_writing_are_in_the_trail(scales: Scales) -> None:
    outcome = scales.growth.measure(
        scales.nurse, scales.visit, Measurement(Measure.WEIGHT, 3140, NOW.date(), BARE), uuid4()
    )
    assert Topic.ASSESSMENT in outcome.changed
    scales.born()
    scales.read()
    scales.read(again=True)
    with scales.ward.store.reading() as tx:
        events = [line.event for line in tx.trail.newest(50)]
    assert events.count(AuditEvent.GROWTH_READ) == 1
    assert events.count(AuditEvent.GROWTH_MEASURED) == 1
    assert events.count(AuditEvent.BIRTH_FACTS_RECORDED) == 1


def test_a_child_without_a_visit_has_a_chart_and_no_place_to_write(ward: Ward) -> None:
    child = ward.known(a_person())
    view = ward.services.growth.read(ward.nurse, child.id)
    assert view.attendance_id is None
    assert view.chart(Measure.WEIGHT).points == ()


def test_a_place_beyond_the_lines_is_no_place() -> None:
    with pytest.raises(ValueError, match="nine lines"):
        BirthFacts(Given(280), Given(10))
    assert "280" not in repr(replace(BirthFacts(Given(280))))
