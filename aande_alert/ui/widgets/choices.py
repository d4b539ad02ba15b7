"""Fields with given answers, and the wrapper that lets any field be not asked, not known or declined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from aande_alert.domain.answers import Answer, Given, Missing
from aande_alert.ui.theme import icons
from aande_alert.ui.theme.drawing import box, painting, words
from aande_alert.ui.theme.look import Restyled, look
from aande_alert.ui.widgets.chips import ChipRow, ChipText
from aande_alert.ui.widgets.fields import Field, LongTextField
from aande_alert.ui.widgets.panel import column


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen: its key, and how it reads."""

    key: str
    words: str


class ChoiceBox(Restyled, QComboBox):
    """A drop-down in the house's drawing; the mouse wheel never changes it by accident."""

    def __init__(self, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def restyle(self) -> None:
        """Measure again."""
        self.updateGeometry()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def sizeHint(self) -> QSize:
        """Return the size of the longest answer."""
        now = look()
        wide = max((now.width(self.itemText(at)) for at in range(self.count())), default=0)
        wide = max(wide, now.width(self.placeholderText()))
        return QSize(wide + 2 * 10 + now.px(16) + 8 + (now.px(16) + 8 if self._icon else 0), now.px(32))

    def minimumSizeHint(self) -> QSize:
        """Return the same; an answer is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, the answer and the arrow."""
        now = look()
        wrong = bool(self.property("wrong"))
        live = self.isEnabled()
        border = "line2" if not live else "text" if wrong or self.underMouse() else "control"
        fill = "surface" if live else "sunken"
        side = now.px(16)
        with painting(self) as painter:
            width = 2 if wrong else 1
            box(painter, self.rect(), fill=now.colour(fill), border=now.colour(border), width=width)
            top = (self.height() - side) / 2
            x = 10
            if self._icon:
                icons.draw(painter, x, top, icons.picture(self._icon, "text2", 16))
                x += side + 7
            chosen = self.currentIndex() >= 0
            text = self.currentText() if chosen else self.placeholderText()
            ink = "disabled" if not live else "text" if chosen else "text3"
            rest = QRect(x, 0, self.width() - x, self.height())
            words(painter, rest, text, now.font(), now.colour(ink))
            arrow = icons.picture("down", "text" if live else "disabled", 16)
            icons.draw(painter, self.width() - side - 9, top, arrow)


class ChoiceField(Field):
    """One of several answers, from a drop-down.

    Args:
        label: What is asked.
        options: What may be chosen.
        help_words: A hint beside the label.
        hint: What it says while nothing is chosen.
        icon: Line icon inside, at the left.
    """

    def __init__(
        self,
        label: str,
        options: Iterable[Option] = (),
        *,
        help_words: str = "",
        hint: str = "Choose",
        icon: str = "",
    ) -> None:
        super().__init__(label, help_words=help_words)
        self.box = ChoiceBox(icon)
        self.box.setPlaceholderText(hint)
        self.box.activated.connect(self._chosen)
        self.hold(self.box)
        self.offer(options)

    def offer(self, options: Iterable[Option]) -> None:
        """Offer these answers; what was chosen stays chosen where it is still there."""
        before = self.value()
        self.box.clear()
        for option in options:
            self.box.addItem(option.words, option.key)
        self.set_value(before)
        self.box.updateGeometry()

    @Slot(int)
    def _chosen(self, _index: int) -> None:
        self.accept()
        self.changed.emit()

    def value(self) -> str:
        """Return the key chosen; empty for none."""
        return str(self.box.currentData() or "")

    def set_value(self, value: object) -> None:
        """Choose a key, telling nobody; an unknown key chooses nothing."""
        self.box.setCurrentIndex(self.box.findData(value))


class OptionsField(Field):
    """One of a few answers, all in view as chips; arrows move, Space chooses."""

    def __init__(self, label: str, options: Iterable[Option], *, help_words: str = "") -> None:
        super().__init__(label, help_words=help_words)
        self._options = tuple(options)
        self._row = ChipRow(single=True)
        self._row.switched.connect(self._switched)
        self._row.show_chips(ChipText(option.key, option.words) for option in self._options)
        self.hold(self._row, takes_keys=self._row.chip(self._options[0].key) if self._options else None)
        self._row.name_for(label)

    @Slot(str, bool)
    def _switched(self, _key: str, _on: bool) -> None:  # noqa: FBT001 - Qt's slot takes it bare
        self.accept()
        self.changed.emit()

    def value(self) -> str:
        """Return the key chosen; empty for none."""
        return next(iter(self._row.chosen()), "")

    def set_value(self, value: object) -> None:
        """Choose a key, telling nobody; an empty or unknown key chooses nothing."""
        self._row.choose(*([str(value)] if value else []))


_REASONS = (Missing.NOT_ASKED, Missing.NOT_KNOWN, Missing.DECLINED)
_SHORT: Mapping[Missing, str] = MappingProxyType({Missing.DECLINED: "Declined"})


class AnswerField(QWidget):
    """Any field, with the reasons there may be no answer beside its label.

    Until somebody answers it says Not asked. A reason greys the field but keeps what was written in it.

    Args:
        field: The field it wraps.
        reasons: Which reasons are offered.
        words: How they read where it is not the usual way, `Not said` for an account.
        parent: The widget it stands in.

    Signals:
        answered: The answer as it stands after a person changed it (`Answer`).
    """

    answered = Signal(object)

    def __init__(
        self,
        field: Field,
        reasons: tuple[Missing, ...] = _REASONS,
        parent: QWidget | None = None,
        *,
        words: Mapping[Missing, str] = _SHORT,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._answer: Answer[object] = Missing.NOT_ASKED
        self._reasons = ChipRow(single=True, height=24)
        self._reasons.show_chips(
            ChipText(reason.value, words.get(reason, reason.words), on=reason is Missing.NOT_ASKED)
            for reason in reasons
        )
        self._reasons.switched.connect(self._no_answer)
        within: QVBoxLayout = column(self)
        within.addWidget(field)
        self._reasons.name_for(field.label)
        field.add_beside_label(self._reasons)
        field.changed.connect(self._given)
        self.setFocusProxy(field)

    def answer(self) -> Answer[object]:
        """Return the answer, or why there is none."""
        return self._answer

    def give_reason(self, reason: Missing) -> None:
        """Do as if a person had pressed one of the reasons."""
        self._no_answer(reason.value, True)

    def set_answer(self, answer: Answer[object]) -> None:
        """Show an answer, telling nobody."""
        self._answer = answer
        if isinstance(answer, Given):
            self.field.set_value(answer.value)
        elif answer is Missing.NOT_ASKED:
            self.field.set_value(None)
        self._show_reason()

    @Slot()
    def _given(self) -> None:
        blank = self.field.is_blank()
        self._answer = Missing.NOT_ASKED if blank else Given(self.field.value())
        self._show_reason()
        self.answered.emit(self._answer)

    @Slot(str, bool)
    def _no_answer(self, reason: str, _on: bool) -> None:  # noqa: FBT001 - Qt's slot takes it bare
        missing = Missing(reason)
        if missing is Missing.NOT_ASKED and not self.field.is_blank() and isinstance(self._answer, Missing):
            self._answer = Given(self.field.value())  # what was written stands again
        else:
            self._answer = missing
            if not isinstance(self.field, LongTextField) and missing is Missing.NOT_ASKED:
                self.field.set_value(None)
        self._show_reason()
        self.answered.emit(self._answer)

    def _show_reason(self) -> None:
        reason = self._answer
        self._reasons.choose(*([reason.value] if isinstance(reason, Missing) else []))
