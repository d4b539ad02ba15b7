"""The page carries the same picture as the screen, in greys, with its words as words."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from aande_alert.documents.paint import PRINT, draw_scene, measure
from aande_alert.domain.regions import Figure, View
from aande_alert.drawings.body_layout import Sheet, lay_out
from aande_alert.drawings.body_map import BodyView, Mark, body_scene
from aande_alert.drawings.figures import body_regions
from aande_alert.drawings.glyphs import placed
from aande_alert.drawings.shapes import Glyph, Group, Polyline, Rect, Scene, Text
from aande_alert.drawings.timeline import timeline_scene
from aande_alert.drawings.timeline_geometry import TimelineView
from aande_alert.drawings.timeline_rows import arrange
from tests.drawings.pell import WINDOW, the_family


def a_page(scene: Scene) -> pypdfium2.PdfPage:
    """Draw a scene at the top left of a page of its own size."""
    out = BytesIO()
    height = scene.height * 0.75
    canvas = Canvas(out, pagesize=(scene.width * 0.75, height))
    draw_scene(canvas, scene, (0.0, 0.0), page_height=height)
    canvas.showPage()
    canvas.save()
    return pypdfium2.PdfDocument(out.getvalue())[0]


def seen(scene: Scene) -> Image.Image:
    image: Image.Image = a_page(scene).render(scale=2 / 0.75).to_pil()
    return image.convert("RGB")


def grey_at(image: Image.Image, x: float, y: float) -> str:
    red, green, blue = image.getpixel((int(x * 2), int(y * 2)))  # type: ignore[misc]
    return f"#{red:02x}{green:02x}{blue:02x}"


@pytest.fixture(scope="module", name="family_page")
def the_family_on_paper() -> tuple[Scene, str]:
    scene = timeline_scene(arrange(the_family()), TimelineView(WINDOW, 690.0, 460.0), measure)
    return scene, a_page(scene).get_textpage().get_text_bounded()


def test_every_word_of_the_timeline_can_be_read_back_from_the_page(family_page: tuple[Scene, str]) -> None:
    scene, told = family_page
    words = {leaf.words for leaf, _ in scene.leaves() if isinstance(leaf, Text)}
    flat = " ".join(told.split())
    assert not [line for line in words if line not in flat]


def test_shapes_stand_where_the_scene_says() -> None:
    scene = Scene(
        100,
        100,
        (
            Rect(10, 10, 30, 20, fill="red"),
            Rect(60, 10, 30, 20, 6, fill="violet"),
            Group((Group((Rect(10, 60, 40, 30, fill="pink"),)),), clip=(10, 60, 20, 30)),
            Polyline(((60, 60), (90, 60)), ink="text", weight=6),
            Glyph("attendance", 75, 85, ink="text"),
        ),
    )
    image = seen(scene)
    inside = {(12, 12): "red", (75, 20): "violet", (20, 75): "pink", (75, 60): "text", (75, 85): "text"}
    for (x, y), token in inside.items():
        assert grey_at(image, x, y) == PRINT[token], token
    for x, y in ((5, 5), (42, 20), (40, 75), (61, 11), (50, 50)):
        assert grey_at(image, x, y) == "#ffffff"


def test_there_is_no_colour_on_paper() -> None:
    for code in PRINT.values():
        assert code[1:3] == code[3:5] == code[5:7]


def test_a_hatch_stays_inside_what_it_fills_and_lets_the_paper_through() -> None:
    image = seen(Scene(80, 80, (Rect(20, 20, 40, 40, fill="text", hatch=True),)))
    inside = {grey_at(image, x, 40) for x in range(20, 60)}
    assert "#ffffff" in inside
    assert len(inside) > 1
    assert {grey_at(image, x, 10) for x in range(80)} == {"#ffffff"}


def test_words_that_are_too_wide_are_squeezed_and_a_name_in_another_script_is_printed() -> None:
    scene = Scene(300, 40, (Text(10, 25, "A very long name indeed", 50, "strong", ink="text"),))
    image = seen(scene)
    assert {grey_at(image, x, y) for x in range(63, 300, 2) for y in range(40)} == {"#ffffff"}
    named = Scene(300, 40, (Text(150, 25, "Ελένη", 60, "strong", "middle", ink="text"),))
    assert "Ελένη" in a_page(named).get_textpage().get_text_bounded()


def test_no_words_leave_no_mark() -> None:
    scene = Scene(30, 30, (Text(10, 20, "", 0, "small", ink="text"),))
    assert seen(scene).getextrema() == ((255, 255), (255, 255), (255, 255))


def test_the_body_map_is_printed_with_its_numbers() -> None:
    layout = lay_out(Sheet.BODY_HEAD, Figure.INFANT, body_regions(), (480.0, 500.0))
    marks = (Mark(1, "cheek_fleshy_left", View.FRONT, 28, 82, size_mm=(14, 9)),)
    page = a_page(body_scene(layout, BodyView(marks), measure))
    told = page.get_textpage().get_text_bounded()
    assert "Infant figure, under 1y" in told
    assert told.split().count("1") == 3


def test_every_sign_is_printed_in_known_greys() -> None:
    for kind in ("injury", "not_brought", "on-plan", "plan-ended", "warning", "seen", "from_record"):
        tokens = {token for shape in placed(Glyph(kind, 0, 0)) for token in (shape.ink, shape.fill) if token}
        assert tokens <= set(PRINT)
