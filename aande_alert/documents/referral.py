"""The referral as a PDF: page one and the pages behind it; the same document gives the same bytes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from aande_alert.documents.blocks import Block, Page, Paginator
from aande_alert.documents.fonts import refuse_unprintable
from aande_alert.documents.frame import BODY_BOTTOM, Frame, draw_pages
from aande_alert.documents.referral_accounts import accounts, only_reported
from aande_alert.documents.referral_figures import body_map, timeline
from aande_alert.documents.referral_page1 import REFERRAL_TITLE, page_one
from aande_alert.documents.referral_photographs import photographs
from aande_alert.documents.referral_sections import gaps, household, injuries, network, sections, signing
from aande_alert.documents.referral_words import printed
from aande_alert.documents.structure import Node
from aande_alert.documents.tagging import About, finish
from aande_alert.domain.referral import RenderedReferral
from aande_alert.domain.wording import show_birth, show_moment

if TYPE_CHECKING:
    from aande_alert.documents.placing import Placed
    from aande_alert.domain.referral import ReferralDocument


def render(document: ReferralDocument, *, mail: bool = False) -> RenderedReferral:
    """Make the PDF of a referral; it is not signed and not yet read back.

    Args:
        document: Everything that is printed.
        mail: Photographs as previews, for sending; otherwise the evidence copy with the original bytes.

    Raises:
        Refused: Some text holds a character that cannot be printed; it is named.
    """
    refuse_unprintable(printed(document))
    frame = frame_of(document)
    root, pages, placed = _lay_out(document, frame, mail=mail)
    drawn, pictures = draw_pages(frame, pages)
    title = f"{REFERRAL_TITLE}, {document.reference}"
    about = About(title, document.author, document.made_at, document.document_id)
    body = finish(drawn, root, about, pictures, placed)
    return RenderedReferral(body, hashlib.sha256(body).hexdigest(), len(pages))


def frame_of(document: ReferralDocument) -> Frame:
    """Return what the head and foot of every page say."""
    child = document.child
    replaces = f", replaces {document.supersedes}" if document.supersedes else ""
    if document.draft:
        signed = f"DRAFT, not signed. {document.author}, {show_moment(document.made_at)}"
    else:
        signed = f"Signed {document.author}, {show_moment(document.made_at)}"
    return Frame(
        title=REFERRAL_TITLE,
        reference=document.reference,
        name=child.name.shown(),
        born=show_birth(child.birth),
        nhs=f"NHS No. {child.nhs.number.shown() if child.nhs else 'not known'}",
        signed=signed,
        version=f"Version {document.version}{replaces}",
        marks=_marks(document),
        warnings=_warnings(document),
    )


def _marks(document: ReferralDocument) -> tuple[tuple[str, str], ...]:
    """Return what the document is not: short for across the page, in full for its foot."""
    marks = (
        (document.draft, ("DRAFT", "DRAFT, not signed")),
        (document.interim, ("URGENT INTERIM", "URGENT INTERIM")),
        (document.demo, ("DEMO", "DEMO: invented people")),
    )
    return tuple(words for is_so, words in marks if is_so)


def _warnings(document: ReferralDocument) -> tuple[str, ...]:
    if not document.interim:
        return ()
    count = len(document.missing)
    things = "1 thing is missing" if count == 1 else f"{count} things are missing"
    return (
        f"URGENT INTERIM: not complete. Missing: {' '.join(document.missing)}",
        f"URGENT INTERIM: not complete. {things}; all are listed under Facts and on the last pages.",
    )


def _lay_out(
    document: ReferralDocument, frame: Frame, *, mail: bool
) -> tuple[Node, list[Page], list[Placed]]:
    """Put everything on pages; gaps go before the facts where they would otherwise leave page one."""
    root, paginator = _page_one(document, frame, gaps_first=False)
    if document.missing and len(paginator.pages) > 1:
        root, paginator = _page_one(document, frame, gaps_first=True)
    if len(paginator.pages) == 1:
        paginator.new_page()  # page one is the whole of what has to be read now; the rest begins behind it
    blocks, placed = _following(document, root, mail=mail)
    paginator.place(blocks)
    return root, paginator.pages, placed


def _page_one(document: ReferralDocument, frame: Frame, *, gaps_first: bool) -> tuple[Node, Paginator]:
    root = Node("Document")
    paginator = Paginator(frame.first_top(), frame.top(), BODY_BOTTOM)
    paginator.place(page_one(document, root, lambda: len(paginator.pages), gaps_first=gaps_first))
    return root, paginator


def _following(document: ReferralDocument, root: Node, *, mail: bool) -> tuple[list[Block], list[Placed]]:
    before: list[Block] = [
        *accounts(document, root),
        *only_reported(document, root),
        *injuries(document, root),
        *body_map(document, root),
        *sections(document, root),
        *household(document, root),
        *network(document, root),
        *timeline(document, root),
    ]
    pictures, placed = photographs(document, root, mail=mail)
    return [*before, *pictures, *gaps(document, root), *signing(document, root)], placed
