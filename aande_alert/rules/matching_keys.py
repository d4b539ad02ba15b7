"""Blocking keys: whole numbers under which a person can be found despite a typing error.

About twelve a person where everything is known, six where only name, birth and postcode are. A query
asks for a few more (day and month swapped, names swapped). The home's own keys find brothers and
sisters of another surname too.
The numbers are stored, so they must never change between versions, machines or runs; a key that
too many people share (a refuge, a social worker's phone) is dropped by whoever looks up.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from aande_alert.rules.matching_names import FoldedName, sound_of

if TYPE_CHECKING:
    from aande_alert.rules.matching_identity import FoldedAddress, MatchIdentity, Profile

FULL_ON_LISTS = 5_000
"""A key that more rows of lists share is dropped. Many, for a list is short and a lost entry a lost alert."""
MOST_COMPARED = 30
"""Rows compared with one arrival: those that share most keys with it."""

_BITS = (1 << 63) - 1
_NAMES_USED = 4
_REMEMBERED = 65_536

# One number a kind of key, so that a phone never meets a postcode.
_FAMILY_BORN, _GIVEN_BORN, _SOUNDS_YEAR, _SOUNDS_DAY, _POSTCODE_YEAR = 1, 2, 3, 4, 5
_PHONE, _POSTCODE_GIVEN, _HOME, _SOUNDS, _MOTHER_BORN = 6, 7, 8, 9, 10
_BORN_HOUSE, _HOUSE_STREET, _MOTHER, _NHS_NUMBER = 11, 12, 13, 14
_BORN_INITIAL, _POSTCODE_INITIAL, _FAMILY_HOUSE, _FAMILY_STREET = 15, 16, 17, 18


def keys(identity: MatchIdentity) -> tuple[int, ...]:
    """Return the 63-bit keys to store for a person, sorted, each once."""
    return tuple(sorted(_keys(identity.profile, identity.profile.born)))


def query_keys(identity: MatchIdentity) -> tuple[int, ...]:
    """Return the keys to ask for: the stored ones, and those of likely mistakes at the desk."""
    profile = identity.profile
    found = _keys(profile, profile.born)
    swapped = swap_day_and_month(profile.born)
    if swapped is not None:
        found |= _keys(profile, swapped)
    turned = profile._replace(names=tuple((given, family) for family, given in profile.names))
    found |= _name_keys(turned, profile.born)
    return tuple(sorted(found))


def listed_keys(identity: MatchIdentity) -> tuple[int, ...]:
    """Return the keys to store for a row of a list: a person's, and wider ones, for a list is short."""
    profile = identity.profile
    return tuple(sorted(_keys(profile, profile.born) | _wide_keys(profile, profile.born)))


def listed_query_keys(identity: MatchIdentity) -> tuple[int, ...]:
    """Return the keys to ask lists for: those for people, and the wider ones."""
    profile = identity.profile
    wide = _wide_keys(profile, profile.born)
    swapped = swap_day_and_month(profile.born)
    if swapped is not None:
        wide |= _wide_keys(profile, swapped)
    return tuple(sorted({*query_keys(identity), *wide}))


def number_key(identity: MatchIdentity) -> int | None:
    """Return the key of somebody's NHS number, for lists that are held without an index of numbers."""
    number = identity.profile.number
    return _mix(_NHS_NUMBER, int(number), 0) if number else None


def swap_day_and_month(born: date | None) -> date | None:
    """Return the date read the other way round; `None` where that is no other date."""
    if born is None or born.day > 12 or born.day == born.month:  # noqa: PLR2004 - months in a year
        return None
    return date(born.year, born.day, born.month)


def _keys(profile: Profile, born: date | None) -> set[int]:
    found = _name_keys(profile, born) | _home_keys(profile, born)
    for phone in profile.phones:
        found.add(_mix(_PHONE, _number(phone), 0))
    if len(profile.mother.words) > 1:
        mother = _number(profile.mother.sound)
        found.add(_mix(_MOTHER, mother, 0))
        if born is not None:
            found.add(_mix(_MOTHER_BORN, mother, born.toordinal()))
    return found


