"""What was said: each account word for word, where they differ, and what nobody but an adult has said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.documents.blocks import Block, Cell, Columns, across, text
from aande_alert.documents.fonts import BOLD
from aande_alert.documents.paper import (
    CELL,
    DIM,
    FAINT,
    LEFT,
    MEASURE,
    PX,
    QUOTE,
    RIGHT,
    SMALL_DIM,
    SUBHEADING,
)
from aande_alert.documents.referral_page1 import heading, when_words
from aande_alert.documents.setting import Inline, Sign, Words
from aande_alert.documents.tables import Column, Table
from aande_alert.domain.answers import Answer, Given
from aande_alert.domain.provenance import Source
from aande_alert.domain.wording import show_moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aande_alert.documents.structure import Node
    from aande_alert.domain.accounts import Account, Difference
    from aande_alert.domain.entries import Entry, Head
    from aande_alert.domain.referral import ReferralDocument

_QUOTE_LEFT = LEFT + 22 * PX
_LABEL_WIDTH, _COLUMN_GAP = 108 * PX, 16 * PX


def accounts(document: ReferralDocument, root: Node) -> list[Block]:
    """Set every account in full, oldest told first, and what a person decided of their differences."""
    sect = root.add("Sect")
    title = heading(sect, "Accounts, word for word", "Oldest told first. Nothing is left out.", before=18)
    blocks: list[Block] = [title]
    if not document.accounts:
        blocks.append(across(sect.add("P"), "No account was recorded.", CELL))
    for i, entry in enumerate(document.accounts):
        blocks += _account(sect, i + 1, entry)
    return [*blocks, *_differences(sect, document.differences, len(document.accounts))]


def only_reported(document: ReferralDocument, root: Node) -> list[Block]:
    """Gather what only adults have said, so that nobody reads it as seen."""
    sect = root.add("Sect")
    title = heading(
        sect, "Told by adults only", "No professional has seen or measured any of this.", before=18
    )
    table = Table(
        sect,
        (
            Column(68, 356, "What was said"),
            Column(432, 122, "When"),
            Column(560, 126, "Who"),
            Column(690, 56, "Checked"),
        ),
        note="Nothing here rests on an adult\N{RIGHT SINGLE QUOTATION MARK}s word alone.",
    )
    for statement in document.only_reported:
        known = statement.provenance
        checked = "Yes" if known.verified else "No"
        table.row((statement.words, when_words(known.at), known.who, checked), mark=known.source)
    return [title, *table.blocks()]


def answer_words(answer: Answer[str]) -> tuple[Inline, ...]:
    """Return an answer in words; a gap is marked and says why."""
    if isinstance(answer, Given):
        return (Words(answer.value),)
    return (Sign(Source.NOT_KNOWN.value), Words(answer.words, grey=DIM))


def yes_no_words(answer: Answer[bool]) -> str:
    """Return `Yes`, `No`, or why there is no answer."""
    return ("Yes" if answer.value else "No") if isinstance(answer, Given) else answer.words


def amended_words(head: Head) -> str:
    """Return ` Version 2, amended 22-Nov-2026 15:10: reason.`, or nothing for a first version."""
    if head.version == 1:
        return ""
    return f" Version {head.version}, amended {show_moment(head.written_at)}: {head.reason}."


def _account(sect: Node, number: int, entry: Entry[Account]) -> list[Block]:
    account = entry.body
    source = Source.SAID_BY_CHILD if account.speaker_is_child else Source.TOLD_BY_ADULT
    title = sect.add("H3")
    who = (
        Sign(source.value),
        Words(f"Account {number}: {account.speaker}", BOLD),
        Words(
            f", {account.relation[:1].lower()}{account.relation[1:]}" if account.relation else "", weight=400
        ),
    )
    quote = sect.add("P")
    asked = account.question or ("Spoke unasked" if not account.speaker_is_child else "Question not recorded")
    return [
        across(title, who, SUBHEADING, before=12 * PX, stays_with_next=True),
        across(sect.add("P"), _circumstances(entry), SMALL_DIM, stays_with_next=True),
        across(
            sect.add("P"),
            (Words("Asked: ", BOLD), Words(asked)) if account.question else (Words(f"{asked}."),),
            CELL,
            before=4 * PX,
            stays_with_next=True,
        ),
        Columns(
            (Cell(_QUOTE_LEFT, text(quote, _quoted(account.words), QUOTE, RIGHT - _QUOTE_LEFT)),),
            pad_top=2 * PX,
            pad_bottom=2 * PX,
            before=5 * PX,
            bar=True,
        ),
        *_claims(sect, account),
    ]


def _quoted(words: str) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}"


def _circumstances(entry: Entry[Account]) -> str:
    account = entry.body
    alone = yes_no_words(account.alone)
    parts = [f"Told {show_moment(account.told_at)} to {account.listener}.", f"Alone: {alone}."]
    if account.present:
        parts.append(f"Present: {account.present}.")
    parts.append(f"Interpreter: {account.interpreter or 'Not recorded'}.")
    parts.append(f"Written down {show_moment(entry.head.written_at)} by {entry.head.by}.")
    return " ".join(parts) + amended_words(entry.head)


def _claims(sect: Node, account: Account) -> list[Block]:
    """Set what the account claims, two facts a row; a question nobody asked says so."""
    claims: tuple[tuple[str, Answer[str]], ...] = (
        ("How", account.mechanism),
        ("When", account.happened),
        ("Where", account.place),
        ("Who was there", account.who_was_there),
        ("Who saw it", account.witnesses),
        ("First told", account.first_told),
        ("Why then", account.delay_reason),
    )
    table = sect.add("Table")
    half = (MEASURE - _COLUMN_GAP) / 2
    blocks: list[Block] = []
    for i in range(0, len(claims), 2):
        row = table.add("TR")
        cells: list[Cell] = []
        for j, (label, answer) in enumerate(claims[i : i + 2]):
            x = LEFT + j * (half + _COLUMN_GAP)
            name = text(row.add("TH", scope="Row"), (Words(label, grey=DIM),), CELL, _LABEL_WIDTH - 8 * PX)
            value = text(row.add("TD"), answer_words(answer), CELL, half - _LABEL_WIDTH)
            cells += [Cell(x, name), Cell(x + _LABEL_WIDTH, value)]
        blocks.append(
            Columns(
                tuple(cells), pad_top=2 * PX, pad_bottom=2 * PX, rule=FAINT, before=6 * PX if i == 0 else 0.0
            )
        )
    return blocks


def _differences(sect: Node, differences: Sequence[Difference], told: int) -> list[Block]:
    title = heading(
        sect, "Where the accounts differ", "Found by the program, decided by a person.", before=16
    )
    nothing = "Fewer than two accounts were recorded." if told < 2 else "No difference was found."  # noqa: PLR2004
    table = Table(
        sect,
        (
            Column(48, 96, "On"),
            Column(150, 84, "Accounts"),
            Column(240, 262, "What differs"),
            Column(510, 236, "Decision"),
        ),
        note=nothing,
    )
    for difference in differences:
        numbers = " and ".join(str(number) for number in difference.accounts)
        table.row((difference.axis.words, numbers, difference.words, _decision(difference)), strong=True)
    return [title, *table.blocks()]


def _decision(difference: Difference) -> str:
    if difference.is_difference is None:
        return "Not yet decided"
    if difference.is_difference:
        return f"A difference. {difference.decided_by}"
    return f"Not a difference: {difference.reason} {difference.decided_by}"
