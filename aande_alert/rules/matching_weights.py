"""What agreement and difference are worth, read from content; and how rare a name is here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from math import log2
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aande_alert.rules.matching_identity import MatchIdentity


class Rarity(Protocol):
    """How often names and homes occur among the people known here; zero where never seen."""

    @property
    def people(self) -> int:
        """Return how many people were counted."""

    def family(self, key: str) -> int:
        """Return how many have this family name."""

    def family_sound(self, sound: str) -> int:
        """Return how many have a family name that sounds so."""

    def given(self, first: str) -> int:
        """Return how many have this first name."""

    def given_sound(self, sound: str) -> int:
        """Return how many have a first name that sounds so."""

    def phone(self, digits: str) -> int:
        """Return how many are known by this telephone."""

    def home(self, postcode: str, house: str) -> int:
        """Return how many are known at this address."""

    def practice(self, name: str) -> int:
        """Return how many are with this practice."""


@dataclass(frozen=True, slots=True, repr=False)
class FrequencyTable:
    """Rarity counted from people; each person counts once under each of their names.

    Attributes:
        people: How many people were counted.
        counts: One table a kind: `family`, `family_sound`, `given`, `given_sound`, `phone`,
            `home`, `practice`.
    """

    people: int = 0
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"FrequencyTable({self.people} people)"

    @classmethod
    def count(cls, identities: Iterable[MatchIdentity]) -> FrequencyTable:
        """Return the table of these people."""
        kinds = ("family", "family_sound", "given", "given_sound", "phone", "home", "practice")
        tables: dict[str, Counter[str]] = {kind: Counter() for kind in kinds}
        people = 0
        for identity in identities:
            people += 1
            for kind, value in countable(identity):
                tables[kind][value] += 1
        return cls(people, tables)

    def family(self, key: str) -> int:
        """Return how many have this family name."""
        return self._count("family", key)

    def family_sound(self, sound: str) -> int:
        """Return how many have a family name that sounds so."""
        return self._count("family_sound", sound)

    def given(self, first: str) -> int:
        """Return how many have this first name."""
        return self._count("given", first)

    def given_sound(self, sound: str) -> int:
        """Return how many have a first name that sounds so."""
        return self._count("given_sound", sound)

    def phone(self, digits: str) -> int:
        """Return how many are known by this telephone."""
        return self._count("phone", digits)

    def home(self, postcode: str, house: str) -> int:
        """Return how many are known at this address."""
        return self._count("home", f"{postcode} {house}")

    def practice(self, name: str) -> int:
        """Return how many are with this practice."""
        return self._count("practice", name)

    def _count(self, kind: str, value: str) -> int:
        table = self.counts.get(kind)
        return 0 if table is None else table.get(value, 0)


def countable(identity: MatchIdentity) -> set[tuple[str, str]]:
    """Return what somebody counts under: kinds and values as `Rarity` is asked for them."""
    profile = identity.profile
    found: set[tuple[str, str]] = {("phone", digits) for digits in profile.phones}
    for family, given in profile.names:
        if family.key:
            found |= {("family", family.key), ("family_sound", family.sound)}
        if given.key:
            found |= {("given", given.first), ("given_sound", given.sound)}
    found |= {("home", f"{home.postcode} {home.house}") for home in profile.addresses if home.postcode}
    if profile.practice:
        found.add(("practice", profile.practice))
    return found


def asked_about(identity: MatchIdentity) -> set[tuple[str, str]]:
    """Return every kind and value whose count a comparison of somebody may ask for.

    More than they count under: the parts of a double name, and names in each other's place.
    """
    found = countable(identity)
    for family, given in identity.profile.names:
        words = {family.key, family.first, *family.words, given.key, given.first}
        found |= {(kind, word) for kind in ("family", "given") for word in words}
    return found


NOTHING_COUNTED = FrequencyTable()


class Rare(NamedTuple):
    """What it is worth that two people share a name, by how rare it is.

    Attributes:
        share: Of two rows about one child, how many agree in this way.
        prior: One in how many is expected to have a name nobody here has.
        most: Ceiling in bits.
        doubt: How many people that expectation counts for, beside those counted here.
    """

    share: float
    prior: float
    most: float
    doubt: float

    def worth(self, count: int, people: int) -> float:
        """Return bits; `count` of the `people` counted here share it."""
        seen, of = count + self.doubt, people + self.doubt * self.prior
        return min(self.most, log2(self.share * of / seen))


@dataclass(frozen=True, slots=True)
class Weights:
    """The content of `matching.toml`, with what is worked out from it once.

    Attributes:
        version: Of the weights; kept with every answer.
        limits: `[thresholds]`.
        bits: Weights by `field.agreement`, in bits.
        rare: Worth of what names share, by `field.agreement`.
        texts: Words by `section.key`.
        nicknames: Which groups a first name belongs to.
    """

    version: str
    limits: Mapping[str, float]
    bits: Mapping[str, float]
    rare: Mapping[str, Rare]
    texts: Mapping[str, str]
    nicknames: Mapping[str, frozenset[int]]

    @property
    def ask_above(self) -> float:
        """Return the weight above which a person is asked."""
        return self.limits["ask_above"]

    def for_list_of(self, rows: int) -> Weights:
        """Return the weights for a list of so many rows.

        Twice as many rows hold twice as many strangers who happen to be alike, so both thresholds rise
        by one; on a list no longer than `list_of`, as councils' are, nothing changes.
        """
        more = log2(max(1.0, rows / self.limits["list_of"]))
        raised = {limit: self.limits[limit] + more for limit in ("ask_above", "same_above")}
        return replace(self, limits={**self.limits, **raised}) if more else self


def read_weights(matching: Mapping[str, Any], nicknames: Mapping[str, Any]) -> Weights:
    """Return the weights of the two parsed files.

    Raises:
        KeyError: A section is missing.
        ValueError: A weight is not a number.
    """
    bits: dict[str, float] = {}
    shares: dict[str, float] = {}
    for section in ("family", "given", "birth", "sex", "number", "address", "mother", "phone", "practice"):
        for key, value in matching[section].items():
            target = shares if key.endswith("_share") else bits
            target[f"{section}.{key.removesuffix('_share')}"] = float(value)
    texts = {
        f"{section}.{key}": str(text)
        for section in ("words", "fields", "why", "links", "sure")
        for key, text in matching[section].items()
    }
    limits = {key: float(value) for key, value in matching["thresholds"].items()}
    limits |= {f"strength_{key}": float(value) for key, value in matching["strength"].items()}
    # The same birthday out of all the days on which a child can have been born.
    days = limits["years_of_birth"] * 365
    bits["birth.same"] = min(bits["birth.most"], log2(shares.pop("birth.same") * days))
    rare = {
        name: Rare(share, bits[f"{field}.prior_people"], bits[f"{field}.most"], limits["doubt"])
        for name, share in shares.items()
        for field in [name.partition(".")[0]]
    }
    return Weights(
        version=str(matching["about"]["version"]),
        limits=limits,
        bits=bits,
        rare=rare,
        texts=texts,
        nicknames=_groups(nicknames["groups"]["names"]),
    )


def _groups(lines: Iterable[str]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for name in line.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(groups) for name, groups in found.items()}
