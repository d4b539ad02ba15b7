"""A child's growth as a screen shows it: measurements with figures, prompts, and the chart of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from aande_alert.domain.answers import NOT_ASKED, NOT_KNOWN, Answer, Given
from aande_alert.domain.findings import Fires
from aande_alert.domain.growth import Measure
from aande_alert.drawings.growth_points import ChartPoint, Fall, GrowthChart
from aande_alert.rules.growth import Remark, remark_words
from aande_alert.rules.growth_prompts import (
    FROM_CHART,
    WeightFigures,
    early_loss,
    faltering,
    has_fallen,
    not_regained,
    spaces_asked,
    spaces_fallen,
)
from aande_alert.rules.growth_standard import place_sds
from aande_alert.rules.prompting import prompts
from aande_alert.rules.registry import run
from aande_alert.rules.seen_child import PRETERM_BEFORE_DAYS, TERM_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from aande_alert.domain.entries import Entry
    from aande_alert.domain.findings import Finding, RuleResult
    from aande_alert.domain.growth import BirthFacts, MeasuredChild, Measurement
    from aande_alert.rules.content import Content
    from aande_alert.rules.growth import Standing

_KINDS = {
    Measure.WEIGHT: frozenset({Measure.WEIGHT}),
    Measure.LENGTH: frozenset({Measure.LENGTH, Measure.HEIGHT}),
    Measure.HEAD: frozenset({Measure.HEAD}),
}
"""What stands on one chart: lengths become heights."""


@dataclass(frozen=True, slots=True)
class GrowthLine:
    """One measurement and where it stands.

    Attributes:
        entry: What was written down, by whom and when.
        standing: By actual and corrected age.
        remarks: What must be said beside it, in words; empty where nothing must.
    """

    entry: Entry[Measurement]
    standing: Standing
    remarks: str

    @property
    def measured(self) -> Measurement:
        """Return the measurement itself."""
        return self.entry.body


@dataclass(frozen=True, slots=True, repr=False)
class GrowthView:
    """Everything the Growth tab shows.

    Attributes:
        person_id: Whose growth.
        attendance_id: The visit a measurement would be written into; `None` where there is none.
        child: Sex, birth and gestation.
        birth: Gestation and birth centile as recorded.
        lines: Every measurement, in the order of their days.
        findings: What the growth rules say, most serious first.
    """

    person_id: UUID
    attendance_id: UUID | None
    child: MeasuredChild
    birth: BirthFacts
    lines: tuple[GrowthLine, ...]
    findings: tuple[Finding, ...]

    def __repr__(self) -> str:
        return "GrowthView(withheld)"

    def of_kind(self, kind: Measure) -> tuple[GrowthLine, ...]:
        """Return what stands on one chart; heights stand with lengths."""
        return tuple(line for line in self.lines if line.measured.measure in _KINDS[kind])

    @property
    def born_words(self) -> str:
        """Return `born at 36w 2d`, or that nobody has recorded it."""
        gestation = self.birth.gestation_days
        if not isinstance(gestation, Given):
            return "gestation not recorded"
        weeks, days = divmod(gestation.value, 7)
        return f"born at {weeks}w {days}d" if days else f"born at {weeks}w"

    def chart(self, kind: Measure, *, actual_age: bool = False) -> GrowthChart:
        """Return what the chart of one kind is drawn from.

        Args:
            kind: Weight, length or head.
            actual_age: Plot by actual age instead of the age UK charts use.
        """
        gestation, born = self.child.gestation_days, self.child.born
        due = None
        if born is not None and isinstance(gestation, Given) and gestation.value < PRETERM_BEFORE_DAYS:
            due = born + timedelta(days=TERM_DAYS - gestation.value)
        return GrowthChart(
            measure=kind,
            sex=self.child.sex,
            points=tuple(
                ChartPoint(line.entry.head.id, line.measured, line.standing) for line in self.of_kind(kind)
            ),
            born_words=self.born_words,
            due=due,
            actual_age=actual_age,
            fall=_fall(self) if kind is Measure.WEIGHT and not actual_age else None,
        )


def lines_of(
    stood: tuple[tuple[Entry[Measurement], Standing], ...], content: Content
) -> tuple[GrowthLine, ...]:
    """Return measurements in the order of their days, each with what must be said beside it."""
    in_order = sorted(stood, key=lambda pair: (pair[0].body.on, pair[0].head.written_at))
    return tuple(
        GrowthLine(entry, standing, remark_words(standing.remarks, content.growth))
        for entry, standing in in_order
    )


def growth_findings(
    lines: tuple[GrowthLine, ...], birth: BirthFacts, content: Content
) -> tuple[Finding, ...]:
    """Return what the growth rules say of the newest weight; nothing before there is one after birth."""
    weights = _sound_weights(lines)
    if not weights or weights[-1].standing.days == 0:
        return ()
    return prompts(_answers(weights, birth, content), content)


def _sound_weights(lines: tuple[GrowthLine, ...]) -> tuple[GrowthLine, ...]:
    """Return the weights that can be right and whose age is known."""
    return tuple(
        line
        for line in lines
        if line.measured.measure is Measure.WEIGHT
        and line.standing.days is not None
        and not line.standing.impossible
    )


def _answers(weights: tuple[GrowthLine, ...], birth: BirthFacts, content: Content) -> Iterator[RuleResult]:
    newest = weights[-1]
    at_birth = next((line.measured.amount for line in weights if line.standing.days == 0), None)
    born = NOT_ASKED if at_birth is None else Given(at_birth)
    now, age = Given(newest.measured.amount), Given(float(newest.standing.days or 0))
    weighed = Given(newest.measured.how.value)
    rules = content.rules
    yield run(rules["growth.early-loss"], lambda rule: early_loss(born, now, age, weighed, rule))
    yield run(rules["growth.not-regained"], lambda rule: not_regained(born, now, age, weighed, rule))
    if Remark.TOO_OLD not in newest.standing.remarks:
        figures = _figures(newest.standing, birth, weighed)
        yield run(rules["growth.faltering"], lambda rule: faltering(figures, rule))


def _figures(standing: Standing, birth: BirthFacts, weighed: Answer[str]) -> WeightFigures:
    """Return both figures for the rule: the age UK charts use, and for a baby born at term the other too."""
    place, used, days = birth.centile_place, standing.used_sds, standing.used_days
    other: Answer[float] = NOT_ASKED
    if standing.corrected_sds is not None and Remark.NOT_PRETERM in standing.remarks:
        other = Given(standing.corrected_sds)
    return WeightFigures(
        birth=Given(place_sds(place.value)) if isinstance(place, Given) else place,
        birth_from=Given(FROM_CHART) if isinstance(place, Given) else NOT_ASKED,
        now=NOT_KNOWN if used is None else Given(used),
        now_other=other,
        age=NOT_KNOWN if days is None else Given(float(days)),
        weighed=weighed,
    )


def _fall(view: GrowthView) -> Fall | None:
    """Return the fall to the newest weight where NG75 asks about it, for the chart."""
    weights, place = _sound_weights(view.lines), view.birth.centile_place
    now = weights[-1].standing.used_sds if weights else None
    if now is None or not isinstance(place, Given):
        return None
    birth = place_sds(place.value)
    fired = any(
        isinstance(finding.result, Fires) and finding.rule_id == "growth.faltering"
        for finding in view.findings
    )
    if not fired or not has_fallen(birth, now):
        return None
    return Fall(birth, spaces_fallen(birth, now), spaces_asked(birth))
