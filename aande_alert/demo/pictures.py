"""Drawn stand-ins for clinical photographs: plainly artificial, so that nobody takes them for a child.

`draw` makes the pictures that are kept in `resources/demo/photographs`; they can be made again from here.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aande_alert.domain.photographs import Frame
from aande_alert.paths import resource

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw as Pen
    from PIL.ImageFont import FreeTypeFont

SIZE: Final = (2016, 1512)
_MM: Final = 18  # pixels a millimetre, in the close-ups
_SKIN: Final = ((236, 201, 178), (214, 168, 142))
_MARK: Final = ((170, 120, 150), (140, 92, 132), (116, 74, 118))
_INK: Final = (35, 40, 46)
_QUALITY: Final = 60
_CAMERA: Final = "Department camera 2"
_TAKEN: Final = "2026:11:22 15:{minute:02d}:00"
_MODEL, _DATE_TIME, _TAKEN_AT, _EXIF_PART = 0x0110, 0x0132, 0x9003, 0x8769


@dataclass(frozen=True, slots=True)
class DrawnPhotograph:
    """One of the drawn pictures.

    Attributes:
        name: Of its file.
        frame: Which picture of the series it stands for.
        caption: What it stands for.
        minute: Of its camera's time, 22-Nov-2026 15:xx.
    """

    name: str
    frame: Frame
    caption: str
    minute: int


DRAWN: Final = (
    DrawnPhotograph("identity-label.jpg", Frame.IDENTITY, "Identity label", 44),
    DrawnPhotograph("mid-distance.jpg", Frame.MID_DISTANCE, "Left cheek, mid-distance", 47),
    DrawnPhotograph("close-up.jpg", Frame.CLOSE, "Mark 1, left cheek", 49),
    DrawnPhotograph("close-up-with-scale.jpg", Frame.CLOSE_WITH_SCALE, "Mark 1, left cheek, with scale", 50),
)


def read_drawn(photograph: DrawnPhotograph) -> bytes:
    """Return one of the pictures as it is kept."""
    return resource("demo", "photographs", photograph.name).read_bytes()


def draw(photograph: DrawnPhotograph) -> bytes:
    """Draw one of the pictures anew, as a JPEG with a camera's name and time."""
    from PIL import Image

    picture = _skin()
    _PAINTED[photograph.frame](picture)
    _say_drawn(picture)
    exif = Image.Exif()
    taken = _TAKEN.format(minute=photograph.minute)
    exif[_MODEL], exif[_DATE_TIME] = _CAMERA, taken
    exif.get_ifd(_EXIF_PART)[_TAKEN_AT] = taken
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, exif=exif, dpi=(300, 300))
    return out.getvalue()


def _skin() -> Picture:
    """Return a ground that goes from light to dark across the picture."""
    from PIL import Image

    light, dark = _SKIN
    turned = Image.linear_gradient("L").resize((600, 600)).rotate(24)
    slope = turned.crop((130, 130, 470, 470)).resize(SIZE)  # the corners of what was turned are empty
    return Image.composite(Image.new("RGB", SIZE, dark), Image.new("RGB", SIZE, light), slope)


def _pen(picture: Picture) -> Pen:
    from PIL import ImageDraw

    return ImageDraw.Draw(picture)


def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(next(iter(sorted(resource("fonts").glob("Atkinson*Regular*.ttf"))))), size)


def _label(picture: Picture) -> None:
    """A printed label on the ground."""
    pen = _pen(picture)
    pen.rounded_rectangle((330, 330, 1690, 1130), 28, fill=(250, 250, 247), outline=_INK, width=5)
    lines = (
        "PELL, Maisie",
        "Born 02-Oct-2026   Female",
        "NHS No. 999 526 0182",
        "22-Nov-2026 15:44",
        _CAMERA,
    )
    for place, words in enumerate(lines):
        pen.text((400, 400 + place * 138), words, fill=_INK, font=_font(104 if place == 0 else 76))


def _mid_distance(picture: Picture) -> None:
    """The outline of a cheek, an ear and a jaw, with a small mark."""
    pen = _pen(picture)
    pen.arc((320, -420, 1720, 1380), 20, 165, fill=(172, 128, 106), width=9)
    pen.ellipse((1440, 420, 1640, 800), outline=(172, 128, 106), width=9)
    pen.arc((1480, 480, 1600, 740), 100, 290, fill=(172, 128, 106), width=6)
    pen.arc((560, 820, 900, 1000), 20, 160, fill=(150, 96, 92), width=8)
    _bruise(pen, (1120, 820), 5)
    _grey_card(pen)


def _close(picture: Picture) -> None:
    _bruise(_pen(picture), (1000, 700), _MM)


def _close_with_scale(picture: Picture) -> None:
    pen = _pen(picture)
    _bruise(pen, (900, 620), _MM)
    _grey_card(pen)
    _scale(pen, (1180, 520))


def _bruise(pen: Pen, middle: tuple[int, int], millimetre: int) -> None:
    """An oval of 14 by 9 mm in rings, as a map draws a hill."""
    x, y = middle
    for share, colour in zip((1.0, 0.72, 0.44), _MARK, strict=True):
        half, height = 7 * millimetre * share, 4.5 * millimetre * share
        pen.ellipse((x - half, y - height, x + half, y + height), fill=colour, outline=_INK, width=3)


def _grey_card(pen: Pen) -> None:
    """Black, grey and white side by side, for the colours."""
    for place, shade in enumerate((30, 128, 245)):
        left = 90 + place * 130
        pen.rectangle((left, 90, left + 130, 220), fill=(shade, shade, shade), outline=_INK, width=4)


def _scale(pen: Pen, corner: tuple[int, int]) -> None:
    """An L-shaped scale in the plane of the skin, 40 mm down and 40 mm across, a line every millimetre."""
    x, y = corner
    length, width = 40 * _MM, 7 * _MM
    low = y + length
    inner, across = low - width, x + length
    corners = [(x, y), (x + width, y), (x + width, inner), (across, inner), (across, low), (x, low)]
    pen.polygon(corners, fill=(250, 250, 247), outline=_INK)
    for millimetre in range(1, 40):
        long = width // 2 if millimetre % 10 == 0 else width // 3 if millimetre % 5 == 0 else width // 5
        at = millimetre * _MM
        pen.line((x, low - at, x + long, low - at), fill=_INK, width=3)
        pen.line((x + at, low, x + at, low - long), fill=_INK, width=3)
    for ten in (10, 20, 30):
        pen.text((x + ten * _MM, low - width + 4), str(ten), fill=_INK, font=_font(44), anchor="ma")


def _say_drawn(picture: Picture) -> None:
    """A band that says what this is, across the foot of every picture."""
    pen = _pen(picture)
    pen.rectangle((0, SIZE[1] - 96, *SIZE), fill=(35, 40, 46))
    pen.text(
        (60, SIZE[1] - 80),
        "DEMO: a drawing, not a photograph of anybody",
        fill=(255, 255, 255),
        font=_font(56),
    )


_PAINTED: Final[dict[Frame, Callable[[Picture], None]]] = {
    Frame.IDENTITY: _label,
    Frame.MID_DISTANCE: _mid_distance,
    Frame.CLOSE: _close,
    Frame.CLOSE_WITH_SCALE: _close_with_scale,
}
