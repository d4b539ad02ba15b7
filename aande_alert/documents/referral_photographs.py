"""Photographs two to a row: as taken, turned upright by the page, each with its caption and fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.documents.blocks import Block, Cell, Columns, Drawing, across, text
from aande_alert.documents.fonts import BOLD
from aande_alert.documents.paper import DIM, LEFT, MEASURE, PX, SHADE, SMALL, SMALL_DIM
from aande_alert.documents.placing import Placed, placed
from aande_alert.documents.referral_accounts import yes_no_words
from aande_alert.documents.referral_page1 import heading
from aande_alert.documents.setting import Words
from aande_alert.domain.photographs import ConsentBasis
from aande_alert.domain.wording import show_moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aande_alert.documents.ink import Ink
    from aande_alert.documents.structure import Node
    from aande_alert.domain.photographs import PhotoConsent
    from aande_alert.domain.referral import PrintedPhotograph, ReferralDocument

_GAP = 18 * PX
_WIDTH = (MEASURE - _GAP) / 2
_HEIGHT = _WIDTH * 3 / 4
_BASIS = {
    ConsentBasis.GIVEN: "Consent given",
    ConsentBasis.BEST_INTERESTS: "Taken in the child\N{RIGHT SINGLE QUOTATION MARK}s best interests, decided",
    ConsentBasis.REFUSED: "Consent refused",
}


def photographs(document: ReferralDocument, root: Node, *, mail: bool) -> tuple[list[Block], list[Placed]]:
    """Set the photographs in the order of their numbers.

    Returns:
        The blocks, and what has to be put into the file under each name.
    """
    sect = root.add("Sect")
    copy = "Reduced copies for sending; originals are kept." if mail else "Original files, unchanged."
    blocks: list[Block] = [heading(sect, "Photographs", copy if document.photographs else "", before=18)]
    consent = document.consent.body if document.consent else None
    follows = bool(document.photographs)
    blocks.append(across(sect.add("P"), consent_words(consent), SMALL, stays_with_next=follows))
    if not document.photographs:
        blocks.append(across(sect.add("P"), "No photograph was taken or none is sent.", SMALL, before=4 * PX))
    settled: list[Placed] = []
    for i in range(0, len(document.photographs), 2):
        pair = document.photographs[i : i + 2]
        ways = [placed(photo, mail=mail) for photo in pair]
        blocks += _row(document, sect, pair, ways)
        settled += [way for way in ways if way is not None]
    return blocks, settled


def consent_words(consent: PhotoConsent | None) -> str:
    """Return who agreed to the pictures, how, and to which uses."""
    if consent is None:
        return "Consent to photographs: not recorded."
    who = f"{consent.by} ({consent.responsibility.lower()})" if consent.responsibility else consent.by
    uses = (
        ("for the record", consent.for_record),
        ("for sharing", consent.for_sharing),
        ("for teaching", consent.for_teaching),
    )
    agreed = "; ".join(f"{use}: {yes_no_words(answer).lower()}" for use, answer in uses)
    how = f"{consent.how.lower()}, to {consent.to}, {show_moment(consent.at)}"
    return f"{_BASIS[consent.basis]} by {who}, {how}; {agreed}."


def caption_words(document: ReferralDocument, photo: PrintedPhotograph) -> str:
    """Return what a photograph shows, with the number of its mark on the body map."""
    record = photo.entry.body
    marks = [entry.body.number for entry in document.injuries if entry.head.id == record.injury_id]
    mark = f" Mark {marks[0]} on the body map." if marks else ""
    return f"{(photo.caption or record.caption or record.frame.words).rstrip('.')}.{mark}"


def _row(
    document: ReferralDocument, sect: Node, pair: Sequence[PrintedPhotograph], ways: Sequence[Placed | None]
) -> list[Block]:
    figures = [
        sect.add("Figure", alt=f"Photograph {photo.entry.body.number}: {caption_words(document, photo)}")
        for photo in pair
    ]

    def paint(ink: Ink, top: float) -> None:
        for i, (figure, way) in enumerate(zip(figures, ways, strict=True)):
            _draw(ink, figure, way, (LEFT + i * (_WIDTH + _GAP), top))

    cells = [
        Cell(LEFT + i * (_WIDTH + _GAP), text(sect.add("P"), _under(document, photo, way), SMALL, _WIDTH))
        for i, (photo, way) in enumerate(zip(pair, ways, strict=True))
    ]
    prints = [
        Cell(
            LEFT + i * (_WIDTH + _GAP),
            text(sect.add("P"), f"SHA-256 {photo.entry.body.sha256}", SMALL_DIM, _WIDTH),
        )
        for i, photo in enumerate(pair)
    ]
    return [
        Drawing(_HEIGHT, paint, before=12 * PX, stays_with_next=True),
        Columns(tuple(cells), pad_top=5 * PX, stays_with_next=all(cell.text.last < 12 for cell in cells)),  # noqa: PLR2004
        Columns(tuple(prints), pad_top=1 * PX),
    ]


def _under(document: ReferralDocument, photo: PrintedPhotograph, way: Placed | None) -> tuple[Words, ...]:
    record = photo.entry.body
    taken = f"Taken {show_moment(photo.entry.head.happened_at)} by {record.taken_by}. {record.source.words}."
    parts = [taken]
    if photo.interval:
        parts.append(f"{photo.interval[:1].upper()}{photo.interval[1:]}.")
    if way is not None and way.note:
        parts.append(way.note)
    return (
        Words(f"Photo {record.number}. ", BOLD),
        Words(caption_words(document, photo)),
        Words(f" {' '.join(parts)}", grey=DIM),
    )


def _draw(ink: Ink, figure: Node, way: Placed | None, place: tuple[float, float]) -> None:
    x, top = place
    with ink.decoration():
        ink.shade((x, top, _WIDTH, _HEIGHT), SHADE)
    figure.box = ink.box(x, top, _WIDTH, _HEIGHT)
    with ink.marked(figure):
        if way is None:
            ink.words(x + 12 * PX, top + _HEIGHT / 2 - 8 * PX, "This photograph could not be read.", SMALL)
            return
        width, height = way.shown_size()
        scale = min(_WIDTH / width, _HEIGHT / height)
        wide, tall = width * scale, height * scale
        left, upper = x + (_WIDTH - wide) / 2, top + (_HEIGHT - tall) / 2
        ink.picture(way.name, way.matrix(left, ink.up(upper + tall), wide, tall))
