"""Saves a child, a visit, an account, a photograph and their audit lines, until it is stopped.

`python -m tests.faults.saving FOLDER COUNT` prints one line after each commit: what was acknowledged must be
there afterwards, whatever stopped the program.
"""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import UUID, uuid5

from aande_alert.domain.entries import Entry
from aande_alert.domain.errors import Trouble
from aande_alert.persistence.places import StorePlace
from aande_alert.persistence.store import Store
from aande_alert.security.audit import AuditEvent
from tests.builders import MovableClock, a_person, an_attendance
from tests.persistence.filled import a_head, an_account
from tests.stores import KEYS

NAMES = UUID("0d8bb1a2-3c54-4a3f-9d3e-1f2e3d4c5b6a")
PICTURE = bytes(range(256)) * 90


def named(number: int, what: str) -> UUID:
    """Return the id that the n-th child, visit or photograph always has."""
    return uuid5(NAMES, f"{what} {number}")


def save(store: Store, number: int) -> None:
    """Save one child with everything, in one transaction."""
    child = a_person(id=named(number, "child"), given=f"Child {number}")
    visit = an_attendance(child, id=named(number, "visit"))
    with store.transaction() as tx:
        tx.people.add(child, (number, number + 1))
        tx.attendances.add(visit)
        tx.entries.append("account", Entry(a_head(visit, id=named(number, "account")), an_account()))
        tx.photographs.put(named(number, "photo"), child.id, PICTURE, PICTURE[:900], PICTURE[:90])
        tx.note(AuditEvent.PHOTOGRAPH_ADDED, person=child.id, subject=named(number, "photo"))


def main(folder: str, count: str) -> int:
    """Save until the count is reached; 3 where the store says it cannot."""
    try:
        store = Store.open(StorePlace(Path(folder)), KEYS, clock=MovableClock())
        for number in range(int(count)):
            save(store, number)
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
        store.close()
    except Trouble as trouble:
        sys.stdout.write(f"trouble: {trouble.sentence()}\n")
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
