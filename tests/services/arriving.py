"""An arrival whose alert the tests of the board and of the same child begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.builders import a_plan, an_nhs_number

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.domain.alerts import AlertCard
    from aande_alert.domain.plans import RegisterEntry
    from aande_alert.security.access import SignedIn
    from tests.services.ward import Ward


def on_a_plan(ward: Ward, **different: Any) -> tuple[UUID, RegisterEntry]:
    """Return the visit of a child on a plan, found by the number, and the entry of the plan."""
    plan = ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)))
    return ward.arrives(nhs_number=an_nhs_number(1).digits, **different), plan


def acknowledge(
    ward: Ward, visit_id: UUID, card: AlertCard, who_: SignedIn | None = None, **different: Any
) -> None:
    """Read an alert card and say so; `different` replaces what is told with it."""
    told: dict[str, Any] = {
        "steps": ("told_registrar",),
        "own_words": "",
        "text_shown": card.text,
        "write_id": uuid4(),
    }
    told.update(different)
    ward.services.arrivals.acknowledge(who_ or ward.nurse, visit_id, card.entry_id, **told)
