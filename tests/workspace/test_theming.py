"""The municipality's name, colour and mark reach the pages; without them the pages are Roder's own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from roder.ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

pytestmark = pytest.mark.django_db


def test_without_a_theme_nothing_is_loaded(client: Client) -> None:
    page = client.get("/logga-in/").content.decode()
    assert "/tema/" not in page
    assert client.get("/tema/0123456789abcdef.css").status_code == 404
    assert client.get("/tema/0123456789abcdef/marke").status_code == 404


def test_a_theme_reaches_the_page_before_anyone_signs_in(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    mark = tmp_path / "mark.svg"
    mark.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    settings.RODER_THEME = theme = Theme("Sala kommun", "#7a1f5c", mark)
    page = client.get("/logga-in/").content.decode()
    assert "Sala kommun" in page
    sheet = client.get(f"/tema/{theme.css_digest}.css")
    assert f'href="/tema/{theme.css_digest}.css"' in page
    assert "--brand: #7a1f5c;" in sheet.content.decode()
    assert "immutable" in sheet["Cache-Control"]
    assert f'src="/tema/{theme.mark_digest}/marke"' in page
    picture = client.get(f"/tema/{theme.mark_digest}/marke")
    assert picture["Content-Type"] == "image/svg+xml"
    assert "script-src 'self'" in picture["Content-Security-Policy"]
    assert client.get("/tema/0123456789abcdef.css").status_code == 404
