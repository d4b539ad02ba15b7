"""Puts the look on: Fusion, one palette, one style sheet made from the tokens, the fonts, the focus ring.

This is the only place in the program that sets a style sheet. Fusion's own dotted focus is switched off
in the sheet, and `ring.FocusRing` draws ours: a proxy style written in Python would be asked several
thousand times a second for every primitive, and it could not draw outside the widget.
"""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from aande_alert.paths import resource
from aande_alert.ui.theme.look import FAMILIES, Look, Type, hold
from aande_alert.ui.theme.ring import FocusRing
from aande_alert.ui.theme.tokens import Theme

_COLOUR = re.compile(r"\$([a-z0-9-]+)")
_SIZE = re.compile(r"\b(\d+)sp\b")
_FILES = ("AtkinsonHyperlegibleNext-*.ttf", "NotoSans*.ttf")
_GROUP = QPalette.ColorGroup
_ROLES = {
    QPalette.ColorRole.Window: "page",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Highlight: "blue-tint",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Link: "blue-text",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "control",
}
_READABLE = (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText)
_MOVING = (
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_FadeTooltip,
)


def apply(app: QApplication, theme: Theme = Theme.LIGHT, percent: int = 100) -> Look:
    """Dress a program in a theme at a text size; every widget made before or after follows.

    Args:
        app: The running program.
        theme: Which colours.
        percent: Text size, 100 to 200.

    Returns:
        The look that holds from now on.

    Raises:
        FileNotFoundError: A font, a token file or the sheet is missing.
    """
    load_fonts()
    new = Look(theme, percent)
    hold(new)
    if app.property("dressed") is None:
        app.setProperty("dressed", True)
        app.setStyle("Fusion")
        for effect in _MOVING:
            QApplication.setEffectEnabled(effect, False)
    if app.findChild(FocusRing) is None:
        FocusRing(app)
    app.setFont(new.font(Type.BODY))
    app.setPalette(palette(new))
    app.setStyleSheet(sheet(new))
    return new


def load_fonts() -> None:
    """Make the bundled fonts known to Qt, once.

    Raises:
        FileNotFoundError: A font file is missing or is not a font.
    """
    if set(FAMILIES) <= set(QFontDatabase.families()):
        return
    for path in sorted(path for name in _FILES for path in resource("fonts").glob(name)):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            message = f"The bundled font {path.name} cannot be read."
            raise FileNotFoundError(message)


def palette(now: Look) -> QPalette:
    """Return the palette of a look, for what the sheet does not reach."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, QColor(now.colour(token)))
    for role in _READABLE:
        made.setColor(_GROUP.Disabled, role, QColor(now.colour("disabled")))
    return made


def sheet(now: Look) -> str:
    """Return the style sheet of a look: `$role` replaced by its colour, `13sp` by scaled pixels."""
    text = resource("styles", "window.qss").read_text(encoding="utf-8")
    coloured = _COLOUR.sub(lambda found: now.tokens[found.group(1)], text)
    return _SIZE.sub(lambda found: f"{now.px(int(found.group(1)))}px", coloured)
