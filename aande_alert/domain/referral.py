"""The referral to children's social care: what it says, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from aande_alert.domain.accounts import Account, Difference
    from aande_alert.domain.entries import Entry
    from aande_alert.domain.injuries import Injury, RegionLook
    from aande_alert.domain.people import Person, Relation
    from aande_alert.domain.photographs import PhotoConsent, Photograph
    from aande_alert.domain.provenance import Provenance
    from aande_alert.domain.timeline import TimelineRecord


class ReferralState(StrEnum):
    """How far a referral has come; sent is never received."""

    DRAFTED = "drafted"
    SIGNED = "signed"
    SENT = "sent"
    RECEIVED = "received"
    DECISION = "decision"
    CLOSED = "closed"

    @property
    def words(self) -> str:
        """Return the state as shown."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class ReferralStep:
    """One move of a referral: when, by whom, and what was said.

    Attributes:
        state: The state it reached.
        at: UTC.
        by: Who recorded it, as printed.
        words: How it was sent and to whom, who acknowledged it, what was decided.
    """

    state: ReferralState
    at: datetime
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral as listed.

    Attributes:
        id: Our own id.
        reference: `CVH-2026-01187`.
        attendance_id: The visit it arose from.
        person_id: The child.
        council: Whom it goes to.
        state: How far it has come.
        steps: Every move, oldest first.
        due_at: When the written referral, acknowledgement or decision is due; `None` for no clock.
        due_words: `Written referral due by 23-Nov-2026 16:31`.
        version: Optimistic lock.
    """

    id: UUID
    reference: str
    attendance_id: UUID
    person_id: UUID
    council: str
    state: ReferralState
    steps: tuple[ReferralStep, ...]
    due_at: datetime | None = None
    due_words: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True, repr=False)
class Statement:
    """One statement in print, with the mark of how it is known.

    Attributes:
        words: As printed; exact words stand in quotation marks.
        provenance: How it is known; never absent.
        opinion: Named as opinion in print.
        label: `Tonight`, `Police`; empty for none.
    """

    words: str
    provenance: Provenance
    opinion: bool = False
    label: str = ""

    def __repr__(self) -> str:
        return f"Statement({self.provenance.source.value}, withheld)"


@dataclass(frozen=True, slots=True, repr=False)
class PlanLine:
    """What the lists say of one child of the family, as printed on page one."""

    child: str
    status: str
    badge: str
    since_or_ended: str
    council: str
    source: str

    def __repr__(self) -> str:
        return "PlanLine(withheld)"


@dataclass(frozen=True, slots=True, repr=False)
class Section:
    """A section of the following pages: a heading and its statements, never blank.

    Attributes:
        title: `Medical history`.
        statements: At least one; a gap is a statement marked not known, with the reason.
    """

    title: str
    statements: tuple[Statement, ...]

    def __repr__(self) -> str:
        return f"Section({self.title})"


@dataclass(frozen=True, slots=True, repr=False)
class PrintedPhotograph:
    """A photograph for print.

    Attributes:
        entry: Its record.
        body: The original bytes.
        caption: What it shows, in the clinician's words.
        interval: How long after the time told it was taken, in words; empty where not known.
        preview: The JPEG made at import, for the mail copy and for originals that paper cannot carry.
    """

    entry: Entry[Photograph]
    body: bytes
    caption: str
    interval: str = ""
    preview: bytes = b""

    def __repr__(self) -> str:
        return f"PrintedPhotograph({self.entry.head.id}, withheld)"


@dataclass(frozen=True, slots=True, repr=False)
class ReferralDocument:
    """Everything a referral prints, gathered from the record; the PDF is made from this alone.

    Attributes:
        reference: `CVH-2026-01187`.
        document_id: The file's own id.
        version: 1, 2, ... ; a later version names what it supersedes.
        supersedes: Reference and version of the one before; empty for the first.
        made_at: UTC.
        hospital: Name and department.
        hospital_phone: To ring back.
        council: Council's name.
        team: Team and number it goes to, as printed.
        telephoned: `Telephoned 22-Nov-2026 16:31 to QUAYLE, Susan (Ms).`; empty where not yet.
        urgency: `SAME DAY`.
        basis: `Children Act, section 47`.
        child: The child.
        age_words: Age when made.
        identity: `(label, value)` pairs of the box on page one, in print order, two columns.
        worried: What we are worried about.
        why_now: Why now.
        wanted: What we want, numbered.
        safety: Safety now.
        plans: What the lists say, each child a line.
        facts: Facts on page one, with when and who.
        sections: The following pages, in print order.
        accounts: Verbatim, oldest told first.
        differences: Between them.
        injuries: Each mark.
        figure: Which figure the body map draws.
        looks: What was found at regions without a mark; a region that is not here was not looked at.
        region_words: Words for each region id that is used.
        only_reported: What only adults have said, gathered in one table.
        family: Household and family.
        network: Professionals: `(role, name, agency, phone)`.
        timeline: What the timeline draws.
        consent: Photograph consent.
        photographs: In order of number.
        missing: What is missing, each with its reason; printed on page one.
        author: Who signs, as printed.
        author_post: Their post and bleep.
        checkpoint: The audit chain's checkpoint, text for print and QR.
        demo: Marked DEMO on every page.
        draft: Marked DRAFT, not signed, on every page.
        interim: Marked URGENT INTERIM with what is missing on every page.
    """

    reference: str
    document_id: UUID
    version: int
    made_at: datetime
    hospital: str
    hospital_phone: str
    council: str
    team: str
    urgency: str
    basis: str
    child: Person
    age_words: str
    identity: tuple[tuple[str, str], ...]
    worried: tuple[Statement, ...]
    why_now: tuple[Statement, ...]
    wanted: tuple[str, ...]
    safety: tuple[Statement, ...]
    plans: tuple[PlanLine, ...]
    facts: tuple[Statement, ...]
    sections: tuple[Section, ...]
    accounts: tuple[Entry[Account], ...]
    differences: tuple[Difference, ...]
    injuries: tuple[Entry[Injury], ...]
    figure: str
    timeline: TimelineRecord | None
    author: str
    author_post: str
    checkpoint: str
    supersedes: str = ""
    telephoned: str = ""
    looks: tuple[RegionLook, ...] = ()
    region_words: Mapping[str, str] = field(default_factory=dict)
    only_reported: tuple[Statement, ...] = ()
    family: tuple[Relation, ...] = ()
    network: tuple[tuple[str, str, str, str], ...] = ()
    consent: Entry[PhotoConsent] | None = None
    photographs: tuple[PrintedPhotograph, ...] = ()
    missing: tuple[str, ...] = ()
    demo: bool = False
    draft: bool = True
    interim: bool = False

    def __repr__(self) -> str:
        return f"ReferralDocument({self.reference}, withheld)"


@dataclass(frozen=True, slots=True)
class RenderedReferral:
    """A referral as a PDF, with what the read-back found.

    Attributes:
        body: The PDF.
        sha256: Of the PDF, hex.
        pages: Page count.
        signed: Whether it carries the hospital's signature.
    """

    body: bytes
    sha256: str
    pages: int
    signed: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class PagePicture:
    """One page of a document as pixels.

    Attributes:
        width: Pixels.
        height: Pixels.
        rgb: Three bytes a pixel, row after row, without padding.
    """

    width: int
    height: int
    rgb: bytes

    def __repr__(self) -> str:
        return f"PagePicture({self.width} x {self.height})"
