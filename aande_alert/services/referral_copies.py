"""A referral as paper: signed, kept; no copy leaves the store without a line of the trail."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid5

from aande_alert.documents import signature
from aande_alert.documents.read_back import read_back
from aande_alert.domain.attendance import SafeguardingStep
from aande_alert.domain.changes import Outcome, Topic
from aande_alert.domain.errors import Refused
from aande_alert.domain.referral import ReferralState, ReferralStep, RenderedReferral
from aande_alert.persistence.durable import durable_write
from aande_alert.rules.readiness import can_be_signed
from aande_alert.security.access import May
from aande_alert.security.audit import AuditEvent
from aande_alert.services.permission import need
from aande_alert.services.referral_desk import ReferralDesk, ReferralReading, need_draft, same_draft
from aande_alert.services.referral_document import Draft, make_document
from aande_alert.services.signing import credentials_of

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from aande_alert.documents.signature import Credentials
    from aande_alert.domain.referral import ReferralDocument, ReferralLine
    from aande_alert.persistence.store import Transaction
    from aande_alert.security.access import SignedIn

CHANGED = frozenset({Topic.REFERRALS, Topic.ARRIVALS})


@dataclass(frozen=True, slots=True, repr=False)
class ToSign:
    """A referral whose signer has proved who they are; its copies are still to be made."""

    line: ReferralLine
    evidence: ReferralDocument
    mail: ReferralDocument
    credentials: Credentials
    interim: bool

    def __repr__(self) -> str:
        return f"ToSign({self.line.reference}, withheld)"


@dataclass(frozen=True, slots=True, repr=False)
class SignedCopies:
    """Both copies of a referral, signed and not yet kept."""

    asked: ToSign
    evidence: RenderedReferral
    mail: RenderedReferral

    def __repr__(self) -> str:
        return f"SignedCopies({self.asked.line.reference}, withheld)"


class ReferralCopies(ReferralReading):
    """Signing a referral, and copies that leave."""

    # ------------------------------------------------------------ signing, in three parts

    def ask_to_sign(
        self, who: SignedIn, desk: ReferralDesk, password: str, *, interim: bool = False
    ) -> ToSign:
        """Prove who signs, and gather what is signed: exactly what was read.

        Args:
            who: Who signs.
            desk: What was on the screen.
            password: Theirs, typed again.
            interim: Sign although something is missing: every page then says so and names it.

        Raises:
            Refused: Something is missing, the password is wrong, or it is signed already.
            ChangedMeanwhile: Something was written after the screen was read.
            Unavailable: The hospital has nothing to sign with.
        """
        need(self._store, who, May.REFERRAL_SIGN)
        self._sign_in.confirm(who, password)
        with self._store.transaction(who) as tx:
            assessment = self._assessment(tx, desk.assessment.attendance.id)
            line = same_draft(tx, desk, assessment)
            lines = self._lines(tx, assessment)
            whole = can_be_signed(lines)
            if not whole and not interim:
                what = "Something a referral needs is missing, so it is not signed."
                do = "Fill in what is listed, give a reason, or sign it as urgent interim."
                raise Refused(what, do, kept="The draft is kept.")
            credentials = credentials_of(tx)
            wanted = Draft(line, who, draft=False, lines=lines, demo=self._store.demo)
            evidence = make_document(tx, wanted, self._questions, self._content)
        mail = replace(evidence, document_id=uuid5(line.id, "1 mail"))
        return ToSign(line, evidence, mail, credentials, interim=not whole)

    def make_copies(self, asked: ToSign) -> SignedCopies:
        """Set both copies, read them back and sign them; it touches no store.

        Raises:
            Refused: The text read back is not what was written, or the certificate cannot be used.
        """
        evidence = self._signed(asked.evidence, asked.credentials, mail=False)
        return SignedCopies(asked, evidence, self._signed(asked.mail, asked.credentials, mail=True))

    def _signed(
        self, document: ReferralDocument, credentials: Credentials, *, mail: bool
    ) -> RenderedReferral:
        rendered = self.print_out(document, mail=mail)
        checked = read_back(document, rendered.body, pages=rendered.pages, mail=mail)
        checked.refuse_problems()
        body = signature.sign(rendered.body, credentials, document.made_at, read_back=checked)
        return RenderedReferral(body, hashlib.sha256(body).hexdigest(), rendered.pages, signed=True)

    def keep(self, who: SignedIn, copies: SignedCopies) -> Outcome[RenderedReferral]:
        """Keep both copies as signed; nothing of them changes afterwards.

        Raises:
            ChangedMeanwhile: Somebody else signed it first, or sent it elsewhere.
        """
        need(self._store, who, May.REFERRAL_SIGN)
        asked = copies.asked
        with self._store.transaction(who) as tx:
            line = tx.referrals.get(asked.line.id)
            need_draft(line)
            for kind, copy in (("evidence", copies.evidence), ("mail", copies.mail)):
                tx.referrals.put_document(line.id, 1, copy.body, copy.sha256, kind)
            words = "Signed as urgent interim" if asked.interim else "Signed"
            step = ReferralStep(ReferralState.SIGNED, tx.now, who.staff.name, words)
            tx.referrals.update(replace(asked.line, state=ReferralState.SIGNED, steps=(*line.steps, step)))
            sha256 = copies.evidence.sha256
            tx.note(AuditEvent.REFERRAL_SIGNED, person=line.person_id, subject=line.id, sha256=sha256)
            _note_photographs(tx, line, asked.evidence)
            visit = tx.attendances.get(line.attendance_id)
            tx.attendances.update(replace(visit, step=SafeguardingStep.REFERRED))
        return Outcome(copies.evidence, CHANGED)

    def sign(
        self, who: SignedIn, referral_id: UUID, password: str, *, interim: bool = False
    ) -> Outcome[RenderedReferral]:
        """Sign a referral as it stands now, with the password again; all three parts in one.

        Raises:
            Refused: Something is missing, the password is wrong, it is signed already, or the text read
                back from the PDF is not what was written.
        """
        need(self._store, who, May.REFERRAL_SIGN)
        with self._store.reading() as tx:
            line = tx.referrals.get(referral_id)
            desk = ReferralDesk(tx.now, self._assessment(tx, line.attendance_id), line)
        return self.keep(who, self.make_copies(self.ask_to_sign(who, desk, password, interim=interim)))

    # ------------------------------------------------------------ leaving the store

    def leaving(
        self, who: SignedIn, referral_id: UUID, *, mail: bool, reason: str, printed: bool = False
    ) -> ReferralDocument | RenderedReferral:
        """Write down that a copy leaves the store, and why; hand back what it is made from.

        Args:
            who: Who takes it.
            referral_id: Which referral.
            mail: The mail copy, with reduced photographs; otherwise the evidence copy.
            reason: What for.
            printed: It leaves on paper.

        Raises:
            Refused: No reason was given, or their role does not allow it.
        """
        need(self._store, who, May.REFERRAL_WRITE)
        need_words(
            reason, "Say what the copy is for.", what="Taking a copy out of the program needs a reason."
        )
        with self._store.transaction(who) as tx:
            line = tx.referrals.get(referral_id)
            found = self._as_it_stands(tx, who, line, mail=mail)
            event = AuditEvent.REFERRAL_PRINTED if printed else AuditEvent.REFERRAL_EXPORTED
            tx.note(
                event, person=line.person_id, subject=line.id, copy="mail" if mail else "evidence",
                state=line.state.value, why=reason.strip()[:200],
            )  # fmt: skip
            _note_photographs(tx, line, found)
        return found

    def export(self, who: SignedIn, referral_id: UUID, *, mail: bool, reason: str) -> bytes:
        """Return a copy that leaves the store; that it did, and why, is in the trail.

        Raises:
            Refused: No reason was given, or their role does not allow it.
        """
        found = self.leaving(who, referral_id, mail=mail, reason=reason)
        return self.body_of(found)

    def body_of(self, found: ReferralDocument | RenderedReferral) -> bytes:
        """Return the PDF of what leaves; a draft is set first. It touches no store."""
        return (found if isinstance(found, RenderedReferral) else self.print_out(found)).body

    @staticmethod
    def save_copy(path: Path, body: bytes) -> None:
        """Write a copy that has left the store to a file, whole or not at all.

        Raises:
            Unavailable: The disk is full, or the folder is not there or may not be written.
        """
        durable_write(path, body)


def need_words(words: str, do: str, *, what: str = "That step needs words.") -> None:
    """Require that something was written.

    Raises:
        Refused: Nothing was.
    """
    if not words.strip():
        raise Refused(what, do, kept="The referral is as it was.")


def _note_photographs(
    tx: Transaction, line: ReferralLine, printed: ReferralDocument | RenderedReferral
) -> None:
    """Write a custody line for each photograph that a copy carries."""
    if isinstance(printed, RenderedReferral):
        ids = [entry.head.id for entry in tx.entries.newest(line.attendance_id, "photograph")]
    else:
        ids = [photo.entry.head.id for photo in printed.photographs]
    for photo_id in ids:
        tx.note(AuditEvent.PHOTOGRAPH_PRINTED, person=line.person_id, subject=photo_id)
