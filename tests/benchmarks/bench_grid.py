"""How soon a key is seen in a unit's grid of 2,000 lines, beside a page of as many plain inputs, in Chromium.

A measure is from the key's own time to after the frame that shows it; 95 of 100 keys are no slower than what is told.
The keys are those of a person who fills in: arrows, a page down, an amount typed over a cell and Enter.
"""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING
from typing import Any

from playwright.sync_api import sync_playwright
from tests.benchmarks.grid_site import GRID
from tests.benchmarks.grid_site import LINES
from tests.benchmarks.grid_site import environment_of
from tests.benchmarks.grid_site import make_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

ROUNDS = 12
KEYS = [
    "ArrowDown",
    "ArrowRight",
    "4",
    "7",
    "0",
    "Enter",
    "ArrowDown",
    "PageDown",
    "ArrowLeft",
    "Shift+ArrowDown",
]
MEASURE = """() => {
  window.measured = [];
  addEventListener("keydown", (event) => {
    requestAnimationFrame(() => setTimeout(() => window.measured.push(performance.now() - event.timeStamp)));
  }, true);
}"""
PLAIN = """lines => {
  const table = document.createElement("table");
  for (let row = 0; row < lines; row += 1) {
    const made = table.insertRow();
    for (let month = 0; month < 12; month += 1) {
      const input = document.createElement("input");
      input.value = String(row * 12 + month);
      made.insertCell().append(input);
    }
  }
  const total = document.createElement("output");
  document.body.replaceChildren(total, table);
  const inputs = [...table.querySelectorAll("input")];
  const move = { ArrowDown: 12, Enter: 12, ArrowRight: 1, ArrowLeft: -1, PageDown: 240 };
  const sum = () => (total.textContent = inputs.reduce((all, input) => all + Number(input.value), 0));
  table.addEventListener("input", sum);
  table.addEventListener("keydown", (event) => {
    const to = inputs[inputs.indexOf(event.target) + (move[event.key] ?? 0)];
    if (!move[event.key] || !to) return;
    event.preventDefault();
    to.focus();
    to.select();
  });
  inputs[0].focus();
}"""


def measure() -> list[dict[str, Any]]:
    """Measure both in one browser, and return the row of the comparison."""
    with tempfile.TemporaryDirectory() as home, _served(home) as (url, cookies), sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies(cookies)
        page = context.new_page()
        page.goto(f"{url}{GRID}")
        page.locator(".bg-body [role=row]").first.wait_for()
        page.locator(".budget-grid").focus()
        ours = late(page)
        page.evaluate(PLAIN, LINES)
        plain = late(page, rounds=2)
        browser.close()
    return [
        {
            "name": f"a key in the grid of {LINES} lines, seen (95th percentile, ms: {ours:.1f})",
            "against": f"the same in {LINES * 12} plain inputs ({plain:.1f} ms)",
            "ratio": round(ours / plain, 3),
            "target": 1.0,
            "higher_is_better": False,
            "milliseconds": round(ours, 1),
        }
    ]


def late(page: Page, *, rounds: int = ROUNDS) -> float:
    """Return the milliseconds within which 95 of 100 keys are seen."""
    page.evaluate(MEASURE)
    for _round in range(rounds):
        for key in KEYS:
            page.keyboard.press(key)
            page.wait_for_timeout(40)
    page.wait_for_timeout(300)
    found = sorted(page.evaluate("window.measured"))
    return float(found[int(len(found) * 0.95)])


@contextmanager
def _served(home: str) -> Iterator[tuple[str, list[Any]]]:
    environment = environment_of(home)
    cookies = make_site(environment)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "roder.config.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment)
    url = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{url}/logga-in/").close()  # noqa: S310 - our own server on loopback
            break
        except OSError:
            time.sleep(0.2)
    try:
        yield url, cookies
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
