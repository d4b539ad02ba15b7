"""A council's lists looked at and applied, and the entries they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from aande_alert.domain.imports import SecondPerson
from aande_alert.domain.staff import Role
from tests.builders import CALDERDALE, PASSWORD, a_list, a_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aande_alert.domain.imports import ImportPreview, ListFile, RegisterImport
    from aande_alert.domain.plans import RegisterEntry
    from tests.services.ward import Ward


def preview(ward: Ward, file: ListFile) -> ImportPreview:
    """Look at a list without applying it."""
    return ward.services.registers.preview(ward.safeguarding, file)


def apply(ward: Ward, file: ListFile, **different: Any) -> RegisterImport:
    """Apply a list as it was just looked at; `different` replaces what is told with it."""
    told: dict[str, Any] = {"preview_digest": preview(ward, file).digest, "write_id": uuid4(), **different}
    return ward.services.registers.apply(ward.safeguarding, file, **told).value


def second(ward: Ward, role: Role = Role.ADMINISTRATOR) -> SecondPerson:
    """Return a second person, who signs beside the first."""
    return SecondPerson(ward.of_role(role).staff.login, PASSWORD)


def entries(ward: Ward) -> tuple[RegisterEntry, ...]:
    """Return every entry of the council, ended ones too."""
    with ward.store.reading() as tx:
        return tx.registers.entries(CALDERDALE.code, None, open_only=False)


def running(ward: Ward) -> int:
    """Count the entries of the council that have not ended."""
    with ward.store.reading() as tx:
        return len(tx.registers.entries(CALDERDALE.code, None, open_only=True))


def many(count: int, **different: str) -> list[str]:
    """Return rows of different children."""
    return [a_row(f"K{place}", forename=f"Child{place}", **different) for place in range(count)]


def later(ward: Ward, rows: Sequence[str], days: int = 1, **different: Any) -> ListFile:
    """Return the whole list of a later day, on which the clock now stands."""
    ward.clock.move(days=days)
    return a_list(*rows, list_date=ward.clock().date(), **different)
