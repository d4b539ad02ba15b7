"""Pages as the window shows them before anybody signs."""

from __future__ import annotations

from contextlib import closing

import pytest

from aande_alert.documents.preview import Preview
from aande_alert.documents.referral import render
from aande_alert.domain.errors import Refused
from tests.documents.example import pell_referral


def test_every_page_can_be_drawn_at_the_size_asked_for() -> None:
    rendered = render(pell_referral())
    with closing(Preview(rendered.body)) as preview:
        assert len(preview) == rendered.pages
        page = preview.page(0)
        assert (page.width, page.height) == (794, 1123)
        assert len(page.rgb) == 794 * 1123 * 3
        assert 0 < sum(byte < 60 for byte in page.rgb[::50]) < len(page.rgb[::50]) / 3
        assert preview.page(1, scale=0.5).width == 397
        assert "withheld" not in repr(page)
        assert "794" in repr(page)


def test_the_words_of_a_page_can_be_copied() -> None:
    with closing(Preview(render(pell_referral()).body)) as preview:
        assert "What we are" in preview.text(0)


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7", b"nothing"])
def test_what_cannot_be_opened_is_said(body: bytes) -> None:
    with pytest.raises(Refused, match="cannot be opened"):
        Preview(body)
