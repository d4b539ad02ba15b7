"""Referrals: what is missing, the document, the signature, and every move until it is closed."""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from aande_alert.documents import referral as document_maker
from aande_alert.documents import signature
from aande_alert.documents.preview import Preview
from aande_alert.documents.read_back import read_back
from aande_alert.domain.attendance import SafeguardingStep
from aande_alert.domain.changes import Outcome, Topic
from aande_alert.domain.errors import ChangedMeanwhile, Refused
from aande_alert.domain.plans import OnPlan, PlanEnded
from aande_alert.domain.referral import (
    ReferralDocument,
    ReferralLine,
    ReferralState,
    ReferralStep,
    RenderedReferral,
)
from aande_alert.domain.wording import local, show_moment
from aande_alert.rules.readiness import can_be_signed, readiness
from aande_alert.rules.wording_help import wording_help
from aande_alert.security.access import May
from aande_alert.security.audit import AuditEvent
from aande_alert.services.assessing import read_assessment
from aande_alert.services.checking import check_person
from aande_alert.services.family import relations_of
from aande_alert.services.gathering import Answers
from aande_alert.services.hospital import hospital_of
from aande_alert.services.permission import need
from aande_alert.services.prompts import body_regions
from aande_alert.services.referral_document import Draft, make_document
from aande_alert.services.referral_facts import facts_of
from aande_alert.services.signing import credentials_of

if TYPE_CHECKING:
    from aande_alert.documents.signature import Credentials
    from aande_alert.domain.assessment import Question
    from aande_alert.persistence.store import Store, Transaction
    from aande_alert.rules.content import Content
    from aande_alert.rules.readiness import ReadinessLine
    from aande_alert.rules.wording_help import WordHelp
    from aande_alert.security.access import SignedIn
    from aande_alert.services.sign_in import SignIn

_CHANGED = frozenset({Topic.REFERRALS, Topic.ARRIVALS})
_HELPED = ("analysis.worried", "analysis.why_now", "analysis.wanted", "analysis.opinion", "family.social")
_NEXT = {
    ReferralState.SENT: (ReferralState.SIGNED, AuditEvent.REFERRAL_SENT),
    ReferralState.RECEIVED: (ReferralState.SENT, AuditEvent.REFERRAL_RECEIVED),
    ReferralState.DECISION: (ReferralState.RECEIVED, AuditEvent.REFERRAL_DECIDED),
    ReferralState.CLOSED: (ReferralState.DECISION, AuditEvent.REFERRAL_CLOSED),
}


