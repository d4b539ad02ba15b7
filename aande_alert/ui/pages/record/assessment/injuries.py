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
from aande_alert.domain.regions import Figure, View
from aande_alert.drawings.body_layout import RegionPoint, Sheet, sheet_of
from aande_alert.drawings.body_map import mark_of
from aande_alert.ui.pages.record.assessment.mark_form import MarkForm
from aande_alert.ui.pages.record.assessment.mark_lists import MarkList, MarkText, RegionList
from aande_alert.ui.pages.record.assessment.reason_sheet import ask_error_reason
from aande_alert.ui.pages.record.assessment.step_view import Seen, StepView, nothing
from aande_alert.ui.state.assessment import (
    RegionLine,
    looked_regions,
    region_lines,
    restored_words,
    seen_words,
)
from aande_alert.ui.theme.look import look
from aande_alert.ui.widgets.body_map import BodyMap
from aande_alert.ui.widgets.buttons import Button, Size
from aande_alert.ui.widgets.chips import ChipRow, ChipText
from aande_alert.ui.widgets.fields import TextField
from aande_alert.ui.widgets.key_hint import KeyHint
from aande_alert.ui.widgets.panel import Panel, column, row
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from aande_alert.domain.entries import Entry
    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.injuries import Injury
    from aande_alert.ui.page import House

_LIST_WIDE = 306
_NEW = "mark.new"
_SHEETS = tuple(Sheet)


