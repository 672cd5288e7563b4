"""Colours of the charts, light and dark; their contrast is checked by a test."""

from __future__ import annotations

from dataclasses import asdict
from dataclasses import dataclass

LINEAR_BELOW = 0.04045
GRAPHIC_CONTRAST = 3
TEXT_CONTRAST = 4.5
"""WCAG 2.1, 1.4.11 and 1.4.3: graphics at least 3 to 1 against the surface, text 4.5 to 1."""


@dataclass(frozen=True, slots=True)
class Palette:
    """One scheme's colours as ``#rrggbb``."""

    surface: str
    text: str
    rule: str
    outturn: str
    budget: str
    last_year: str

    def as_dict(self) -> dict[str, str]:
        """Return the colours by name, as the page's script reads them."""
        return asdict(self)


LIGHT = Palette(
    surface="#ffffff",
    text="#3f4a54",
    rule="#d7dce0",
    outturn="#0b5a7d",
    budget="#b35a00",
    last_year="#7d8b97",
)
DARK = Palette(
    surface="#12181d",
    text="#c3ccd4",
    rule="#36414a",
    outturn="#6fb6d6",
    budget="#f0a44b",
    last_year="#7b8894",
)


def relative_luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.1 definition), 0 to 1."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= LINEAR_BELOW else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    lighter, darker = sorted((relative_luminance(first), relative_luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
