"""A referral read whole at one moment, and set and drawn from that alone.

What needs the store happens in a transaction and hands back frozen values; what is slow takes those values
and touches no store, so it can run aside.
"""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from aande_alert.documents import referral as document_maker
from aande_alert.documents import signature
from aande_alert.documents.preview import Preview
from aande_alert.domain.errors import ChangedMeanwhile, Refused
from aande_alert.domain.referral import ReferralLine, ReferralState, RenderedReferral
from aande_alert.domain.wording import show_moment
from aande_alert.drawings.figures import body_regions
from aande_alert.rules.readiness import readiness
from aande_alert.rules.wording_help import wording_help
from aande_alert.security.access import May
from aande_alert.security.audit import AuditEvent
from aande_alert.services.assessing import read_assessment
from aande_alert.services.family import relations_of
from aande_alert.services.gathering import Answers
from aande_alert.services.permission import need
from aande_alert.services.referral_document import Draft, make_document
from aande_alert.services.referral_facts import facts_of
from aande_alert.services.signing import roots_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

    from aande_alert.domain.assessment import Assessment, Question
    from aande_alert.domain.entries import Head
    from aande_alert.domain.referral import PagePicture, ReferralDocument
    from aande_alert.persistence.store import Store, Transaction
    from aande_alert.rules.content import Content
    from aande_alert.rules.readiness import ReadinessLine
    from aande_alert.rules.wording_help import WordHelp
    from aande_alert.security.access import SignedIn
    from aande_alert.services.sign_in import SignIn

_HELPED = ("analysis.worried", "analysis.why_now", "analysis.wanted", "analysis.opinion", "family.social")
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True, repr=False)
class ReferralDesk:
    """Everything the referral's screen shows of one attendance, read at one moment.

    Attributes:
        at: When it was read, UTC.
        assessment: What the referral is made from.
        line: The referral; `None` where none was begun.
        council: Name of the council it goes to.
        councils: `(code, name)` of every council it could go to.
        readiness: What is missing first.
        wording: Where help with words is offered: the question, and the place in its answer.
        document: What a draft would print; `None` without a draft.
        copy: The signed copy as kept; empty for a draft.
        roots: Root certificates a signed copy is checked against.
    """

    at: datetime
    assessment: Assessment
    line: ReferralLine | None
    council: str = ""
    councils: tuple[tuple[str, str], ...] = ()
    readiness: tuple[ReadinessLine, ...] = ()
    wording: tuple[tuple[str, WordHelp], ...] = ()
    document: ReferralDocument | None = None
    copy: bytes = b""
    roots: tuple[bytes, ...] = ()

    def __repr__(self) -> str:
        return f"ReferralDesk({self.assessment.attendance.id}, withheld)"


