"""Page one of a referral: who, why now, what is wanted, who is safe tonight, plan status, the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.documents.blocks import Block, Cell, Columns, Drawing, text
from aande_alert.documents.fonts import BOLD, REGULAR
from aande_alert.documents.paper import (
    DIM,
    KEY,
    LEAD,
    LEFT,
    MEASURE,
    NAME,
    PX,
    RIGHT,
    RULE,
    RUNNING,
    SHADE,
    SMALL,
    SMALL_DIM,
    SUBHEADING,
    TITLE,
)
from aande_alert.documents.setting import GAP, Inline, Sign, Words, line_width, set_lines
from aande_alert.documents.tables import Column, Table
from aande_alert.domain.provenance import Source
from aande_alert.domain.timeline import BadgeKind
from aande_alert.domain.wording import local, show_birth, show_date, show_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from aande_alert.documents.ink import Ink
    from aande_alert.documents.structure import Node
    from aande_alert.domain.referral import ReferralDocument, Statement

REFERRAL_TITLE = "Referral to children\N{RIGHT SINGLE QUOTATION MARK}s social care"
_LEGEND = (Source.SEEN, Source.TOLD_BY_ADULT, Source.SAID_BY_CHILD, Source.FROM_RECORD, Source.NOT_KNOWN)
_BODY = 192 * PX
_BOX_LEFT, _BOX_WIDTH, _BOX_HEIGHT = 590 * PX, 156 * PX, 48 * PX
_WIDE, _NARROW = Sign(GAP, width=22 * PX), Sign(GAP, width=7 * PX)
_PAIR_PLACES = ((61 * PX, 153 * PX), (401 * PX, 493 * PX))
_VALUE_WIDTH = 240 * PX
_TALLEST_BOX = 520 * PX
_PLAN_NOTE = (
    "\N{LEFT DOUBLE QUOTATION MARK}No record\N{RIGHT DOUBLE QUOTATION MARK} in a list would not mean "
    "\N{LEFT DOUBLE QUOTATION MARK}no concern\N{RIGHT DOUBLE QUOTATION MARK}."
)
_COVER = {0: "", 1: "The list covers this council only.", 2: "Lists cover these two councils only."}
_BADGES = {kind.value: kind for kind in BadgeKind}


def page_one(
    document: ReferralDocument, root: Node, pages: Callable[[], int], *, gaps_first: bool
) -> list[Block]:
    """Build page one.

    Args:
        document: What is printed.
        root: The document's element.
        pages: Says how many pages there are; asked when the page is drawn.
        gaps_first: What is missing stands before the facts, so that it stays on page one.
    """
    return [
        *_title(document, root),
        *_identity(document, root),
        _legend(root),
        *_concern(document, root),
        *_plans(document, root),
        *_facts(document, root, pages, gaps_first=gaps_first),
    ]


def said(statements: Sequence[Statement]) -> tuple[Inline, ...]:
    """Set statements one after the other, each behind its mark; an opinion is named as one."""
    inlines: list[Inline] = []
    before: Source | None = None
    for statement in statements:
        if inlines:
            inlines.append(Words(" "))
        source = statement.provenance.source
        if statement.opinion:
            inlines.append(Words("Our opinion: ", BOLD))
        elif source is not before or statement.label:
            inlines.append(Sign(source.value))
        before = None if statement.opinion else source
        if statement.label:
            inlines.append(Words(f"{statement.label}: ", BOLD))
        inlines.append(Words(statement.words))
    return tuple(inlines)


def when_words(at: datetime | None) -> str:
    """Return a moment as printed; a day without a time stands at midnight, London."""
    if at is None:
        return ""
    here = local(at)
    return show_date(here.date()) if (here.hour, here.minute) == (0, 0) else show_moment(at)


def heading(parent: Node, words: str, note: Callable[[], str] | str = "", *, before: float = 10.0) -> Drawing:
    """Return a heading of the second level, with a note at the right."""
    title = parent.add("H2", title=words)
    remark = parent.add("P") if note else None

    def paint(ink: Ink, top: float) -> None:
        with ink.marked(title):
            ink.words(LEFT, top, words, SUBHEADING)
        if remark is not None:
            with ink.marked(remark):
                shown = note() if callable(note) else note
                ink.words(RIGHT, top + 1 * PX, shown, SMALL_DIM, end=True)

    return Drawing(20 * PX, paint, before=before * PX, stays_with_next=True)


def _title(document: ReferralDocument, root: Node) -> list[Block]:
    title = root.add("H1", title=REFERRAL_TITLE)
    lines = [root.add("P"), root.add("P")]
    boxed = [root.add("P"), root.add("P")]
    whom = (Words("To "), Words(document.council, BOLD), Words(f", {document.team}"))
    told = document.telephoned or "Not yet telephoned."
    texts = (
        text(lines[0], whom, LEAD, _BOX_LEFT - LEFT - 8 * PX),
        text(lines[1], f"{told} This is the written referral.", LEAD, _BOX_LEFT - LEFT - 8 * PX),
    )
    urgency = text(boxed[0], (Words(document.urgency, BOLD),), SUBHEADING, _BOX_WIDTH - 12 * PX)
    basis = text(boxed[1], document.basis, SMALL, _BOX_WIDTH - 12 * PX)
    box = max(_BOX_HEIGHT, urgency.height + basis.height + 12 * PX)

    def paint(ink: Ink, top: float) -> None:
        with ink.marked(title):
            ink.words(LEFT, top, REFERRAL_TITLE, TITLE)
        y = top + 28 * PX
        for part in texts:
            with ink.marked(part.node):
                part.draw(ink, LEFT, y)
            y += part.height
        with ink.decoration():
            ink.frame((_BOX_LEFT, top, _BOX_WIDTH, box), weight=1.6)
        y = top + (box - urgency.height - basis.height) / 2
        for part in (urgency, basis):
            with ink.marked(part.node):
                for line in part.lines:
                    inset = (_BOX_WIDTH - line_width(line, part.style)) / 2
                    ink.line(_BOX_LEFT + inset, y, line, part.style)
                    y += part.style.leading

    tall = max(28 * PX + sum(part.height for part in texts), box)
    return [Drawing(tall, paint)]


def _identity(document: ReferralDocument, root: Node) -> list[Block]:
    """Draw the box with who the child is."""
    table = root.add("Table")
    rows = [_identity_head(document, table)]
    rows += [_identity_row(table, document.identity[i : i + 2]) for i in range(0, len(document.identity), 2)]
    tall = sum(row.height() for row in rows) + 6 * PX
    if tall > _TALLEST_BOX:
        return list(rows)

    def paint(ink: Ink, top: float) -> None:
        with ink.decoration():
            ink.frame((LEFT, top, MEASURE, tall), weight=1.1)
            ink.rule(LEFT, RIGHT, top + rows[0].height(), grey=DIM)
        y = top
        for i, row in enumerate(rows):
            row.draw(ink, y)
            y += row.height() + (4 * PX if i == 0 else 0.0)

    return [Drawing(tall + 4 * PX, paint, before=16 * PX)]


def _identity_head(document: ReferralDocument, table: Node) -> Columns:
    child = document.child
    number = child.nhs.number.shown() if child.nhs else "Not Known"
    proof = child.nhs.status.words if child.nhs else ""
    inlines = (
        Words(child.name.shown(), BOLD, size=NAME.size),
        _WIDE,
        Words("Born ", grey=DIM, weight=REGULAR, size=SMALL.size),
        Words(f"{show_birth(child.birth)} ({document.age_words})"),
        _WIDE,
        Words("Gender ", grey=DIM, weight=REGULAR, size=SMALL.size),
        Words(child.sex.value),
        _WIDE,
        Words("NHS No. ", grey=DIM, weight=REGULAR, size=SMALL.size),
        Words(number),
        Words(f" {proof}", grey=DIM, weight=REGULAR, size=SMALL.size),
    )
    cell = table.add("TR").add("TH", scope="Column")
    return Columns(
        (Cell(LEFT + 13 * PX, text(cell, inlines, KEY, MEASURE - 26 * PX)),),
        pad_top=8 * PX,
        pad_bottom=6 * PX,
    )


def _identity_row(table: Node, pairs: Sequence[tuple[str, str]]) -> Columns:
    row = table.add("TR")
    cells: list[Cell] = []
    for (label, value), (label_x, value_x) in zip(pairs, _PAIR_PLACES, strict=False):
        name = text(row.add("TH", scope="Row"), (Words(label, grey=DIM),), RUNNING, 88 * PX)
        words = text(row.add("TD"), value, RUNNING, _VALUE_WIDTH)
        cells += [Cell(label_x, name), Cell(value_x, words)]
    return Columns(tuple(cells), pad_top=1 * PX, pad_bottom=1 * PX)


def _legend(root: Node) -> Drawing:
    node = root.add("P")

    def paint(ink: Ink, top: float) -> None:
        with ink.decoration():
            ink.shade((LEFT, top, MEASURE, 28 * PX), SHADE)
        inlines: list[Inline] = [Words("Where each fact comes from", BOLD)]
        for source in _LEGEND:
            inlines += [_NARROW, Sign(source.value), Words(source.words)]
        (line, *_) = set_lines(inlines, SMALL, MEASURE)
        with ink.marked(node):
            ink.line(LEFT + (MEASURE - line_width(line, SMALL)) / 2, top + 6 * PX, line, SMALL)

    return Drawing(28 * PX, paint, before=10 * PX)


def _concern(document: ReferralDocument, root: Node) -> list[Block]:
    """Set the four parts a duty social worker reads first."""
    return [
        *_part(root, "What we are worried about", [said(document.worried)], first=True),
        *_part(root, "Why now", [said(document.why_now)]),
        *_wanted(document, root),
        *_safety(document, root),
    ]


def _part(
    root: Node, title: str, paragraphs: Sequence[Sequence[Inline]], *, first: bool = False
) -> list[Block]:
    label = text(root.add("H2", title=title), (Words(title),), SUBHEADING, _BODY - LEFT - 12 * PX)
    cells = [Cell(LEFT, label)]
    cells += [Cell(_BODY, text(root.add("P"), words, RUNNING, RIGHT - _BODY)) for words in paragraphs]
    before = 3 * PX if first else 0.0
    return [Columns(tuple(cells), pad_top=8 * PX, pad_bottom=8 * PX, rule=RULE, before=before)]


def _wanted(document: ReferralDocument, root: Node) -> list[Block]:
    title = "What we want"
    label = text(root.add("H2", title=title), title, SUBHEADING, _BODY - LEFT - 12 * PX)
    items = root.add("L")
    blocks: list[Block] = []
    for i, words in enumerate(document.wanted or ("Nothing was asked for.",)):
        item = items.add("LI")
        number = text(item.add("Lbl"), (Words(str(i + 1), BOLD),), RUNNING, 16 * PX)
        wish = text(item.add("LBody"), words, RUNNING, RIGHT - _BODY - 18 * PX)
        cells = (Cell(_BODY, number), Cell(_BODY + 18 * PX, wish))
        last = i + 1 >= len(document.wanted)
        blocks.append(
            Columns(
                (Cell(LEFT, label), *cells) if i == 0 else cells,
                pad_top=8 * PX if i == 0 else 0.0,
                pad_bottom=8 * PX if last else 0.0,
                rule=RULE if last else None,
            )
        )
    return blocks


def _safety(document: ReferralDocument, root: Node) -> list[Block]:
    """Set who keeps whom safe tonight in two columns, read across."""
    title = "Safety now"
    label = text(root.add("H2", title=title), title, SUBHEADING, _BODY - LEFT - 12 * PX)
    half = (RIGHT - _BODY - 20 * PX) / 2
    places = (_BODY, _BODY + half + 20 * PX)
    blocks: list[Block] = []
    for i in range(0, max(1, len(document.safety)), 2):
        cells = [
            Cell(x, text(root.add("P"), said((statement,)), RUNNING, half))
            for statement, x in zip(document.safety[i : i + 2], places, strict=False)
        ]
        last = i + 2 >= len(document.safety)
        blocks.append(
            Columns(
                (Cell(LEFT, label), *cells) if i == 0 else tuple(cells),
                pad_top=8 * PX if i == 0 else 4 * PX,
                pad_bottom=8 * PX if last else 0.0,
                rule=RULE if last else None,
            )
        )
    return blocks


def _plans(document: ReferralDocument, root: Node) -> list[Block]:
    councils = len({line.council for line in document.plans})
    title = heading(
        root, "Plan status", f"{_PLAN_NOTE} {_COVER.get(councils, 'Lists cover these councils only.')}"
    )
    source = (Sign(Source.FROM_RECORD.value), Words("Source, as at"))
    table = Table(
        root,
        (
            Column(48, 132, "Child"),
            Column(186, 140, "Status"),
            Column(332, 128, "Since or ended"),
            Column(466, 98, "Council"),
            Column(570, 176, source),
        ),
        note="Not checked: no list was read for this child.",
    )
    for line in document.plans:
        status: list[Inline] = [Words(line.status)]
        if line.badge in _BADGES:
            status.insert(0, Sign(_BADGES[line.badge].value, width=19 * PX, side=14 * PX))
        table.row((line.child, status, line.since_or_ended, line.council, line.source), strong=True)
    return [title, *table.blocks()]


def _facts(
    document: ReferralDocument, root: Node, pages: Callable[[], int], *, gaps_first: bool
) -> list[Block]:
    def note() -> str:
        count = pages()
        rest = "" if count < 2 else " Page 2 holds" if count == 2 else f" Pages 2 to {count} hold"  # noqa: PLR2004
        return f"Exact words are in quotation marks. Times are 24-hour.{rest}{' the rest.' if rest else ''}"

    title = heading(root, "Facts", note)
    table = Table(
        root,
        (Column(68, 396, "Fact"), Column(472, 122, "When"), Column(600, 146, "Who")),
        note="None recorded.",
    )
    gaps = [((gap, "", ""), Source.NOT_KNOWN) for gap in document.missing]
    facts = [
        (((fact.words), when_words(fact.provenance.at), fact.provenance.who), fact.provenance.source)
        for fact in document.facts
    ]
    for values, source in [*gaps, *facts] if gaps_first else [*facts, *gaps]:
        table.row(values, mark=source)
    return [title, *table.blocks()]
