"""Buttons: one primary in a view, the rest quiet; the key that does the same stands inside."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from aande_alert.ui.theme import icons
from aande_alert.ui.theme.drawing import box, painting, words
from aande_alert.ui.theme.look import PLAIN, SEMI, Restyled, Type, look
from aande_alert.ui.widgets.key_hint import hint_width, paint_hint
from aande_alert.ui.widgets.pressed import enter_presses
from aande_alert.ui.widgets.words import tip

_ICON, _ICON_GAP, _KEY_GAP = 16, 8, 10
_PADDING = 12


class Kind(StrEnum):
    """How much a button asks for attention."""

    PRIMARY = "primary"
    SECOND = "second"
    QUIET = "quiet"
    LINK = "link"
    BANNER = "banner"


class Size(StrEnum):
    """How high a button is: 32, 28 or 24 pixels at 100 % text."""

    FULL = "full"
    SMALL = "small"
    ROW = "row"


_HEIGHTS = {Size.FULL: 32, Size.SMALL: 28, Size.ROW: 24}


class Button(Restyled, QPushButton):
    """A button in one of five kinds.

    Args:
        text: What it does, a verb.
        kind: How much it asks for attention.
        icon: Name of a line icon before the words; empty for none.
        key: The key that does the same, shown inside; the page connects the key.
        size: How high it is.
        parent: The widget it stands in.
    """

    def __init__(
        self,
        text: str,
        kind: Kind = Kind.SECOND,
        *,
        icon: str = "",
        key: str = "",
        size: Size = Size.FULL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._icon, self._key, self._size = kind, icon, key, size
        self._after = ""
        self._allowed = text
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.say(text)

    def say(self, text: str) -> None:
        """Show other words."""
        self._allowed = text
        self._say(text)

    def refuse(self, reason: str) -> None:
        """Switch it off and say why in its own words, `Sign: 2 missing`."""
        self.setEnabled(False)
        self._say(reason)

    def allow(self) -> None:
        """Switch it on again with its own words."""
        self.setEnabled(True)
        self._say(self._allowed)

    @property
    def kind(self) -> Kind:
        """Return how much it asks for attention."""
        return self._kind

    def set_kind(self, kind: Kind) -> None:
        """Ask for more or less attention."""
        self._kind = kind
        self.restyle()

    def set_after(self, icon: str) -> None:
        """Put a line icon behind the words, an arrow that says more will open."""
        self._after = icon
        self.restyle()

    def words(self) -> str:
        """Return what it says now."""
        return self.text().replace("&&", "&")

    def _say(self, text: str) -> None:
        self.setText(text.replace("&", "&&"))  # or Qt would make a shortcut of the A&E in it
        self.restyle()

    def restyle(self) -> None:
        """Measure again."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of everything in it."""
        now = look()
        wide = now.width(self.words(), Type.BODY, SEMI) if self.words() else 0
        for each in (self._icon, self._after):
            if each:
                wide += now.px(_ICON) + (_ICON_GAP if self.words() else 0)
        if self._key:
            wide += self._key_width() + _KEY_GAP
        high = now.px(_HEIGHTS[self._size])
        return QSize(max(wide + 2 * self._padding(), 24 if self._kind is Kind.LINK else high), high)

    def minimumSizeHint(self) -> QSize:
        """Return the same; a button is never cut."""
        return self.sizeHint()

    def _padding(self) -> int:
        if self._kind is Kind.LINK:
            return 0
        if not self.words():
            return 5
        return _PADDING if self._size is Size.FULL else _PADDING - 2

    def _key_width(self) -> int:
        if self._kind is Kind.PRIMARY:
            return look().width(self._key)
        return hint_width(self._key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, words, key."""
        with painting(self) as painter:
            self._paint_ground(painter)
            self._paint_words(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        now = look()
        fill, border = self._ground()
        box(
            painter,
            self.rect(),
            fill=now.colour(fill) if fill else None,
            border=now.colour(border) if border else None,
        )

    def _ground(self) -> tuple[str, str]:
        """Return fill and border tokens in this state."""
        kind, over, down = self._kind, self.underMouse(), self.isDown()
        if kind is Kind.LINK:
            return "", ""
        if not self.isEnabled():
            return ("sunken", "line2") if kind is not Kind.QUIET else ("", "")
        if kind is Kind.PRIMARY:
            return ("blue-p" if down else "blue-h" if over else "blue"), ""
        if kind is Kind.BANNER:
            return ("banner", "on-banner" if over or down else "banner-label")
        if kind is Kind.QUIET:
            return ("line" if down else "sunken" if over else ""), ""
        return ("line" if down else "sunken" if over else "surface"), ("text" if over or down else "control")

    def _ink(self) -> str:
        if not self.isEnabled():
            return "disabled"
        inks = {Kind.PRIMARY: "on-blue", Kind.SECOND: "text", Kind.BANNER: "on-banner"}
        return inks.get(self._kind, "blue-text")

    def _paint_words(self, painter: QPainter) -> None:
        now = look()
        ink = self._ink()
        x = self._padding() + (self.width() - self.sizeHint().width()) // 2
        side = now.px(_ICON)
        top = (self.height() - side) / 2
        if self._icon:
            icons.draw(painter, x, top, icons.picture(self._icon, ink, _ICON))
            x += side + (_ICON_GAP if self.words() else 0)
        wide = now.width(self.words(), Type.BODY, SEMI)
        weight = SEMI if self._kind is not Kind.BANNER else PLAIN
        words(
            painter,
            QRect(x, 0, wide + 4, self.height()),
            self.words(),
            now.font(Type.BODY, weight),
            now.colour(ink),
        )
        if self._kind is Kind.LINK and self.underMouse():
            painter.fillRect(QRect(x, round(self.height() / 2 + now.px(8)), wide, 1), now.colour(ink))
        x += wide
        if self._after:
            icons.draw(painter, x + _ICON_GAP, top, icons.picture(self._after, ink, _ICON))
        if self._key:
            self._paint_key(painter, x + _KEY_GAP, ink)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter as with Space."""
        if not enter_presses(event, self):
            super().keyPressEvent(event)

    def _paint_key(self, painter: QPainter, x: int, ink: str) -> None:
        now = look()
        if self._kind is Kind.PRIMARY:
            rect = QRect(x - 2, 0, self._key_width() + 4, self.height())
            words(painter, rect, self._key, now.font(), now.colour(ink))
        else:
            paint_hint(painter, x, self.height() / 2, self._key)


class IconButton(Button):
    """A button that is only an icon; its words are told to screen readers and shown as a tooltip."""

    def __init__(
        self,
        icon: str,
        does: str,
        *,
        kind: Kind = Kind.SECOND,
        size: Size = Size.SMALL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", kind, icon=icon, size=size, parent=parent)
        self._role = ""
        self.setAccessibleName(does)
        tip(self, does)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_ink(self, role: str) -> None:
        """Draw the icon in another colour token, on coloured ground."""
        self._role = role
        self.update()

    def _ink(self) -> str:
        return self._role or ("text" if self._kind is Kind.QUIET and self.isEnabled() else super()._ink())

    def _ground(self) -> tuple[str, str]:
        if self._role:  # on coloured ground a border alone answers the mouse
            return "", self._role if self.underMouse() or self.isDown() else ""
        return super()._ground()
