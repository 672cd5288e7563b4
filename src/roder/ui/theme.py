"""A municipality's own look: its name, one accent colour and its mark. The rest follows by rule.

The colour is refused where it could not be read (WCAG 2.1 AA); from it come the accent of the dark scheme, the quiet
surfaces behind chosen things, the buttons, and the outturn's bars.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from roder.ui.colours import TEXT_CONTRAST
from roder.ui.colours import contrast
from roder.ui.colours import is_colour
from roder.ui.colours import mix

if TYPE_CHECKING:
    from pathlib import Path

WHITE, BLACK = "#ffffff", "#000000"
LIGHT_SURFACES = (WHITE, "#f4f6f8", "#eaf1f5")
DARK_SURFACE = "#12181d"
DARK_SURFACES = (DARK_SURFACE, "#1a2229", "#202c35")
"""The surfaces of tokens.css that an accent stands on; a test holds the two together."""
LARGEST_MARK = 100_000
MARK_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
_LIGHT_TINT, _DARK_TINT = 11, 25


class ThemeError(ValueError):
    """The theme cannot be used; the message says which setting is wrong and what would do."""


@dataclass(frozen=True)
class Theme:
    """What an installation has chosen; each part may be empty and is then Roder's own."""

    name: str = ""
    accent: str = ""
    mark: Path | None = None

    def __post_init__(self) -> None:
        """Refuse a colour that cannot be read, and a mark that is no small picture."""
        if self.accent:
            _check_accent(self.accent)
        if self.mark is not None:
            _check_mark(self.mark)

    @cached_property
    def css(self) -> str:
        """The style sheet that lays the accent over Roder's own; empty without an accent."""
        if not self.accent:
            return ""
        tokens = {"brand": self.accent} | {
            name: f"light-dark({light}, {dark})" for name, (light, dark) in _tokens(self.accent).items()
        }
        lines = "\n".join(f"  --{name}: {value};" for name, value in tokens.items())
        return f":root,\n[data-color-scheme] {{\n{lines}\n}}\n"

    @cached_property
    def css_digest(self) -> str:
        """What changes with the style sheet, for its address."""
        return hashlib.sha256(self.css.encode()).hexdigest()[:16]

    @cached_property
    def mark_bytes(self) -> bytes:
        """The mark as it is served; empty without one."""
        return self.mark.read_bytes() if self.mark else b""

    @cached_property
    def mark_digest(self) -> str:
        """What changes with the mark, for its address."""
        return hashlib.sha256(self.mark_bytes).hexdigest()[:16]

    @property
    def mark_type(self) -> str:
        """What kind of picture the mark is."""
        return MARK_TYPES[self.mark.suffix.lower()] if self.mark else ""


def _reads(colour: str, surfaces: tuple[str, ...]) -> bool:
    return all(contrast(colour, surface) >= TEXT_CONTRAST for surface in surfaces)


def _light_surfaces(accent: str) -> tuple[str, ...]:
    return (*LIGHT_SURFACES, mix(accent, WHITE, _LIGHT_TINT))


def dark_accent(accent: str) -> str:
    """Return the accent made as light as the dark scheme needs, and no lighter."""
    surfaces = (*DARK_SURFACES, mix(accent, DARK_SURFACE, _DARK_TINT))
    shades = (mix(accent, WHITE, percent) for percent in range(100, -1, -5))
    return next(shade for shade in shades if _reads(shade, surfaces))


def readable_accent(accent: str) -> str:
    """Return the accent made as dark as the light scheme needs, and no darker."""
    shades = (mix(accent, BLACK, percent) for percent in range(100, -1, -5))
    return next(shade for shade in shades if _reads(shade, _light_surfaces(shade)))


def _check_accent(accent: str) -> None:
    if not is_colour(accent):
        msg = f"RODER_ACCENT is {accent}; write the colour as #rrggbb, for example #0b5a7d."
        raise ThemeError(msg)
    if not _reads(accent, _light_surfaces(accent)):
        weakest = min(contrast(accent, surface) for surface in _light_surfaces(accent))
        msg = (
            f"RODER_ACCENT {accent} has a contrast of {weakest:.1f} to 1 against the pages; text and buttons "
            f"need {TEXT_CONTRAST} to 1 (WCAG 2.1 AA). Choose a darker one: {readable_accent(accent)} would do."
        )
        raise ThemeError(msg)


def _check_mark(mark: Path) -> None:
    if mark.suffix.lower() not in MARK_TYPES:
        msg = f"RODER_MARK {mark} is neither .svg nor .png."
        raise ThemeError(msg)
    if not mark.is_file():
        msg = f"RODER_MARK {mark} is not there, or cannot be read."
        raise ThemeError(msg)
    if mark.stat().st_size > LARGEST_MARK:
        msg = f"RODER_MARK {mark} is larger than {LARGEST_MARK // 1000} kB; every page loads it."
        raise ThemeError(msg)


def _tokens(accent: str) -> dict[str, tuple[str, str]]:
    """Return our tokens and those of Designsystemet that an accent decides, light and dark."""
    dark = dark_accent(accent)
    tint, dark_tint = mix(accent, WHITE, _LIGHT_TINT), mix(accent, DARK_SURFACE, _DARK_TINT)
    ours = {"accent": (accent, dark), "accent-surface": (tint, dark_tint), "chart-outturn": (accent, dark)}
    theirs = {
        "background-default": (WHITE, DARK_SURFACE),
        "background-tinted": (mix(accent, WHITE, 6), mix(accent, DARK_SURFACE, 12)),
        "surface-default": (WHITE, DARK_SURFACE),
        "surface-tinted": (tint, dark_tint),
        "surface-hover": (mix(accent, WHITE, 20), mix(accent, DARK_SURFACE, 35)),
        "surface-active": (mix(accent, WHITE, 30), mix(accent, DARK_SURFACE, 45)),
        "border-subtle": (mix(accent, WHITE, 40), mix(dark, DARK_SURFACE, 40)),
        "border-default": (accent, dark),
        "border-strong": (mix(accent, BLACK, 85), mix(dark, WHITE, 85)),
        "text-subtle": (accent, dark),
        "text-default": (mix(accent, BLACK, 60), mix(dark, WHITE, 50)),
        "base-default": (accent, dark),
        "base-hover": (mix(accent, BLACK, 85), mix(dark, WHITE, 85)),
        "base-active": (mix(accent, BLACK, 70), mix(dark, WHITE, 70)),
        "base-contrast-subtle": (WHITE, BLACK),
        "base-contrast-default": (WHITE, BLACK),
    }
    return ours | {f"ds-color-accent-{name}": pair for name, pair in theirs.items()}
