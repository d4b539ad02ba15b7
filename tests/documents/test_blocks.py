"""Long content runs on over pages: heads are repeated, rows break between lines, nothing is left behind."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from uuid import UUID

import pikepdf
import pytest

from aande_alert.documents import preview, reading
from aande_alert.documents.blocks import Block, Drawing, Paginator, across
from aande_alert.documents.frame import BODY_BOTTOM, Frame, draw_pages
from aande_alert.documents.ink import Ink
from aande_alert.documents.paper import LEFT, PX, RUNNING, SUBHEADING
from aande_alert.documents.setting import Sign, Words
from aande_alert.documents.structure import Node
from aande_alert.documents.tables import Column, Table
from aande_alert.documents.tagging import About, finish
from aande_alert.domain.provenance import Source
from aande_alert.domain.timeline import BadgeKind

FRAME = Frame(
    "Referral", "CVH-2026-00001", "PELL, Maisie", "02-Oct-2026", "NHS No. 999 526 0182", "Signed", "1"
)


def made(root: Node, blocks: list[Block]) -> tuple[list[str], reading.Reading]:
    """Return the text of each page as a viewer has it, and what is read aloud."""
    paginator = Paginator(FRAME.first_top(), FRAME.top(), BODY_BOTTOM)
    paginator.place(blocks)
    drawn, pictures = draw_pages(FRAME, paginator.pages)
    body = finish(drawn, root, About("T", "A", datetime(2026, 11, 22, tzinfo=UTC), UUID(int=1)), pictures, [])
    with pikepdf.open(io.BytesIO(body)) as pdf:
        return [" ".join(text.split()) for text in preview.page_texts(body)], reading.read(pdf)


def paragraph(root: Node, words: str) -> Block:
    """Return a paragraph."""
    return across(root.add("P"), words, RUNNING)


def test_a_tables_head_stands_on_every_page_and_is_read_once() -> None:
    root = Node("Document")
    table = Table(root, (Column(68, 300, "What was said"), Column(400, 200, "Who")))
    for i in range(120):
        table.row((f"Statement {i}", "PELL, Hannah (Miss)"), mark=Source.TOLD_BY_ADULT)
    pages, read = made(root, list(table.blocks()))
    assert len(pages) > 2
    assert all("What was said" in page for page in pages)
    assert read.in_order.count("What was said") == 1
    assert [f"Statement {i}\n" in read.in_order for i in range(120)] == [True] * 120


def test_a_row_taller_than_a_page_breaks_between_lines_and_reads_on() -> None:
    root = Node("Document")
    table = Table(root, (Column(68, 300, "What was said"), Column(400, 200, "Who")))
    words = "She says that she did not see what happened. " * 300
    table.row((words, "PELL, Hannah (Miss)"), mark=Source.TOLD_BY_ADULT)
    table.row(("The end", "Nobody"))
    pages, read = made(root, list(table.blocks()))
    assert len(pages) > 2
    assert " ".join(words.split()) in " ".join(read.in_order.split())
    assert read.roles.count("TR") == 3


def test_a_heading_is_never_the_last_thing_on_a_page() -> None:
    root = Node("Document")
    blocks: list[Block] = []
    for i in range(60):
        blocks.append(
            across(root.add("H2", title=f"Heading {i}"), f"Heading {i}", SUBHEADING, stays_with_next=True)
        )
        blocks.append(paragraph(root, f"Text {i} " * 60))
    pages, _ = made(root, blocks)
    for page in pages:
        last = page.rfind("Heading ")
        number = page[last + 8 :].split()[0]
        assert f"Text {number}" in page[last:]


def test_two_lines_at_least_stay_together() -> None:
    root = Node("Document")
    filler = paragraph(root, "line\n" * 73)
    pages, _ = made(root, [filler, paragraph(root, "one two three " * 30)])
    assert "one two three" in pages[1]


def test_a_drawing_taller_than_what_is_left_goes_to_the_next_page() -> None:
    root = Node("Document")
    figure = root.add("Figure", alt="A tall figure")

    def paint(ink: Ink, top: float) -> None:
        with ink.marked(figure):
            ink.words(LEFT, top, "Tall figure", RUNNING)

    blocks = [paragraph(root, "line\n" * 10), Drawing(900 * PX, paint), Drawing(2000 * PX, paint)]
    pages, _ = made(root, blocks)
    assert ["Tall figure" in page for page in pages] == [False, True, True]


def test_a_new_page_is_not_begun_twice_and_a_heading_alone_is_still_set() -> None:
    root = Node("Document")
    paginator = Paginator(FRAME.first_top(), FRAME.top(), BODY_BOTTOM)
    paginator.new_page()
    paginator.place(
        [across(root.add("H2"), f"Heading {i}", SUBHEADING, stays_with_next=True) for i in range(2)]
    )
    assert len(paginator.pages) == 1
    assert len(paginator.pages[0].placed) == 2


def test_an_empty_table_says_so() -> None:
    root = Node("Document")
    _, read = made(root, list(Table(root, (Column(68, 300, "Name"),), note="Not recorded.").blocks()))
    assert "Not recorded." in read.in_order


@pytest.mark.parametrize("badge", BadgeKind)
def test_every_plan_badge_is_drawn_as_a_shape_without_words_of_its_own(badge: BadgeKind) -> None:
    root = Node("Document")
    block = across(root.add("P"), (Sign(badge.value), Words("CP plan: neglect")), RUNNING)
    _, read = made(root, [block])
    assert read.in_order.strip() == "CP plan: neglect"
    assert read.untagged == 0


@pytest.mark.parametrize("source", Source)
def test_every_source_is_a_mark_with_words(source: Source) -> None:
    root = Node("Document")
    _, read = made(root, [across(root.add("P"), (Sign(source.value), Words("A fact.")), RUNNING)])
    assert read.in_order.strip().endswith("] A fact.")


def test_words_on_a_file_of_letters_may_be_given_as_ranges() -> None:
    table = (
        b"2 beginbfrange <01> <03> <0041> <10> <11> [<0061> <00660069>] endbfrange "
        b"1 beginbfchar <20> <D83DDE00> endbfchar"
    )
    letters = dict(reading._letters(table))
    assert letters == {1: "A", 2: "B", 3: "C", 0x10: "a", 0x11: "fi", 0x20: "\N{GRINNING FACE}"}


def test_a_frame_does_not_show_the_child_in_a_log() -> None:
    assert "PELL" not in repr(FRAME)
