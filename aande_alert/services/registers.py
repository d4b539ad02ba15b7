"""A council's list: looked at before anything is written, then applied by a named person, whole or not."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from aande_alert.domain.changes import Outcome, Topic
from aande_alert.domain.errors import Refused
from aande_alert.domain.imports import Change, ImportPreview, RegisterImport
from aande_alert.domain.plans import MatchDecision, OnPlan
from aande_alert.domain.register_lists import ListLabel, RegisterProfile
from aande_alert.domain.wording import LONDON, show_moment
from aande_alert.ingest.registers import read_list
from aande_alert.rules.matching import MatchIdentity
from aande_alert.rules.matching_keys import listed_keys
from aande_alert.security.access import PERMISSIONS, May
from aande_alert.security.audit import AuditEvent
from aande_alert.services.checking import recheck_all, register_states
from aande_alert.services.list_layout import headers_of
from aande_alert.services.looking import person_of
from aande_alert.services.permission import need
from aande_alert.services.register_changes import ListPlan, kinds_told, plan_list, runs
from aande_alert.services.register_gates import gates_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from aande_alert.domain.board import RegisterState
    from aande_alert.domain.imports import EntryChange, ListFile, SecondPerson
    from aande_alert.domain.plans import Council, RegisterEntry
    from aande_alert.domain.register_lists import ListHeader, RegisterReading
    from aande_alert.persistence.records import Clock
    from aande_alert.persistence.store import Store, Transaction
    from aande_alert.rules.content import Content
    from aande_alert.rules.matching import Weights
    from aande_alert.security.access import SignedIn
    from aande_alert.services.door import Door

_KEPT = "Nothing was changed."


class Registers:
    """The councils' lists: their age, what a new one would change, and taking it in."""

    def __init__(self, store: Store, clock: Clock, content: Content, door: Door) -> None:
        self._store = store
        self._clock = clock
        self._content = content
        self._door = door

    def states(self, who: SignedIn) -> tuple[RegisterState, ...]:
        """Return every council's list with its age."""
        need(self._store, who, May.REGISTER_READ)
        with self._store.reading() as tx:
            return register_states(tx)

    def councils(self, who: SignedIn) -> tuple[Council, ...]:
        """Return every council that sends a list, and whom to ring there."""
        need(self._store, who, May.REGISTER_READ)
        with self._store.reading() as tx:
            return tx.registers.councils()

    def keep_council(self, who: SignedIn, council: Council) -> Outcome[None]:
        """Add a council, or change whom to ring there and how old its list may be."""
        need(self._store, who, May.SETTINGS_WRITE)
        with self._store.transaction(who) as tx:
            tx.registers.put_council(council)
            tx.note(AuditEvent.COUNCIL_CHANGED, council=council.code)
        return Outcome(None, frozenset({Topic.REGISTERS, Topic.ARRIVALS}))

    def keep_profile(self, who: SignedIn, council: str, profile: RegisterProfile) -> Outcome[None]:
        """Save how a council lays its list out, so that it is mapped once."""
        need(self._store, who, May.REGISTER_IMPORT)
        with self._store.transaction(who) as tx:
            tx.registers.put_profile(tx.registers.council(council).code, profile.to_dict())
            tx.note(AuditEvent.COUNCIL_CHANGED, council=council, profile=profile.name)
        return Outcome(None, frozenset({Topic.REGISTERS}))

    def layout(self, who: SignedIn, council: str) -> RegisterProfile:
        """Return how a council lays its list out, as it was saved; the usual way where it never was."""
        need(self._store, who, May.REGISTER_READ)
        with self._store.reading() as tx:
            return _profile(tx, tx.registers.council(council))

    def headers(self, who: SignedIn, file: ListFile) -> tuple[ListHeader, ...]:
        """Return the headers of a list and what each is taken for; nothing is written.

        Raises:
            Refused: The file is no table, or has no row of headers.
        """
        need(self._store, who, May.REGISTER_IMPORT)
        return headers_of(file, file.profile or self.layout(who, file.council))

    def preview(self, who: SignedIn, file: ListFile) -> ImportPreview:
        """Read a list and say what it would change; nothing of it is written.

        Raises:
            Refused: The file cannot be read as a list, with the reason.
        """
        need(self._store, who, May.REGISTER_IMPORT)
        with self._store.transaction(who) as tx:
            reading, plan = self._plan(tx, file)
            preview = self._shown(tx, file, reading, plan)
            tx.note(
                AuditEvent.REGISTER_PREVIEWED,
                council=file.council,
                rows=reading.counts.read,
                rejected=reading.counts.rejected,
                gates=len(preview.gates),
            )
        return preview

    def apply(
        self,
        who: SignedIn,
        file: ListFile,
        preview_digest: str,
        write_id: UUID,
        *,
        second: SecondPerson | None = None,
    ) -> Outcome[RegisterImport]:
        """Take a list in: the same bytes, on the same lists, as were looked at; all of it or nothing.

        Everybody in the department is looked for again before this returns.

        Args:
            who: Who applies it.
            file: The list.
            preview_digest: Of the preview they looked at.
            write_id: Made by the client; the same twice is one.
            second: Who signs beside them, where a gate asks for it.

        Raises:
            Refused: A gate stops it, the second person is missing or not allowed, the lists have changed
                since it was looked at, or the counts do not add up.
        """
        need(self._store, who, May.REGISTER_IMPORT)
        beside = self._second_person(who, second)
        with self._store.transaction(who) as tx:
            done = next((one for one in tx.registers.imports(file.council) if one.id == write_id), None)
            if done is not None:
                return Outcome(done)
            reading, plan = self._plan(tx, file)
            preview = self._shown(tx, file, reading, plan)
            _stop(preview, preview_digest, beside)
            import_ = self._write(
                tx, who, preview, plan, write_id=write_id, as_at=self._as_at(file), beside=beside
            )
        changed = {Topic.REGISTERS, Topic.ARRIVALS, Topic.ALERTS, Topic.PEOPLE}
        return Outcome(import_, frozenset(changed))

    def history(self, who: SignedIn, council: str) -> tuple[RegisterImport, ...]:
        """Return every list of a council that was applied, newest first."""
        need(self._store, who, May.REGISTER_READ)
        with self._store.reading() as tx:
            return tx.registers.imports(council)

    def _plan(self, tx: Transaction, file: ListFile) -> tuple[RegisterReading, ListPlan]:
        council = tx.registers.council(file.council)
        profile = file.profile or _profile(tx, council)
        label = ListLabel(council.code, file.list_date, file.kind, file.full, file.declared_rows)
        self._refuse_a_list_to_come(file)
        reading = read_list(file.body, file.file_name, label, profile, self._clock())
        held = tx.registers.entries(council.code, file.kind, open_only=False)
        return reading, plan_list(reading, held)

    def _refuse_a_list_to_come(self, file: ListFile) -> None:
        """A list of later today would look fresh for longer than it is."""
        as_at = self._as_at(file)
        if file.list_time is not None and as_at > self._clock():
            what = f"The list is dated {show_moment(as_at)}, which is still to come."
            raise Refused(what, "Look at the time of the list and state it again.", kept=_KEPT)

    @staticmethod
    def _as_at(file: ListFile) -> datetime:
        at = file.list_time or time()
        return datetime.combine(file.list_date, at, LONDON).astimezone(UTC)

    def _shown(
        self, tx: Transaction, file: ListFile, reading: RegisterReading, plan: ListPlan
    ) -> ImportPreview:
        gates = gates_of(
            file, reading, plan, earlier=tx.registers.imports(file.council), alerted=_alerted_here(tx)
        )
        return ImportPreview(
            council=file.council,
            kind=file.kind,
            full=file.full,
            list_date=file.list_date,
            file_name=file.file_name,
            sha256=reading.sha256,
            digest=plan.digest,
            counts=reading.counts,
            active=plan.active,
            changes=plan.told(),
            unchanged=plan.count(Change.UNCHANGED),
            problems=reading.problems,
            columns=dict(reading.columns),
            unknown_columns=reading.unknown_columns,
            by_kind=kinds_told(plan),
            without_number=sum(row.nhs is None for row in reading.rows),
            gates=gates,
        )

    def _second_person(self, who: SignedIn, second: SecondPerson | None) -> str:
        """Return the second person as printed; empty where there is none.

        Raises:
            Refused: The password is not right, it is the same person, or their role does not allow it.
        """
        if second is None:
            return ""
        member = self._door.prove(second.login, second.password, workstation=who.workstation)
        if member.id == who.staff.id:
            what = "The second person is the same person."
            raise Refused(
                what, "Ask a colleague who may import lists to sign with their own name.", kept=_KEPT
            )
        if May.REGISTER_IMPORT not in PERMISSIONS[member.role]:
            what = f"The role of the second person, {member.role.words.lower()}, does not allow this."
            raise Refused(what, "Ask a colleague who may import lists.", kept=_KEPT)
        return member.name

    def _write(  # noqa: PLR0913 - everything that is kept of an import
        self,
        tx: Transaction,
        who: SignedIn,
        preview: ImportPreview,
        plan: ListPlan,
        *,
        write_id: UUID,
        as_at: datetime,
        beside: str,
    ) -> RegisterImport:
        linked = _put(tx, plan.changes, self._content.matching)
        _require_that_it_adds_up(tx, preview)
        here = tx.attendances.here(tx.now)
        import_ = RegisterImport(
            id=write_id,
            council=preview.council,
            kind=preview.kind,
            full=preview.full,
            list_date=preview.list_date,
            as_at=as_at,
            file_name=preview.file_name,
            sha256=preview.sha256,
            applied_at=tx.now,
            applied_by=who.staff.name,
            applied_by_id=who.staff.id,
            counts=preview.counts,
            active=preview.active,
            changed=plan.count(Change.CHANGED),
            unchanged=preview.unchanged,
            linked=linked,
            rechecked=len(here),
            without_number=preview.without_number,
            confirmed_by=beside,
            gates=tuple(gate.code for gate in preview.gates),
        )
        tx.registers.add_import(import_)
        recheck_all(tx, self._content)
        tx.note(
            AuditEvent.REGISTER_APPLIED,
            subject=import_.id,
            council=preview.council,
            rows=preview.counts.read,
            before=preview.active.before,
            after=preview.active.after,
            rechecked=len(here),
            second=beside,
        )
        return import_


