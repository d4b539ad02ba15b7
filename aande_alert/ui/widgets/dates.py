"""Dates and times as they are typed on a ward, read in British order and shown in the NHS form."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from aande_alert.domain.wording import LONDON, MONTHS, local, show_date
from aande_alert.ui.theme.look import Restyled, look
from aande_alert.ui.widgets.fields import Field
from aande_alert.ui.widgets.panel import row
from aande_alert.ui.widgets.words import Role, Words

_PARTS = re.compile(r"(\d{1,2})\W*(\d{1,2}|[A-Za-z]{3,9})\W*(\d{4}|\d{2})")
_TIME = re.compile(r"(\d{1,2})[:.h]?(\d{2})")


def read_date(text: str, *, century_ends: int = 49) -> date | None:
    """Read a typed date, day first: `22-Nov-2026`, `22/11/2026`, `22 nov 26`, `221126`.

    Args:
        text: What was typed.
        century_ends: The last two-digit year that is read as 20xx; later ones are 19xx.

    Returns:
        The date, or None where the text is not one.
    """
    found = _PARTS.fullmatch(text.strip())
    if found is None:
        return None
    day, middle, year = found.groups()
    month = int(middle) if middle.isdigit() else _month(middle)
    full = int(year) + (0 if len(year) == len("2026") else 2000 if int(year) <= century_ends else 1900)
    try:
        return date(full, month, int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    short = name[:3].capitalize()
    return MONTHS.index(short) + 1 if short in MONTHS else 0


def read_time(text: str) -> time | None:
    """Read a typed 24-hour time: `14:05`, `14.05`, `1405`, `905`; None where it is not one."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = (int(part) for part in found.groups())
    try:
        return time(hour, minute)
    except ValueError:
        return None


class _Short(Restyled, QLineEdit):
    """A line as wide as the words it is made for."""

    def __init__(self, pattern: str) -> None:
        super().__init__()
        self._pattern = pattern
        self.setPlaceholderText(pattern)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def restyle(self) -> None:
        """Measure again."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for the pattern."""
        return QSize(look().width(self._pattern) + look().px(16) + 20, look().px(30) + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()


class MomentField(Field):
    """A date, and with it a time where `timed`; read when the person goes on.

    Args:
        label: What is asked.
        timed: Whether a time belongs to it.
        help_words: A hint beside the label.
        parent: The widget it stands in.

    Signals:
        left: The person has gone on to something else.
    """

    left = Signal()

    def __init__(
        self, label: str, *, timed: bool = True, help_words: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(label, help_words=help_words, parent=parent)
        self.day = _Short("DD-Mmm-YYYY")
        self.clock = _Short("HH:mm")
        self._timed = timed
        holder = QWidget()
        inside = row(holder, gap=8)
        inside.addWidget(self.day)
        if timed:
            inside.addWidget(self.clock)
            inside.addWidget(Words("24-hour clock", Role.SECONDARY, wrap=False))
        else:
            self.clock.setParent(holder)  # or it would be a window of its own
            self.clock.hide()
        inside.addStretch(1)
        self.hold(holder, takes_keys=self.day)
        self.clock.setAccessibleName(f"{label}, time")
        for line in (self.day, self.clock):
            line.textEdited.connect(self._edited)
            line.editingFinished.connect(self._check)

    @Slot()
    def _edited(self) -> None:
        self.accept()
        self.changed.emit()

    @Slot()
    def _check(self) -> None:
        """Show what was read in the NHS form, or say what to write."""
        day, clock = read_date(self.day.text()), read_time(self.clock.text())
        if day is not None:
            self.day.setText(show_date(day))
        if clock is not None:
            self.clock.setText(f"{clock:%H:%M}")
        if self.day.text().strip() and day is None:
            self.complain("This is not a date. Write day, month, year: 22-Nov-2026.")
        elif self.clock.text().strip() and clock is None:
            self.complain("This is not a time. Write it on the 24-hour clock: 14:05.")
        self.left.emit()

    def given_date(self) -> date | None:
        """Return the date typed, or None where there is none that can be read."""
        return read_date(self.day.text())

    def given_time(self) -> time | None:
        """Return the time typed, or None where there is none that can be read."""
        return read_time(self.clock.text())

    def value(self) -> date | datetime | None:
        """Return the date; with its time, in Europe/London, where a time belongs to it and was given."""
        day, clock = self.given_date(), self.given_time()
        if day is None or (self._timed and clock is None):
            return None
        return datetime.combine(day, clock, LONDON) if self._timed and clock is not None else day

    def set_value(self, value: object) -> None:
        """Show a date or an aware moment, telling nobody."""
        self.day.clear()
        self.clock.clear()
        if isinstance(value, datetime):
            here = local(value)
            self.day.setText(show_date(here.date()))
            self.clock.setText(f"{here:%H:%M}")
        elif isinstance(value, date):
            self.day.setText(show_date(value))

    def is_blank(self) -> bool:
        """Say whether nothing that can be read was typed."""
        return self.value() is None


class DateField(MomentField):
    """A date alone."""

    def __init__(self, label: str, *, help_words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, timed=False, help_words=help_words, parent=parent)


class TimeField(Field):
    """A time alone, on the 24-hour clock."""

    def __init__(self, label: str, *, help_words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, help_words=help_words, parent=parent)
        self.clock = _Short("HH:mm")
        self.clock.textEdited.connect(self._edited)
        self.clock.editingFinished.connect(self._check)
        self.hold(self.clock)

    @Slot()
    def _edited(self) -> None:
        self.accept()
        self.changed.emit()

    @Slot()
    def _check(self) -> None:
        clock = read_time(self.clock.text())
        if clock is not None:
            self.clock.setText(f"{clock:%H:%M}")
        elif self.clock.text().strip():
            self.complain("This is not a time. Write it on the 24-hour clock: 14:05.")

    def value(self) -> time | None:
        """Return the time typed, or None where there is none that can be read."""
        return read_time(self.clock.text())

    def set_value(self, value: object) -> None:
        """Show a time, telling nobody."""
        self.clock.setText(f"{value:%H:%M}" if isinstance(value, time) else "")
