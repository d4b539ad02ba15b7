"""Every pair of colours a person must read together keeps the contrast it was chosen for, in every theme."""

from __future__ import annotations

import tomllib

import pytest

from aande_alert.paths import resource
from aande_alert.ui.theme.tokens import Theme, contrast, load

TEXT = [
    ("text", "surface", 15.97, 13.63, 21.0),
    ("text", "page", 14.08, 15.29, 21.0),
    ("text", "sunken", 14.99, 14.57, 19.44),
    ("text", "chrome", 13.05, 15.85, 21.0),
    ("text", "blue-tint", 13.46, 11.17, 13.73),
    ("text", "red-tint", 13.72, 13.12, 18.06),
    ("text", "amber-tint", 14.44, 11.6, 15.61),
    ("text", "mark", 14.44, 11.6, 15.61),
    ("text2", "surface", 7.91, 8.85, 21.0),
    ("text2", "sunken", 7.42, 9.46, 19.44),
    ("text2", "chrome", 6.46, 10.29, 21.0),
    ("text2", "blue-tint", 6.67, 7.25, 13.73),
    ("text2", "red-tint", 6.79, 8.52, 18.06),
    ("text2", "future", 6.78, 9.46, 17.4),
    ("text3", "surface", 6.17, 6.85, 16.83),
    ("text3", "sunken", 5.8, 7.32, 15.57),
    ("text3", "blue-tint", 5.2, 5.61, 11.0),
    ("disabled", "sunken", 4.62, 4.99, 7.98),
    ("on-blue", "blue", 6.38, 5.12, 11.65),
    ("on-blue", "blue-h", 8.49, 4.73, 13.97),
    ("on-blue", "blue-p", 11.33, 7.02, 16.56),
    ("blue-text", "surface", 6.38, 8.1, 11.65),
    ("blue-text", "sunken", 5.99, 8.66, 10.78),
    ("blue-text", "blue-tint", 5.38, 6.64, 7.61),
    ("on-red", "red", 6.75, 4.99, 7.7),
    ("red-text", "surface", 6.75, 8.03, 9.19),
    ("red-text", "zebra", 6.34, 7.66, 8.5),
    ("on-violet", "violet", 10.08, 5.01, 10.53),
    ("on-pink", "pink", 9.16, 5.06, 11.12),
    ("on-amber", "amber", 10.9, 10.9, 14.25),
    ("amber-ink", "amber-tint", 8.95, 9.87, 10.6),
    ("amber-ink", "future", 8.48, 12.39, 11.81),
    ("on-banner", "banner", 13.51, 11.38, 17.4),
    ("banner-label", "banner", 8.07, 7.23, 17.4),
    ("text", "cov", 7.57, 6.39, 17.4),
]
LINES = [
    ("control", "surface", 4.81, 5.04, 21.0),
    ("control", "sunken", 4.51, 5.38, 19.44),
    ("blue", "surface", 6.38, 3.14, 11.65),
    ("blue-text", "surface", 6.38, 8.1, 11.65),
    ("red", "surface", 6.75, 3.22, 7.7),
    ("violet", "surface", 10.08, 3.21, 10.53),
    ("pink", "surface", 9.16, 3.18, 11.12),
    ("red-line", "surface", 6.75, 8.03, 9.19),
    ("amber-line", "surface", 4.53, 6.57, 14.25),
    ("amber-line", "amber-tint", 4.09, 5.59, 10.6),
    ("ring", "surface", 5.64, 6.85, 21.0),
    ("fig", "skin", 6.54, 6.23, 21.0),
    ("spot", "skin", 7.29, 10.04, 21.0),
    ("cent", "surface", 3.47, 4.64, 11.42),
    ("focus-in", "surface", 21.0, 1.31, 1.0),
    ("focus", "surface", 1.22, 13.17, 17.2),
]
THEMES = (Theme.LIGHT, Theme.DARK, Theme.CONTRAST)


@pytest.mark.parametrize(("on", "ground", "light", "dark", "high"), TEXT + LINES)
def test_a_pair_has_the_contrast_it_was_chosen_for(
    on: str, ground: str, light: float, dark: float, high: float
) -> None:
    for theme, expected in zip(THEMES, (light, dark, high), strict=True):
        colours = load(theme)
        assert contrast(colours[on], colours[ground]) == pytest.approx(expected, abs=0.01), theme


@pytest.mark.parametrize("pair", TEXT)
def test_every_word_can_be_read(pair: tuple[str, str, float, float, float]) -> None:
    assert all(contrast(load(theme)[pair[0]], load(theme)[pair[1]]) >= 4.5 for theme in THEMES)


@pytest.mark.parametrize("pair", [pair for pair in LINES if not pair[0].startswith("focus")])
def test_every_shape_can_be_seen(pair: tuple[str, str, float, float, float]) -> None:
    assert all(contrast(load(theme)[pair[0]], load(theme)[pair[1]]) >= 3.0 for theme in THEMES)


@pytest.mark.parametrize("theme", THEMES)
def test_one_of_the_two_focus_lines_always_stands_out(theme: Theme) -> None:
    colours = load(theme)
    assert max(contrast(colours[line], colours["surface"]) for line in ("focus", "focus-in")) > 13
    assert contrast(colours["focus"], colours["focus-in"]) == pytest.approx(17.20, abs=0.01)


def test_the_themes_name_the_same_roles() -> None:
    assert len({tuple(sorted(load(theme).colours)) for theme in THEMES}) == 1


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_is_six_hexadecimal_digits(theme: Theme) -> None:
    text = resource("styles", f"tokens-{theme.value}.toml").read_text(encoding="utf-8")
    for code in tomllib.loads(text)["colours"].values():
        assert len(code) == 7
        assert int(code[1:], 16) >= 0
