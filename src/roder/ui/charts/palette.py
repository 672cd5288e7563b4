"""Colours of the charts, light and dark; their contrast is checked by a test."""

from __future__ import annotations

from dataclasses import asdict
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """One scheme's colours as ``#rrggbb``."""

    surface: str
    text: str
    rule: str
    outturn: str
    budget: str
    last_year: str
    women: str
    men: str
    target: str
    limit: str

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
    women="#7a3e9d",
    men="#17693f",
    target="#b35a00",
    limit="#6b7883",
)
DARK = Palette(
    surface="#12181d",
    text="#c3ccd4",
    rule="#36414a",
    outturn="#6fb6d6",
    budget="#f0a44b",
    last_year="#7b8894",
    women="#c79be0",
    men="#74cf9f",
    target="#f0a44b",
    limit="#8b98a4",
)
