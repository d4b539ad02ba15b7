"""Line icons and protection shapes from `resources/icons`, re-coloured per theme and state."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from aande_alert.paths import resource
from aande_alert.ui.theme.look import look

_KEPT = 512  # pictures; a full window shows about sixty


@cache
def _outline(name: str) -> str:
    return resource("icons", *f"{name}.svg".split("/")).read_text(encoding="utf-8")


@lru_cache(maxsize=_KEPT)
def _drawn(name: str, colour: str, cut: str, size: int, ratio: float) -> QPixmap:
    svg = _outline(name).replace("currentColor", colour).replace("var(--cut)", cut)
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    try:
        QSvgRenderer(QByteArray(svg.encode())).render(
            painter, QRectF(0, 0, picture.width(), picture.height())
        )
    finally:
        painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def picture(
    name: str, role: str = "text", size: float = 20, *, cut: str = "surface", ratio: float = 2
) -> QPixmap:
    """Return a line icon.

    Args:
        name: File name in `resources/icons` without `.svg`; `states/...` for a protection shape.
        role: Colour token of the line.
        size: Pixels at 100 % text; it grows with the text.
        cut: Colour token of what is cut out of a filled shape.
        ratio: Device pixels a pixel; twice the grid keeps edges crisp on every screen.

    Raises:
        FileNotFoundError: There is no such icon.
    """
    now = look()
    return _drawn(name, now.tokens[role], now.tokens[cut], now.px(size), ratio)


def icon(name: str, role: str = "text", size: float = 16) -> QIcon:
    """Return an icon for a Qt control, grey where the control is disabled."""
    made = QIcon(picture(name, role, size))
    made.addPixmap(picture(name, "disabled", size), QIcon.Mode.Disabled)
    return made


def draw(painter: QPainter, x: float, y: float, drawn: QPixmap) -> None:
    """Draw a picture with its top left corner at a point, whole pixels."""
    painter.drawPixmap(round(x), round(y), drawn)
