"""The growth tab: the chart, every measurement as a list beside it, and what the growth rules say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import Slot

from aande_alert.domain.growth import Measure
from aande_alert.domain.wording import local, show_date
from aande_alert.drawings.growth_axes import days_words
from aande_alert.rules.growth import Remark
from aande_alert.rules.growth_standard import centile_words
from aande_alert.security.access import May
from aande_alert.ui.page import House
from aande_alert.ui.pages.record.assessment.prompt_panel import card_text
from aande_alert.ui.pages.record.assessment.reason_sheet import ask_error_reason
from aande_alert.ui.pages.record.growth_face import ACTUAL, KINDS, GrowthFace
from aande_alert.ui.pages.record.growth_sheets import BirthSheet, MeasureSheet
from aande_alert.ui.widgets.card import Card
from aande_alert.ui.widgets.cells import Row, Text
from aande_alert.ui.widgets.panel import clear
from aande_alert.ui.widgets.shortcuts import on_key
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.record import RecordView
    from aande_alert.security.access import SignedIn
    from aande_alert.services.growth_view import GrowthLine, GrowthView
    from aande_alert.ui.state.places import RecordPlace

_SILENT = "No prompt from the growth rules. That does not exclude harm."
_NOTHING = "Nothing measured yet. A measurement is written into a visit, by somebody who may write here."


class GrowthPart(GrowthFace):
    """One child's weights, lengths and heads."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._who: SignedIn | None = None
        self._person: UUID | None = None
        self._view: GrowthView | None = None
        self._sheet: MeasureSheet | BirthSheet | None = None
        self._opened: set[str] = set()
        self._wire()
        self.blank()

    def _wire(self) -> None:
        self.kinds.switched.connect(self._draw_other)
        self.ages.switched.connect(self._draw_other)
        self.canvas.chosen.connect(self._chosen_on_chart)
        self.table.chosen.connect(self._chosen_in_list)
        self.add.clicked.connect(self._ask_measure)
        self._birth.clicked.connect(self._ask_birth)
        self._error.clicked.connect(self._ask_error)
        self._stand.retried.connect(self.refresh)
        on_key("W", self, self._ask_measure)

    # ---------------------------------------------------------------- told

    def show_record(self, who: SignedIn, record: RecordView, place: RecordPlace) -> None:
        """Read the growth of a record."""
        self._who, self._person = who, record.person.id
        self._stand.show_waiting("Growth")
        self._read(again=False)

    def refresh(self) -> None:
        """Read it again; the measurement in focus stays."""
        self._read(again=self._view is not None)

    def _read(self, *, again: bool) -> None:
        if self._who is None or self._person is None:
            return
        call = partial(self.house.services.growth.read, self._who, self._person, again=again)
        done = partial(self._show, self._person)
        self.house.tasks.run(self, "growth", call, done, self._failed, lapses=again)

    def _show(self, person: UUID, view: GrowthView) -> None:
        if person != self._person:
            return
        self._view = view
        self._stand.hide()
        self._picture.show()
        self._draw()

    def _failed(self, trouble: Trouble) -> None:
        self._picture.hide()
        self._stand.show_trouble(trouble)
        self._stand.show()

    def blank(self) -> None:
        """Take every figure off the glass."""
        self._who = self._person = self._view = None
        self._opened.clear()
        self.house.tasks.drop(self, "growth")
        if self._sheet is not None:
            self._sheet.reject()
            self._sheet = None
        self.canvas.clear()
        self._picture.hide()
        self._stand.show()
        self.table.show_rows([])
        clear(self._cards)
        for words in (self._born, self._count, self._remark):
            words.say("")
        for button in (self.add, self._birth, self._error):
            button.setEnabled(False)

    def take_focus(self) -> None:
        """Put the focus on the chart."""
        self.canvas.setFocus()

    # ---------------------------------------------------------------- shown

    @property
    def kind(self) -> Measure:
        """Return which chart is shown."""
        return Measure(self.kinds.chosen()[0])

    @Slot(str, bool)
    def _draw_other(self, _key: str, _on: bool) -> None:  # noqa: FBT001 - Qt's slot takes it bare
        self._draw()

    def _draw(self) -> None:
        view, who = self._view, self._who
        if view is None or who is None:
            return
        lines = view.of_kind(self.kind)
        self.canvas.show_chart(view.chart(self.kind, actual_age=ACTUAL in self.ages.chosen()))
        self._born.say(f"{view.child.sex.value}, {view.born_words}")
        self._count.say(f"{dict(KINDS)[self.kind]} ({len(lines)})")
        self.table.show_rows([_row(line) for line in reversed(lines)])
        self.table.choose(self.canvas.selected)
        writes = who.may(May.ASSESSMENT_WRITE) and view.attendance_id is not None
        for button in (self.add, self._birth):
            button.setEnabled(writes)
        self._show_prompts(view)
        self._say_remark()

    def _show_prompts(self, view: GrowthView) -> None:
        clear(self._cards)
        for finding in view.findings:
            card = Card(card_text(finding, opened=finding.rule_id in self._opened))
            card.acted.connect(self._open_evidence)
            self._cards.addWidget(card)
        if not view.findings:
            self._cards.addWidget(Words(_SILENT, Role.SECONDARY))
        self._cards.addStretch(1)

    @Slot(str, str)
    def _open_evidence(self, card: str, _action: str) -> None:
        self._opened ^= {card.partition(" ")[0]}
        if self._view is not None:
            self._show_prompts(self._view)

    def _say_remark(self) -> None:
        line = self._line()
        if line is None:
            self._remark.say("Nothing measured yet. Press W." if self.add.isEnabled() else _NOTHING)
        else:
            head = line.entry.head
            written = f"Written by {head.by}, {show_date(local(head.written_at).date())}."
            self._remark.say(f"{written} {line.remarks}".strip())
        self._error.setEnabled(line is not None and self.add.isEnabled())

    def _line(self) -> GrowthLine | None:
        lines = self._view.of_kind(self.kind) if self._view is not None else ()
        return next((line for line in lines if line.entry.head.id == self.canvas.selected), None)

    @Slot(object)
    def _chosen_on_chart(self, measurement: UUID) -> None:
        self.table.choose(measurement)
        self._say_remark()

    @Slot(object)
    def _chosen_in_list(self, measurement: UUID) -> None:
        self.canvas.select(measurement)
        self._say_remark()

    # ---------------------------------------------------------------- asked

    @Slot()
    def _ask_measure(self) -> None:
        if not self.add.isEnabled():
            return
        sheet = MeasureSheet(self.kind, local(self.house.clock()).date(), self)
        sheet.agreed.connect(partial(self._measure, sheet))
        self._open(sheet)

    def _measure(self, sheet: MeasureSheet) -> None:
        measurement, view = sheet.measurement(), self._view
        if measurement is None or view is None or view.attendance_id is None or self._who is None:
            return
        growth = self.house.services.growth
        call = partial(growth.measure, self._who, view.attendance_id, measurement, sheet.write_id)
        self.house.tasks.run(self, "write", call, self._kept, self._refused)

    @Slot()
    def _ask_birth(self) -> None:
        if self._view is not None:
            sheet = BirthSheet(self._view.birth, self)
            sheet.agreed.connect(partial(self._keep_birth, sheet))
            self._open(sheet)

    def _keep_birth(self, sheet: BirthSheet) -> None:
        facts, view = sheet.facts(), self._view
        if facts is None or view is None or view.attendance_id is None or self._who is None:
            return
        growth = self.house.services.growth
        call = partial(growth.record_birth, self._who, view.attendance_id, facts, sheet.write_id)
        self.house.tasks.run(self, "write", call, self._kept, self._refused)

    @Slot()
    def _ask_error(self) -> None:
        line = self._line()
        if line is not None:
            ask_error_reason("this measurement", self, partial(self._enter_in_error, line.entry.head.id))

    def _enter_in_error(self, measurement: UUID, reason: str) -> None:
        if self._who is None:
            return
        capture = self.house.services.capture
        call = partial(capture.enter_in_error, self._who, "measurement", measurement, reason, uuid4())
        self.house.tasks.run(self, "write", call, self._hidden, self._not_hidden)

    def _hidden(self, _value: object) -> None:
        self.told.emit("Hidden, and kept with its reason.")
        self.refresh()

    def _not_hidden(self, trouble: Trouble) -> None:
        self.told.emit(trouble.sentence())

    def _open(self, sheet: MeasureSheet | BirthSheet) -> None:
        self._sheet = sheet
        sheet.finished.connect(sheet.deleteLater)
        sheet.finished.connect(self._closed)
        sheet.open()

    @Slot()
    def _closed(self) -> None:
        self._sheet = None

    def _kept(self, written: UUID | None) -> None:
        if self._sheet is not None:
            self._sheet.finish()
        self.told.emit("Kept.")
        self.canvas.select_when_shown(written)
        self.refresh()

    def _refused(self, trouble: Trouble) -> None:
        if self._sheet is None:
            self.told.emit(trouble.sentence())
        else:
            self._sheet.refuse(trouble.sentence())


def _row(line: GrowthLine) -> Row:
    standing, measured = line.standing, line.measured
    figure = standing.used_sds
    if standing.impossible:
        where = "Cannot be right"
    else:
        where = "No figure" if figure is None else centile_words(figure)
        if figure is not None and {Remark.EARLY, Remark.FROM_FOUR} & set(standing.remarks):
            where += ", WHO"
    age = "Not known" if standing.days is None else days_words(standing.days)
    cells = (
        Text(show_date(measured.on)),
        Text(age),
        Text(measured.shown, strong=True),
        Text(measured.how.words),
        Text(where, quiet=figure is None),
    )
    return Row(line.entry.head.id, cells)