class Referrals:
    """One referral for one attendance, followed until somebody closes it."""

    def __init__(
        self, store: Store, content: Content, questions: tuple[Question, ...], sign_in: SignIn
    ) -> None:
        self._store = store
        self._content = content
        self._questions = questions
        self._sign_in = sign_in

    def readiness(self, who: SignedIn, attendance_id: UUID) -> tuple[ReadinessLine, ...]:
        """Return what is missing first, then every section as it stands."""
        need(self._store, who, May.REFERRAL_READ)
        with self._store.reading() as tx:
            return self._readiness(tx, attendance_id)

    def _readiness(self, tx: Transaction, attendance_id: UUID) -> tuple[ReadinessLine, ...]:
        assessment = read_assessment(tx, attendance_id, self._questions, self._content)
        relations = relations_of(tx, assessment.person.id)
        return readiness(facts_of(assessment, relations, body_regions()), self._content)

    def wording(self, who: SignedIn, attendance_id: UUID) -> tuple[tuple[str, WordHelp], ...]:
        """Return where help with words is offered: the question and the place in its answer."""
        need(self._store, who, May.REFERRAL_READ)
        with self._store.reading() as tx:
            answers = Answers.of(read_assessment(tx, attendance_id, self._questions, self._content))
        return tuple(
            (question, help_)
            for question in _HELPED
            for help_ in wording_help(answers.words(question), self._content)
        )

    def draft(self, who: SignedIn, attendance_id: UUID, write_id: UUID) -> Outcome[ReferralLine]:
        """Begin the referral of an attendance; asked again, the same one is returned."""
        need(self._store, who, May.REFERRAL_WRITE)
        with self._store.transaction(who) as tx:
            visit = tx.attendances.get(attendance_id)
            person_id = tx.people.surviving(visit.person_id)
            for line in tx.referrals.of_person(person_id):
                if line.attendance_id == attendance_id:
                    return Outcome(line, _CHANGED)
            hospital = hospital_of(tx)
            step = ReferralStep(ReferralState.DRAFTED, tx.now, who.staff.name, "Begun")
            due = tx.now + timedelta(hours=hospital.written_within_hours)
            line = ReferralLine(
                id=uuid5(write_id, "referral"),
                reference=tx.referrals.next_reference(hospital.prefix, local(tx.now).year),
                attendance_id=attendance_id,
                person_id=person_id,
                council=self._council(tx, person_id),
                state=ReferralState.DRAFTED,
                steps=(step,),
                due_at=due,
                due_words=f"Written referral due by {show_moment(due)}",
            )
            tx.referrals.add(line)
            tx.note(AuditEvent.REFERRAL_DRAFTED, person=person_id, subject=line.id)
        return Outcome(line, _CHANGED)

    def _council(self, tx: Transaction, person_id: UUID) -> str:
        """Choose the council that lists the child; else the first, which the writer can change."""
        check = check_person(tx, tx.people.get(person_id), self._content)
        for status in check.statuses:
            if isinstance(status, OnPlan | PlanEnded):
                return status.council
        councils = tx.registers.councils()
        if not councils:
            what = "No council is set up here, so a referral has nowhere to go."
            raise Refused(what, "Ask an administrator to add the council.", kept="The assessment is kept.")
        return councils[0].code

    def address_to(self, who: SignedIn, referral_id: UUID, council: str) -> Outcome[ReferralLine]:
        """Send a draft to another council.

        Raises:
            Refused: It is signed already.
        """
        need(self._store, who, May.REFERRAL_WRITE)
        with self._store.transaction(who) as tx:
            line = tx.referrals.get(referral_id)
            _need_draft(line)
            kept = tx.referrals.update(replace(line, council=tx.registers.council(council).code))
        return Outcome(kept, _CHANGED)

    def document(self, who: SignedIn, referral_id: UUID) -> ReferralDocument:
        """Gather what the referral would print now."""
        need(self._store, who, May.REFERRAL_READ)
        with self._store.transaction(who) as tx:
            line = tx.referrals.get(referral_id)
            made = make_document(tx, self._as_draft(tx, who, line), self._questions, self._content)
            tx.note(AuditEvent.REFERRAL_READ, person=line.person_id, subject=line.id)
        return made

    def _as_draft(self, tx: Transaction, who: SignedIn, line: ReferralLine) -> Draft:
        return Draft(
            line, who, mail=True, lines=self._readiness(tx, line.attendance_id), demo=self._store.demo
        )

    def render(self, who: SignedIn, referral_id: UUID, *, mail: bool = False) -> RenderedReferral:
        """Return the PDF: the signed copy as it was kept, or a draft marked as one on every page."""
        need(self._store, who, May.REFERRAL_READ)
        with self._store.transaction(who) as tx:
            line = tx.referrals.get(referral_id)
            tx.note(AuditEvent.REFERRAL_READ, person=line.person_id, subject=line.id)
            if line.state is not ReferralState.DRAFTED:
                return _kept(tx, line.id, "mail" if mail else "evidence")
            made = make_document(tx, self._as_draft(tx, who, line), self._questions, self._content)
        return document_maker.render(made, mail=True)

    def sign(
        self, who: SignedIn, referral_id: UUID, password: str, *, interim: bool = False
    ) -> Outcome[RenderedReferral]:
        """Sign a referral with the password again; both copies are kept as signed.

        Args:
            who: Who signs.
            referral_id: The draft.
            password: Theirs, typed again.
            interim: Sign although something is missing: every page then says so and names it.

        Raises:
            Refused: Something is missing, the password is wrong, it is signed already, or the text read
                back from the PDF is not what was written.
        """
        need(self._store, who, May.REFERRAL_SIGN)
        self._sign_in.confirm(who, password)
        with self._store.transaction(who) as tx:
            line = tx.referrals.get(referral_id)
            _need_draft(line)
            lines = self._readiness(tx, line.attendance_id)
            if not can_be_signed(lines) and not interim:
                what = "Something a referral needs is missing, so it is not signed."
                do = "Fill in what is listed, give a reason, or sign it as urgent interim."
                raise Refused(what, do, kept="The draft is kept.")
            credentials = credentials_of(tx)
            whole = Draft(line, who, draft=False, lines=lines, demo=self._store.demo)
            evidence = self._signed_copy(tx, whole, credentials)
            mail = self._signed_copy(tx, replace(whole, mail=True), credentials)
            tx.referrals.put_document(line.id, 1, evidence.body, evidence.sha256, "evidence")
            tx.referrals.put_document(line.id, 1, mail.body, mail.sha256, "mail")
            _move(tx, line, who, ReferralState.SIGNED, "Signed as urgent interim" if interim else "Signed")
            tx.note(
                AuditEvent.REFERRAL_SIGNED, person=line.person_id, subject=line.id, sha256=evidence.sha256
            )
            self._step_to_referred(tx, line)
        return Outcome(evidence, _CHANGED)

    def _signed_copy(self, tx: Transaction, draft: Draft, credentials: Credentials) -> RenderedReferral:
        made = make_document(tx, draft, self._questions, self._content)
        rendered = document_maker.render(made, mail=draft.mail)
        checked = read_back(made, rendered.body, pages=rendered.pages, mail=draft.mail)
        checked.refuse_problems()
        body = signature.sign(rendered.body, credentials, tx.now, read_back=checked)
        return RenderedReferral(body, hashlib.sha256(body).hexdigest(), rendered.pages, signed=True)

    def _step_to_referred(self, tx: Transaction, line: ReferralLine) -> None:
        visit = tx.attendances.get(line.attendance_id)
        tx.attendances.update(replace(visit, step=SafeguardingStep.REFERRED))

    def telephoned(self, who: SignedIn, referral_id: UUID, words: str) -> Outcome[ReferralLine]:
        """Record a call to the council: to whom, and what was said. It moves no state."""
        need(self._store, who, May.REFERRAL_FOLLOW)
        _need_words(words, "Say whom you spoke to and what was said.")
        with self._store.transaction(who) as tx:
            line = tx.referrals.get(referral_id)
            step = ReferralStep(line.state, tx.now, who.staff.name, f"Telephoned: {words.strip()}")
            kept = tx.referrals.update(replace(line, steps=(*line.steps, step)))
            tx.note(AuditEvent.REFERRAL_TELEPHONED, person=line.person_id, subject=line.id)
        return Outcome(kept, _CHANGED)

    def sent(self, who: SignedIn, referral_id: UUID, how: str, to: str) -> Outcome[ReferralLine]:
        """Record how the signed copy was sent and to whom; sent is not received."""
        _need_words(how and to, "Say how it was sent and to whom.")
        return self._step(who, referral_id, ReferralState.SENT, f"{how} to {to}")

    def received(self, who: SignedIn, referral_id: UUID, by_whom: str) -> Outcome[ReferralLine]:
        """Record who at the council acknowledged it."""
        _need_words(by_whom, "Say who acknowledged it.")
        return self._step(who, referral_id, ReferralState.RECEIVED, f"Acknowledged by {by_whom}")

    def decided(self, who: SignedIn, referral_id: UUID, decision: str) -> Outcome[ReferralLine]:
        """Record what the council decided."""
        _need_words(decision, "Say what was decided, and by whom.")
        return self._step(who, referral_id, ReferralState.DECISION, decision)

    def closed(self, who: SignedIn, referral_id: UUID, outcome: str) -> Outcome[ReferralLine]:
        """Close a referral with its outcome; it cannot be closed empty."""
        _need_words(outcome, "Say what came of it for the child.")
        return self._step(who, referral_id, ReferralState.CLOSED, outcome)

    def _step(
        self, who: SignedIn, referral_id: UUID, state: ReferralState, words: str
    ) -> Outcome[ReferralLine]:
        need(self._store, who, May.REFERRAL_FOLLOW)
        before, event = _NEXT[state]
        with self._store.transaction(who) as tx:
            line = tx.referrals.get(referral_id)
            if line.state is not before:
                now = line.state.words.lower()
                what = f"The referral is {now}, so it cannot become {state.words.lower()} now."
                raise ChangedMeanwhile(what, "Look at its steps.", theirs=line)
            kept = _move(tx, line, who, state, words.strip())
            tx.note(event, person=line.person_id, subject=line.id)
        return Outcome(kept, _CHANGED)

    def of_person(self, who: SignedIn, person_id: UUID) -> tuple[ReferralLine, ...]:
        """Return a child's referrals, newest first."""
        need(self._store, who, May.REFERRAL_READ)
        with self._store.reading() as tx:
            return tuple(tx.referrals.of_person(tx.people.surviving(person_id)))

    def open(self, who: SignedIn) -> tuple[ReferralLine, ...]:
        """Return every referral that is not closed, due first."""
        need(self._store, who, May.REFERRAL_READ)
        with self._store.reading() as tx:
            return tuple(tx.referrals.open())


def _kept(tx: Transaction, referral_id: UUID, kind: str) -> RenderedReferral:
    body = tx.referrals.document(referral_id, 1, kind)
    with closing(Preview(body)) as opened:
        return RenderedReferral(body, hashlib.sha256(body).hexdigest(), len(opened), signed=True)


def _need_draft(line: ReferralLine) -> None:
    if line.state is not ReferralState.DRAFTED:
        signed = next(step for step in line.steps if step.state is ReferralState.SIGNED)
        what = f"{signed.by} signed this referral at {show_moment(signed.at)}."
        raise ChangedMeanwhile(what, "Open the signed copy.", theirs=line)


def _need_words(words: str, do: str) -> None:
    if not words.strip():
        what = "That step needs words."
        raise Refused(what, do, kept="The referral is as it was.")


def _move(
    tx: Transaction, line: ReferralLine, who: SignedIn, state: ReferralState, words: str
) -> ReferralLine:
    step = ReferralStep(state, tx.now, who.staff.name, words)
    kept: ReferralLine = tx.referrals.update(replace(line, state=state, steps=(*line.steps, step)))
    return kept
