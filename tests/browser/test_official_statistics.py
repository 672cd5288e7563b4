"""Search, tick, done, in a real browser: the real server and worker ask a source on loopback."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.browser.visitors import Visit
from tests.ledger_files import sie_file
from tests.own_site import COMMAND
from tests.own_site import own_site
from tests.signed_in import PASSWORD
from tests.sources.recorded_source import as_json
from tests.sources.recorded_source import recorded_source

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_from_an_empty_installation_to_a_revised_value(browser: Browser, tmp_path: Path) -> None:
    with recorded_source() as source:
        settings = {"RODER_KOLADA_URL": source.kolada, "RODER_SCB_URL": source.scb}
        with own_site(tmp_path / "home", **settings) as own:
            ledger = sie_file(tmp_path, [("20180131", "4110", 100)])
            subprocess.run([*COMMAND, "ledger", "import", str(ledger)], env=own.environment, check=True)
            here = Visit(browser.new_page(viewport={"width": 320, "height": 900}), own.url)
            page = here.page
            here.goto(own.invite("karin", "Karin Ek", "central_controller"))
            page.locator("#new-password").fill(PASSWORD)
            page.locator("#repeated").fill(PASSWORD)
            page.get_by_role("button", name="Spara lösenordet").click()
            page.wait_for_url(re.compile("/min-inloggning/$"))

            here.goto("/statistik/")
            page.get_by_role("link", name="Välj kommun").click()
            page.get_by_label("Slå upp i Kolada").fill("Södertälje")
            press(page, "Slå upp")
            assert page.get_by_label("Kommunens kod").input_value() == "0181"
            press(page, "Spara")

            page.get_by_label("Kod eller ord").fill("sjukfrånvaro")
            press(page, "Sök")
            page.get_by_label("N00090").check()
            page.locator("#direction-N00090").select_option(label="Lägre är bättre")
            source.spoiled = [as_json({}, 429, Retry_After="1")]
            press(page, "Hämta det som är ikryssat")
            page.get_by_role("heading", name="Per mätvärde").wait_for(timeout=60_000)
            assert page.get_by_role("row", name=re.compile("N00090.*60")).count() == 1

            source.set_value("N00090", 2017, "K", 8.3)
            here.goto("/statistik/")
            press(page, "Hämta alla nu")
            page.get_by_role("heading", name="Värden som ändrades").wait_for(timeout=60_000)
            row = page.get_by_role("row", name=re.compile("Kvinnor"))
            assert "8,0" in row.inner_text()
            assert "8,3" in row.inner_text()
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            assert here.said == []
