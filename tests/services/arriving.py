"""An arrival whose alert the tests of the board and of the same child begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.builders import a_plan, an_nhs_number

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.domain.plans import RegisterEntry
    from tests.services.ward import Ward


def on_a_plan(ward: Ward, **different: Any) -> tuple[UUID, RegisterEntry]:
    """Return the visit of a child on a plan, found by the number, and the entry of the plan."""
    plan = ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)))
    return ward.arrives(nhs_number=an_nhs_number(1).digits, **different), plan
