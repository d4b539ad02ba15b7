"""Pictures on the screen: the one uncovered, with the child's identity in its frame; the others as covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from aande_alert.ui.theme import icons
from aande_alert.ui.theme.drawing import bar, box, painting, words
from aande_alert.ui.theme.look import PLAIN, SEMI, Restyled, Type, look
from aande_alert.ui.widgets.panel import Flow, clear
from aande_alert.ui.widgets.pressed import Pressed

if TYPE_CHECKING:
    from uuid import UUID

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_STRIP, _FOOT = 28, 32
_TILE_WIDE, _TILE_HIGH = 116, 66


@dataclass(frozen=True, slots=True, repr=False)
class IdentityText:
    """Whose picture it is, as drawn into its frame."""

    name: str = ""
    born: str = ""
    gender: str = ""
    number: str = ""

    def parts(self) -> tuple[tuple[str, str], ...]:
        """Return label and value of each part."""
        return (("", self.name), ("Born", self.born), ("Gender", self.gender), ("NHS No.", self.number))


@dataclass(frozen=True, slots=True, repr=False)
class TileText:
    """One photograph as a tile."""

    id: UUID
    number: int
    frame: str
    shows: str

    def __repr__(self) -> str:
        return f"TileText({self.number}, withheld)"


def paint_cover(painter: QPainter, rect: QRect) -> None:
    """Draw the privacy cover with its stripes and the word."""
    now = look()
    painter.save()
    painter.setClipRect(rect)
    bar(painter, rect, now.colour("cov"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(now.colour("cov2"))
    wide, high = now.px(10), rect.height()
    x = rect.left() - high
    while x < rect.right() + high:
        corners = (
            (x, rect.bottom() + 1),
            (x + wide, rect.bottom() + 1),
            (x + wide + high, rect.top()),
            (x + high, rect.top()),
        )
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        x += 2 * wide
    painter.restore()
    label = QRectF(0, 0, now.px(16) + now.width("Covered", Type.SECONDARY) + 20, now.px(22))
    label.moveCenter(QPointF(rect.center()))
    box(painter, label, fill=now.colour("surface"))
    icon = icons.picture("eyeoff", "text", 16)
    icons.draw(painter, label.left() + 6, label.top() + (label.height() - now.px(16)) / 2, icon)
    words(
        painter,
        label.adjusted(now.px(16) + 10, 0, 0, 0),
        "Covered",
        now.font(Type.SECONDARY),
        now.colour("text"),
    )


class Preview(Restyled, QWidget):
    """The picture being looked at.

    Signals:
        toggled: Somebody wants it covered or uncovered.
        stepped: 1 or -1 for the next or the one before.
    """

    toggled = Signal()
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._identity = IdentityText()
        self._picture = QPixmap()
        self._words = ""
        self._covered = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Photograph")

    def show_picture(self, identity: IdentityText, body: bytes, foot: str) -> None:
        """Show a picture with whose it is in its frame."""
        picture = QPixmap()
        picture.loadFromData(body)
        self._identity, self._picture, self._words, self._covered = identity, picture, foot, False
        self.setAccessibleDescription(f"{foot} {identity.name}, {identity.number}. Space covers it.")
        self.update()

    def cover(self, foot: str = "") -> None:
        """Cover it; the picture is let go."""
        self._picture, self._covered, self._words = QPixmap(), True, foot
        self.setAccessibleDescription(f"Covered. {foot}")
        self.update()

    def clear(self) -> None:
        """Show nobody."""
        self._identity = IdentityText()
        self.cover()

    @property
    def is_covered(self) -> bool:
        """Say whether nothing is to be seen."""
        return self._covered

    def sizeHint(self) -> QSize:
        """Return the size it was designed at."""
        return QSize(look().px(476), look().px(264))

    def minimumSizeHint(self) -> QSize:
        """Below this nobody could judge a picture."""
        return QSize(look().px(240), look().px(170))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the strip, the picture or its cover, and the foot."""
        now = look()
        whole = self.rect()
        strip = self._strip_high() if not self._covered else 0
        foot = now.px(_FOOT)
        middle = QRect(1, strip, whole.width() - 2, whole.height() - strip - foot)
        with painting(self) as painter:
            bar(painter, whole, now.colour("sunken"))
            if self._covered:
                paint_cover(painter, middle)
            else:
                self._paint_picture(painter, middle)
                self._paint_strip(painter, QRect(0, 0, whole.width(), strip))
            line = QRect(0, whole.height() - foot, whole.width(), foot)
            bar(painter, line, now.colour("sunken"))
            text = line.adjusted(10, 0, -10, 0)
            words(painter, text, self._words, now.font(Type.SECONDARY), now.colour("text2"))
            box(painter, whole, border=now.colour("text"), radius=4)

    def _paint_picture(self, painter: QPainter, area: QRect) -> None:
        if self._picture.isNull():
            return
        size = self._picture.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(0, 0, size.width(), size.height())
        target.moveCenter(area.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(target, self._picture)

    def _lines(self) -> list[list[tuple[str, str, int]]]:
        """Return the parts of the identity, a new line where the width ends; nothing is cut."""
        now = look()
        lines: list[list[tuple[str, str, int]]] = [[]]
        x = 0
        for label, value in self._identity.parts():
            wide = (
                now.width(f"{label} ", Type.SECONDARY) * bool(label) + now.width(value, Type.BODY, SEMI) + 8
            )
            if lines[-1] and x + wide > self.width() - 16:
                lines.append([])
                x = 0
            lines[-1].append((label, value, wide))
            x += wide
        return lines

    def _strip_high(self) -> int:
        now = look()
        return now.px(_STRIP) + (len(self._lines()) - 1) * now.px(18)

    def _paint_strip(self, painter: QPainter, strip: QRect) -> None:
        now = look()
        bar(painter, strip, now.colour("banner"))
        y = 0
        for line in self._lines():
            x = 9
            for label, value, wide in line:
                row = QRect(x, y, wide, now.px(_STRIP))
                lead = now.width(f"{label} ", Type.SECONDARY) if label else 0
                if label:
                    words(painter, row, label, now.font(Type.SECONDARY), now.colour("banner-label"))
                words(
                    painter,
                    row.adjusted(lead, 0, 0, 0),
                    value,
                    now.font(Type.BODY, SEMI),
                    now.colour("on-banner"),
                )
                x += wide
            y += now.px(18)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Cover or uncover."""
        self.toggled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space covers, arrows go to the next."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.toggled.emit()
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.stepped.emit(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)


class _Tile(Pressed):
    def __init__(self, text: TileText) -> None:
        super().__init__(text.id, f"Photograph {text.number}, {text.frame}, {text.shows}, covered")
        self._text = text
        self._small = QPixmap()
        self.least = 0
        self.setCheckable(True)

    def show_small(self, picture: QPixmap) -> None:
        """Show a small copy of the picture that is uncovered; an empty one covers the tile."""
        self._small = picture
        state = "covered" if picture.isNull() else "uncovered"
        self.say(f"Photograph {self._text.number}, {self._text.frame}, {self._text.shows}, {state}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return cover and caption."""
        now = look()
        return QSize(max(now.px(_TILE_WIDE), self.least), now.px(_TILE_HIGH) + 2 * now.px(16) + 8)

    def needs(self) -> int:
        """Return how wide its caption is."""
        now = look()
        title = now.width(f"{self._text.number}  {self._text.frame}", Type.SECONDARY, SEMI)
        return max(title, now.width(self._text.shows, Type.SECONDARY)) + 6

    def draw(self, painter: QPainter, rect: QRect) -> None:
        """Draw the cover or the small picture, and the caption."""
        now = look()
        frame = QRect(3, 3, rect.width() - 6, now.px(_TILE_HIGH) - 3)
        if self._small.isNull():
            paint_cover(painter, frame)
        else:
            bar(painter, frame, now.colour("sunken"))
            size = self._small.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(0, 0, size.width(), size.height())
            target.moveCenter(frame.center())
            painter.drawPixmap(target, self._small)
        if self.isChecked():
            box(
                painter,
                QRect(0, 0, rect.width(), frame.bottom() + 3),
                border=now.colour("blue-text"),
                width=3,
            )
        top = now.px(_TILE_HIGH) + 3
        title = QRect(3, top, rect.width(), now.px(16))
        words(
            painter,
            title,
            f"{self._text.number}  {self._text.frame}",
            now.font(Type.SECONDARY, SEMI),
            now.colour("text"),
        )
        below = title.translated(0, now.px(16))
        words(painter, below, self._text.shows, now.font(Type.SECONDARY, PLAIN), now.colour("text2"))


class Tiles(QWidget):
    """Every photograph of the visit as a covered tile.

    Signals:
        chosen: The id of a photograph somebody pressed.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._flow = Flow(self, gap=4, line_gap=4)
        self._flow.setContentsMargins(9, 4, 9, 8)
        self._tiles: list[_Tile] = []
        self._texts: tuple[TileText, ...] = ()

    def show_tiles(self, texts: tuple[TileText, ...]) -> None:
        """Show these tiles; the focus stays on its tile."""
        if texts == self._texts:
            return
        focused = next((tile.key for tile in self._tiles if tile.hasFocus()), None)
        self._texts = texts
        clear(self._flow)
        self._tiles = [_Tile(text) for text in texts]
        least = max((tile.needs() for tile in self._tiles), default=0)
        for tile in self._tiles:
            tile.least = least
            tile.chosen.connect(self.chosen)
            self._flow.addWidget(tile)
            tile.show()
            if tile.key == focused:
                tile.setFocus()

    def choose(self, photo_id: UUID | None, small: QPixmap | None = None) -> None:
        """Mark one as chosen, with a small copy where it is uncovered."""
        for tile in self._tiles:
            here = tile.key == photo_id
            tile.setChecked(here)
            tile.show_small(small if here and small is not None else QPixmap())

    def focus_tile(self, photo_id: UUID | None = None) -> None:
        """Put the focus on a tile; without one on the first."""
        for tile in self._tiles:
            if photo_id is None or tile.key == photo_id:
                tile.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along with the arrows."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key()), 0
        )
        here = next((at for at, tile in enumerate(self._tiles) if tile.hasFocus()), None)
        if not step or here is None:
            super().keyPressEvent(event)
            return
        self._tiles[min(max(here + step, 0), len(self._tiles) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
