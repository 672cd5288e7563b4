"""The real server over the example municipality and one browser, shared by every journey."""

from __future__ import annotations

import fcntl
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

import pytest
from playwright.sync_api import sync_playwright
from tests.browser.visitors import Visit

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from typing import Any

    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site; it serves until the last journey is done."""
    home = tmp_path_factory.mktemp("site")
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    source = Path(__file__).parents[2] / "src"
    environment = kept | {"RODER_HOME": str(home), "PYTHONPATH": str(source)}
    environment["DJANGO_SETTINGS_MODULE"] = "roder.config.settings.base"
    command = [sys.executable, "-m", "roder.config.cli"]
    _build_once(tmp_path_factory, command, environment)
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


def _build_once(factory: pytest.TempPathFactory, command: list[str], environment: dict[str, str]) -> None:
    """Let the first worker build the example and back it up; the others wait for it and restore the backup."""
    shared = factory.getbasetemp().parent
    backup = shared / "built.roder"
    with (shared / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        is_first = not backup.exists()
        if is_first:
            _run([*command, "demo", "--no-serve"], environment)
            _run([*command, "backup", str(backup)], environment)
    if not is_first:
        _run([*command, "restore", str(backup)], environment)


def _run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    """Signs a person in: ``visit()`` is Karin at a desk, ``visit(width=320)`` holds a phone."""
    contexts = []

    def begin(person: str = "Karin", width: int = 1280, **options: Any) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        begun = Visit(context.new_page(), site)
        begun.page.goto(f"{site}/logga-in/")
        begun.page.locator("main li", has_text=person).get_by_role("button").first.click()
        begun.page.wait_for_url(re.compile(r"/(?!logga-in)"))
        return begun

    yield begin
    for context in contexts:
        context.close()
