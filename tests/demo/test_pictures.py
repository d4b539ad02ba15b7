"""Drawn stand-ins for photographs: small, plainly artificial, readable as a camera's files."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from PIL import Image, ImageChops

from aande_alert.demo.pictures import DRAWN, SIZE, DrawnPhotograph, draw, read_drawn
from aande_alert.documents.pictures import PictureReader

_NAMES = [drawn.name for drawn in DRAWN]


@pytest.mark.parametrize("drawn", DRAWN, ids=_NAMES)
def test_a_kept_picture_is_small_enough_to_be_kept_with_the_program(drawn: DrawnPhotograph) -> None:
    assert len(read_drawn(drawn)) < 120_000


@pytest.mark.parametrize("drawn", DRAWN, ids=_NAMES)
def test_a_kept_picture_can_be_made_again(drawn: DrawnPhotograph) -> None:
    kept, again = (Image.open(io.BytesIO(body)).convert("RGB") for body in (read_drawn(drawn), draw(drawn)))
    assert kept.size == again.size == SIZE
    differs = ImageChops.difference(kept, again).convert("L").resize((40, 30), Image.Resampling.BOX)
    assert max(differs.tobytes()) < 12


def test_the_program_reads_them_as_photographs_of_a_camera() -> None:
    with PictureReader() as reader:
        facts = [reader.look(read_drawn(drawn)).facts for drawn in DRAWN]
    assert {fact.media_type for fact in facts} == {"image/jpeg"}
    assert facts[-1].taken_at == datetime(2026, 11, 22, 15, 50, tzinfo=UTC)
    assert {words for fact in facts for words in fact.warnings} == set()
