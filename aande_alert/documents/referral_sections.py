"""The pages after the accounts: injuries, history, family, network, what is not known, and who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.documents.blocks import Block, Cell, Columns, Drawing, across, text
from aande_alert.documents.fonts import BOLD
from aande_alert.documents.paper import CELL, DIM, LEFT, MEASURE, PX, RIGHT, SMALL
from aande_alert.documents.referral_accounts import amended_words
from aande_alert.documents.referral_page1 import heading, when_words
from aande_alert.documents.setting import Inline, Words
from aande_alert.documents.tables import Column, Table
from aande_alert.domain.provenance import Source
from aande_alert.domain.wording import show_age_of, show_birth, show_date, show_moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aande_alert.documents.ink import Ink
    from aande_alert.documents.structure import Node
    from aande_alert.domain.entries import Entry
    from aande_alert.domain.injuries import Injury
    from aande_alert.domain.people import Relation
    from aande_alert.domain.referral import ReferralDocument, Section

_QR_SIDE = 104 * PX


def injuries(document: ReferralDocument, root: Node) -> list[Block]:
    """List every mark with its number, who saw it, and which account and photograph belong to it."""
    sect = root.add("Sect")
    note = "Numbers are those on the body map. Colour is as seen; no age is told from it."
    title = heading(sect, "Injuries", note, before=18)
    table = Table(
        sect,
        (
            Column(68, 26, "No."),
            Column(100, 126, "Where"),
            Column(232, 216, "What"),
            Column(454, 150, "Who and when"),
            Column(610, 78, "Account"),
            Column(692, 54, "Photo"),
        ),
        note="No injury was recorded. That is not the same as none.",
    )
    for entry in document.injuries:
        table.row(_injury_row(document, entry), mark=entry.body.source)
    return [title, *table.blocks()]


def _injury_row(document: ReferralDocument, entry: Entry[Injury]) -> tuple[str, ...]:
    injury = entry.body
    explained = [
        str(i + 1)
        for i, account in enumerate(document.accounts)
        if account.head.id in injury.covered_by or entry.head.id in account.body.covers
    ]
    shown = [
        str(photo.entry.body.number)
        for photo in document.photographs
        if photo.entry.body.injury_id == entry.head.id
    ]
    note = f" {injury.note}" if injury.note else ""
    where = document.region_words.get(injury.region, injury.region.replace("_", " ").capitalize())
    who = f"{injury.seen_by}, {show_moment(entry.head.happened_at)}" if injury.seen_by else "Not recorded"
    return (
        str(injury.number),
        where,
        f"{injury.description()}.{note}{amended_words(entry.head)}",
        who,
        ", ".join(explained) or "No account",
        ", ".join(shown) or "None",
    )


def sections(document: ReferralDocument, root: Node) -> list[Block]:
    """Set the history, the child's voice, the analysis: each statement with its mark, when and who."""
    return [block for section in document.sections for block in _section(root, section)]


def _section(root: Node, section: Section) -> list[Block]:
    sect = root.add("Sect")
    table = Table(
        sect,
        (Column(68, 396, "Statement"), Column(472, 122, "When"), Column(600, 146, "Who")),
        note="Not asked.",
    )
    for statement in section.statements:
        known = statement.provenance
        words: list[Inline] = [Words(statement.words)]
        if statement.opinion:
            words.insert(0, Words("Our opinion: ", BOLD))
        elif statement.label:
            words.insert(0, Words(f"{statement.label}: ", BOLD))
        who = f"{known.who}, to {known.to}" if known.to else known.who
        table.row((words, when_words(known.at), who), mark=None if statement.opinion else known.source)
    return [heading(sect, section.title, before=18), *table.blocks()]


def household(document: ReferralDocument, root: Node) -> list[Block]:
    """List family and household; what nobody knows says so."""
    sect = root.add("Sect")
    title = heading(
        sect, "Family and household", f"As known on {show_date(document.made_at.date())}", before=18
    )
    table = Table(
        sect,
        (
            Column(68, 154, "Name"),
            Column(228, 108, "To the child"),
            Column(342, 134, "Born"),
            Column(480, 66, "Lives here"),
            Column(550, 66, "Has PR"),
            Column(620, 126, "Source"),
        ),
        note="Not recorded.",
    )
    for relation in document.family:
        source = relation.provenance.source if relation.provenance else Source.NOT_KNOWN
        table.row(_relation_row(relation, document), mark=source, strong=True)
    return [title, *table.blocks()]


def _relation_row(relation: Relation, document: ReferralDocument) -> tuple[str, ...]:
    born = show_birth(relation.person.birth)
    died = relation.person.died_on
    age = f"died {show_date(died)}" if died else show_age_of(relation.person.birth, document.made_at)
    known = relation.provenance
    source = (
        ", ".join(part for part in (known.who, when_words(known.at)) if part) if known else "Not recorded"
    )
    since = f", since {show_date(relation.since)}" if relation.since else ""
    return (
        relation.person.name.shown(),
        relation.words + since,
        f"{born} ({age})" if relation.person.birth.on else "Not Known",
        _known_or_not(relation.lives_here),
        _known_or_not(relation.has_responsibility),
        source,
    )


