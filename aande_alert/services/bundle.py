"""Every use case of the program in one place, made from one store, one clock and one set of content."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from aande_alert.security.passwords import STRONG, Cost
from aande_alert.services.administration import Administration
from aande_alert.services.arrivals import Arrivals
from aande_alert.services.door import Door
from aande_alert.services.intake import Intake
from aande_alert.services.registers import Registers
from aande_alert.services.sign_in import SignIn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aande_alert.domain.messages import FeedRules
    from aande_alert.persistence.records import Clock
    from aande_alert.persistence.store import Store
    from aande_alert.rules.content import Content

_NO_RULES: Mapping[str, FeedRules] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Services:
    """What a screen or a command may ask for; each use case is one method of one of these."""

    sign_in: SignIn
    arrivals: Arrivals
    registers: Registers
    intake: Intake
    administration: Administration


def make_services(
    store: Store,
    clock: Clock,
    content: Content,
    *,
    cost: Cost = STRONG,
    feed_rules: Mapping[str, FeedRules] = _NO_RULES,
) -> Services:
    """Make every service on one store.

    Args:
        store: Belongs to the thread that opened it.
        clock: Returns the moment now, aware.
        content: Rules' words, thresholds and weights.
        cost: What one guess at a password costs.
        feed_rules: How each feed is read, where it differs from the usual.
    """
    door = Door(store, clock, cost)
    return Services(
        sign_in=SignIn(store, door),
        arrivals=Arrivals(store, clock, content),
        registers=Registers(store, clock, content, door),
        intake=Intake(store, clock, content, feed_rules),
        administration=Administration(store, clock, cost),
    )
