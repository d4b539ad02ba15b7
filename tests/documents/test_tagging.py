"""The file can be read aloud, searched and kept: structure, metadata, fonts. veraPDF is not run here."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name

from aande_alert.documents import reading
from aande_alert.documents.referral import render
from tests.documents.example import pell_referral


@pytest.fixture(scope="module")
def body() -> bytes:
    """Return the example's evidence copy."""
    return render(pell_referral(demo=True)).body


@pytest.fixture
def pdf(body: bytes) -> Iterator[pikepdf.Pdf]:
    """Return it open."""
    with pikepdf.open(io.BytesIO(body)) as opened:
        yield opened


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield every element of the structure tree."""
    waiting = list(pdf.Root.StructTreeRoot.K)
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield element
            waiting += [kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary)]


def test_nothing_on_a_page_is_without_a_place_in_the_reading_order(pdf: pikepdf.Pdf) -> None:
    assert reading.read(pdf).untagged == 0


def test_text_that_belongs_to_nothing_is_noticed(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    face = next(iter(page.obj.Resources.Font.keys()))
    stray = f" BT {face} 9 Tf 1 0 0 1 50 50 Tm <41> Tj ET".encode()
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + stray)
    assert reading.read(pdf).untagged == 1


def test_every_numbered_piece_belongs_to_one_element_and_back(pdf: pikepdf.Pdf) -> None:
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(nums[i]): nums[i + 1] for i in range(0, len(nums), 2)}
    for page in pdf.pages:
        numbers = [
            int(words.operands[1].MCID)
            for words in pikepdf.parse_content_stream(page)
            if str(words.operator) == "BDC" and "/MCID" in words.operands[1]
        ]
        assert sorted(numbers) == list(range(len(owners[int(page.obj.StructParents)])))
        assert page.obj.Tabs == Name.S


def test_the_headings_come_in_order_and_lead_from_the_bookmarks(pdf: pikepdf.Pdf) -> None:
    roles = reading.read(pdf).roles
    assert roles.count("H1") == 1
    assert roles.index("H1") < roles.index("H2") < roles.index("H3")
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[0].startswith("Referral to children")
    assert {
        "What we are worried about",
        "Plan status",
        "Facts",
        "Accounts, word for word",
        "Photographs",
    } <= set(titles)


def test_every_figure_is_told_in_words_and_says_where_it_stands(pdf: pikepdf.Pdf) -> None:
    figures = [element for element in elements(pdf) if Name.Figure == element.S]
    assert len(figures) >= 8
    for figure in figures:
        assert len(str(figure.Alt)) > 10
        assert len(figure.A.BBox) == 4


def test_every_head_of_a_table_says_what_it_heads(pdf: pikepdf.Pdf) -> None:
    heads = [element for element in elements(pdf) if element.S == Name.TH]
    assert heads
    assert all(head.A.Scope in {Name.Column, Name.Row} for head in heads)


def test_only_standard_roles_are_used(pdf: pikepdf.Pdf) -> None:
    known = {
        "Document", "Sect", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody",
        "Table", "TR", "TH", "TD", "Figure", "Span",
    }  # fmt: skip
    assert set(reading.read(pdf).roles) <= known


def test_the_file_says_what_it_is_in_which_language(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as told:
        assert (
            told["dc:title"] == str(pdf.docinfo.Title) == "Referral to children’s social care, CVH-2026-01187"
        )
        assert told["pdfuaid:part"] == "1"
        assert told["pdfaid:part"] == "2"
    assert "PELL" not in str(pdf.docinfo.Title)
    assert len(bytes(pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes())) > 1000


def test_every_font_is_in_the_file_and_none_is_the_librarys_own(pdf: pikepdf.Pdf) -> None:
    fonts = [
        found
        for found in pdf.objects
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == Name.Font
    ]
    assert fonts
    for font in fonts:
        assert "Helvetica" not in str(font.BaseFont)
        assert "/FontFile2" in font.FontDescriptor
        assert "/ToUnicode" in font


def test_nothing_in_the_file_runs_or_hides(pdf: pikepdf.Pdf) -> None:
    keys = {key for found in pdf.objects if isinstance(found, pikepdf.Dictionary) for key in found}
    assert not keys & {
        "/JS",
        "/JavaScript",
        "/AA",
        "/OpenAction",
        "/EmbeddedFiles",
        "/Launch",
        "/Encrypt",
        "/SMask",
    }


def test_a_picture_profile_is_one_a_colour_library_reads() -> None:
    from PIL import ImageCms

    from aande_alert.documents.colour_profile import srgb

    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb()))
    assert "sRGB" in ImageCms.getProfileDescription(profile)
    assert srgb() is srgb()


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not on this machine")
def test_qpdf_finds_nothing_wrong(body: bytes, tmp_path: Path) -> None:
    file = tmp_path / "referral.pdf"
    file.write_bytes(body)
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="poppler is not on this machine")
def test_poppler_finds_every_font_embedded_and_the_text(body: bytes, tmp_path: Path) -> None:
    file = tmp_path / "referral.pdf"
    file.write_bytes(body)
    fonts = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True).stdout
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts.splitlines()[2:])
    text = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "[told by an adult]" in text
    assert "PELL, Maisie" in text
