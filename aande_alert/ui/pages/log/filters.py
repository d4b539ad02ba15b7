"""The row of filters above the log: each chip opens what it can be set to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from aande_alert.domain.review import LogFilter
from aande_alert.ui.state.log import Part, choices, is_narrowed, value_words
from aande_alert.ui.widgets.chips import Chip, ChipText
from aande_alert.ui.widgets.dates import DateField
from aande_alert.ui.widgets.dialog import Sheet
from aande_alert.ui.widgets.fields import Line
from aande_alert.ui.widgets.panel import Flow, Panel

_TYPED = 250  # milliseconds after the last letter before the log is asked
_TEXT_WIDE = 200


class Filters(Panel):
    """Dates, age, alert, outcome, not yet reviewed, and words.

    Signals:
        changed: The filter, after a person changed it.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", lines="b", height=44, parent=parent)
        self._filter = LogFilter()
        self._today = date(2000, 1, 1)
        self._menu: QMenu | None = None
        self._sheet: BetweenSheet | None = None
        self._flow = Flow(self, gap=8, line_gap=6)
        self._flow.setContentsMargins(16, 8, 16, 8)
        self.chips = {part: Chip(ChipText(part.value, part.words)) for part in Part}
        for part, chip in self.chips.items():
            chip.pressed_by_person.connect(partial(self._open, part))
            self._flow.addWidget(chip)
        self.waiting = Chip(ChipText("waiting", "Not yet reviewed only"))
        self.waiting.pressed_by_person.connect(self._switch_waiting)
        self.text = Line("find")
        self.text.setPlaceholderText("Name or complaint")
        self.text.setAccessibleName("Name or complaint")
        self.text.setFixedWidth(_TEXT_WIDE)
        self.text.textEdited.connect(self._typed)
        self.text.returnPressed.connect(self._take_text)
        self._flow.addWidget(self.waiting)
        self._flow.addWidget(self.text)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_TYPED)
        self._late.timeout.connect(self._take_text)

    def show_filter(self, chosen: LogFilter, today: date, *, queue: bool) -> None:
        """Show what the log is filtered by; the queue has its own word for not yet reviewed."""
        self._filter, self._today = chosen, today
        for part, chip in self.chips.items():
            on = is_narrowed(part, chosen)
            chip.show_text(ChipText(part.value, part.words, value_words(part, chosen, today), on=on))
        self.waiting.show_text(ChipText("waiting", "Not yet reviewed only", on=chosen.not_reviewed))
        self.waiting.setVisible(not queue)
        if self.text.text().strip() != chosen.text:
            self.text.setText(chosen.text)

    def stop(self) -> None:
        """Forget what is being chosen."""
        self._late.stop()
        if self._menu is not None:
            self._menu.close()
        if self._sheet is not None:
            self._sheet.reject()

    def _open(self, part: Part, _key: str, _on: bool) -> None:  # noqa: FBT001 - the chip's signal
        """Offer what a filter can be set to, below its chip."""
        chip = self.chips[part]
        chip.setChecked(is_narrowed(part, self._filter))
        menu = QMenu(self)
        for choice in choices(part, self._filter, self._today):
            action = menu.addAction(choice.words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(choice.filter == self._filter)
            action.triggered.connect(partial(self._choose, choice.filter))
        if part is Part.DATES:
            menu.addSeparator()
            menu.addAction("Between two days…").triggered.connect(self._ask_between)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.destroyed.connect(self._menu_gone)
        self._menu = menu
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _menu_gone(self) -> None:
        self._menu = None

    def _choose(self, chosen: LogFilter, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt adds it
        self.changed.emit(chosen)

    def _switch_waiting(self, _key: str, on: bool) -> None:  # noqa: FBT001 - the chip's signal
        self.changed.emit(replace(self._filter, not_reviewed=on))

    def _typed(self) -> None:
        self._late.start()

    def _take_text(self) -> None:
        self._late.stop()
        words = self.text.text().strip()
        if words != self._filter.text:
            self.changed.emit(replace(self._filter, text=words))

    def _ask_between(self) -> None:
        self._sheet = BetweenSheet(self._filter, self.window())
        self._sheet.given.connect(self._between)
        self._sheet.open()

    def _between(self, since: date | None, until: date | None) -> None:
        self.changed.emit(replace(self._filter, since=since, until=until))


class BetweenSheet(Sheet):
    """The first and the last day of arrival.

    Signals:
        given: Both days; either may be `None`.
    """

    given = Signal(object, object)

    def __init__(self, chosen: LogFilter, parent: QWidget) -> None:
        super().__init__("Between two days", "Both days count. Leave one empty for no limit.", "Show", parent)
        self.since = DateField("First day of arrival")
        self.until = DateField("Last day of arrival")
        self.since.set_value(chosen.since)
        self.until.set_value(chosen.until)
        self.body.addWidget(self.since)
        self.body.addWidget(self.until)
        self.agreed.connect(self._take)

    def _take(self) -> None:
        since, until = self.since.given_date(), self.until.given_date()
        for field, day in ((self.since, since), (self.until, until)):
            if field.day.text().strip() and day is None:
                field.complain("This is not a date. Write day, month, year: 22-Nov-2026.")
                field.setFocus()
                return
        if since and until and until < since:
            self.until.complain("The last day is before the first.")
            self.until.setFocus()
            return
        self.accept()
        self.given.emit(since, until)
