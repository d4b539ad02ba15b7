"""Names, homes, numbers and telephones of an invented English town, drawn from a seed."""

from __future__ import annotations

import tomllib
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import Any, Final

from aande_alert.domain.identity import Address, NhsNumber, Sex, nhs_check_digit_holds
from aande_alert.paths import resource

_TEST_NUMBERS: Final = 999
_LETTERS: Final = "ABDEFGHJLNPQRSTUWXYZ"
_HOUSES: Final = 120
_FLATS: Final = 0.14


def table(name: str) -> dict[str, Any]:
    """Return one of the demo hospital's tables, `town`, `names` or `complaints`."""
    return tomllib.loads(resource("demo", f"{name}.toml").read_text(encoding="utf-8"))


class Draw:
    """Draws from a list in which the first is the most common and each next one less so.

    Args:
        values: From the most common to the rarest.
        weights: How common each is; `None` for the law that names of a town follow closely: the
            n-th most common about one n-th as common as the first, flattened.
    """

    def __init__(self, values: Sequence[str], weights: Iterable[float] | None = None) -> None:
        self._values = tuple(values)
        falling = (1.0 / (place + 3) ** 0.9 for place in range(len(self._values)))
        self._sums: tuple[float, ...] = tuple(accumulate(falling if weights is None else weights))

    def __call__(self, random: Random) -> str:
        """Return one."""
        return self._values[bisect(self._sums, random.random() * self._sums[-1])]


@dataclass(frozen=True, slots=True)
class Heritage:
    """Where a family's names come from."""

    families: Draw
    girls: Draw
    boys: Draw
    women: Draw
    men: Draw
    rare: float
    double: float

    def given(self, sex: Sex, random: Random, *, child: bool) -> str:
        """Return a first name."""
        if sex is Sex.FEMALE:
            return (self.girls if child else self.women)(random)
        return (self.boys if child else self.men)(random)


class Names:
    """The names of the town."""

    def __init__(self) -> None:
        read = table("names")
        self._shares = tuple(accumulate(float(entry["share"]) for entry in read["heritage"]))
        self._heritages = tuple(_heritage(entry) for entry in read["heritage"])
        self._stems = tuple(read["tail"]["stems"].split())
        self._endings = tuple(read["tail"]["endings"].split())

    def heritage(self, random: Random) -> Heritage:
        """Return where a family's names come from."""
        return self._heritages[bisect(self._shares, random.random() * self._shares[-1])]

    def family(self, heritage: Heritage, random: Random) -> str:
        """Return a family name; some are rare, some double."""
        if random.random() < heritage.double:
            return f"{self._family(heritage, random)}-{self._family(heritage, random)}"
        return self._family(heritage, random)

    def _family(self, heritage: Heritage, random: Random) -> str:
        if random.random() < heritage.rare:
            return f"{random.choice(self._stems)}{random.choice(self._endings)}"
        return heritage.families(random)


def _heritage(entry: Mapping[str, Any]) -> Heritage:
    draws = {
        part: Draw(tuple(dict.fromkeys(entry[part].split())))
        for part in ("families", "girls", "boys", "women", "men")
    }
    return Heritage(**draws, rare=entry["tail"], double=entry["double"])


@dataclass(frozen=True, slots=True)
class District:
    """A part of the town: its name, the council that answers for its children, its postcode sectors."""

    name: str
    council: str
    sectors: tuple[str, ...]


class Town:
    """Homes, practices and telephones."""

    def __init__(self) -> None:
        read = table("town")
        self.read = read
        self._shares = tuple(accumulate(float(place["share"]) for place in read["place"]))
        self._districts = tuple(
            District(place["name"], place["council"], tuple(place["districts"])) for place in read["place"]
        )
        self._streets = tuple(word.replace("-", " ") for word in read["streets"]["first"].split())
        self._kinds = tuple(read["streets"]["last"].split())
        self.practices = Draw(tuple(read["practices"]["names"]))
        self.clinicians = tuple(read["clinicians"]["names"])
        self.workers = tuple(read["workers"]["names"])
        self.teams = tuple(read["workers"]["teams"])

    def district(self, random: Random) -> District:
        """Return a part of the town to live in."""
        return self._districts[bisect(self._shares, random.random() * self._shares[-1])]

    def home(self, district: District, random: Random) -> Address:
        """Return an address; the street decides the postcode, as streets do."""
        street = f"{random.choice(self._streets)} {random.choice(self._kinds)}"
        place = sum(street.encode()) * 7
        sector = district.sectors[place % len(district.sectors)]
        letters = _LETTERS[place % len(_LETTERS)], _LETTERS[place // 3 % len(_LETTERS)]
        number = random.randrange(1, _HOUSES)
        flat = f"Flat {random.randrange(1, 12)}, " if random.random() < _FLATS else ""
        return Address((f"{flat}{number} {street}", district.name), f"{sector}{''.join(letters)}")

    def phones(self, random: Random) -> Iterator[str]:
        """Yield telephone numbers without end: every number of the drama ranges once, then all again."""
        numbers = [
            f"{block['before']}{number:03d}"
            for block in self.read["phones"]
            for number in range(block["first"], block["first"] + block["count"])
        ]
        while True:
            random.shuffle(numbers)
            yield from numbers


def nhs_numbers(random: Random, taken: Iterable[NhsNumber]) -> Iterator[NhsNumber]:
    """Yield valid NHS numbers of the range reserved for tests, each once, in no order.

    Args:
        random: Decides where to begin.
        taken: Numbers the story has given out.
    """
    given = {number.digits for number in taken}
    step, start = 419_047, random.randrange(1_000_000)  # a step without a factor in common with a million
    for place in range(1_000_000):
        nine = f"{_TEST_NUMBERS}{(start + place * step) % 1_000_000:06d}"
        digits = nine + _check_digit(nine)
        if digits not in given and nhs_check_digit_holds(digits):
            yield NhsNumber(digits)


def _check_digit(nine: str) -> str:
    """Return the tenth digit; an `X` where there is none, which no check takes."""
    left = 11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
    return {11: "0", 10: "X"}.get(left, str(left))


@lru_cache(maxsize=1)
def town() -> Town:
    """Return the town, read once."""
    return Town()
