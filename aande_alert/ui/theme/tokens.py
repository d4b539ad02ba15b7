"""Colours by role, read from `resources/styles`; nothing else in the program names a colour."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from aande_alert.paths import resource

_KNEE = 0.04045  # where sRGB turns from a line into a power curve (IEC 61966-2-1)


class Theme(StrEnum):
    """The three sets of colours a person may choose."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours.

    Attributes:
        theme: Which theme they belong to.
        colours: `#rrggbb` by role.
    """

    theme: Theme
    colours: Mapping[str, str]

    def __getitem__(self, role: str) -> str:
        return self.colours[role]


@cache
def load(theme: Theme) -> Tokens:
    """Return the colours of a theme.

    Raises:
        FileNotFoundError: This copy of the program is not whole.
    """
    text = resource("styles", f"tokens-{theme.value}.toml").read_text(encoding="utf-8")
    return Tokens(theme, MappingProxyType(tomllib.loads(text)["colours"]))


def contrast(one: str, other: str) -> float:
    """Return the WCAG 2 contrast ratio of two `#rrggbb` colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _KNEE else ((channel + 0.055) / 1.055) ** 2.4
