"""Pictures to measure with: noise at every scale, which compresses much as a photograph of skin does."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

from PIL import Image, ImageChops

_QUALITY: Final = 88
_SCALES: Final = (512, 128, 32, 8, 3)
_STRENGTH: Final = 26
_MARK: Final = b"\xff\xfe"  # begins a comment in a JPEG


def photograph(size: tuple[int, int]) -> bytes:
    """Return a JPEG of so many pixels, of nobody."""
    wide, high = size
    grey = Image.new("L", size, 128)
    for scale in _SCALES:
        small = Image.effect_noise((max(2, wide // scale), max(2, high // scale)), _STRENGTH)
        grey = ImageChops.add(grey, small.resize(size, Image.Resampling.BILINEAR), offset=-128)
    warm = Image.merge("RGB", (grey.point(_lighter), grey, grey.point(_darker)))
    body = io.BytesIO()
    warm.save(body, "JPEG", quality=_QUALITY)
    return body.getvalue()


def each_its_own(body: bytes, count: int) -> Iterator[bytes]:
    """Yield so many files of one picture, no two the same bytes: a comment in each says which it is."""
    for number in range(count):
        words = f"bench {number}".encode()
        comment = _MARK + (len(words) + 2).to_bytes(2, "big") + words
        yield body[:2] + comment + body[2:]


def _lighter(value: float) -> float:
    return min(255.0, value * 1.15)


def _darker(value: float) -> float:
    return value * 0.85
