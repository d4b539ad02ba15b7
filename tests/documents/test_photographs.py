"""Photographs go into the evidence copy byte for byte, upright, and without metadata into the mail copy."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from aande_alert.documents import preview
from aande_alert.documents.pictures import look
from aande_alert.documents.placing import placed
from aande_alert.documents.read_back import read_back
from aande_alert.documents.reading import pictures
from aande_alert.documents.referral import render
from aande_alert.documents.referral_photographs import consent_words
from aande_alert.domain.answers import DECLINED, Given
from aande_alert.domain.photographs import ConsentBasis, PhotoConsent
from aande_alert.domain.referral import PrintedPhotograph
from tests.documents.example import a_photo, pell_referral, photographed
from tests.documents.example_family import BHATT, HANNAH, at


def in_file(body: bytes) -> dict[str, bytes]:
    """Return every picture of a file by name."""
    with pikepdf.open(io.BytesIO(body)) as pdf:
        return dict(pictures(pdf))


def drawn(photo: PrintedPhotograph) -> Image.Image:
    """Return the page of photographs as a viewer draws it."""
    rendered = render(pell_referral(photographs=(photo,), timeline=None))
    shown = preview.Preview(rendered.body)
    try:
        for number in range(len(shown)):
            if "Photo 1." in shown.text(number):
                page = shown.page(number)
                return Image.frombytes("RGB", (page.width, page.height), page.rgb)
    finally:
        shown.close()
    raise AssertionError


def as_bytes(picture: Image.Image, kind: str, **how: object) -> bytes:
    """Return a picture as a file."""
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def quarters() -> Image.Image:
    """Return four colours: red top left, green top right, blue bottom left, white bottom right."""
    picture = Image.new("RGB", (80, 60), "white")
    picture.paste((255, 0, 0), (0, 0, 40, 30))
    picture.paste((0, 255, 0), (40, 0, 80, 30))
    picture.paste((0, 0, 255), (0, 30, 40, 60))
    return picture


def corner_colours(page: Image.Image) -> tuple[str, ...]:
    """Return what colour stands in each corner of the one photograph on a page, top left first."""
    page = page.resize((page.width // 4, page.height // 4), Image.Resampling.NEAREST)
    names = {(255, 0, 0): "red", (0, 255, 0): "green", (0, 0, 255): "blue"}
    dots = page.convert("RGB").tobytes()
    spots: dict[str, tuple[float, float]] = {}
    for colour, name in names.items():
        near = [
            (i % page.width, i // page.width)
            for i in range(page.width * page.height)
            if sum(abs(dots[3 * i + part] - colour[part]) for part in range(3)) < 90
        ]
        spots[name] = (sum(x for x, _ in near) / len(near), sum(y for _, y in near) / len(near))
    return tuple(sorted(spots, key=lambda name: (round(spots[name][1] / 10), spots[name][0])))


def test_the_evidence_copy_holds_the_original_bytes() -> None:
    document = pell_referral()
    held = in_file(render(document).body)
    assert [held[f"Photo{i + 1}"] for i in range(5)] == [photo.body for photo in document.photographs]


def test_the_mail_copy_holds_previews_without_the_cameras_words() -> None:
    original = Image.open(io.BytesIO(a_photo(1)))
    exif = Image.Exif()
    exif[0x013B] = "CANARY-OWNER"
    exif.get_ifd(0x8825)[1] = "N"
    body = as_bytes(original, "JPEG", exif=exif)
    photo = photographed(1, body, "Left cheek", preview=look(body).preview)
    document = pell_referral(photographs=(photo,))
    rendered = render(document, mail=True)
    assert in_file(rendered.body)["Photo1"] == photo.preview
    assert b"CANARY-OWNER" not in photo.preview
    assert b"Exif" not in photo.preview
    assert read_back(document, rendered.body, pages=rendered.pages, mail=True).problems == ()
    assert any("Reduced for sending." in " ".join(text.split()) for text in preview.page_texts(rendered.body))


@pytest.mark.parametrize(
    ("orientation", "way"),
    [
        (1, None),
        (2, Image.Transpose.FLIP_LEFT_RIGHT),
        (3, Image.Transpose.ROTATE_180),
        (4, Image.Transpose.FLIP_TOP_BOTTOM),
        (5, Image.Transpose.TRANSPOSE),
        (6, Image.Transpose.ROTATE_270),
        (7, Image.Transpose.TRANSVERSE),
        (8, Image.Transpose.ROTATE_90),
    ],
)
def test_a_photograph_taken_on_its_side_stands_upright_on_the_page(
    orientation: int, way: Image.Transpose | None
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    body = as_bytes(quarters(), "JPEG", quality=95, subsampling=0, exif=exif)
    upright = quarters() if way is None else quarters().transpose(way)
    plain = as_bytes(upright, "JPEG", quality=95, subsampling=0)
    turned, straight = photographed(1, body, "Turned"), photographed(1, plain, "Straight")
    assert corner_colours(drawn(turned)) == corner_colours(drawn(straight))
    seen = Image.open(io.BytesIO(look(body).preview))
    assert seen.size == upright.size


def test_a_plain_png_goes_in_without_being_unpacked() -> None:
    body = as_bytes(quarters(), "PNG")
    photo = photographed(1, body, "From the scanner")
    way = placed(photo, mail=False)
    assert way is not None
    assert way.original
    assert corner_colours(drawn(photo)) == corner_colours(
        drawn(photographed(1, as_bytes(quarters(), "JPEG", quality=95, subsampling=0), "The same"))
    )


@pytest.mark.parametrize(
    ("picture", "kind"),
    [
        (quarters().convert("RGBA"), "PNG"),
        (quarters().convert("P"), "PNG"),
        (quarters(), "TIFF"),
        (quarters().convert("CMYK"), "JPEG"),
    ],
    ids=["transparent PNG", "PNG with a palette", "TIFF", "JPEG for printing"],
)
def test_what_paper_cannot_carry_is_shown_as_a_preview_and_says_so(picture: Image.Image, kind: str) -> None:
    body = as_bytes(picture, kind)
    photo = photographed(1, body, "Left cheek", preview=look(body).preview)
    document = pell_referral(photographs=(photo,))
    rendered = render(document)
    text = " ".join(" ".join(page.split()) for page in preview.page_texts(rendered.body))
    assert f"Shown as a preview: the original is a {kind} file. The original is kept in the record." in text
    assert photo.entry.body.sha256[:32] in text
    assert read_back(document, rendered.body, pages=rendered.pages).problems == ()


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\x89PNG\r\n\x1a\n", b"GIF89a",
        b"\xff\xd8\xff\xff\xd0\xff\xc0\x00\x11\x08\x00\x00\x00\x00\x03" + bytes(20),
        b"\xff\xd8\xff\xc9\x00\x11\x08\x00\x10\x00\x10\x03" + bytes(20),
    ],
)  # fmt: skip
def test_bytes_that_are_no_picture_are_not_placed(body: bytes) -> None:
    photo = photographed(1, a_photo(1), "Left cheek")
    assert placed(replace(photo, body=body), mail=False) is None


def test_a_png_with_a_broken_part_is_not_placed_as_it_is() -> None:
    body = bytearray(as_bytes(quarters(), "PNG"))
    body[60] ^= 0xFF
    photo = replace(photographed(1, a_photo(1), "Left cheek"), body=bytes(body))
    assert placed(photo, mail=False) is None
    assert placed(replace(photo, body=bytes(body[:50])), mail=False) is None
    whole = as_bytes(quarters(), "PNG")
    assert placed(replace(photo, body=whole[:-12]), mail=False) is None
    see_through = as_bytes(quarters(), "PNG", transparency=(255, 0, 0))
    assert placed(replace(photo, body=see_through), mail=False) is None
    assert "withheld" in repr(placed(replace(photo, body=whole), mail=False))


def test_a_mail_copy_without_a_preview_takes_the_original_rather_than_none() -> None:
    way = placed(photographed(1, a_photo(1), "Left cheek"), mail=True)
    assert way is not None
    assert way.original


def test_a_caption_names_the_mark_on_the_body_map() -> None:
    text = " ".join(" ".join(page.split()) for page in preview.page_texts(render(pell_referral()).body))
    assert "Photo 2. Left cheek, close-up with scale. Mark 1 on the body map." in text
    assert "5hr 51min after the time told." in text


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (
            ConsentBasis.GIVEN,
            "Consent given by PELL, Hannah (Miss) (has parental responsibility), by telephone",
        ),
        (ConsentBasis.BEST_INTERESTS, "best interests, decided by PELL, Hannah (Miss)"),
        (ConsentBasis.REFUSED, "Consent refused by PELL, Hannah (Miss)"),
    ],
)
def test_consent_is_told_use_by_use(basis: ConsentBasis, words: str) -> None:
    consent = PhotoConsent(
        basis, HANNAH, "By telephone", BHATT, at(22, 15, 15), "Has parental responsibility",
        Given(True), Given(False), DECLINED,
    )  # fmt: skip
    told = consent_words(consent)
    assert words in told
    assert "for the record: yes; for sharing: no; for teaching: declined to say." in told
