"""Setting the hospital up as an administrator would: accounts, councils, feeds, names and places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from aande_alert.demo.clock import DemoClock
from aande_alert.demo.feed import ARRIVALS, BIRTHS, GP
from aande_alert.demo.lists import COUNCILS, PROFILES
from aande_alert.demo.names import town
from aande_alert.domain.plans import Council
from aande_alert.domain.staff import Role, StaffMember
from aande_alert.security.access import SignedIn
from aande_alert.services.bundle import Services

PASSWORD: Final = "calder vale 2026"  # noqa: S105 - of every demo account, shown on the sign-in page of a demo store
DEMO: Final = UUID("d3e0a5b2-58c1-4f1e-9d2b-0d7a1f0c9990")

_FEEDS: Final = (
    (ARRIVALS, "Arrivals", timedelta(hours=3)),
    (BIRTHS, "Births and merges", timedelta(hours=6)),
    (GP, "GP, out-of-hours", timedelta(minutes=40)),
)


def _member(
    login: str, name: str, initials: str, role: Role, *, post: str = "", bleep: str = ""
) -> StaffMember:
    return StaffMember(uuid5(DEMO, f"staff|{login}"), login, name, initials, role, post, bleep)


_ADMINISTRATOR: Final = _member(
    "admin", "SAVILLE, Tom (Mr)", "TS", Role.ADMINISTRATOR, post="Systems administrator"
)
STAFF: Final = (
    _member("okoro", "OKORO, Grace (Ms)", "GO", Role.TRIAGE_NURSE, post="Triage nurse"),
    _member("bartle", "BARTLE, Siobhan (Ms)", "SB", Role.TRIAGE_NURSE, post="Paediatric nurse"),
    _member("pickles", "PICKLES, Joan (Mrs)", "JP", Role.TRIAGE_NURSE, post="Senior sister"),
    _member("hughes", "HUGHES, Bethan (Ms)", "BH", Role.TRIAGE_NURSE, post="Play specialist"),
    _member("bhatt", "BHATT, Rohan (Dr)", "RB", Role.CLINICIAN, post="Paediatric registrar", bleep="2214"),
    _member(
        "ellerby", "ELLERBY, Joanne (Dr)", "JE", Role.CLINICIAN, post="Consultant paediatrician", bleep="2201"
    ),
    _member("trembath", "TREMBATH, Lisa (Mrs)", "LT", Role.SAFEGUARDING_NURSE, post="Safeguarding nurse"),
    _member("auditor", "LUND, Livia (Ms)", "LL", Role.AUDITOR, post="Information governance"),
)
_WORKSTATIONS: Final = {
    "okoro": "Triage 2", "bartle": "Paediatric ED", "pickles": "Majors", "hughes": "Paediatric ED",
    "bhatt": "Paediatric ED", "ellerby": "Paediatric ED", "trembath": "Safeguarding office",
}  # fmt: skip


@dataclass(slots=True)
class Hands:
    """Those who work in the demo hospital while it is made.

    Attributes:
        services: Every use case, on the store that is being made.
        clock: Moved by whoever makes the hospital.
        admin: The administrator, signed in.
    """

    services: Services
    clock: DemoClock
    admin: SignedIn
    _signed_in: dict[str, SignedIn]
    _written: int = 0

    def of(self, login: str) -> SignedIn:
        """Return somebody signed in; the first time they sign in with their password."""
        if login not in self._signed_in:
            place = _WORKSTATIONS[login]
            self._signed_in[login] = self.services.sign_in.sign_in(login, PASSWORD, place).value
        return self._signed_in[login]

    def write_id(self) -> UUID:
        """Return the id of the next write, the same in every making."""
        self._written += 1
        return uuid5(DEMO, f"write|{self._written}")


def set_up(services: Services, clock: DemoClock) -> Hands:
    """Set an empty demo store up, and return who works in it.

    Args:
        services: On a new store marked as a demonstration.
        clock: Stands at the first moment.
    """
    administration = services.administration
    administration.first_administrator(_ADMINISTRATOR, PASSWORD)
    admin = services.sign_in.sign_in(_ADMINISTRATOR.login, PASSWORD, "Safeguarding office").value
    for member in STAFF:
        administration.add_staff(admin, member, PASSWORD)
    told: dict[str, Any] = town().read["hospital"]
    hospital = {
        "name": told["name"],
        "department": told["department"],
        "trust": told["trust"],
        "site": told["code"],
        "phone": "0113 496 0100",
        "prefix": told["referral_prefix"],
        "registrar_bleep": told["registrar_bleep"],
        "written_within_hours": 24,
        "records_since": told["first_day"].isoformat(),
    }
    administration.choose(admin, "hospital", hospital)
    administration.choose(admin, "workstations", told["workstations"])
    administration.choose(admin, "first_day", told["first_day"].isoformat())
    services.signing.set_up_demo(admin)
    for feed, name, every in _FEEDS:
        services.intake.keep_feed(admin, feed, name, every)
    for code, council in COUNCILS.items():
        services.registers.keep_council(admin, council)
        services.registers.keep_profile(admin, code, PROFILES[code])
    return Hands(services, clock, admin, {})


def keep_limits(hands: Hands, limit: timedelta | None) -> None:
    """Say how old the councils' lists may be: in the years before they came daily, or as today.

    Args:
        hands: Those who work here.
        limit: For every council; `None` for what each has promised today.
    """
    for council in COUNCILS.values():
        kept = council if limit is None else _with_limit(council, limit)
        hands.services.registers.keep_council(hands.admin, kept)


def _with_limit(council: Council, limit: timedelta) -> Council:
    return Council(
        council.code, council.name, council.day_phone, council.night_phone, council.day_hours, limit
    )
