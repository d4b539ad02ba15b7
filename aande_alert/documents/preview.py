"""Pages as pictures for the window, and their text as a viewer has it; from memory, with no file between."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2

from aande_alert.domain.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, repr=False)
class PagePicture:
    """One page as pixels.

    Attributes:
        width: Pixels.
        height: Pixels.
        rgb: Three bytes a pixel, row after row, without padding.
    """

    width: int
    height: int
    rgb: bytes

    def __repr__(self) -> str:
        return f"PagePicture({self.width} x {self.height})"


class Preview:
    """An open document whose pages can be drawn at any size; ends with `close`.

    Args:
        body: The PDF.

    Raises:
        Refused: It cannot be opened.
    """

    def __init__(self, body: bytes) -> None:
        try:
            self._pdf = pypdfium2.PdfDocument(body)
        except pypdfium2.PdfiumError as error:
            what = "This document cannot be opened."
            raise Refused(what, "Make it again.", kept="The record is unchanged.") from error

    def __len__(self) -> int:
        return len(self._pdf)

    def close(self) -> None:
        """Let the document go."""
        self._pdf.close()

    def page(self, number: int, *, scale: float = 1.0) -> PagePicture:
        """Draw one page.

        Args:
            number: From 0.
            scale: 1.0 is 96 pixels an inch.
        """
        with closing(self._pdf[number]) as page:
            bitmap = page.render(scale=scale * 96 / 72, rev_byteorder=True)
            with closing(bitmap):
                return PagePicture(bitmap.width, bitmap.height, _tight(bitmap))

    def text(self, number: int) -> str:
        """Return the text of one page as a viewer copies it."""
        with closing(self._pdf[number]) as page, closing(page.get_textpage()) as text:
            return str(text.get_text_bounded())


def page_texts(body: bytes) -> Iterator[str]:
    """Yield the text of each page as a viewer copies it."""
    with closing(Preview(body)) as preview:
        for number in range(len(preview)):
            yield preview.text(number)


def _tight(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """Return three bytes a pixel without the padding at the end of each row."""
    channels = bitmap.n_channels
    rows = bytes(bitmap.buffer)
    line = bitmap.width * channels
    whole = b"".join(rows[i * bitmap.stride : i * bitmap.stride + line] for i in range(bitmap.height))
    if channels == 3:  # noqa: PLR2004 - already red, green, blue
        return whole
    packed = bytearray(bitmap.width * bitmap.height * 3)
    for channel in range(3):
        packed[channel::3] = whole[channel::channels]
    return bytes(packed)
