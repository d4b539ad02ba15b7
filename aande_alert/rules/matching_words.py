"""A comparison in words: nine lines of evidence, a summary, and ways to be sure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from aande_alert.domain.plans import Agreement, Evidence
from aande_alert.domain.wording import show_birth

if TYPE_CHECKING:
    from aande_alert.rules.matching_compare import Compared
    from aande_alert.rules.matching_fields import Seen
    from aande_alert.rules.matching_identity import MatchIdentity
    from aande_alert.rules.matching_weights import Rarity, Weights

FIELDS = ("family", "given", "birth", "sex", "number", "address", "mother", "phone", "practice")


def evidence_of(
    arrival: MatchIdentity,
    candidate: MatchIdentity,
    compared: Compared,
    *,
    rarity: Rarity,
    weights: Weights,
) -> tuple[Evidence, ...]:
    """Return one line a field, in the order of the screen, each with a sentence on what it is worth."""
    lines = []
    for field in FIELDS:
        seen: Seen = getattr(compared, field)
        lines.append(
            Evidence(
                field=weights.texts[f"fields.{field}"],
                ours=_shown(arrival, field, seen.ours),
                theirs=_shown(candidate, field, seen.theirs),
                agreement=seen.agreement,
                weight=round(seen.bits, 1),
                strength=strength_words(seen.bits, weights, rules_out=compared.barred and field == "number"),
                why=_why(field, seen, rarity, weights),
            )
        )
    return tuple(lines)


def strength_words(bits: float, weights: Weights, *, rules_out: bool = False) -> str:
    """Return `For, strong`, `Against, weak` or `Tells us nothing`."""
    if rules_out:
        return weights.texts["words.rules_out"]
    size = abs(bits)
    if size < _strength(weights, "nothing"):
        return weights.texts["words.nothing"]
    direction = weights.texts["words.for" if bits > 0 else "words.against"]
    return direction.format(strength=weights.texts[f"words.{_band(size, weights)}"])


def _band(size: float, weights: Weights) -> str:
    if size < _strength(weights, "weak"):
        return "weak"
    return "medium" if size < _strength(weights, "medium") else "strong"


def _strength(weights: Weights, name: str) -> float:
    return weights.limits[f"strength_{name}"]


def _shown(identity: MatchIdentity, field: str, place: int) -> str:
    """Return one side's value as the screen shows it; empty where it was not given."""
    if field in {"family", "given"}:
        if place >= len(identity.names):
            return ""
        name = identity.names[place]
        return name.family.upper() if field == "family" else name.given
    return _SHOWN[field](identity, place)


_SHOWN: dict[str, Callable[[MatchIdentity, int], str]] = {
    "birth": lambda who, _: who.birth.raw if who.birth.on is None else show_birth(who.birth),
    "sex": lambda who, _: who.sex.value,
    "number": lambda who, _: "" if who.nhs is None else who.nhs.number.shown(),
    "address": lambda who, place: who.addresses[place].shown() if who.addresses else "",
    "mother": lambda who, _: who.mother_name,
    "phone": lambda who, place: who.phones[place].number if who.phones else "",
    "practice": lambda who, _: who.gp,
}


def _why(field: str, seen: Seen, rarity: Rarity, weights: Weights) -> str:
    """Return the sentence, with its figure where enough people are known here for one."""
    one_in = ""
    if field == "birth":
        one_in = _rounded(weights.limits["years_of_birth"] * 365)
    elif seen.people and rarity.people >= weights.limits["people_for_figures"]:
        one_in = _rounded(rarity.people / seen.people)
    template = weights.texts.get(f"why.{field}_{seen.why}_figure", "") if one_in else ""
    template = template or weights.texts[f"why.{field}_{seen.why}"]
    return template.format(one_in=one_in, people=seen.people, years=int(weights.limits["years_of_birth"]))


def _rounded(figure: float) -> str:
    """Return two significant figures with a comma, `6,600`; one in a small number is given whole."""
    whole = max(1, round(figure))
    size = 10 ** max(0, len(str(whole)) - 2)
    return f"{round(whole / size) * size:,}"


def summary(evidence: tuple[Evidence, ...]) -> str:
    """Return `5 facts agree, 1 is alike, 2 differ, 1 was not given.`."""
    counts = dict.fromkeys(Agreement, 0)
    for line in evidence:
        counts[line.agreement] += 1
    same, alike = counts[Agreement.SAME], counts[Agreement.ALIKE]
    differs, missing = counts[Agreement.DIFFERS], counts[Agreement.NOT_GIVEN]
    parts = (
        f"{same} {'fact agrees' if same == 1 else 'facts agree'}",
        f"{alike} {'is' if alike == 1 else 'are'} alike",
        f"{differs} {'differs' if differs == 1 else 'differ'}",
        f"{missing} {'was' if missing == 1 else 'were'} not given",
    )
    return ", ".join(parts) + "."


def ways_to_be_sure(compared: Compared, weights: Weights) -> tuple[str, ...]:
    """Return what to ask or look at, chosen by what is missing or differs; never more than four."""
    wanted = ["birth"]
    if compared.shared_number:
        wanted.insert(0, "shared_number")
    if compared.birth.agreement is Agreement.SAME and compared.given.why in {
        "not_given",
        "initial",
        "differs",
    }:
        wanted.append("twin")
    wanted.append("red_book")
    if compared.number.agreement is Agreement.NOT_GIVEN:
        wanted.append("number")
    if compared.address.agreement is not Agreement.SAME:
        wanted.append("address")
    return tuple(weights.texts[f"sure.{key}"] for key in wanted[:4])
