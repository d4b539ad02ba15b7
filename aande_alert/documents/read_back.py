"""The gate before signing: what the file says to a reader is what was written, and nothing of it is broken.

The text is read twice from the finished bytes: by our own reader of the tagged structure, which follows a
sentence from page to page, and by PDFium, page by page, as anybody's viewer would. Both must agree.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf

from aande_alert.documents import reading
from aande_alert.documents.placing import placed
from aande_alert.documents.referral import frame_of
from aande_alert.documents.referral_words import printed
from aande_alert.domain.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aande_alert.domain.referral import ReferralDocument

_SPACE = re.compile(r"\s+")
_SHOWN_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What reading a finished file back found; signing asks for one without problems.

    Attributes:
        sha256: Of the file that was read, hex.
        pages: How many pages it has.
        problems: In words; empty where everything agrees.
    """

    sha256: str
    pages: int
    problems: tuple[str, ...]

    def refuse_problems(self) -> None:
        """Stop if anything disagrees.

        Raises:
            Refused: Names the first problems.
        """
        if self.problems:
            shown = " ".join(self.problems[:_SHOWN_AT_MOST])
            more = len(self.problems) - _SHOWN_AT_MOST
            what = f"The file does not say what was written. {shown}" + (
                f" And {more} more." if more > 0 else ""
            )
            do = "Do not send it. Make it again; if that does not help, print the record and ring."
            raise Refused(what, do, kept="Nothing was signed or sent. The record is unchanged.")


def read_back(document: ReferralDocument, body: bytes, *, pages: int, mail: bool = False) -> ReadBack:
    """Read a finished referral and compare it with what it was made from.

    Args:
        document: What it was made from.
        body: The PDF.
        pages: How many pages were made.
        mail: Whether it is the mail copy, whose photographs are previews.
    """
    sha256 = hashlib.sha256(body).hexdigest()
    try:
        with pikepdf.open(io.BytesIO(body)) as pdf:
            problems = list(_problems(document, pdf, body, mail=mail))
            count = len(pdf.pages)
    except (pikepdf.PdfError, ValueError) as error:
        return ReadBack(sha256, 0, (f"The file cannot be opened ({type(error).__name__}).",))
    if count != pages:
        problems.insert(0, f"{pages} pages were made and {count} can be read.")
    return ReadBack(sha256, count, tuple(problems))


def _problems(document: ReferralDocument, pdf: pikepdf.Pdf, body: bytes, *, mail: bool) -> Iterator[str]:
    read = reading.read(pdf)
    yield from file_problems(pdf, read, body)
    yield from _text_problems(document, read)
    yield from _identity_problems(document, read)
    yield from _photograph_problems(document, pdf, mail=mail)


def file_problems(pdf: pikepdf.Pdf, read: reading.Reading, body: bytes) -> Iterator[str]:
    """Yield what is wrong with any file of ours, whatever it says: syntax, fonts, a viewer's reading."""
    yield from (f"The file is damaged: {trouble}." for trouble in _syntax_troubles(pdf))
    yield from _font_problems(pdf)
    yield from _viewer_problems(read, body)


def says(read: str, written: str) -> bool:
    """Say whether what was read is what was written: every letter, and white space where there was some."""
    return _bare(read) == _bare(written) and _Readable(read).holds(written)


def _syntax_troubles(pdf: pikepdf.Pdf) -> list[str]:
    """Have qpdf read and unpack everything but photographs, which are compared byte by byte."""
    pdf.save(io.BytesIO(), stream_decode_level=pikepdf.StreamDecodeLevel.generalized, compress_streams=False)
    return [str(warning) for warning in pdf.get_warnings()]


def _font_problems(pdf: pikepdf.Pdf) -> Iterator[str]:
    for found in pdf.objects:
        if not isinstance(found, pikepdf.Dictionary) or found.get("/Type") != pikepdf.Name.Font:
            continue
        name = str(found.get("/BaseFont", "a font")).lstrip("/")
        if "/ToUnicode" not in found:
            yield f"The letters of {name} cannot be copied as text."
        if "/FontFile2" not in found.get("/FontDescriptor", pikepdf.Dictionary()):
            yield f"The font {name} is not in the file."


