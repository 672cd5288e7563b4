"""A controller's day in a real browser: the follow-up down to a voucher, a good file, a bad file."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pytest
from playwright.sync_api import sync_playwright
from tests.conftest import SIE
from tests.ledger_files import sie_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "/uppfoljning/2018-08/",
    "/uppfoljning/2018-08/?sort=forecast_variance&unit=tkr",
    "/uppfoljning/2018-08/300/",
    "/uppfoljning/2018-08/3010/",
    "/uppfoljning/2018-08/300/verifikationer/?line=personnel",
    "/verifikation/?organisation=2120000159&year=2018&series=L&number=1",
    "/import/",
    "/import/omgangar/2/",
    "/import/omgangar/2/angra/",
    "/",
    "/paminnelser/",
    "/lagens-datum/",
    "/jobb/",
    "/finns-inte/",
]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real server over the example municipality."""
    home = tmp_path_factory.mktemp("site")
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    source = Path(__file__).parents[2] / "src"
    environment = kept | {"RODER_HOME": str(home), "PYTHONPATH": str(source)}
    environment["DJANGO_SETTINGS_MODULE"] = "roder.config.settings.base"
    command = [sys.executable, "-m", "roder.config.cli"]
    subprocess.run([*command, "demo", "--no-serve"], env=environment, capture_output=True, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [*command, "serve", "--port", str(port)], env=environment, start_new_session=True
    )
    url = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{url}/logga-in/").close()  # noqa: S310 - our own server on loopback
            break
        except OSError:
            time.sleep(0.2)
    yield url
    os.killpg(server.pid, signal.SIGTERM)
    server.wait()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield opened
        opened.close()


def signed_in(browser: Browser, site: str, width: int = 1280, **options: Any) -> tuple[Page, list[str]]:
    page = browser.new_context(viewport={"width": width, "height": 900}, **options).new_page()
    said: list[str] = []
    page.on(
        "console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{site}/logga-in/")
    page.locator("main li", has_text="Karin").get_by_role("button").first.click()
    page.wait_for_url(f"{site}/")
    return page, said


def test_from_the_follow_up_down_to_a_voucher(browser: Browser, site: str) -> None:
    page, said = signed_in(browser, site)
    assert "exempeldata" in page.locator("body").inner_text().lower()
    page.goto(f"{site}/uppfoljning/2018-08/?sort=forecast_variance")
    assert "Utbildningsnämnden" in page.locator("main table tbody tr").first.inner_text()
    page.get_by_role("link", name="Utbildningsnämnden").click()
    assert page.locator("h1").inner_text() == "Utbildningsnämnden"
    page.locator("tr", has_text="Personal").get_by_role("link").first.click()
    total = page.locator(".key-figure-main").inner_text()
    groups = page.locator("table").first
    assert groups.locator("tfoot").inner_text().split("\t")[-1].strip() in total
    groups.locator("tbody a").first.click()
    page.locator("table").first.locator("tbody a").first.click()
    page.locator("table").last.locator("tbody a").first.click()
    assert page.locator("h1").inner_text().startswith("Verifikation")
    debit, credit = page.locator("tfoot td").all_inner_texts()[-2:]
    assert debit == credit
    assert "sodertalje_exempeldata_2018.se" in page.locator("main").inner_text()
    assert said == []


def test_a_good_file_is_proved_confirmed_and_undone(browser: Browser, site: str) -> None:
    page, said = signed_in(browser, site)
    page.goto(f"{site}/import/")
    page.locator("input[type=file]").set_input_files(str(SIE / "typ4.se"))
    page.locator("form[data-drop] button").click()
    page.get_by_role("button", name="Spara och använd filen").or_(
        page.locator("#confirm-form ~ .buttons button").first
    ).first.wait_for()
    assert "Övningsföretaget AB" in page.locator("main").inner_text()
    page.locator("button[form=confirm-form]").click()
    page.locator(".notice[data-tone=good]").wait_for()
    page.locator(".notice[data-tone=good] a").last.click()
    page.locator("a[href$='/angra/']").click()
    page.locator("form.confirm button[type=submit]").click()
    page.wait_for_load_state()
    assert "Ångrad" in page.locator("main").inner_text()
    assert said == []


def test_a_bad_file_lists_its_faults_and_stores_nothing(browser: Browser, site: str, tmp_path: Path) -> None:
    page, said = signed_in(browser, site)
    path = sie_file(tmp_path, [("20180131", "4110", 100)], number="556639-1537", file_name="fel.se")
    path.write_bytes(path.read_bytes().replace(b"-100.00", b"-99.00"))
    page.goto(f"{site}/import/")
    page.locator("input[type=file]").set_input_files(str(path))
    page.locator("form[data-drop] button").click()
    page.locator(".notice[data-tone=bad]").wait_for()
    text = page.locator("main").inner_text()
    assert "voucher_unbalanced" in text
    assert "L 1" in text
    page.goto(f"{site}/import/")
    assert "Testkommun" not in page.locator("main").inner_text()
    assert said == []


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_is_accessible_and_never_scrolls_sideways(
    browser: Browser, site: str, language: str, width: int
) -> None:
    page, said = signed_in(browser, site, width, bypass_csp=True)
    faults = []
    for path in PAGES:
        said.clear()
        page.goto(f"{site}{language}{path}")
        page.wait_for_load_state("networkidle")
        page.add_script_tag(path=str(AXE))
        found = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
        faults += [f"{path}: {rule['id']}: {rule['nodes'][0]['html']}" for rule in found["violations"]]
        wide, room = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        if wide > room:
            faults.append(f"{path}: {wide} px wide in {room}")
        faults += [f"{path}: {line}" for line in said if "404" not in line]
        assert page.locator("html").get_attribute("lang") == ("en" if language else "sv")
    assert faults == [], "\n".join(faults)


def test_the_keyboard_reaches_the_content_first_and_opens_a_committee(browser: Browser, site: str) -> None:
    page, _said = signed_in(browser, site)
    page.goto(f"{site}/uppfoljning/2018-08/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Kommunstyrelsen":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/uppfoljning/2018-08/200/"))
