"""Colours as ``#rrggbb``: how far apart two stand, and a mix of two. No Django: settings are checked by it."""

from __future__ import annotations

import re

LINEAR_BELOW = 0.04045
GRAPHIC_CONTRAST = 3
TEXT_CONTRAST = 4.5
"""WCAG 2.1, 1.4.11 and 1.4.3: graphics at least 3 to 1 against the surface, text 4.5 to 1."""
_COLOUR = re.compile(r"#[0-9a-f]{6}")


def is_colour(text: str) -> bool:
    """Return whether a text is a colour as we write it.

    >>> is_colour("#0b5a7d"), is_colour("#FFF"), is_colour("red")
    (True, False, False)
    """
    return _COLOUR.fullmatch(text) is not None


def _channels(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def relative_luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.1 definition), 0 to 1."""
    red, green, blue = (
        channel / 12.92 if channel <= LINEAR_BELOW else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (number / 255 for number in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    lighter, darker = sorted((relative_luminance(first), relative_luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(first: str, second: str, percent: int) -> str:
    """Return ``percent`` of the first colour in the second.

    >>> mix("#000000", "#ffffff", 50), mix("#0b5a7d", "#ffffff", 100)
    ('#808080', '#0b5a7d')
    """
    pairs = zip(_channels(first), _channels(second), strict=True)
    parts = ((one * percent + other * (100 - percent) + 50) // 100 for one, other in pairs)
    return "#" + "".join(f"{part:02x}" for part in parts)
