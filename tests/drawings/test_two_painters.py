"""One picture, two painters: the screen and the page show the same shapes in the same places."""

from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from aande_alert.documents.paint import PRINT, draw_scene, measure
from aande_alert.domain.regions import Figure, View
from aande_alert.drawings.body_layout import Sheet, lay_out
from aande_alert.drawings.body_map import BodyView, Mark, body_scene
from aande_alert.drawings.figures import body_regions
from aande_alert.drawings.growth_chart import ChartView, growth_scene
from aande_alert.drawings.shapes import Scene
from aande_alert.drawings.timeline import timeline_scene
from aande_alert.drawings.timeline_geometry import TimelineView
from aande_alert.drawings.timeline_rows import arrange
from aande_alert.ui.paint import picture
from tests.drawings.growing import maisies_weights
from tests.drawings.pell import WINDOW, the_family


def the_timeline() -> Scene:
    lit = the_family().patterns[0].events
    view = TimelineView(WINDOW, 990.0, 430.0, selected="bleeding", lit=lit)
    return timeline_scene(arrange(the_family()), view, measure)


def the_body(sheet: Sheet, figure: Figure) -> Scene:
    marks = (
        Mark(1, "cheek_fleshy_left", View.FRONT, 24, 40, size_mm=(14, 9), selected=True),
        Mark(2, "back_ribs_left", View.BACK, -20, 130, size_mm=(30, 9)),
        Mark(3, "frenulum_upper", View.MOUTH, 0, 26),
    )
    return body_scene(lay_out(sheet, figure, body_regions(), (480.0, 500.0)), BodyView(marks), measure)


def the_growth() -> Scene:
    return growth_scene(maisies_weights(), ChartView(900.0, 480.0, selected="2026-11-22"), measure)


SCENES: dict[str, Callable[[], Scene]] = {
    "timeline": the_timeline,
    "growth": the_growth,
    "infant": lambda: the_body(Sheet.BODY_HEAD, Figure.INFANT),
    "child": lambda: the_body(Sheet.BODY_HEAD, Figure.CHILD),
    "hands and feet": lambda: the_body(Sheet.HANDS_FEET, Figure.TODDLER),
    "eyes and mouth": lambda: the_body(Sheet.EYES_MOUTH, Figure.ADOLESCENT),
    "words only": lambda: the_body(Sheet.NAPPY, Figure.INFANT),
}


def on_screen(scene: Scene) -> Image.Image:
    image = picture(scene, PRINT).convertToFormat(picture(scene, PRINT).Format.Format_RGB888)
    size, line = (image.width(), image.height()), image.bytesPerLine()
    return Image.frombytes("RGB", size, bytes(image.constBits()), "raw", "RGB", line).convert("L")


def on_paper(scene: Scene) -> Image.Image:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(scene.width, scene.height))
    draw_scene(canvas, scene, (0.0, 0.0), scale=1.0, page_height=scene.height)
    canvas.showPage()
    canvas.save()
    image: Image.Image = pypdfium2.PdfDocument(out.getvalue())[0].render(scale=1.0).to_pil()
    return image.convert("L")


@pytest.mark.parametrize("name", sorted(SCENES))
def test_both_painters_show_the_same_picture(qtbot: QtBot, name: str) -> None:
    scene = SCENES[name]()
    screen, paper = on_screen(scene), on_paper(scene)
    assert screen.size == paper.size
    # Letters are hinted and edges softened differently; blurred, what is left is what was drawn.
    blurred = [image.filter(ImageFilter.GaussianBlur(3)) for image in (screen, paper)]
    apart = ImageChops.difference(*blurred)
    assert ImageStat.Stat(apart).mean[0] < 2.0
    assert sum(apart.histogram()[64:]) < 0.002 * screen.width * screen.height
