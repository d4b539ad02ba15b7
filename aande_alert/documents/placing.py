"""How a photograph goes into the file: its own bytes, unread, wherever the file format can hold them."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aande_alert.domain.referral import PrintedPhotograph

_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended, progressive: what a PDF reader must decode
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_COLOURS = {1: "DeviceGray", 3: "DeviceRGB"}
_PNG_COLOURS = {0: ("DeviceGray", 1), 2: ("DeviceRGB", 3)}


@dataclass(frozen=True, slots=True, repr=False)
class Placed:
    """Picture bytes as the file will hold them.

    Attributes:
        name: In the file's resources, `Photo2`.
        body: The stream's bytes.
        filter: `DCTDecode` or `FlateDecode`.
        width: Pixels as stored.
        height: Pixels as stored.
        colours: `DeviceRGB` or `DeviceGray`.
        orientation: EXIF orientation to show it with.
        columns: For a PNG's rows, `(colours, columns)`; `None` for a JPEG.
        original: Whether these are the original's own picture bytes.
        note: What the page says where they are not.
    """

    name: str
    body: bytes
    filter: str
    width: int
    height: int
    colours: str
    orientation: int = 1
    columns: tuple[int, int] | None = None
    original: bool = True
    note: str = ""

    def __repr__(self) -> str:
        return f"Placed({self.name}, withheld)"

    def shown_size(self) -> tuple[int, int]:
        """Return width and height as seen, turned upright."""
        turned = self.orientation >= 5  # noqa: PLR2004 - 5 to 8 lie on their side
        return (self.height, self.width) if turned else (self.width, self.height)

    def matrix(self, x: float, y: float, width: float, height: float) -> tuple[float, ...]:
        """Return the matrix that puts the picture upright into a rectangle, y upwards.

        The pixels are never turned; the page turns the picture.
        """
        return {
            2: (-width, 0, 0, height, x + width, y),
            3: (-width, 0, 0, -height, x + width, y + height),
            4: (width, 0, 0, -height, x, y + height),
            5: (0, -height, -width, 0, x + width, y + height),
            6: (0, -height, width, 0, x, y + height),
            7: (0, height, width, 0, x, y),
            8: (0, height, -width, 0, x + width, y),
        }.get(self.orientation, (width, 0, 0, height, x, y))


def placed(photo: PrintedPhotograph, *, mail: bool) -> Placed | None:
    """Decide how one photograph is placed.

    Args:
        photo: With the original's bytes, and the preview where there is one.
        mail: The mail copy takes the preview.

    Returns:
        `None` where neither can be placed; the page then says so.
    """
    record = photo.entry.body
    name = f"Photo{record.number}"
    if not mail:
        own = _jpeg(name, photo.body, record.orientation) or _png(name, photo.body)
        if own is not None:
            return own
    preview = _jpeg(name, photo.preview, 1)
    if preview is None:
        # No preview was kept; a JPEG original may still be placed, in the mail copy too.
        return _jpeg(name, photo.body, record.orientation) or _png(name, photo.body)
    kind = record.media_type.removeprefix("image/").upper()
    why = "Reduced for sending." if mail else f"Shown as a preview: the original is a {kind} file."
    return Placed(
        name, preview.body, preview.filter, preview.width, preview.height, preview.colours,
        original=False, note=f"{why} The original is kept in the record.",
    )  # fmt: skip


def _jpeg(name: str, body: bytes, orientation: int) -> Placed | None:
    """Read a JPEG's size and colours from its frame header; nothing is decoded."""
    at = 2
    if not body.startswith(b"\xff\xd8\xff"):
        return None
    while at + 9 <= len(body) and body[at] == 0xFF:  # noqa: PLR2004 - every marker begins so
        marker = body[at + 1]
        if marker == 0xFF or marker in _ALONE:  # noqa: PLR2004 - filling
            at += 1 if marker == 0xFF else 2  # noqa: PLR2004
            continue
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:  # noqa: PLR2004 - frame headers
            depth, height, width, parts = struct.unpack_from(">BHHB", body, at + 4)
            fit = marker in _FRAMES and depth == 8 and parts in _COLOURS and width and height  # noqa: PLR2004
            return (
                Placed(name, body, "DCTDecode", width, height, _COLOURS[parts], orientation) if fit else None
            )
        at += 2 + int.from_bytes(body[at + 2 : at + 4], "big")
    return None


def _png(name: str, body: bytes) -> Placed | None:
    """Take a plain PNG's compressed rows as they are; transparency, a palette or interlace rule it out."""
    if not body.startswith(_PNG) or len(body) < 33:  # noqa: PLR2004 - signature and header
        return None
    width, height, depth, colour, _, _, interlace = struct.unpack_from(">IIBBBBB", body, 16)
    if depth != 8 or colour not in _PNG_COLOURS or interlace or not width or not height:  # noqa: PLR2004
        return None
    rows = png_rows(body)
    if rows is None:
        return None
    space, parts = _PNG_COLOURS[colour]
    return Placed(name, rows, "FlateDecode", width, height, space, columns=(parts, width))


def png_rows(body: bytes) -> bytes | None:
    """Return the compressed rows of a PNG, or `None` where a part is missing or damaged."""
    at, rows = 8, []
    while at + 12 <= len(body):
        length = int.from_bytes(body[at : at + 4], "big")
        part = body[at + 4 : at + 8 + length]
        if len(part) != length + 4 or zlib.crc32(part) != int.from_bytes(
            body[at + 8 + length : at + 12 + length], "big"
        ):
            return None
        if part.startswith(b"tRNS"):
            return None
        if part.startswith(b"IDAT"):
            rows.append(part[4:])
        if part.startswith(b"IEND"):
            return b"".join(rows)
        at += 12 + length
    return None