class InjuriesStep(StepView):
    """The body map and its lists."""

    def __init__(self, house: House) -> None:
        super().__init__(house, Step.INJURIES)
        self._regions = house.regions
        self._lines: tuple[RegionLine, ...] = ()
        self._selected: UUID | None = None
        self._amending: UUID | None = None
        self._row = ""
        self.map = BodyMap()
        self.marks = MarkList()
        self.rows = RegionList()
        self.form = MarkForm(house.regions)
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
        self._lists = self._list_panel()
        self._side = QStackedWidget()
        self._side.addWidget(self._lists)
        self._side.addWidget(self.form)
        self._side.setFixedWidth(look().px(_LIST_WIDE))
        across.addWidget(self._side)

    def _list_panel(self) -> Panel:
        panel = Panel("surface", lines="l")
        down = column(panel, (1, 0, 0, 0))
        head = Panel("surface", lines="b", height=40)
        line = row(head, (16, 4, 12, 4), 8)
        self._title = Words("Marks", Role.HEADING, wrap=False)
        line.addWidget(self._title, 1)
        self.add = Button("Mark", icon="plus", key="M")
        line.addWidget(self.add)
        down.addWidget(head)
        self._none = Words("Nothing recorded. Mark each region: injury, no injury seen, or not looked at.")
        self._none.setContentsMargins(16, 8, 12, 8)
        down.addWidget(self._none)
        down.addWidget(self.marks)
        head = Panel("sunken", lines="tb", height=32)
        line = row(head, (16, 3, 12, 3), 6)
        line.addWidget(Words("Regions", Role.STRONG, wrap=False))
        self._count = Words("", Role.SECONDARY)
        line.addWidget(self._count, 1)
        for key in ("N", "X"):
            line.addWidget(KeyHint(key))
        down.addWidget(head)
        down.addWidget(self._why_row())
        down.addWidget(self.rows, 1)
        down.addWidget(self._foot())
        return panel

    def _why_row(self) -> QWidget:
        self._why_holder = Panel("sunken", lines="b")
        across = row(self._why_holder, (16, 6, 12, 6), 8)
        self._why = TextField("", hint="Why it was not looked at")
        self._why.line.setAccessibleName("Why it was not looked at")
        self._why.entered.connect(self._not_looked)
        across.addWidget(self._why, 1)
        keep = Button("Keep", size=Size.SMALL)
        keep.clicked.connect(self._not_looked)
        across.addWidget(keep)
        self._why_holder.hide()
        return self._why_holder

    def _foot(self) -> Panel:
        foot = Panel("sunken", lines="t", height=40)
        across = row(foot, (12, 6, 8, 6), 6)
        self.none_seen = Button("No injury seen", size=Size.SMALL, key="N")
        self.not_looked = Button("Not looked at…", size=Size.SMALL, key="X")
        self.none_seen.clicked.connect(self._none_seen)
        self.not_looked.clicked.connect(self._ask_why)
        across.addWidget(self.none_seen)
        across.addWidget(self.not_looked)
        across.addStretch(1)
        return foot

    def _wire(self) -> None:
        self.chips.switched.connect(self._turn)
        self.add.clicked.connect(self._add_here)
        self.map.region_chosen.connect(self._region_chosen)
        self.map.mark_wanted.connect(self.add_mark)
        self.map.mark_chosen.connect(self._mark_chosen)
        self.marks.chosen.connect(self._open_mark)
        self.marks.focused.connect(self._select)
        self.rows.focused.connect(self._row_focused)
        self.rows.chosen.connect(self._add_here)
        self.form.wanted.connect(self._save)
        self.form.cancelled.connect(self._cancel)
        self.form.typed.connect(self._journal)
        self.form.in_error.connect(self._ask_error)

    # ---------------------------------------------------------------- shown

    def show_seen(self, seen: Seen) -> None:
        """Show the marks and the rows; a form that is open stays as it is."""
        first = self._seen is None
        super().show_seen(seen)
        self._lines = region_lines(seen.assessment, self._regions)
        self._fill()
        if first:
            self._restore(seen)

    def _fill(self) -> None:
        assessment = self.seen.assessment
        marks = tuple(
            mark_of(e.body, selected=e.head.id == self._selected, stands_for=e.head.id)
            for e in assessment.injuries
        )
        self.map.show_body(Figure(assessment.figure), marks, looked_regions(self._lines, self._regions))
        texts = tuple(self._mark_text(entry) for entry in assessment.injuries)
        self.marks.show_marks(texts, self._selected)
        self.rows.show_regions(self._lines)
        self._title.say(f"Marks ({len(texts)})")
        done = sum(1 for line in self._lines if line.is_done)
        self._count.say(f"{done} of {len(self._lines)} looked at")
        self._none.setVisible(not texts)
        self.marks.setVisible(bool(texts))
        self._fit()

    def _mark_text(self, entry: Entry[Injury]) -> MarkText:
        injury = entry.body
        place = self._regions.region(injury.region).words
        seen = seen_words(entry, self.seen.assessment.accounts)
        return MarkText(entry.head.id, injury.number, place, injury.description(), seen)

    def _fit(self) -> None:
        """Give the marks what they need, up to half the height; the rows take the rest."""
        most = max(look().px(58), int(self.height() * 0.45))
        self.marks.setFixedHeight(min(most, max(look().px(57), self.marks.wanted_height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the lists, and open the form beside them where there is room."""
        super().resizeEvent(event)
        self._side.setFixedWidth(look().px(_LIST_WIDE))
        self._heading.setVisible(self.width() - self._side.width() > look().px(560))
        self._fit()

    def _restore(self, seen: Seen) -> None:
        """Take up a mark that was being written when the program stopped."""
        draft = next((one for one in seen.drafts if one.place == _NEW), None)
        if draft is None:
            return
        self._begin(RegionPoint(next(iter(self._regions.regions)), View.FRONT, 0.0, 0.0))
        if self.form.restore(draft.text, restored_words((draft,))):
            self.map.focus_region(self.form.region.value())

    def forget(self) -> None:
        """Keep a half-written mark as a draft; then blank."""
        if not self.is_blank:
            self.form.tell_typed()
        super().forget()
        self.form.begin("", {})
        self.map.clear()
        self.marks.show_marks((), None)
        self.rows.show_regions(())
        self._lines, self._selected, self._amending, self._row = (), None, None, ""
        self._title.say("Marks")
        self._count.say("")
        self._why_holder.hide()
        self._side.setCurrentWidget(self._lists)

    def take_focus(self, question: str = "") -> None:
        """Put the focus on a row that is named, else on the first not looked at."""
        wanted = next((line.id for line in self._lines if line.id == question), "")
        unseen = next((line.id for line in self._lines if not line.is_done), "")
        self._side.setCurrentWidget(self._side.currentWidget())
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
        self._begin(point)
        self.form.focus_kind()

    def _begin(self, point: RegionPoint) -> None:
        self._amending = None
        self.form.start(point, self.seen.assessment.accounts)
        self._side.setCurrentWidget(self.form)

    @Slot(object)
    def _open_mark(self, mark_id: UUID) -> None:
        entry = next((e for e in self.seen.assessment.injuries if e.head.id == mark_id), None)
        if entry is None:
            return
        self._select(mark_id)
        self._amending = mark_id
        self.form.amend(entry.body, self.seen.assessment.accounts)
        self._side.setCurrentWidget(self.form)
        self.form.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _save(self) -> None:
        injury = self.form.injury()
        if injury is None:
            return
        seen, capture = self.seen, self.house.services.capture
        if self._amending is None:
            call = partial(capture.add_injury, seen.who, seen.attendance_id, injury, self.form.write_id)
        elif not self.form.reason.value():
            self.form.complain("reason", "Say in a few words why it is changed.")
            return
        else:
            reason = self.form.reason.value()
            call = partial(capture.amend_injury, seen.who, self._amending, injury, reason, self.form.write_id)
        self.form.saving()
        self.house.tasks.run(self, "mark", call, self._saved, self._refused)

    def _saved(self, mark_id: UUID) -> None:
        self.form.clean()
        if self.is_blank:
            return
        self._selected, self._amending = mark_id, None
        self.told.emit(f"{self.kept_now()}: the mark.")
        self._side.setCurrentWidget(self._lists)
        self.rows.focus_line(self._row or None)

    def _refused(self, trouble: Trouble) -> None:
        if not self.is_blank:
            self.form.refuse(trouble)

    @Slot()
    def _cancel(self) -> None:
        """Give a mark up: the place is one click, the rest a few letters."""
        self.form.clean()
        if self._amending is None:
            self.keep_draft(_NEW, "")
        self._side.setCurrentWidget(self._lists)
        self.rows.focus_line(self._row or None)

    @Slot(str)
    def _journal(self, words: str) -> None:
        if not self.is_blank and self._amending is None:
            self.keep_draft(_NEW, words)

    @Slot()
    def _ask_error(self) -> None:
        if self._amending is not None:
            ask_error_reason("this mark", self, partial(self._enter_in_error, self._amending))

    def _enter_in_error(self, mark_id: UUID, reason: str) -> None:
        call = partial(
            self.house.services.capture.enter_in_error, self.seen.who, "injury", mark_id, reason, uuid4()
        )
        self.house.tasks.run(self, "mark", call, self._hidden, self._refused)

    def _hidden(self, _value: object) -> None:
        self.form.clean()
        self.told.emit("Hidden, and kept with its reason. Its number is not used again.")
        self._side.setCurrentWidget(self._lists)
        self.rows.focus_line(self._row or None)

    # ---------------------------------------------------------------- looking

    @Slot()
    def _none_seen(self) -> None:
        self._look(Looked.NO_INJURY_SEEN, "")

    @Slot()
    def _ask_why(self) -> None:
        if self._row:
            self._why.set_value("")
            self._why_holder.show()
            self._why.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _not_looked(self) -> None:
        if not self._why.value():
            self._why.complain("Say why: asleep, not undressed, refused.")
            return
        self._why_holder.hide()
        self._look(Looked.NOT_LOOKED_AT, self._why.value())

    def _look(self, looked: Looked, why: str) -> None:
        line = next((line for line in self._lines if line.id == self._row), None)
        if line is None:
            self.told.emit("Choose a region in the list first.")
            return
        if line.numbers and looked is Looked.NO_INJURY_SEEN:
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
        key = Qt.Key(event.key())
        focus = self.window().focusWidget()
        if key == Qt.Key.Key_Escape and self._why_holder.isVisible():
            self._why_holder.hide()
            self.rows.focus_line(self._row or None)
            return
        typing = self._side.currentWidget() is self.form or (
            focus is not None and self._why.isAncestorOf(focus)
        )
        if event.modifiers() or typing or not self._take_letter(key):
            super().keyPressEvent(event)

    def _take_letter(self, key: Qt.Key) -> bool:
        acts = {Qt.Key.Key_M: self._add_here, Qt.Key.Key_N: self._none_seen, Qt.Key.Key_X: self._ask_why}
        at = int(key) - int(Qt.Key.Key_1)
        if key in acts:
            acts[key]()
        elif 0 <= at < len(_SHEETS):
            self.chips.choose(_SHEETS[at].value)
            self.map.show_sheet(_SHEETS[at])
        else:
            return False
        return True