def _name_keys(profile: Profile, born: date | None) -> set[int]:
    found: set[int] = set()
    for family, given in profile.names[:_NAMES_USED]:
        family_sounds = _family_sounds(family)
        if given.key and not given.initial_only:
            given_number = _number(given.sound)
            if born is not None:
                found.add(_mix(_GIVEN_BORN, given_number, born.toordinal()))
            for sound in family_sounds:
                both = _mix(_SOUNDS, _number(sound), given_number)
                found.add(both)
                if born is not None:
                    found.add(_mix(_SOUNDS_YEAR, both, born.year))
                    found.add(_mix(_SOUNDS_DAY, both, born.month * 100 + born.day))
        if born is not None:
            found.update(_mix(_FAMILY_BORN, _number(sound), born.toordinal()) for sound in family_sounds)
    return found


def _wide_keys(profile: Profile, born: date | None) -> set[int]:
    """Return keys that survive two mistakes: initial with birth or postcode, surname with house or street."""
    found: set[int] = set()
    for family, given in profile.names[:_NAMES_USED]:
        if born is not None:
            initials = {name.key[0] for name in (family, given) if name.key}
            found |= {_mix(_BORN_INITIAL, _number(initial), born.toordinal()) for initial in initials}
        sounds = [_number(sound) for sound in _family_sounds(family)]
        for home in profile.addresses:
            if home.postcode and family.key:
                found.add(_mix(_POSTCODE_INITIAL, _number(home.postcode), ord(family.key[0])))
            if home.house:
                found.update(_mix(_FAMILY_HOUSE, _number(home.house), sound) for sound in sounds)
            if home.street:
                street = _street_number(home)
                found.update(_mix(_FAMILY_STREET, street, sound) for sound in sounds)
    return found


def _home_keys(profile: Profile, born: date | None) -> set[int]:
    found: set[int] = set()
    for address in profile.addresses:
        if address.house:
            house = _number(address.house)
            if born is not None:
                found.add(_mix(_BORN_HOUSE, house, born.toordinal()))
            if address.street:
                found.add(_mix(_HOUSE_STREET, house, _street_number(address)))
        if address.postcode:
            found |= _postcode_keys(profile, born, address)
    return found


def _postcode_keys(profile: Profile, born: date | None, address: FoldedAddress) -> set[int]:
    postcode = _number(address.postcode)
    found = {
        _mix(_POSTCODE_GIVEN, postcode, _number(given.sound))
        for _, given in profile.names[:_NAMES_USED]
        if given.key and not given.initial_only
    }
    if born is not None:
        found.add(_mix(_POSTCODE_YEAR, postcode, born.year))
    if address.house:
        found.add(_mix(_HOME, postcode, _number(address.house)))
    return found


def _street_number(address: FoldedAddress) -> int:
    return _number(sound_of(address.street.partition(" ")[0]))


def _family_sounds(family: FoldedName) -> tuple[str, ...]:
    """Return the sounds a family name may be filed under: the whole, and each barrel of a double one."""
    if not family.key:
        return ()
    if len(family.words) == 1:
        return (family.sound,)
    return tuple({family.sound, *(sound for sound in family.sounds if len(sound) > 1)})


@lru_cache(maxsize=_REMEMBERED)
def _number(text: str) -> int:
    """Return a stable 64-bit number for a text; Python's own hash changes from run to run."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def _mix(kind: int, first: int, second: int) -> int:
    """Return one 63-bit number from three; the two multiplications spread every bit (splitmix64)."""
    mixed = (first ^ (second * 0x9E3779B97F4A7C15) ^ (kind << 56)) & 0xFFFFFFFFFFFFFFFF
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
    return (mixed ^ (mixed >> 31)) & _BITS
