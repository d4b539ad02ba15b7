"""A form for one entry, in place: it keeps what is typed, says what is missing, and is saved as a whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from aande_alert.domain.answers import Given, Missing
from aande_alert.ui.theme.look import BOLD
from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.choices import AnswerField
from aande_alert.ui.widgets.dates import MomentField
from aande_alert.ui.widgets.fields import Field, LongTextField, TextField
from aande_alert.ui.widgets.notice import Notice, Tone
from aande_alert.ui.widgets.panel import Flow, Panel, Scroll, column, row
from aande_alert.ui.widgets.shortcuts import on_key
from aande_alert.ui.widgets.words import Role, Run, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aande_alert.domain.errors import Trouble

_JOURNAL = 4_000
Shown = Field | AnswerField


class EntryForm(QWidget):
    """One entry being written.

    Args:
        save: Words of the button, a verb.
        columns: In how many columns the fields stand.

    Signals:
        wanted: The person wants it saved.
        cancelled: The person gives it up.
        typed: Everything in it as text, to be kept as a draft.

    Attributes:
        write_id: One for each attempt to save other words; the same words sent twice are one write.
    """

    wanted = Signal()
    cancelled = Signal()
    typed = Signal(str)

    def __init__(self, save: str, *, columns: int = 1) -> None:
        super().__init__()
        self.fields: dict[str, Shown] = {}
        self.write_id: UUID = uuid4()
        self._columns = columns
        self._dirty = False
        self._place = 0
        self.heading = Words("", Role.HEADING, wrap=False)
        self.save = Button(save, Kind.PRIMARY, key="Ctrl+Enter")
        self.cancel = Button("Cancel", key="Esc")
        self.notice = Notice()
        self.notice.hide()
        self._journal = QTimer(self)
        self._journal.setSingleShot(True)
        self._journal.setInterval(_JOURNAL)
        self._journal.timeout.connect(self.tell_typed)
        self._lay_out()
        self.save.clicked.connect(self.wanted)
        self.cancel.clicked.connect(self.cancelled)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            on_key(keys, self, self.wanted.emit)

    def _lay_out(self) -> None:
        down = column(self, (1, 0, 0, 0))
        head = Panel("surface", lines="b", height=40)
        row(head, (16, 4, 12, 4), 8).addWidget(self.heading, 1)
        content = QWidget()
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(16, 12, 16, 16)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        for at in range(self._columns):
            self._grid.setColumnStretch(at, 1)
        self._scroll = Scroll(content)
        foot = Panel("sunken", lines="t", height=48)
        across = Flow(foot, gap=12)
        across.setContentsMargins(16, 8, 12, 8)
        across.addWidget(self.save)
        across.addWidget(self.cancel)
        down.addWidget(head)
        down.addWidget(self.notice)
        down.addWidget(self._scroll, 1)
        down.addWidget(foot)

    def add(self, name: str, field: Shown, *, whole: bool = False) -> None:
        """Put a field in; one that is `whole` takes the full width."""
        self.fields[name] = field
        inner = field.field if isinstance(field, AnswerField) else field
        inner.changed.connect(self._touch)
        if isinstance(field, AnswerField):
            field.answered.connect(self._touch)
        self.put(field, whole=whole)

    def put(self, widget: QWidget, *, whole: bool = False) -> None:
        """Put any widget into the next free place."""
        across = self._columns if whole else 1
        if whole and self._place % self._columns:
            self._place += self._columns - self._place % self._columns
        at = divmod(self._place, self._columns)
        self._grid.addWidget(widget, *at, 1, across, Qt.AlignmentFlag.AlignTop)
        self._place += across
        self._grid.setRowStretch(at[0], 0)
        self._grid.setRowStretch(at[0] + 1, 1)

    # ---------------------------------------------------------------- values

    def values(self) -> dict[str, Any]:
        """Return every value as plain text and numbers."""
        return {name: _plain(field) for name, field in self.fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values, telling nobody; an unknown name is left out."""
        for name, value in values.items():
            if name in self.fields:
                _show(self.fields[name], value)

    def begin(self, heading: str, values: Mapping[str, Any]) -> None:
        """Start an entry with these values and nothing of the one before."""
        self._journal.stop()
        self.write_id = uuid4()
        self._dirty = False
        self.heading.say(heading)
        self.notice.hide()
        self.save.allow()
        for field in self.fields.values():
            _show(field, None)
            _accept(field)
        self.set_values(values)

    def restore(self, text: str, words: str) -> bool:
        """Take a draft up again; say so. Return whether it could be read."""
        try:
            values = json.loads(text)
        except ValueError:
            return False
        if not isinstance(values, dict):
            return False
        self.set_values(values)
        self._dirty = True
        self.notice.say(Run(words), tone=Tone.PLAIN)
        return True

    def complain(self, name: str, sentence: str) -> None:
        """Say what is wrong with a field and put the focus there."""
        field = self.fields[name]
        inner = field.field if isinstance(field, AnswerField) else field
        inner.complain(sentence)
        inner.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(inner)

    def saving(self) -> None:
        """Say that it is being saved; it cannot be sent twice meanwhile."""
        self._journal.stop()
        self.save.refuse("Saving …")

    def refuse(self, trouble: Trouble) -> None:
        """Say why it was not saved; everything typed stays."""
        self.save.allow()
        self.notice.say(
            Run(f"{trouble.what} ", BOLD), Run(f"{trouble.kept} {trouble.do}".strip()), tone=Tone.AMISS
        )

    @property
    def is_dirty(self) -> bool:
        """Say whether something was typed that is not saved."""
        return self._dirty

    def clean(self) -> None:
        """Say that nothing in it is unsaved."""
        self._journal.stop()
        self._dirty = False

    @Slot()
    def _touch(self, _value: object = None) -> None:
        self._dirty = True
        self.write_id = uuid4()
        if not self._journal.isActive():
            self._journal.start()

    @Slot()
    def tell_typed(self) -> None:
        """Tell what is in it, to be kept as a draft."""
        self._journal.stop()
        if self._dirty:
            self.typed.emit(json.dumps(self.values(), ensure_ascii=False))

    def focus_first(self) -> None:
        """Put the focus into the first field."""
        for field in self.fields.values():
            field.setFocus(Qt.FocusReason.TabFocusReason)
            return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up with Esc; Enter in a field of one line goes to the next."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


def _inner(field: Shown) -> Field:
    return field.field if isinstance(field, AnswerField) else field


def _accept(field: Shown) -> None:
    _inner(field).accept()


def _plain(field: Shown) -> Any:  # noqa: ANN401 - whatever a field holds, as JSON takes it
    if isinstance(field, AnswerField):
        answer = field.answer()
        return {"given": answer.value} if isinstance(answer, Given) else {"missing": answer.value}
    if isinstance(field, MomentField):
        return {"day": field.day.text(), "clock": field.clock.text()}
    return field.value()


def _show(field: Shown, value: Any) -> None:  # noqa: ANN401 - what `_plain` gave, read back
    if isinstance(field, AnswerField):
        if isinstance(value, dict) and "given" in value:
            field.set_answer(Given(value["given"]))
        else:
            field.set_answer(Missing(value["missing"]) if isinstance(value, dict) else Missing.NOT_ASKED)
    elif isinstance(field, MomentField) and isinstance(value, dict):
        field.day.setText(str(value.get("day", "")))
        field.clock.setText(str(value.get("clock", "")))
    else:
        field.set_value(value)


def text_of(field: Shown) -> str:
    """Return the words of a text field."""
    inner = _inner(field)
    return str(inner.value() or "") if isinstance(inner, TextField | LongTextField) else ""
