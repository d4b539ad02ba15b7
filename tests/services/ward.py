"""A department to test in: two councils with lists of this morning, staff, and short ways to say things."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from aande_alert.domain.imports import ActiveCounts, RegisterImport
from aande_alert.domain.register_lists import RowCounts
from aande_alert.domain.staff import Role
from aande_alert.rules.matching import MatchIdentity, keys
from aande_alert.security.access import SignedIn
from aande_alert.services.bundle import make_services
from tests.builders import AIREBOROUGH, CALDERDALE, a_member, an_arrival, an_attendance

if TYPE_CHECKING:
    from aande_alert.domain.attendance import Attendance
    from aande_alert.domain.board import ArrivalLine, ManualArrival
    from aande_alert.domain.people import Person
    from aande_alert.domain.plans import Council, ProtectionCheck, RegisterEntry
    from aande_alert.persistence.store import Store, Transaction
    from aande_alert.rules.content import Content
    from aande_alert.services.bundle import Services
    from tests.builders import MovableClock


class Ward:
    """The department of one test."""

    def __init__(self, store: Store, clock: MovableClock, content: Content, services: Services) -> None:
        self.store = store
        self.clock = clock
        self.content = content
        self.services = services
        self._signed_in: dict[Role, SignedIn] = {}

    def with_lists(self, *councils: Council, hours_old: float = 8.0) -> Ward:
        """Load a list of each council, holding nobody yet."""
        for council in councils or (CALDERDALE, AIREBOROUGH):
            with self.store.transaction() as tx:
                tx.registers.put_council(council)
            self.list_came(council, hours_old=hours_old)
        return self

    def list_came(self, council: Council, *, hours_old: float = 0.0, **different: Any) -> RegisterImport:
        """Say that a whole list of every kind was applied."""
        as_at = self.clock() - timedelta(hours=hours_old)
        made = RegisterImport(
            id=uuid4(),
            council=council.code,
            kind=None,
            full=True,
            list_date=as_at.date(),
            as_at=as_at,
            file_name="list.csv",
            sha256=uuid4().hex,
            applied_at=self.clock(),
            applied_by="SAVILLE, Tom (Mr)",
            applied_by_id=uuid4(),
            counts=RowCounts(0, 0, 0, 0, 0),
            active=ActiveCounts(0, 0, 0, 0, 0, 0),
        )
        made = replace(made, **different)
        with self.store.transaction() as tx:
            tx.registers.add_import(made)
        return made

    def listed(self, *entries: RegisterEntry) -> RegisterEntry:
        """Put entries on the councils' lists, and return the first."""
        with self.store.transaction() as tx:
            for entry in entries:
                tx.registers.put(entry, keys(MatchIdentity.from_entry(entry)))
        return entries[0]

    def known(self, *people: Person) -> Person:
        """Put people into the store, and return the first."""
        with self.store.transaction() as tx:
            for person in people:
                tx.people.add(person, keys(MatchIdentity.from_person(person)))
        return people[0]

    def visit(self, person: Person, **different: Any) -> Attendance:
        """Open a visit for somebody who is in the store, unchecked."""
        visit = an_attendance(person, **different)
        with self.store.transaction() as tx:
            tx.attendances.add(visit)
        return visit

    def arrives(self, arrival: ManualArrival | None = None, **different: Any) -> UUID:
        """Book somebody in by hand, as the nurse."""
        told = an_arrival(**different) if arrival is None else arrival
        return self.services.arrivals.add_by_hand(self.nurse, told, uuid4()).value

    def break_rules(self, content: Content) -> None:
        """Go on with other content, such as content that is damaged."""
        from tests.services.conftest import QUICK

        self.services = make_services(self.store, self.clock, content, cost=QUICK)

    def line(self, visit_id: UUID) -> ArrivalLine:
        """Return one row of the board."""
        return next(
            line for line in self.services.arrivals.board(self.nurse).lines if line.attendance.id == visit_id
        )

    def check(self, visit_id: UUID) -> ProtectionCheck:
        """Return what the board shows for one visit."""
        return self.line(visit_id).check

    def person_of(self, visit_id: UUID) -> Person:
        """Return whose visit it is."""
        with self.store.reading() as tx:
            return tx.people.get(tx.attendances.get(visit_id).person_id)

    def person_id(self, tx: Transaction, visit_id: UUID) -> UUID:
        """Return whose visit it is, inside a transaction."""
        return tx.attendances.get(visit_id).person_id

    def of_role(self, role: Role) -> SignedIn:
        """Return somebody with an account and this role, signed in."""
        if role not in self._signed_in:
            from tests.services.conftest import the_hash

            member = a_member(role)
            with self.store.transaction() as tx:
                tx.staff.add(member, the_hash())
            self._signed_in[role] = SignedIn(member, "Triage 2", self.clock(), uuid4())
        return self._signed_in[role]

    @property
    def nurse(self) -> SignedIn:
        """Return the triage nurse, OKORO, Grace (Ms)."""
        return self.of_role(Role.TRIAGE_NURSE)

    @property
    def safeguarding(self) -> SignedIn:
        """Return the safeguarding nurse, PIKE, Joanna (Ms)."""
        return self.of_role(Role.SAFEGUARDING_NURSE)

    @property
    def administrator(self) -> SignedIn:
        """Return the administrator, SAVILLE, Tom (Mr)."""
        return self.of_role(Role.ADMINISTRATOR)

    def events(self) -> list[str]:
        """Return every event of the audit trail, oldest first."""
        with self.store.reading() as tx:
            return [line.event.value for line in reversed(tx.trail.newest(5_000))]
