"""Which page stands at which place: made when first wanted, so that the first frame waits for none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.security.access import May
from aande_alert.ui.state.places import (
    AdministrationPlace,
    ArrivalsPlace,
    FindPlace,
    LogPlace,
    MatchPlace,
    RecordPlace,
    ReferralsPlace,
    TriagePlace,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from aande_alert.security.access import SignedIn
    from aande_alert.ui.page import House, Page
    from aande_alert.ui.state.places import Place

RAIL = (
    ("arrivals", "Arrivals", "arrivals", ArrivalsPlace, {May.BOARD_READ}),
    ("find", "Find patient", "find", FindPlace, {May.PERSON_FIND}),
    ("log", "Attendance log", "log", LogPlace, {May.LOG_READ}),
    ("referrals", "Referrals", "referral", ReferralsPlace, {May.REFERRAL_READ}),
    ("administration", "Admin", "admin", AdministrationPlace, {May.REGISTER_IMPORT, May.AUDIT_READ}),
)
_AT_RAIL = {place: key for key, _, _, place, _ in RAIL} | {MatchPlace: "arrivals", TriagePlace: "arrivals"}


def rail_for(who: SignedIn) -> tuple[tuple[str, str, str], ...]:
    """Return key, word and icon of the places somebody's role may use."""
    return tuple((key, word, icon) for key, word, icon, _, any_of in RAIL if any(map(who.may, any_of)))


def place_for(key: str) -> Place:
    """Return the place of a rail item."""
    return next(place for name, _, _, place, _ in RAIL if name == key)()


def rail_key(place: Place, last: str) -> str:
    """Return which rail item a place belongs to; a record belongs to where it was opened from."""
    return _AT_RAIL.get(type(place), last)


def first_place(who: SignedIn) -> Place:
    """Return where somebody's work starts."""
    if who.may(May.LOG_REVIEW):
        return LogPlace()
    if who.may(May.BOARD_READ):
        return ArrivalsPlace()
    return AdministrationPlace()


def make_page(kind: type[Place], house: House) -> Page:
    """Make the page of a place."""
    return _MAKERS[kind](house)


def _arrivals(house: House) -> Page:
    from aande_alert.ui.pages.arrivals import ArrivalsPage

    return ArrivalsPage(house)


def _match(house: House) -> Page:
    from aande_alert.ui.pages.match import MatchPage

    return MatchPage(house)


def _triage(house: House) -> Page:
    from aande_alert.ui.pages.triage import TriagePage

    return TriagePage(house)


def _find(house: House) -> Page:
    from aande_alert.ui.pages.find import FindPage

    return FindPage(house)


def _log(house: House) -> Page:
    from aande_alert.ui.pages.log import LogPage

    return LogPage(house)


def _referrals(house: House) -> Page:
    from aande_alert.ui.pages.referrals import ReferralsPage

    return ReferralsPage(house)


def _administration(house: House) -> Page:
    from aande_alert.ui.pages.administration import AdministrationPage

    return AdministrationPage(house)


def _record(house: House) -> Page:
    from aande_alert.ui.pages.record import RecordPage

    return RecordPage(house)


_MAKERS: dict[type[Place], Callable[[House], Page]] = {
    ArrivalsPlace: _arrivals,
    MatchPlace: _match,
    TriagePlace: _triage,
    FindPlace: _find,
    LogPlace: _log,
    ReferralsPlace: _referrals,
    AdministrationPlace: _administration,
    RecordPlace: _record,
}