def _known_or_not(answer: bool | None) -> str:  # noqa: FBT001 - three answers, one column
    return "Not Known" if answer is None else "Yes" if answer else "No"


def network(document: ReferralDocument, root: Node) -> list[Block]:
    """List who works with the child, and their telephone."""
    sect = root.add("Sect")
    table = Table(
        sect,
        (
            Column(48, 136, "Role"),
            Column(190, 196, "Name"),
            Column(392, 206, "Agency"),
            Column(604, 142, "Telephone"),
        ),
        note="Not recorded.",
    )
    for role, name, agency, phone in document.network:
        table.row((role, name or "Not Known", agency or "Not Known", phone or "Not Known"), strong=True)
    return [heading(sect, "People who work with the family", before=18), *table.blocks()]


def gaps(document: ReferralDocument, root: Node) -> list[Block]:
    """Say again, in one list, what is not known and why."""
    sect = root.add("Sect")
    table = Table(sect, (Column(68, 678, "What, and why"),), note="Every essential question has an answer.")
    for gap in document.missing:
        table.row((gap,), mark=Source.NOT_KNOWN)
    return [heading(sect, "What is not known, and why", before=18), *table.blocks()]


def signing(document: ReferralDocument, root: Node) -> list[Block]:
    """Say who signs, which document this is, and how a copy can be checked."""
    sect = root.add("Sect")
    title = heading(sect, "Signed" if not document.draft else "Not signed", before=18)
    lines = [
        ("Made by", f"{document.author}, {document.author_post}"),
        ("Hospital", f"{document.hospital}, {document.hospital_phone}"),
        ("Made", show_moment(document.made_at)),
        ("Reference", f"{document.reference}, version {document.version}"),
        ("Replaces", document.supersedes or "Nothing: this is the first version"),
        ("Document", str(document.document_id)),
        ("Record checkpoint", document.checkpoint or "Not available"),
    ]
    table = sect.add("Table")
    width = MEASURE - _QR_SIDE - 150 * PX
    rows: list[Columns] = []
    for label, value in lines:
        row = table.add("TR")
        name = text(row.add("TH", scope="Row"), (Words(label, grey=DIM),), CELL, 120 * PX)
        words = text(row.add("TD"), value, CELL, width)
        rows.append(
            Columns((Cell(LEFT, name), Cell(LEFT + 132 * PX, words)), pad_top=2 * PX, pad_bottom=2 * PX)
        )
    return [title, _with_square(sect, rows, _square_words(document)), *_how_to_check(document, sect)]


def _with_square(sect: Node, rows: list[Columns], words: str) -> Drawing:
    figure = sect.add("Figure", alt=f"QR code that says: {words}")
    tall = max(sum(row.height() for row in rows), _QR_SIDE)

    def paint(ink: Ink, top: float) -> None:
        y = top
        for row in rows:
            row.draw(ink, y)
            y += row.height()
        with ink.marked(figure, at_once=True):
            _draw_square(ink, RIGHT - _QR_SIDE, top, words)
        figure.box = ink.box(RIGHT - _QR_SIDE, top, _QR_SIDE, _QR_SIDE)

    return Drawing(tall, paint, stays_with_next=True)


def _square_words(document: ReferralDocument) -> str:
    return f"{document.reference} v{document.version} {document.document_id} {document.checkpoint}"


def _draw_square(ink: Ink, x: float, top: float, words: str) -> None:
    """Draw a QR code as rectangles, a run of dark modules at a time."""
    import segno

    # One mask is as good as another for a reader; trying all eight takes longer than the rest of the page.
    modules = segno.make(words, error="m", micro=False, boost_error=False, mask=4).matrix
    side = _QR_SIDE / len(modules)
    runs = [
        f"{x + start * side:.2f} {ink.up(top + (i + 1) * side):.2f} {(end - start) * side:.2f} {side:.2f} re"
        for i, row in enumerate(modules)
        for start, end in _dark_runs(row)
    ]
    ink.canvas.addLiteral(f"0 g {' '.join(runs)} f")


def _dark_runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(row):
        end = start
        while end < len(row) and row[end] == row[start]:
            end += 1
        if row[start]:
            yield start, end
        start = end


def _how_to_check(document: ReferralDocument, sect: Node) -> list[Block]:
    if document.draft:
        words = "A draft. It is not signed and must not be acted on without ringing the hospital."
    else:
        words = (
            "The file carries the hospital\N{RIGHT SINGLE QUOTATION MARK}s signature. Open it in a reader "
            "that checks signatures, or ask the hospital to check it: a copy in which anything was changed "
            "no longer passes. With the record checkpoint the hospital can show that nothing was taken out "
            "of the record."
        )
    return [across(sect.add("P"), words, SMALL, before=8 * PX)]
