"""Pages as pictures for the window, and their text as a viewer has it; from memory, with no file between."""

from __future__ import annotations

from contextlib import closing
from threading import RLock
from typing import TYPE_CHECKING

import pypdfium2

from aande_alert.domain.errors import Refused
from aande_alert.domain.referral import PagePicture

if TYPE_CHECKING:
    from collections.abc import Iterator


_HYPHEN_AT_END = "\x02"
"""What the library gives for a hyphen at the end of a line; nothing we set holds a control character."""

_ONE = RLock()
"""The library draws one page at a time, whatever thread asks."""


class Preview:
    """An open document whose pages can be drawn at any size; ends with `close`.

    Args:
        body: The PDF.

    Raises:
        Refused: It cannot be opened.
    """

    def __init__(self, body: bytes) -> None:
        try:
            with _ONE:
                self._pdf = pypdfium2.PdfDocument(body)
        except pypdfium2.PdfiumError as error:
            what = "This document cannot be opened."
            raise Refused(what, "Make it again.", kept="The record is unchanged.") from error

    def __len__(self) -> int:
        with _ONE:
            return len(self._pdf)

    def close(self) -> None:
        """Let the document go."""
        with _ONE:
            self._pdf.close()

    def page(self, number: int, *, scale: float = 1.0) -> PagePicture:
        """Draw one page.

        Args:
            number: From 0.
            scale: 1.0 is 96 pixels an inch.
        """
        with _ONE, closing(self._pdf[number]) as page:
            bitmap = page.render(scale=scale * 96 / 72, rev_byteorder=True, prefer_bgrx=False)
            with closing(bitmap):
                return PagePicture(bitmap.width, bitmap.height, _tight(bitmap))

    def text(self, number: int) -> str:
        """Return the text of one page as a viewer copies it."""
        with _ONE, closing(self._pdf[number]) as page, closing(page.get_textpage()) as text:
            return str(text.get_text_bounded()).replace(_HYPHEN_AT_END, "-")


def page_texts(body: bytes) -> Iterator[str]:
    """Yield the text of each page as a viewer copies it."""
    with closing(Preview(body)) as preview:
        for number in range(len(preview)):
            yield preview.text(number)


def _tight(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """Return three bytes a pixel without the padding at the end of each row."""
    rows, line = bytes(bitmap.buffer), bitmap.width * 3
    return b"".join(rows[i * bitmap.stride : i * bitmap.stride + line] for i in range(bitmap.height))
