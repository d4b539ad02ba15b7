"""Files that claim to be pictures: each gets one clear sentence, quickly and in little memory."""

from __future__ import annotations

import contextlib
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from time import perf_counter

import pytest
from PIL import Image

from aande_alert.documents.pictures import MOST_BYTES, PictureReader
from aande_alert.domain.errors import Refused
from tests.documents.example import a_photo


def png(width: int, height: int, rows: bytes, *extra: tuple[bytes, bytes]) -> bytes:
    """Return a PNG with any header, however untrue."""
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), *extra]
    parts += [(b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )


def a_zip() -> bytes:
    """Return an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("run.exe", b"MZ" + bytes(50))
    return out.getvalue()


def tiff_with_a_lie() -> bytes:
    """Return a TIFF that says it is 60,000 pixels wide and high."""
    tags = [
        (256, 4, 1, 60_000),
        (257, 4, 1, 60_000),
        (258, 3, 1, 8),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (279, 4, 1, 4),
    ]
    body = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", *tag) for tag in tags) + bytes(4)
    return b"II*\x00" + struct.pack("<I", 16) + bytes(8) + body


@pytest.fixture(scope="module")
def reader() -> Iterator[PictureReader]:
    """Return one reader for the whole crowd."""
    with PictureReader() as opened:
        yield opened


BOMB = zlib.compress(bytes(3_000_000), 9)

CASES = {
    "nothing": (b"", "empty"),
    "text": (b"Dear colleague, please find", "not a picture"),
    "a page": (b"<html><img src=x onerror=alert(1)></html>", "not a picture"),
    "a program": (b"MZ" + bytes(200), "not a picture"),
    "an SVG": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture"),
    "a GIF": (b"GIF89a" + bytes(50), "not a picture"),
    "a WebP": (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "not a picture"),
    "an AVIF": (b"\x00\x00\x00\x18ftypavif" + bytes(50), "not a picture"),
    "a film": (b"\x00\x00\x00\x18ftypmp42" + bytes(50), "not a picture"),
    "PostScript": (b"%!PS-Adobe-3.0 EPSF-3.0", "not a picture"),
    "900 megapixels": (png(30_000, 30_000, BOMB), "larger than 50 megapixels"),
    "a billion wide": (png(2**31 - 1, 2**31 - 1, BOMB), "larger than 50 megapixels"),
    "51 megapixels": (png(51_000, 1_000, BOMB), "larger than 50 megapixels"),
    "a TIFF that lies": (tiff_with_a_lie(), "larger than 50 megapixels"),
    "no pixels": (png(0, 10, BOMB), "damaged"),
    "a PNG cut short": (png(100, 100, BOMB[:40]), "damaged"),
    "a PNG without rows": (png(100, 100, b""), "damaged"),
    "words that unpack to much": (
        png(10, 10, zlib.compress(bytes(310)), (b"zTXt", b"k\0\0" + zlib.compress(bytes(80_000_000), 9))),
        "damaged",
    ),
    "a JPEG cut in half": (a_photo(1)[: len(a_photo(1)) // 2], "damaged"),
    "only a JPEG's head": (a_photo(1)[:200], "damaged"),
    "three bytes of JPEG": (b"\xff\xd8\xff", "damaged"),
    "HEIC that is not": (b"\x00\x00\x00\x18ftypheic" + bytes(400), "damaged"),
    "a TIFF of nothing": (b"II*\x00\x08\x00\x00\x00\x00\x00", "damaged"),
    "a TIFF that points at itself": (b"II*\x00\x08\x00\x00\x00" * 4, "damaged"),
    "a picture and an archive": (a_photo(1) + a_zip(), "another kind of file"),
    "a picture and a document": (a_photo(1) + b"\n%PDF-1.7\n1 0 obj", "another kind of file"),
    "a picture and a script": (a_photo(1) + b"<?php system($_GET[0]);", "another kind of file"),
    "a picture and a program": (a_photo(1) + b"MZ\x90\x00" + bytes(300), "another kind of file"),
    "a PNG and an archive": (png(10, 10, zlib.compress(bytes(310))) + a_zip(), "another kind of file"),
    "too many bytes": (a_photo(1) + bytes(MOST_BYTES), "larger than 40 MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_is_refused_with_a_sentence_that_says_what_was_kept(reader: PictureReader, name: str) -> None:
    body, words = CASES[name]
    began = perf_counter()
    with pytest.raises(Refused) as refused:
        reader.look(body)
    sentence = refused.value.sentence()
    assert words in sentence
    assert "Nothing was stored." in sentence
    assert "Choose the picture" in sentence
    assert perf_counter() - began < 5


def test_damage_anywhere_is_refused_or_survived_and_never_more(reader: PictureReader) -> None:
    whole = a_photo(1, (160, 120))
    with io.BytesIO() as out:
        Image.open(io.BytesIO(whole)).save(out, "PNG")
        other = out.getvalue()
    chance = random.Random(5)
    for original in (whole, other):
        for _ in range(150):
            copy = bytearray(original)
            for _ in range(chance.choice((1, 1, 3, 20))):
                copy[chance.randrange(len(copy))] = chance.randrange(256)
            if chance.random() < 0.2:
                del copy[chance.randrange(len(copy)) :]
            with contextlib.suppress(Refused):
                seen = reader.look(bytes(copy))
                assert seen.facts.width * seen.facts.height <= 50_000_000
