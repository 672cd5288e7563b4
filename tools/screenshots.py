"""Photographs the main pages of the example municipality for docs/screenshots (``make screenshots``).

A site of its own is made in a folder that is thrown away, so the pictures are the same whoever makes them.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
CELL = "/uppfoljning/2018-08/300/verifikationer/?line=personnel"
STARTS = 200
WIDE, PHONE = (1280, 900), (320, 720)


@dataclass(frozen=True)
class Picture:
    """A page as it stands on a screen."""

    name: str
    path: str
    size: tuple[int, int] = WIDE
    appearance: str = "light"


PICTURES = (
    Picture("start", "/"),
    Picture("goals", "/mal/2018-2020/"),
    Picture("goals-phone", "/mal/2018-2020/", PHONE),
    Picture("goal", "/mal/2018-2020/mal/1/"),
    Picture("coverage", "/mal/2018-2020/tackning/"),
    Picture("goals-and-money", "/mal/2018-2020/pengar/"),
    Picture("assignments", "/uppdrag/"),
    Picture("indicator", "/indikatorer/matvarde/N15428/"),
    Picture("documents", "/styrdokument/"),
    Picture("budget-year", "/budget/2019/"),
    Picture("financing", "/budget/2019/finansiering/"),
    Picture("frames-bridge", "/budget/2019/ramar/"),
    Picture("proposals", "/budget/2018/forslag/"),
    Picture("budget-decision", "/budget/2018/beslut/"),
    Picture("budget-year-phone", "/budget/2019/", PHONE),
    Picture("follow-up", "/uppfoljning/2018-08/?sort=forecast_variance"),
    Picture("follow-up-dark", "/uppfoljning/2018-08/?sort=forecast_variance", appearance="dark"),
    Picture("follow-up-phone", "/uppfoljning/2018-08/?sort=forecast_variance", PHONE),
    Picture("committee", "/uppfoljning/2018-08/300/"),
    Picture("committee-phone", "/uppfoljning/2018-08/300/", PHONE),
    Picture("figure", CELL),
    Picture("import", "/import/"),
    Picture("components", "/komponenter/"),
)


def photograph(browser: Browser, site: str, picture: Picture) -> None:
    """Write one picture, as Karin sees the page."""
    width, height = picture.size
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    context.add_cookies([{"name": "roder_appearance", "value": picture.appearance, "url": site}])
    page = context.new_page()
    page.goto(f"{site}/logga-in/")
    page.locator("main li", has_text="Karin").get_by_role("button").first.click()
    page.goto(f"{site}{picture.path}")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{picture.name}.png", animations="disabled")
    context.close()


def main() -> int:
    """Make the site, take every picture, and leave nothing behind."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "roder.config.cli"]
    with tempfile.TemporaryDirectory(prefix="roder-screenshots-") as home:
        environment = {**os.environ, "RODER_HOME": home, "PYTHONPATH": str(ROOT / "src")}
        subprocess.run([*command, "demo", "--no-serve"], env=environment, capture_output=True, check=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = subprocess.Popen(
            [*command, "serve", "--port", str(port)],
            env=environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
        )
        try:
            take_all(f"http://127.0.0.1:{port}")
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()
    return 0


def take_all(site: str) -> None:
    """Wait for the site, then take every picture."""
    for _ in range(STARTS):
        try:
            urllib.request.urlopen(f"{site}/logga-in/").close()  # noqa: S310 - our own server on loopback
            break
        except OSError:
            time.sleep(0.2)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for picture in PICTURES:
            photograph(browser, site, picture)
            print(f"docs/screenshots/{picture.name}.png")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