class ReferralReading:
    """Reading a referral, and setting and drawing it on paper."""

    def __init__(
        self, store: Store, content: Content, questions: tuple[Question, ...], sign_in: SignIn
    ) -> None:
        self._store = store
        self._content = content
        self._questions = questions
        self._sign_in = sign_in

    # ------------------------------------------------------------ looking

    def look(self, who: SignedIn, attendance_id: UUID) -> ReferralDesk:
        """Read a visit's referral and everything beside it; the reading is written down."""
        need(self._store, who, May.REFERRAL_READ)
        with self._store.transaction(who) as tx:
            desk = self._desk(tx, who, attendance_id)
            subject = desk.line.id if desk.line else attendance_id
            tx.note(AuditEvent.REFERRAL_READ, person=desk.assessment.person.id, subject=subject)
        return desk

    def _desk(self, tx: Transaction, who: SignedIn, attendance_id: UUID) -> ReferralDesk:
        assessment = self._assessment(tx, attendance_id)
        lines = self._lines(tx, assessment)
        councils = tuple((council.code, council.name) for council in tx.registers.councils())
        line = next(iter(tx.referrals.of_attendance(attendance_id)), None)
        desk = ReferralDesk(tx.now, assessment, line, councils=councils, readiness=lines)
        if line is None:
            return desk
        desk = replace(desk, council=dict(councils).get(line.council, line.council))
        if line.state is not ReferralState.DRAFTED:
            return replace(desk, copy=tx.referrals.document(line.id, 1, "mail"), roots=roots_of(tx))
        return replace(desk, wording=self._wording(assessment), document=self._draft(tx, who, line, lines))

    def readiness(self, who: SignedIn, attendance_id: UUID) -> tuple[ReadinessLine, ...]:
        """Return what is missing first, then every section as it stands."""
        need(self._store, who, May.REFERRAL_READ)
        with self._store.reading() as tx:
            return self._lines(tx, self._assessment(tx, attendance_id))

    def wording(self, who: SignedIn, attendance_id: UUID) -> tuple[tuple[str, WordHelp], ...]:
        """Return where help with words is offered: the question and the place in its answer."""
        need(self._store, who, May.REFERRAL_READ)
        with self._store.reading() as tx:
            return self._wording(self._assessment(tx, attendance_id))

    def document(self, who: SignedIn, referral_id: UUID) -> ReferralDocument:
        """Gather what the referral would print now."""
        need(self._store, who, May.REFERRAL_READ)
        with self._store.transaction(who) as tx:
            line = tx.referrals.get(referral_id)
            made = self._draft(tx, who, line)
            tx.note(AuditEvent.REFERRAL_READ, person=line.person_id, subject=line.id)
        return made

    def _assessment(self, tx: Transaction, attendance_id: UUID) -> Assessment:
        return read_assessment(tx, attendance_id, self._questions, self._content)

    def _lines(self, tx: Transaction, assessment: Assessment) -> tuple[ReadinessLine, ...]:
        relations = relations_of(tx, assessment.person.id)
        return readiness(facts_of(assessment, relations, body_regions()), self._content)

    def _wording(self, assessment: Assessment) -> tuple[tuple[str, WordHelp], ...]:
        answers = Answers.of(assessment)
        return tuple(
            (question, help_)
            for question in _HELPED
            for help_ in wording_help(answers.words(question), self._content)
        )

    def _draft(
        self, tx: Transaction, who: SignedIn, line: ReferralLine, lines: tuple[ReadinessLine, ...] = ()
    ) -> ReferralDocument:
        lines = lines or self._lines(tx, self._assessment(tx, line.attendance_id))
        wanted = Draft(line, who, mail=True, lines=lines, demo=self._store.demo)
        return make_document(tx, wanted, self._questions, self._content)

    # ------------------------------------------------------------ paper; no store

    @staticmethod
    def print_out(document: ReferralDocument, *, mail: bool = True) -> RenderedReferral:
        """Set a document as a PDF, one at a time; it touches no store.

        Raises:
            Refused: Some text holds a character that cannot be printed; it is named.
        """
        with _ONE_AT_A_TIME:
            return document_maker.render(document, mail=mail)

    @staticmethod
    def pages(body: bytes, scale: float = 1.0, *, only: int | None = None) -> tuple[PagePicture, ...]:
        """Draw the pages of a PDF; it touches no store.

        Args:
            body: The PDF.
            scale: 1.0 is 96 pixels an inch.
            only: The number of one page, from 0; `None` for all.
        """
        with closing(Preview(body)) as preview:
            numbers = range(len(preview)) if only is None else (only,)
            return tuple(preview.page(number, scale=scale) for number in numbers)

    @staticmethod
    def check_copy(body: bytes, roots: tuple[bytes, ...]) -> tuple[bool, tuple[str, ...]]:
        """Say whether a signed copy holds, and in which words; it touches no store."""
        report = signature.verify(body, roots)
        return report.holds, report.words

    def render(self, who: SignedIn, referral_id: UUID, *, mail: bool = False) -> RenderedReferral:
        """Return the PDF: the signed copy as it was kept, or a draft marked as one on every page."""
        need(self._store, who, May.REFERRAL_READ)
        with self._store.transaction(who) as tx:
            line = tx.referrals.get(referral_id)
            tx.note(AuditEvent.REFERRAL_READ, person=line.person_id, subject=line.id)
            found = self._as_it_stands(tx, who, line, mail=mail)
        return found if isinstance(found, RenderedReferral) else self.print_out(found)

    def _as_it_stands(
        self, tx: Transaction, who: SignedIn, line: ReferralLine, *, mail: bool
    ) -> ReferralDocument | RenderedReferral:
        if line.state is ReferralState.DRAFTED:
            return self._draft(tx, who, line)
        body = tx.referrals.document(line.id, 1, "mail" if mail else "evidence")
        with closing(Preview(body)) as opened:
            return RenderedReferral(body, hashlib.sha256(body).hexdigest(), len(opened), signed=True)


def need_draft(line: ReferralLine) -> None:
    """Require that nobody has signed it yet.

    Raises:
        ChangedMeanwhile: Somebody has; who and when.
    """
    if line.state is not ReferralState.DRAFTED:
        signed = next(step for step in line.steps if step.state is ReferralState.SIGNED)
        what = f"{signed.by} signed this referral at {show_moment(signed.at)}."
        raise ChangedMeanwhile(what, "Open the signed copy.", theirs=line)


def same_draft(tx: Transaction, desk: ReferralDesk, now: Assessment) -> ReferralLine:
    """Return the draft as it stands, after looking that nothing was written since it was read."""
    if desk.line is None:
        what = "There is no referral to sign."
        raise Refused(what, "Begin it first.", kept="The assessment is kept.")
    line = tx.referrals.get(desk.line.id)
    need_draft(line)
    if line.version != desk.line.version or _written(now) != _written(desk.assessment):
        by = max(_written(now), key=lambda one: one[2], default=None)
        last = f" The newest entry is by {by[3]}, {show_moment(by[2])}." if by else ""
        what = f"The referral was changed after you read it.{last}"
        raise ChangedMeanwhile(what, "Read it again, then sign.", theirs=line)
    return line


def _written(assessment: Assessment) -> frozenset[tuple[UUID, int, datetime, str]]:
    """Return which version of each entry an assessment holds, with when and by whom it was written."""
    return frozenset((entry.id, entry.version, entry.written_at, entry.by) for entry in _heads(assessment))


def _heads(assessment: Assessment) -> Iterator[Head]:
    for entries in (
        assessment.answers.values(),
        assessment.accounts,
        assessment.injuries,
        assessment.looks.values(),
        assessment.photographs,
    ):
        yield from (entry.head for entry in entries)
    if assessment.consent is not None:
        yield assessment.consent.head
