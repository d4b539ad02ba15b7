"""The screen paints scenes in any theme, sharp at any ratio, and always ends its painter."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPixmap
from pytestqt.qtbot import QtBot

from aande_alert.drawings.shapes import (
    Ellipse,
    Glyph,
    Group,
    Line,
    Path,
    Polygon,
    Polyline,
    Rect,
    Scene,
    Text,
)
from aande_alert.ui.paint import ScenePainter, picture
from aande_alert.ui.theme.drawing import painting
from aande_alert.ui.theme.tokens import Theme, load


def colour_at(image: QImage, x: float, y: float) -> str:
    ratio = image.devicePixelRatio()
    return image.pixelColor(int(x * ratio), int(y * ratio)).name()


def a_scene() -> Scene:
    clipped = Group((Rect(60, 60, 40, 40, fill="violet"),), clip=(60, 60, 20, 40))
    return Scene(
        120,
        120,
        (
            Rect(0, 0, 40, 20, fill="red"),
            Rect(50, 5, 30, 20, 4, ink="text", fill="blue", weight=2),
            Group((Ellipse(20, 50, 10, 10, fill="amber"), Line(0, 80, 40, 80, ink="text", weight=4))),
            clipped,
            Polygon(((90, 0), (110, 0), (110, 20)), fill="pink"),
            Polyline(((0, 100), (10, 110), (20, 100)), ink="text", weight=3),
            Path((("M", 90, 30), ("C", 110, 30, 110, 50, 90, 50), ("L", 90, 40), ("Z",)), fill="spot"),
            Line(30, 100, 50, 118, ink="control", weight=2, dash=(4, 2)),
            Glyph("injury", 110, 110, ink="text"),
            Text(2, 35, "Bruise", 60, "small", ink="text"),
        ),
    )


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_scene_has_the_colours_of_the_theme(qtbot: QtBot, theme: Theme, ratio: float) -> None:
    colours = load(theme).colours
    image = picture(a_scene(), colours, ratio=ratio)
    seen = {
        "red": (20, 3), "blue": (65, 15), "amber": (20, 50), "violet": (70, 80), "pink": (106, 6),
        "spot": (97, 35), "surface": (5, 65), "text": (110, 110),
    }  # fmt: skip
    for token, (x, y) in seen.items():
        assert colour_at(image, x, y) == colours[token], token
    assert colour_at(image, 90, 80) == colours["surface"]
    assert colour_at(image, 20, 80) == colours["text"]


def test_words_wider_than_their_place_are_squeezed_into_it_never_past_it(qtbot: QtBot) -> None:
    colours = load(Theme.LIGHT).colours
    scene = Scene(400, 30, (Text(10, 20, "A very long name indeed", 50, "strong", ink="text"),))
    image = picture(scene, colours)
    assert {colour_at(image, x, y) for x in range(62, 400, 3) for y in range(30)} == {colours["surface"]}
    assert colours["surface"] != min(colour_at(image, x, y) for x in range(10, 60) for y in range(5, 22))


def test_what_is_out_of_sight_is_left_out(qtbot: QtBot) -> None:
    colours = load(Theme.LIGHT).colours
    scene = Scene(300, 20, (Glyph("stay", 10, 10, ink="red"), Glyph("stay", 200, 10, ink="red")))
    image = QPixmap(300, 20)
    image.fill(QColor(colours["surface"]))
    with painting(image) as painter:
        ScenePainter(colours).paint(painter, scene, seen=QRectF(0, 0, 100, 20))
    assert colour_at(image.toImage(), 10, 10) == colours["red"]
    assert colour_at(image.toImage(), 200, 10) == colours["surface"]


def test_a_hatch_lets_the_ground_through_and_a_faint_line_is_fainter(qtbot: QtBot) -> None:
    colours = load(Theme.LIGHT).colours
    hatched = picture(Scene(60, 60, (Rect(0, 0, 60, 60, fill="text", hatch=True),)), colours)
    shades = {colour_at(hatched, x, 30) for x in range(60)}
    assert colours["surface"] in shades
    assert len(shades) > 1
    faint = picture(Scene(60, 60, (Line(0, 30, 60, 30, ink="text", weight=4, strength=0.4),)), colours)
    assert QColor(colours["text"]).lightness() < QColor(colour_at(faint, 30, 30)).lightness() < 255


def test_a_token_nobody_knows_is_a_mistake_and_the_painter_still_ends(qtbot: QtBot) -> None:
    image = QPixmap(20, 20)
    with pytest.raises(KeyError), painting(image) as painter:
        ScenePainter(load(Theme.LIGHT).colours).paint(painter, Scene(9, 9, (Rect(0, 0, 9, 9, fill="mud"),)))
    assert not image.paintingActive()


def test_every_token_a_drawing_uses_is_in_every_theme(qtbot: QtBot) -> None:
    from aande_alert.documents.paint import PRINT

    for theme in Theme:
        assert set(PRINT) <= set(load(theme).colours)