def _profile(tx: Transaction, council: Council) -> RegisterProfile:
    kept = tx.registers.profile(council.code)
    return RegisterProfile(council.name) if kept is None else RegisterProfile.from_dict(kept)


def _stop(preview: ImportPreview, digest: str, beside: str) -> None:
    for gate in preview.gates:
        if gate.effect.value == "refuses":
            raise Refused(gate.words, gate.do, kept="Nothing was applied; every alert stands as it was.")
    if preview.digest != digest:
        what = "The list or what it would change is not what you looked at."
        raise Refused(what, "Look at the preview again.", kept="Nothing was applied.")
    if preview.needs_second_person and not beside:
        words = " ".join(gate.words for gate in preview.gates)
        raise Refused(words, preview.gates[0].do, kept="Nothing was applied; every alert stands as it was.")


def _alerted_here(tx: Transaction) -> frozenset[UUID]:
    """Return the entries behind an alert of somebody in the department now."""
    visits = tx.attendances.here(tx.now)
    checks = tx.checks.of(tuple(visit.id for visit in visits))
    return frozenset(
        status.entry_id
        for check in checks.values()
        for status in check.statuses
        if isinstance(status, OnPlan)
    )


def _put(tx: Transaction, changes: Iterable[EntryChange], weights: Weights) -> int:
    """Write every entry, and link those whose number and birth agree with one record here."""
    linked = 0
    for line in changes:
        entry = line.entry
        tx.registers.put(entry, listed_keys(MatchIdentity.from_entry(entry)))
        settled = line.change is Change.UNCHANGED and entry.person_id is not None
        if settled or _was_decided(tx, entry):
            continue
        person = person_of(tx, entry, weights)
        if person != entry.person_id:
            tx.registers.link(entry.id, person)
            linked += person is not None
    return linked


def _was_decided(tx: Transaction, entry: RegisterEntry) -> bool:
    """Say whether a person linked the entry to the record; a list never undoes that."""
    if entry.person_id is None:
        return False
    said = [one.decision for one in tx.checks.decisions_of(entry.person_id) if one.entry_id == entry.id]
    return MatchDecision.SAME in said


def _require_that_it_adds_up(tx: Transaction, preview: ImportPreview) -> None:
    """Count the plans that run, anew from the store; a list that does not add up is not applied.

    Raises:
        Refused: It does not; the transaction is undone.
    """
    held = tx.registers.entries(preview.council, preview.kind, open_only=False)
    after = sum(runs(entry, preview.list_date) for entry in held)
    if after != preview.active.after or not preview.active.add_up or not preview.counts.add_up:
        what = f"The counts of this list do not add up: {preview.active.after} plans told, {after} found."
        raise Refused(what, "Report this with the file's name.", kept="Nothing was applied.")
