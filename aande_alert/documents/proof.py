"""A proof: each line of a text set as one statement in the frame of a referral, and read back.

For whoever must know before the night of the referral whether a name, a quotation or a foreign word comes
through a PDF unchanged. White space counts as white space: a tab is set as a space, a long line is broken.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

import pikepdf

from aande_alert.documents import reading
from aande_alert.documents.blocks import Cell, Columns, Paginator, across, text
from aande_alert.documents.fonts import REGULAR, name_of, set_in_fonts, unprintable
from aande_alert.documents.frame import BODY_BOTTOM, Frame, draw_pages
from aande_alert.documents.paper import FAINT, LEFT, PX, RIGHT, RUNNING, SMALL_DIM, TITLE
from aande_alert.documents.read_back import file_problems, says
from aande_alert.documents.structure import Node
from aande_alert.documents.tagging import About, finish
from aande_alert.domain.errors import Refused
from aande_alert.domain.wording import show_moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from aande_alert.documents.blocks import Block

_TITLE = "Proof of setting"
_STATEMENT = LEFT + 64 * PX
_RULE = 0.75


@dataclass(frozen=True, slots=True)
class ProofLine:
    """What became of one line.

    Attributes:
        number: Of the line, from 1.
        text: As it was given.
        refused: Each character that no page can carry, `U+1F600 GRINNING FACE`, or how a viewer would read
            the line differently; then it is not set.
        unchanged: Whether it was set and reads back as it was written.
    """

    number: int
    text: str
    refused: tuple[str, ...] = ()
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """A finished proof.

    Attributes:
        body: The PDF.
        lines: One for each line given, in order.
        problems: What is wrong with the file as a whole; empty where nothing is.
    """

    body: bytes
    lines: tuple[ProofLine, ...]
    problems: tuple[str, ...]


def prove(lines: Sequence[str], made_at: datetime) -> Proof:
    """Set lines in the frame of a referral and read the finished file back.

    Args:
        lines: Without their line ends.
        made_at: The moment now, UTC.
    """
    refused = {number: _refused(line) for number, line in enumerate(lines, 1)}
    to_set = [(number, line) for number, line in enumerate(lines, 1) if not refused[number]]
    body, read, problems = _set(to_set, len(lines), made_at)
    if problems:
        refused |= dict(_alone_at_fault(to_set, made_at))
        to_set = [(number, line) for number, line in to_set if not refused[number]]
        body, read, problems = _set(to_set, len(lines), made_at)
    statements = [words for role, words in read.blocks if role == "LBody"]
    back = dict(zip((number for number, _ in to_set), statements, strict=True))
    told = tuple(
        ProofLine(number, line, refused[number], number in back and says(back[number], line))
        for number, line in enumerate(lines, 1)
    )
    return Proof(body, told, problems)


def _set(
    to_set: Sequence[tuple[int, str]], given: int, made_at: datetime
) -> tuple[bytes, reading.Reading, tuple[str, ...]]:
    body = _render(to_set, given, made_at)
    with pikepdf.open(io.BytesIO(body)) as pdf:
        read = reading.read(pdf)
        return body, read, tuple(file_problems(pdf, read, body))


def _alone_at_fault(
    to_set: Sequence[tuple[int, str]], made_at: datetime
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the number of each line that spoils the file by itself, and how; found by halves."""
    problems = _set(to_set, len(to_set), made_at)[2]
    if problems and len(to_set) == 1:
        yield to_set[0][0], problems
    elif problems:
        middle = len(to_set) // 2
        yield from _alone_at_fault(to_set[:middle], made_at)
        yield from _alone_at_fault(to_set[middle:], made_at)


def _refused(line: str) -> tuple[str, ...]:
    """Return the name of each character that cannot be set, or of those that cannot be set together."""
    found = unprintable(line)
    if found:
        return tuple(name_of(char) for char in found)
    try:
        for word in line.split():
            set_in_fonts(word, REGULAR)
    except Refused as trouble:
        return (trouble.what,)
    return ()


def _render(to_set: Sequence[tuple[int, str]], given: int, made_at: datetime) -> bytes:
    made = show_moment(made_at)
    frame = Frame(
        title=_TITLE,
        reference="PROOF",
        name="Nobody’s record",
        born="none",
        nhs="NHS No. none",
        signed=f"Not signed. {made}",
        version="Proof",
        caution="A proof of how text is set. It is no part of any record.",
    )
    root = Node("Document")
    paginator = Paginator(frame.first_top(), frame.top(), BODY_BOTTOM)
    paginator.place(_blocks(root, to_set, given))
    drawn, pictures = draw_pages(frame, paginator.pages)
    identity = uuid5(NAMESPACE_URL, "\n".join(line for _, line in to_set))
    return finish(drawn, root, About(_TITLE, "aande_alert", made_at, identity), pictures, ())


def _blocks(root: Node, to_set: Sequence[tuple[int, str]], given: int) -> list[Block]:
    title = across(root.add("H1", title=_TITLE), _TITLE, TITLE)
    count = f"{len(to_set)} of {given} lines can be set. Each stands under the number of its line."
    blocks: list[Block] = [title, across(root.add("P"), count, SMALL_DIM, pad_bottom=10 * PX)]
    if to_set:
        items = root.add("L")
        blocks += [_statement(items, number, line) for number, line in to_set]
    return blocks


def _statement(items: Node, number: int, line: str) -> Columns:
    item = items.add("LI")
    label = text(item.add("Lbl"), str(number), SMALL_DIM, _STATEMENT - LEFT)
    words = text(item.add("LBody"), line, RUNNING, RIGHT - _STATEMENT)
    cells = (Cell(LEFT, label), Cell(_STATEMENT, words))
    return Columns(cells, pad_top=3 * PX, pad_bottom=3 * PX, rule=FAINT, rule_weight=_RULE)
