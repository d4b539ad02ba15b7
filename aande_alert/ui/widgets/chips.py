"""Chips: filters and views that are on or off, with a count or a value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from aande_alert.ui.theme import icons
from aande_alert.ui.theme.drawing import box, painting, words
from aande_alert.ui.theme.look import PLAIN, SEMI, Restyled, Type, look
from aande_alert.ui.widgets.panel import Flow, clear

_HEIGHT, _PADDING, _GAP, _ICON = 28, 10, 8, 16


@dataclass(frozen=True, slots=True)
class ChipText:
    """What a chip shows.

    Attributes:
        key: What the page calls it.
        word: `Children`.
        value: A count or chosen value after the word, `15`, `Any`; empty for none.
        on: Whether it is chosen.
        icon: Line icon before the word; empty for none.
    """

    key: str
    word: str
    value: str = ""
    on: bool = False
    icon: str = ""


class Chip(Restyled, QPushButton):
    """One chip; it is checked while chosen.

    Signals:
        pressed_by_person: (key, on) when a person switches it; not when the page does.
    """

    pressed_by_person = Signal(str, bool)

    def __init__(self, text: ChipText, *, height: int = _HEIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._tell)
        self.show_text(text)

    @property
    def key(self) -> str:
        """Return what the page calls it."""
        return self._text.key

    def show_text(self, text: ChipText) -> None:
        """Show other words, value or state."""
        self._text = text
        self.setText(f"{text.word} {text.value}".strip().replace("&", "&&"))
        self.setChecked(text.on)
        self.restyle()

    @Slot(bool)
    def _tell(self, on: bool) -> None:  # noqa: FBT001 - Qt's slot takes it bare
        self.pressed_by_person.emit(self._text.key, on)

    def restyle(self) -> None:
        """Measure again."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size with the heavier weight, so that choosing moves nothing."""
        now = look()
        wide = 2 * _PADDING + now.width(self._text.word, Type.BODY, SEMI)
        if self._text.value:
            wide += _GAP + now.width(self._text.value, Type.BODY, SEMI)
        if self._text.icon:
            wide += now.px(_ICON) + _GAP
        return QSize(wide, now.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Return the same; a chip is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Left and Right to the row it stands in."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, word, value."""
        now = look()
        on, text = self.isChecked(), self._text
        fill, border, width = self._ground()
        ink = now.colour("text" if self.isEnabled() else "disabled")
        with painting(self) as painter:
            box(painter, self.rect(), fill=now.colour(fill), border=now.colour(border), width=width)
            x = _PADDING
            if text.icon:
                side = now.px(_ICON)
                icons.draw(painter, x, (self.height() - side) / 2, icons.picture(text.icon, "text", _ICON))
                x += side + _GAP
            weight = SEMI if on else PLAIN
            wide = now.width(text.word, Type.BODY, SEMI)
            words(painter, QRect(x, 0, wide + 4, self.height()), text.word, now.font(Type.BODY, weight), ink)
            rest = QRect(x + wide + _GAP, 0, self.width(), self.height())
            words(painter, rest, text.value, now.font(Type.BODY, SEMI), ink)

    def _ground(self) -> tuple[str, str, int]:
        if not self.isEnabled():
            return "sunken", "line2", 1
        if self.isChecked():
            return "blue-tint", "blue-text", 2
        if self.isDown():
            return "line", "text", 1
        return ("sunken", "text", 1) if self.underMouse() else ("surface", "control", 1)


class ChipRow(QWidget):
    """A row of chips that wraps; one choice at most when `single`.

    Args:
        single: Choosing one lets the others go; one stays chosen.
        height: Height of a chip, 28 or 24.
        parent: The widget it stands in.

    Signals:
        switched: (key, on) when a person switches a chip.
    """

    switched = Signal(str, bool)

    def __init__(self, *, single: bool = False, height: int = _HEIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._single, self._height = single, height
        self._chips: dict[str, Chip] = {}
        self._flow = Flow(self, centred=True)

    def show_chips(self, chips: Iterable[ChipText]) -> None:
        """Show these chips in this order; those that stay keep the focus."""
        texts = tuple(chips)
        if [text.key for text in texts] != list(self._chips):
            clear(self._flow)
            self._chips = {text.key: self._made(text) for text in texts}
            return
        for text in texts:
            self._chips[text.key].show_text(text)

    def chosen(self) -> tuple[str, ...]:
        """Return the keys that are on, in order."""
        return tuple(key for key, chip in self._chips.items() if chip.isChecked())

    def choose(self, *keys: str) -> None:
        """Switch these on and the others off, telling nobody."""
        for key, chip in self._chips.items():
            chip.setChecked(key in keys)
            chip.update()

    def take_focus(self) -> None:
        """Put the focus on the first chip that is on, else on the first."""
        chips = list(self._chips.values())
        wanted = next((chip for chip in chips if chip.isChecked()), next(iter(chips), None))
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def name_for(self, asked: str) -> None:
        """Have a screen reader say with each chip what it answers."""
        for chip in self._chips.values():
            chip.setAccessibleName(f"{asked}: {chip.text().replace('&&', '&')}" if asked else "")

    def chip(self, key: str) -> Chip:
        """Return one chip, to give it the focus."""
        return self._chips[key]

    def _made(self, text: ChipText) -> Chip:
        chip = Chip(text, height=self._height, parent=self)
        chip.pressed_by_person.connect(self._switched)
        self._flow.addWidget(chip)
        chip.show()
        return chip

    @Slot(str, bool)
    def _switched(self, key: str, on: bool) -> None:  # noqa: FBT001 - Qt's slot takes it bare
        if self._single:
            self.choose(key)
            on = True
        self.switched.emit(key, on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along the row with the arrows."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        chips = list(self._chips.values())
        here = next((at for at, chip in enumerate(chips) if chip.hasFocus()), None)
        if not step or here is None:
            super().keyPressEvent(event)
            return
        chips[(here + step) % len(chips)].setFocus(Qt.FocusReason.TabFocusReason)