def _text_problems(document: ReferralDocument, read: reading.Reading) -> Iterator[str]:
    """Compare every text somebody wrote with what can be read in the order it is read aloud."""
    whole = _Readable(read.in_order)
    for where, text in printed(document):
        if not whole.holds(text):
            yield f"{where} cannot be read back as it was written."


def _identity_problems(document: ReferralDocument, read: reading.Reading) -> Iterator[str]:
    frame = frame_of(document)
    needed = [
        frame.reference,
        frame.name,
        frame.born,
        frame.nhs,
        frame.caution,
        *(long for _, long in frame.marks),
    ]
    for i, page in enumerate(read.pages):
        bare = _bare(page)
        missing = [
            text for text in (*needed, f"Page {i + 1} of {len(read.pages)}") if _bare(text) not in bare
        ]
        if missing:
            yield f"Page {i + 1} does not say whose it is: {', '.join(missing)}."


def _viewer_problems(read: reading.Reading, body: bytes) -> Iterator[str]:
    """Compare our reading with PDFium's, letter for letter, whatever the order of the lines."""
    from aande_alert.documents import preview

    for i, (ours, theirs) in enumerate(zip(read.pages, preview.page_texts(body), strict=False)):
        lost = Counter(_bare(ours)) - Counter(_bare(theirs))
        if lost:
            yield f"Page {i + 1} reads differently in a viewer: {', '.join(sorted(lost))[:60]} is lost."


def _photograph_problems(document: ReferralDocument, pdf: pikepdf.Pdf, *, mail: bool) -> Iterator[str]:
    held = {name: hashlib.sha256(body).hexdigest() for name, body in reading.pictures(pdf)}
    for photo in document.photographs:
        record = photo.entry.body
        way = placed(photo, mail=mail)
        if way is None:
            yield f"Photograph {record.number} could not be placed in the file."
            continue
        if hashlib.sha256(photo.body).hexdigest() != record.sha256:
            yield f"Photograph {record.number} is not the one that was stored."
        if held.get(way.name) != hashlib.sha256(way.body).hexdigest():
            yield f"Photograph {record.number} is not in the file unchanged."
    if len(held) != len({photo.entry.body.number for photo in document.photographs}):
        yield f"{len(document.photographs)} photographs belong in the file and {len(held)} are in it."


class _Readable:
    """A long text in which others are looked up, and whose spaces are compared too."""

    def __init__(self, text: str) -> None:
        self._bare: list[str] = []
        self._space: list[str] = []
        space = ""
        for char in text:
            if char.isspace():
                space += char
            else:
                self._bare.append(char)
                self._space.append(space)
                space = ""
        self._text = "".join(self._bare)

    def holds(self, text: str) -> bool:
        """Say whether a text can be read: every letter, and a space where and only where one was written.

        A line may end inside a word that is longer than a line.
        """
        wanted = _bare(text)
        if not wanted:
            return True
        gaps = _gaps(text)
        at = self._text.find(wanted)
        while at >= 0:
            if all(_same_gap(self._space[at + i], gap) for i, gap in gaps):
                return True
            at = self._text.find(wanted, at + 1)
        return False


def _gaps(text: str) -> list[tuple[int, bool]]:
    """Return, for each letter after the first, whether a space was written before it."""
    gaps: list[tuple[int, bool]] = []
    number, space = 0, False
    for char in text:
        if char.isspace():
            space = True
            continue
        if number:
            gaps.append((number, space))
        number, space = number + 1, False
    return gaps


def _same_gap(read: str, written: bool) -> bool:  # noqa: FBT001 - the second half of a pair
    return bool(read) if written else read in {"", "\n"}


def _bare(text: str) -> str:
    return _SPACE.sub("", text)
