"""A municipality's colour is readable in every scheme, or refused with what would do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ui.test_stylesheets import colours

from roder.ui import theme
from roder.ui.colours import TEXT_CONTRAST
from roder.ui.colours import contrast
from roder.ui.theme import Theme
from roder.ui.theme import ThemeError

COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize("text", ["red", "#fff", "0b5a7d", "#0B5A7D;}"])
def test_a_text_that_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ThemeError, match="write the colour as #rrggbb"):
        Theme(accent=text)


def test_a_colour_that_cannot_be_read_is_refused_with_one_that_can() -> None:
    with pytest.raises(ThemeError) as refused:
        Theme(accent="#ffcc00")
    message = str(refused.value)
    assert "1.3 to 1" in message
    offered = re.search(r"(#[0-9a-f]{6}) would do", message)
    assert offered
    assert Theme(accent=offered[1]).css


@given(COLOUR)
def test_every_colour_that_is_taken_can_be_read_in_both_schemes(colour: str) -> None:
    try:
        css = Theme(accent=colour).css
    except ThemeError:
        css = Theme(accent=theme.readable_accent(colour)).css
    found = {name: pair for name, *pair in re.findall(r"--([\w-]+): light-dark\((\S+), (\S+)\);", css)}
    for place, surfaces in enumerate((theme.LIGHT_SURFACES, theme.DARK_SURFACES)):
        accent = found["accent"][place]
        for surface in (*surfaces, found["accent-surface"][place]):
            assert contrast(accent, surface) >= TEXT_CONTRAST
        for state in ("default", "hover", "active"):
            button = found[f"ds-color-accent-base-{state}"][place]
            assert contrast(button, found["ds-color-accent-base-contrast-default"][place]) >= TEXT_CONTRAST


def test_the_surfaces_are_those_of_the_pages() -> None:
    for place, surfaces in enumerate((theme.LIGHT_SURFACES, theme.DARK_SURFACES)):
        tokens = colours("tokens.css", place)
        assert surfaces == (tokens["surface"], tokens["surface-quiet"], tokens["surface-hover"])


def test_no_theme_is_our_own_look() -> None:
    assert Theme().css == ""
    assert Theme().mark_bytes == b""


def test_a_mark_is_a_small_picture_that_is_there(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match=r"neither .svg nor .png"):
        Theme(mark=Path("mark.gif"))
    with pytest.raises(ThemeError, match="is not there"):
        Theme(mark=tmp_path / "mark.svg")
    large = tmp_path / "large.png"
    large.write_bytes(b"x" * (theme.LARGEST_MARK + 1))
    with pytest.raises(ThemeError, match="larger than 100 kB"):
        Theme(mark=large)
    mark = tmp_path / "mark.svg"
    mark.write_text("<svg/>")
    assert Theme(mark=mark).mark_type == "image/svg+xml"
