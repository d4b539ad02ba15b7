"""The rules' words, thresholds, sources and review dates, read once from `resources/content` and checked."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from aande_alert.domain.errors import Unavailable
from aande_alert.domain.findings import Tier
from aande_alert.paths import resource
from aande_alert.rules.matching_weights import Weights, read_weights
from aande_alert.rules.policy import Policy, read_policy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SEED = re.compile(r"^S([1-9]\d{0,2})$")
_LAST_SEED = 133
_VERSION = re.compile(r"^\d+\.\d+\.\d+$")


@dataclass(frozen=True, slots=True)
class Wording:
    """One text of a rule: what it says when it fires in one way.

    Attributes:
        tier: How strongly it asks for attention.
        title: One line.
        body: One to four sentences; words in braces are filled from the facts of the answer.
        next_steps: What to do, as single actions.
    """

    tier: Tier
    title: str
    body: str
    next_steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleContent:
    """One rule's content.

    Attributes:
        id: `bruising.not-mobile`.
        version: Of logic and thresholds together.
        on: Whether the rule is switched on here.
        title: What the rule looks at, for lists of rules.
        source: What it was read in.
        reviewed: When words and thresholds were last looked at.
        review_by: When they must be looked at again.
        seeds: Which points of the case-review learning it answers.
        accuracy: Published figures with their study; empty where none were read.
        senior_to_dismiss: Setting it aside needs a named senior.
        limits: Thresholds, numbers.
        tables: Lists and maps the rule reads, `nim_default`, `milestones`.
        wordings: Texts by name.
        missing: Words for each thing that may not have been recorded.
        off_because: Why it is switched off; empty where it is on.
    """

    id: str
    version: str
    on: bool
    title: str
    source: str
    reviewed: date
    review_by: date
    seeds: tuple[str, ...]
    accuracy: str
    senior_to_dismiss: bool
    limits: Mapping[str, float]
    tables: Mapping[str, Any]
    wordings: Mapping[str, Wording]
    missing: Mapping[str, str]
    off_because: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything the rules read. Made once at the start and passed in.

    Attributes:
        rules: Every clinical rule by its id.
        matching: Weights of the comparison of two people.
        policy: The nation's policy pack.
        wording: Medical terms with plain words, vague words, limits of sentences.
        readiness: What a referral must hold.
        growth: How measurements of growth are read: limits, and the words beside a figure.
    """

    rules: Mapping[str, RuleContent]
    matching: Weights
    policy: Policy
    wording: Mapping[str, Any]
    readiness: Mapping[str, Any]
    growth: Mapping[str, Any]


def load_content(folder: Path | None = None) -> Content:
    """Return the shipped content, or that of another folder, checked.

    Raises:
        Unavailable: A file is missing, cannot be read or says something that cannot be right.
    """
    place = resource("content") if folder is None else folder
    try:
        return _read(place)
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError, TypeError, AttributeError) as fault:
        what = f"The program's clinical content cannot be used: {type(fault).__name__}: {fault}"
        do = "Install the program again, or undo the last change to its content."
        raise Unavailable(what, do, kept="No rule was run with it.") from fault


def _read(place: Path) -> Content:
    rules: dict[str, RuleContent] = {}
    for path in sorted((place / "rules").glob("*.toml")):
        parsed_rules = _table(path)
        for rule in parsed_rules["rule"]:
            read = read_rule(rule, parsed_rules.get("shared", {}))
            if read.id in rules:
                message = f"{path.name}: rule {read.id} is there twice"
                raise ValueError(message)
            rules[read.id] = read
    parsed = {name: _table(place / f"{name}.toml") for name in _FILES}
    for name, table in parsed.items():
        _check_about(name, table["about"])
    return Content(
        rules=rules,
        matching=read_weights(parsed["matching"], parsed["nicknames"]),
        policy=read_policy(parsed["alerts"]),
        wording=parsed["glossary"],
        readiness=parsed["readiness"],
        growth=parsed["growth"],
    )


_MUST_SAY = ("id", "version", "source", "reviewed", "review_by")
_FILES = ("matching", "nicknames", "alerts", "glossary", "readiness", "growth")


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _check_about(name: str, about: Mapping[str, Any]) -> None:
    """Refuse a file that does not say where it comes from and when it was looked at."""
    faults = _faults_of(about)
    if faults:
        message = f"{name}.toml: {'; '.join(faults)}"
        raise ValueError(message)


def _faults_of(about: Mapping[str, Any]) -> list[str]:
    faults = [
        f"no {key}" for key in ("id", "version", "source", "reviewed", "review_by") if not about.get(key)
    ]
    if faults:
        return faults
    if not _VERSION.match(about["version"]):
        faults.append("the version is not three numbers")
    if not about["reviewed"] < about["review_by"]:
        faults.append("it is to be reviewed before it was")
    faults += [f"{seed} is no seed point" for seed in about.get("seeds", ()) if not _is_seed(seed)]
    return faults


def _is_seed(seed: str) -> bool:
    found = _SEED.match(seed)
    return found is not None and int(found[1]) <= _LAST_SEED


def read_rule(rule: Mapping[str, Any], shared: Mapping[str, Any] | None = None) -> RuleContent:
    """Return one rule of a parsed file, checked.

    Args:
        rule: One `[[rule]]`.
        shared: The file's `[shared]` tables, which every rule of the file reads.

    Raises:
        KeyError: A part is missing.
        ValueError: A part cannot be right.
    """
    name = str(rule["id"])
    faults = _faults_of(rule)
    if not rule.get("seeds"):
        faults.append("no seed point says why it is there")
    if not rule["on"] and not rule.get("off_because"):
        faults.append("it is off and does not say why")
    if "standard" not in rule["wording"]:
        faults.append("it has no standard wording")
    if faults:
        message = f"rule {name}: {'; '.join(faults)}"
        raise ValueError(message)
    return RuleContent(
        id=name,
        version=str(rule["version"]),
        on=bool(rule["on"]),
        title=str(rule["title"]),
        source=str(rule["source"]),
        reviewed=rule["reviewed"],
        review_by=rule["review_by"],
        seeds=tuple(rule["seeds"]),
        accuracy=str(rule.get("accuracy", "")),
        senior_to_dismiss=bool(rule.get("senior_to_dismiss", False)),
        limits={key: float(value) for key, value in rule.get("limits", {}).items()},
        tables={**(shared or {}), **rule.get("tables", {})},
        wordings={key: _wording(words) for key, words in rule["wording"].items()},
        missing={key: str(words) for key, words in rule.get("missing", {}).items()},
        off_because=str(rule.get("off_because", "")),
    )


def _wording(words: Mapping[str, Any]) -> Wording:
    return Wording(Tier(words["tier"]), str(words["title"]), str(words["body"]), tuple(words["next"]))
