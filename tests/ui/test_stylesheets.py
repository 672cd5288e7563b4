from __future__ import annotations

import re
from pathlib import Path

import pytest

import roder.ui
import roder.workspace
from roder.ui.charts.palette import DARK
from roder.ui.charts.palette import LIGHT
from roder.ui.charts.palette import TEXT_CONTRAST
from roder.ui.charts.palette import contrast

UI = Path(roder.ui.__file__).parent
WORKSPACE = Path(roder.workspace.__file__).parent
TOKENS = (UI / "static" / "ui" / "css" / "tokens.css").read_text(encoding="utf-8")
TEMPLATES = sorted([*UI.rglob("*.html"), *WORKSPACE.rglob("*.html")])


def _colours(css: str) -> dict[str, str]:
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", css))
    return {
        name: f"#{''.join(c * 2 for c in value[1:])}" if len(value) == 4 else value
        for name, value in found.items()
    }


LIGHT_TOKENS = _colours(TOKENS.split("@media")[0])
DARK_TOKENS = LIGHT_TOKENS | _colours(TOKENS.split("@media")[1])
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


def test_charts_are_drawn_for_the_surfaces_of_the_pages() -> None:
    assert LIGHT_TOKENS["surface"] == LIGHT.surface
    assert DARK_TOKENS["surface"] == DARK.surface


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
