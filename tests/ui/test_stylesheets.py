from __future__ import annotations

import re
from pathlib import Path

import pytest

import roder.ui
import roder.workspace
from roder.ui.charts.lines import KEYS
from roder.ui.charts.palette import DARK
from roder.ui.charts.palette import LIGHT
from roder.ui.colours import GRAPHIC_CONTRAST
from roder.ui.colours import TEXT_CONTRAST
from roder.ui.colours import contrast

UI = Path(roder.ui.__file__).parent
WORKSPACE = Path(roder.workspace.__file__).parent
CSS = UI / "static" / "ui" / "css"
TEMPLATES = sorted([*UI.rglob("*.html"), *WORKSPACE.rglob("*.html")])


def colours(name: str, place: int) -> dict[str, str]:
    """Return a sheet's colours for the light scheme (0) or the dark (1), as ``#rrggbb``."""
    css = (CSS / name).read_text(encoding="utf-8")
    found = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{3,6}), (#[0-9a-f]{3,6})\);", css)
    return {token: long(both[place]) for token, *both in found}


def long(colour: str) -> str:
    return f"#{''.join(sign * 2 for sign in colour[1:])}" if len(colour) == 4 else colour


LIGHT_TOKENS, DARK_TOKENS = colours("tokens.css", 0), colours("tokens.css", 1)
STRONG_LIGHT, STRONG_DARK = (
    LIGHT_TOKENS | colours("contrast.css", 0),
    DARK_TOKENS | colours("contrast.css", 1),
)
STRONG_CONTRAST = 7
"""WCAG 2.1, 1.4.6: what is asked of text by those who need the strongest contrast."""
PAIRS = [
    ("ink", "surface"),
    ("ink", "surface-quiet"),
    ("ink-quiet", "surface"),
    ("ink-quiet", "surface-quiet"),
    ("ink-quiet", "surface-hover"),
    ("accent", "surface"),
    ("accent", "surface-hover"),
    ("accent", "accent-surface"),
    *((tone, f"{tone}-surface") for tone in ("good", "warn", "bad")),
    *((tone, surface) for tone in ("good", "warn", "bad") for surface in ("surface", "surface-hover")),
]


@pytest.mark.parametrize("tokens", [LIGHT_TOKENS, DARK_TOKENS], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "surface"), PAIRS)
def test_text_can_be_read_on_its_surface(tokens: dict[str, str], text: str, surface: str) -> None:
    assert contrast(tokens[text], tokens[surface]) >= TEXT_CONTRAST


@pytest.mark.parametrize("tokens", [STRONG_LIGHT, STRONG_DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "surface"), PAIRS)
def test_high_contrast_is_the_strongest(tokens: dict[str, str], text: str, surface: str) -> None:
    assert contrast(tokens[text], tokens[surface]) >= STRONG_CONTRAST


@pytest.mark.parametrize("tokens", [LIGHT_TOKENS, DARK_TOKENS, STRONG_LIGHT, STRONG_DARK])
def test_bars_and_lines_of_charts_stand_out(tokens: dict[str, str]) -> None:
    for series in ("outturn", "budget", "last-year", "women", "men", "target", "limit"):
        assert contrast(tokens[f"chart-{series}"], tokens["surface"]) >= GRAPHIC_CONTRAST
    assert contrast(tokens["chart-text"], tokens["surface"]) >= TEXT_CONTRAST


def test_charts_are_drawn_for_the_surfaces_of_the_pages() -> None:
    for tokens, palette in ((LIGHT_TOKENS, LIGHT), (DARK_TOKENS, DARK)):
        assert tokens["surface"] == palette.surface
        assert tokens["chart-text"] == palette.text
        assert tokens["chart-outturn"] == palette.outturn
        assert tokens["chart-budget"] == palette.budget
        assert tokens["chart-last-year"] == palette.last_year
        for key in KEYS:
            assert tokens[f"chart-{key}"] == palette.as_dict()[key]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_keep_to_the_content_security_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_are_short_and_say_what_they_take(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 120
    assert "{% comment %}" in text or 'extends "ui/error.html"' in text


def test_scripts_are_small() -> None:
    for path in (UI / "static" / "ui" / "js").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 120, path.name
        assert not re.search(r"\beval\(|new Function|innerHTML|document\.write", text), path.name


def test_every_sheet_is_loaded_by_the_frame() -> None:
    loaded = (UI / "templates" / "ui" / "stylesheets.html").read_text(encoding="utf-8")
    for path in (UI / "static" / "ui" / "css").glob("*.css"):
        assert f"ui/css/{path.name}" in loaded, path.name
