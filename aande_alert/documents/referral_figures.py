"""Body map and timeline on paper: the pictures of the window, fitted to the page, and the same in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.documents.blocks import Block, Drawing, across
from aande_alert.documents.fonts import BOLD, measure
from aande_alert.documents.paint import draw_scene
from aande_alert.documents.paper import HEIGHT, LEFT, MEASURE, PX, SMALL
from aande_alert.documents.referral_page1 import heading
from aande_alert.documents.setting import Words
from aande_alert.documents.tables import Column, Table
from aande_alert.domain.regions import Figure
from aande_alert.drawings.body_layout import Sheet, lay_out, sheet_of
from aande_alert.drawings.body_map import BodyView, body_scene, listed, mark_of
from aande_alert.drawings.figures import body_regions
from aande_alert.drawings.timeline import timeline_scene
from aande_alert.drawings.timeline_geometry import TimelineView, natural_height
from aande_alert.drawings.timeline_rows import arrange
from aande_alert.drawings.timeline_rows import listed as told_in_order

if TYPE_CHECKING:
    from aande_alert.documents.ink import Ink
    from aande_alert.documents.structure import Node
    from aande_alert.domain.referral import ReferralDocument
    from aande_alert.drawings.shapes import Scene

_BODY_SIZE = (500.0, 521.0)
_TALLEST = 920 * PX
_WIDE = MEASURE / PX


def body_map(document: ReferralDocument, root: Node) -> list[Block]:
    """Draw every sheet that carries a mark, the whole body always, and say what was not looked at."""
    sect = root.add("Sect")
    regions = body_regions()
    shown = BodyView(
        tuple(mark_of(entry.body, stands_for=entry.head.id) for entry in document.injuries),
        {look.region: look.looked for look in document.looks},
        show_not_looked=bool(document.looks),
    )
    marked = {sheet_of(entry.body.region, regions) for entry in document.injuries}
    blocks: list[Block] = [
        heading(sect, "Body map", "Hatched: not looked at. Numbers are those of the table.", before=18)
    ]
    for sheet in Sheet:
        if sheet is Sheet.BODY_HEAD or sheet in marked:
            layout = lay_out(sheet, Figure(document.figure), regions, _BODY_SIZE)
            blocks.append(figure(sect, body_scene(layout, shown, measure)))
    rows = listed(regions, shown)
    clear = "; ".join(row.words for row in rows if row.looked and not row.marks)
    why = {look.region: look.why for look in document.looks}
    unseen = "; ".join(
        f"{row.words} ({why[row.region]})" if why.get(row.region) else row.words
        for row in rows
        if not row.looked
    )
    clear_words = (Words("No injury seen: ", BOLD), Words(f"{clear or 'no region is recorded as clear'}."))
    unseen_words = (Words("Not looked at: ", BOLD), Words(f"{unseen or 'nothing'}."))
    return [
        *blocks,
        across(sect.add("P"), clear_words, SMALL, before=8 * PX),
        across(sect.add("P"), unseen_words, SMALL, before=4 * PX),
    ]


def timeline(document: ReferralDocument, root: Node) -> list[Block]:
    """Draw the family's timeline over the whole measure, and tell the same line by line."""
    if document.timeline is None:
        return []
    sect = root.add("Sect")
    arranged = arrange(document.timeline)
    view = TimelineView(arranged.fit(), _WIDE, 1.0)
    view = TimelineView(view.window, _WIDE, natural_height(arranged, view, measure))
    coverage = document.timeline.coverage
    known = f"Covered: {coverage.covered} Not covered: {coverage.not_covered}"
    blocks: list[Block] = [
        heading(sect, "Timeline", before=18),
        across(sect.add("P"), known, SMALL, stays_with_next=True),
        figure(sect, timeline_scene(arranged, view, measure)),
        heading(sect, "The timeline in words", before=12),
    ]
    table = Table(
        sect,
        (Column(48, 176, "When"), Column(230, 128, "Who"), Column(364, 96, "Kind"), Column(466, 280, "What")),
        note="Nothing is recorded.",
    )
    for told in told_in_order(arranged):
        details = [_ended(f"{label}: {words}") for label, words in told.details if words != told.words]
        source = [f"({told.source})"] if told.source else []
        table.row((told.when, told.person, told.lane, " ".join([_ended(told.words), *details, *source])))
    return [*blocks, *table.blocks()]


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?", "\N{HORIZONTAL ELLIPSIS}")) else f"{words}."


def figure(parent: Node, scene: Scene) -> Drawing:
    """Return a scene as a block, in the middle of the measure, made smaller where it would not fit."""
    node = parent.add("Figure", alt=scene.alt)
    scale = min(PX, MEASURE / scene.width, _TALLEST / scene.height)
    wide, tall = scene.width * scale, scene.height * scale

    def paint(ink: Ink, top: float) -> None:
        x = LEFT + (MEASURE - wide) / 2
        node.box = ink.box(x, top, wide, tall)
        with ink.marked(node, at_once=True):
            draw_scene(ink.canvas, scene, (x, top), scale=scale, page_height=HEIGHT)

    return Drawing(tall, paint, before=8 * PX)
