"""The look is put on once, from tokens, with fonts that hold every letter the ward writes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QPalette, QRawFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aande_alert.paths import resource
from aande_alert.ui.theme import icons, style
from aande_alert.ui.theme.look import BOLD, FAMILIES, PLAIN, SEMI, Look, Type, look
from aande_alert.ui.theme.tokens import Theme
from tests.ui.conftest import Dress

LETTERS = (
    "ABCXYZabcxyz0123456789 ‘’“”–—…×½¼¾°±²³·£€©®"
    "ąćęłńóśźżĄĆĘŁŃÓŚŹŻăâîșțĂÂÎȘȚşţŞŢğıİçöüĞÇÖÜéèêëïñåøæßőűčďěňřšťůžāēģīķļņū"
)


@pytest.mark.parametrize("weight", ["Regular", "SemiBold", "Bold"])
def test_the_reading_face_holds_the_letters_of_the_wards_names(dressed: QtBot, weight: str) -> None:
    font = QRawFont(str(resource("fonts", f"AtkinsonHyperlegibleNext-{weight}.ttf")), 13)
    assert not [letter for letter in LETTERS if not font.supportsCharacter(ord(letter))]


@pytest.mark.parametrize(
    ("script", "family"),
    [
        ("Nguyễn Ngọc Ánh", "NotoSans-Regular"),
        ("Παπαδόπουλος", "NotoSans-Regular"),
        ("Шевченко", "NotoSans-Bold"),
        ("محمد", "NotoSansArabic-Regular"),
        ("כהן", "NotoSansHebrew-Regular"),
        ("शर्मा", "NotoSansDevanagari-Regular"),
        ("রহমান", "NotoSansBengali-Regular"),
        ("ਸਿੰਘ", "NotoSansGurmukhi-Regular"),
        ("முருகன்", "NotoSansTamil-Regular"),
    ],
)
def test_every_other_script_has_its_fallback(dressed: QtBot, script: str, family: str) -> None:
    font = QRawFont(str(resource("fonts", f"{family}.ttf")), 13)
    assert not [letter for letter in script if letter != " " and not font.supportsCharacter(ord(letter))]


def test_the_fonts_are_ours_and_not_the_machines(dressed: QtBot) -> None:
    assert set(FAMILIES) <= set(QFontDatabase.families())
    for weight in (PLAIN, SEMI, BOLD):
        found = QFontInfo(look().font(Type.BODY, weight))
        assert (found.family(), found.weight()) == (FAMILIES[0], weight)


def test_figures_stand_in_columns(dressed: QtBot) -> None:
    widths = {look().metrics().horizontalAdvance(digit) for digit in "0123456789"}
    assert len(widths) == 1


def test_the_palette_and_the_sheet_come_from_the_tokens(qapp: QApplication, dress: Dress) -> None:
    for theme in Theme:
        now = dress(theme, 100)
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == now.tokens["page"]
        assert now.tokens["focus"] not in qapp.styleSheet()
        assert "$" not in qapp.styleSheet().replace("dollar", "")


def test_sizes_grow_with_the_text_and_lines_do_not(dress: Dress) -> None:
    large = style.sheet(Look(Theme.LIGHT, 150))
    assert "font-size: 20px" in large
    assert "border: 1px solid" in large
    assert (Look(Theme.LIGHT, 150).px(32), Look(Theme.LIGHT, 20).percent, Look(Theme.LIGHT, 900).percent) == (
        48,
        100,
        200,
    )


def test_a_missing_font_is_told(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    monkeypatch.setattr(style, "FAMILIES", ("A family nobody has",))
    monkeypatch.setattr(QFontDatabase, "addApplicationFont", lambda _path: -1)
    with pytest.raises(FileNotFoundError, match="cannot be read"):
        style.load_fonts()


def test_every_icon_can_be_drawn_in_every_theme(dress: Dress) -> None:
    for theme in Theme:
        dress(theme, 100)
        for path in sorted(resource("icons").rglob("*.svg")):
            name = path.relative_to(resource("icons")).with_suffix("").as_posix()
            drawn = icons.picture(name, "text", 16)
            assert drawn.size().width() == 32
            assert not drawn.toImage().allGray() or drawn.hasAlphaChannel()
            assert any(drawn.toImage().pixelColor(x, y).alpha() for x in range(32) for y in range(32)), name


def test_an_icon_greys_with_its_control(dressed: QtBot) -> None:
    assert not icons.icon("lock").isNull()
    with pytest.raises(FileNotFoundError):
        icons.picture("no-such-icon")
