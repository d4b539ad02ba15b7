"""Every use case of the program in one place, made from one store, one clock and one set of content."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from aande_alert.drawings.figures import body_regions
from aande_alert.rules.forms import read_forms
from aande_alert.security.passwords import STRONG, Cost
from aande_alert.services.administration import Administration
from aande_alert.services.arrivals import Arrivals
from aande_alert.services.capture import Capture
from aande_alert.services.court_package import CourtPackages
from aande_alert.services.door import Door
from aande_alert.services.growth import Growth
from aande_alert.services.intake import Intake
from aande_alert.services.photographs import Photographs
from aande_alert.services.records import Records
from aande_alert.services.referrals import Referrals
from aande_alert.services.registers import Registers
from aande_alert.services.review import Reviewing
from aande_alert.services.sign_in import SignIn
from aande_alert.services.signing import Signing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

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
    records: Records
    capture: Capture
    growth: Growth
    photographs: Photographs
    packages: CourtPackages
    referrals: Referrals
    review: Reviewing
    signing: Signing
    registers: Registers
    intake: Intake
    administration: Administration
    content: Content
    store: Store

    def changed_elsewhere(self) -> bool:
        """Say whether another workstation has changed anything since this was last asked."""
        return self.store.changed_elsewhere()

    def newest_moment(self) -> datetime | None:
        """Return when anything was last written down; `None` in an empty store."""
        with self.store.reading() as tx:
            lines = tx.trail.newest(1)
        return lines[0].at if lines else None

    def close(self) -> None:
        """Close the store; on the thread that opened it."""
        self.store.close()


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
    sign_in = SignIn(store, door)
    questions = read_forms()
    return Services(
        sign_in=sign_in,
        arrivals=Arrivals(store, clock, content),
        records=Records(store, content),
        capture=Capture(store, content, questions),
        growth=Growth(store, content),
        photographs=Photographs(store, body_regions()),
        packages=CourtPackages(store),
        referrals=Referrals(store, content, questions, sign_in),
        review=Reviewing(store, content, questions),
        signing=Signing(store),
        registers=Registers(store, clock, content, door),
        intake=Intake(store, clock, content, feed_rules),
        administration=Administration(store, clock, cost),
        content=content,
        store=store,
    )
