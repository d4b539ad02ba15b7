"""Two people of one home: twins, brothers and sisters, parent and child. Shown as linked, never merged."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from aande_alert.domain.plans import Agreement

if TYPE_CHECKING:
    from aande_alert.rules.matching_identity import Profile

_GENERATION_DAYS = 14 * 365


class LinkReason(StrEnum):
    """Why two people who are not one person belong together."""

    TWIN = "twin"
    SIBLING = "sibling"
    PARENT = "parent"
    SAME_HOME = "same_home"


def linked(
    ours: Profile,
    theirs: Profile,
    another: bool,  # noqa: FBT001 - a hot path; keywords cost a tenth of the whole comparison
    birth: Agreement,
    home: frozenset[str],
) -> LinkReason | None:
    """Return why these are two people of one family or home; `None` where they are not, or may be one.

    A first name that is really another one makes two people. A baby without a name, or an initial,
    does so only where the birth is another one too; a nickname never does.

    Args:
        ours: The arrival.
        theirs: The candidate.
        another: The first names, or a first name not given and the births, are different ones.
        birth: How the two births compare.
        home: Which of family, address, mother and phone agree.
    """
    if not home or not another:
        return None
    if _days_apart(ours, theirs) >= _GENERATION_DAYS:
        return LinkReason.PARENT if home & {"address", "phone"} else None
    if birth is Agreement.SAME:
        return LinkReason.TWIN if _twins(ours, theirs, home) else None
    close = bool(home & {"mother", "address", "phone"})
    if "mother" in home or ("family" in home and close):
        return LinkReason.SIBLING
    return LinkReason.SAME_HOME if close else None


def _twins(ours: Profile, theirs: Profile, home: frozenset[str]) -> bool:
    """Say whether two children born the same day, of one home, are two.

    A child can also have been given another first name, or a wrong one at the desk. Without word of
    a multiple birth, twins need two facts of the family besides its name, or two genders.
    """
    if ours.multiple is False or theirs.multiple is False:
        return False
    close = len(home & {"mother", "address", "phone"})
    told = ours.multiple or theirs.multiple or bool(ours.sex and theirs.sex and ours.sex != theirs.sex)
    return close > 1 or (close == 1 and bool(told))


def _days_apart(ours: Profile, theirs: Profile) -> int:
    if ours.born is None or theirs.born is None:
        return 0
    return abs((ours.born - theirs.born).days)
