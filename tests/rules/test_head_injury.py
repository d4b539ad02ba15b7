"""PredAHT over every combination there is, and the arithmetic of the published figures."""

from __future__ import annotations

from collections import Counter
from itertools import product

from aande_alert.domain.answers import NOT_ASKED, Answer, Given
from aande_alert.rules.content import load_content
from aande_alert.rules.head_injury import PREDAHT_ITEMS, predaht_band
from aande_alert.rules.prompting import prompt
from aande_alert.rules.registry import evaluate

NAMES = [item.name for item in PREDAHT_ITEMS]
YES, NO = Given(value=True), Given(value=False)
CONTENT = load_content()


def test_51_of_the_64_known_combinations_are_in_the_high_band() -> None:
    bands = Counter(
        predaht_band(dict(zip(NAMES, each, strict=True))) for each in product((YES, NO), repeat=6)
    )
    assert bands == {"high": 51, "not_high": 13}


def test_of_all_729_combinations_377_are_high_and_315_could_be() -> None:
    each_answer: tuple[Answer[bool], ...] = (YES, NO, NOT_ASKED)
    answers = product(each_answer, repeat=6)
    bands = Counter(predaht_band(dict(zip(NAMES, each, strict=True))) for each in answers)
    assert bands == {"high": 377, "possible": 315, "not_high": 37}


def test_the_published_percentages_fit_whole_children() -> None:
    assert round(47 / 65, 3) == 0.723
    assert round(114 / 133, 3) == 0.857
    assert round(438 / 826, 2) == 0.53


def test_a_fracture_alone_is_shown_apart() -> None:
    absent = dict.fromkeys(("respiratory", "bruising_ten", "subdural"), False)
    given = {"age_months": 6, "head_injury": True, **absent, "complex_fracture": True}
    finding = prompt(evaluate("head.pedibirn-4", given, CONTENT), CONTENT)
    assert finding is not None
    assert finding.title == "Head injury with a skull fracture that is not one simple parietal line alone"
