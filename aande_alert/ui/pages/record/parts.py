"""Which part stands behind which tab; each is made when first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.ui.pages.record.access import AccessPart
from aande_alert.ui.pages.record.family import FamilyPart
from aande_alert.ui.pages.record.summary import SummaryPart
from aande_alert.ui.state.places import RecordTab

if TYPE_CHECKING:
    from collections.abc import Callable

    from aande_alert.ui.page import House, RecordPart


def make_part(tab: RecordTab, house: House) -> RecordPart:
    """Make the part of a tab."""
    return _MAKERS[tab](house)


def _timeline(house: House) -> RecordPart:
    from aande_alert.ui.pages.record.timeline import TimelinePart

    return TimelinePart(house)


def _growth(house: House) -> RecordPart:
    from aande_alert.ui.pages.record.growth import GrowthPart

    return GrowthPart(house)


def _assessment(house: House) -> RecordPart:
    from aande_alert.ui.pages.record.assessment import AssessmentPart

    return AssessmentPart(house)


def _referrals(house: House) -> RecordPart:
    from aande_alert.ui.pages.record.referral import ReferralPart

    return ReferralPart(house)


_MAKERS: dict[RecordTab, Callable[[House], RecordPart]] = {
    RecordTab.SUMMARY: SummaryPart,
    RecordTab.TIMELINE: _timeline,
    RecordTab.FAMILY: FamilyPart,
    RecordTab.GROWTH: _growth,
    RecordTab.ASSESSMENT: _assessment,
    RecordTab.REFERRALS: _referrals,
    RecordTab.ACCESS: AccessPart,
}
