"""Step 3: the body map, the marks on it, and every part of the body looked at or not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from aande_alert.domain.assessment import Step
from aande_alert.domain.injuries import Looked, RegionLook
from aande_alert.domain.regions import Figure
from aande_alert.drawings.body_layout import RegionPoint, Sheet, sheet_of
from aande_alert.drawings.body_map import mark_of
from aande_alert.ui.pages.record.assessment.injury_lists import InjuryLists
from aande_alert.ui.pages.record.assessment.mark_lists import MarkText
from aande_alert.ui.pages.record.assessment.marking import Marking
from aande_alert.ui.pages.record.assessment.step_view import Seen, StepView, nothing
from aande_alert.ui.state.assessment import (
    RegionLine,
    looked_regions,
    region_lines,
    seen_words,
)
from aande_alert.ui.theme.look import look
from aande_alert.ui.widgets.body_map import BodyMap
from aande_alert.ui.widgets.chips import ChipRow, ChipText
from aande_alert.ui.widgets.panel import Panel, column, row
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from aande_alert.domain.entries import Entry
    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.injuries import Injury
    from aande_alert.ui.page import House

_LIST_WIDE = 306
_SHEETS = tuple(Sheet)


class InjuriesStep(StepView):
    """The body map and its lists."""

    def __init__(self, house: House) -> None:
        super().__init__(house, Step.INJURIES)
        self._regions = house.regions
        self._lines: tuple[RegionLine, ...] = ()
        self._selected: UUID | None = None
        self._row = ""
        self.map = BodyMap()
        self.lists = InjuryLists()
        self.marks, self.rows = self.lists.marks, self.lists.rows
        self.marking = Marking(self)
        self.form = self.marking.form
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        across = row(self)
        left = QWidget()
        down = column(left)
        head = Panel("surface", lines="b", height=40)
        line = row(head, (16, 4, 12, 4), 12)
        self._heading = Words("Injuries", Role.HEADING, wrap=False)
        line.addWidget(self._heading)
        self.chips = ChipRow(single=True)
        self.chips.show_chips(
            ChipText(sheet.value, sheet.words, str(at), on=at == 1)
            for at, sheet in enumerate(_SHEETS, start=1)
        )
        line.addWidget(self.chips, 1)
        down.addWidget(head)
        down.addWidget(self.map, 1)
        across.addWidget(left, 1)
        self._side = QStackedWidget()
        self._side.addWidget(self.lists)
        self._side.addWidget(self.form)
        self._side.setFixedWidth(look().px(_LIST_WIDE))
        across.addWidget(self._side)

    def _wire(self) -> None:
        self.chips.switched.connect(self._turn)
        self.lists.mark_wanted.connect(self._add_here)
        self.lists.none_seen.connect(self._none_seen)
        self.lists.not_looked.connect(self._not_looked)
        self.map.region_chosen.connect(self._region_chosen)
        self.map.mark_wanted.connect(self.add_mark)
        self.map.mark_chosen.connect(self._mark_chosen)
        self.marks.chosen.connect(self._open_mark)
        self.marks.focused.connect(self._select)
        self.rows.focused.connect(self._row_focused)
        self.marking.opened.connect(self._show_form)
        self.marking.closed.connect(self._show_lists)
        self.marking.kept.connect(self._kept)
        self.marking.told.connect(self.told)

    # ---------------------------------------------------------------- shown

    def show_seen(self, seen: Seen) -> None:
        """Show the marks and the rows; a form that is open stays as it is."""
        first = self._seen is None
        super().show_seen(seen)
        self._lines = region_lines(seen.assessment, self._regions)
        self._fill()
        if first and self.marking.restore(seen):
            self.map.focus_region(self.form.region.value())

    def _fill(self) -> None:
        assessment = self.seen.assessment
        marks = tuple(
            mark_of(e.body, selected=e.head.id == self._selected, stands_for=e.head.id)
            for e in assessment.injuries
        )
        self.map.show_body(Figure(assessment.figure), marks, looked_regions(self._lines, self._regions))
        texts = tuple(self._mark_text(entry) for entry in assessment.injuries)
        self.lists.show_lists(texts, self._selected, self._lines)

    def _mark_text(self, entry: Entry[Injury]) -> MarkText:
        injury = entry.body
        place = self._regions.region(injury.region).words
        seen = seen_words(entry, self.seen.assessment.accounts)
        return MarkText(entry.head.id, injury.number, place, injury.description(), seen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the lists, and open the form beside them where there is room."""
        super().resizeEvent(event)
        self._side.setFixedWidth(look().px(_LIST_WIDE))
        self._heading.setVisible(self.width() - self._side.width() > look().px(560))
        self.lists.fit()

    def forget(self) -> None:
        """Keep a half-written mark as a draft; then blank."""
        if not self.is_blank:
            self.form.tell_typed()
        super().forget()
        self.marking.forget()
        self.map.clear()
        self.lists.forget()
        self._lines, self._selected, self._row = (), None, ""
        self._side.setCurrentWidget(self.lists)

    def take_focus(self, question: str = "") -> None:
        """Put the focus on a row that is named, else on the first not looked at."""
        wanted = next((line.id for line in self._lines if line.id == question), "")
        unseen = next((line.id for line in self._lines if not line.is_done), "")
        if self._side.currentWidget() is self.form:
            self.form.focus_kind()
        else:
            self.rows.focus_line(wanted or unseen or None)

    # ---------------------------------------------------------------- choosing

    @Slot(str, bool)
    def _turn(self, key: str, _on: bool) -> None:  # noqa: FBT001 - Qt's slot takes it bare
        self.map.show_sheet(Sheet(key))

    @Slot(str)
    def _region_chosen(self, region: str) -> None:
        """The same region in the list: without taking the keys from the figure."""
        self._row = self._regions.row_of(region).id
        self.rows.show_line(self._row)
        self.rows.rove(self._row)
        for line in self.rows.lines:
            line.setCheckable(True)
            line.setChecked(line.key == self._row)

    @Slot(object)
    def _row_focused(self, row_id: str) -> None:
        self._row = row_id
        inside = next(one for one in self._regions.rows if one.id == row_id)
        for line in self.rows.lines:
            line.setChecked(False)
        region = self._best_region(inside.regions)
        self.map.focus_region(region)
        self.chips.choose(self.map.sheet.value)

    def _best_region(self, regions: tuple[str, ...]) -> str:
        """Return the region of a row that the sheet in view shows, else its first."""
        on_sheet = (one for one in regions if sheet_of(one, self._regions) is self.map.sheet)
        return next(on_sheet, regions[0])

    @Slot(object)
    def _select(self, mark_id: UUID) -> None:
        self._selected = mark_id
        self._fill()

    @Slot(object)
    def _mark_chosen(self, mark_id: UUID) -> None:
        self._select(mark_id)
        self.marks.show_line(mark_id)

    # ---------------------------------------------------------------- marks

    @Slot()
    def _add_here(self, _row: object = None) -> None:
        """Add a mark at the region in focus."""
        region = self.map.focused_region
        if not region:
            self.told.emit("Choose a region first: with the arrows, in the list, or with a click.")
            self.rows.focus_line()
            return
        self.map.want_mark()

    @Slot(object)
    def add_mark(self, point: RegionPoint) -> None:
        """Open the form for a new mark at a point of the body."""
        self.marking.begin(point)
        self.form.focus_kind()

    @Slot(object)
    def _open_mark(self, mark_id: UUID) -> None:
        self._select(mark_id)
        self.marking.amend(mark_id)

    @Slot()
    def _show_form(self) -> None:
        self._side.setCurrentWidget(self.form)

    @Slot()
    def _show_lists(self) -> None:
        self._side.setCurrentWidget(self.lists)
        self.rows.focus_line(self._row or None)

    @Slot(object)
    def _kept(self, mark_id: UUID) -> None:
        self._selected = mark_id

    # ---------------------------------------------------------------- looking

    @Slot()
    def _none_seen(self) -> None:
        self._look(Looked.NO_INJURY_SEEN, "")

    @Slot(str)
    def _not_looked(self, why: str) -> None:
        self._look(Looked.NOT_LOOKED_AT, why)

    def _look(self, looked: Looked, why: str) -> None:
        line = next((line for line in self._lines if line.id == self._row), None)
        if line is None:
            self.told.emit("Choose a region in the list first.")
            return
        if line.all_marked and looked is Looked.NO_INJURY_SEEN:
            self.told.emit(f"{line.words} carries a mark. Enter the mark in error first, if it is one.")
            return
        seen = self.seen
        look_ = RegionLook(line.id, looked, why)
        call = partial(self.house.services.capture.look, seen.who, seen.attendance_id, look_, uuid4())
        self.house.tasks.run(self, f"look {line.id}", call, nothing, self._told_trouble)
        self._next_unseen(line.id)

    def _next_unseen(self, done: str) -> None:
        """Go on to the next row nobody has looked at."""
        order = [line.id for line in self._lines]
        at = order.index(done)
        rest = (*self._lines[at + 1 :], *self._lines[:at])
        following = next((line.id for line in rest if not line.is_done), done)
        self.rows.focus_line(following)

    def _told_trouble(self, trouble: Trouble) -> None:
        self.told.emit(trouble.sentence())

    # ---------------------------------------------------------------- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """M marks, N no injury seen, X not looked at, 1 to 4 turn to other views."""
        typing = self._side.currentWidget() is self.form or self.lists.is_typing
        if event.modifiers() or typing or not self._take_letter(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _take_letter(self, key: Qt.Key) -> bool:
        acts = {Qt.Key.Key_M: self._add_here, Qt.Key.Key_N: self._none_seen, Qt.Key.Key_X: self.lists.ask_why}
        at = int(key) - int(Qt.Key.Key_1)
        if key in acts:
            acts[key]()
        elif 0 <= at < len(_SHEETS):
            self.chips.choose(_SHEETS[at].value)
            self.map.show_sheet(_SHEETS[at])
        else:
            return False
        return True
