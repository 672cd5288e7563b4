"""A server of its own over a fresh installation, on localhost, where passkeys may be used."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.commands import run_command

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = [sys.executable, "-m", "roder.config.cli"]


@dataclass(frozen=True)
class OwnSite:
    url: str
    port: int
    environment: dict[str, str]

    def invite(self, username: str, name: str, role: str) -> str:
        """Return the path of the one-time link that the command line prints."""
        words = ["people", "invite", username, "--name", name, "--role", role]
        said = run_command(self.environment, *words)
        said.check_returncode()
        return urlsplit(said.stdout.strip()).path


@contextmanager
def own_site(home: Path, **settings: str) -> Iterator[OwnSite]:
    """Serve a fresh installation until the block ends."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = kept | {"RODER_HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[1] / "src")}
    environment |= {"DJANGO_SETTINGS_MODULE": "roder.config.settings.base", **settings}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port)], env=environment, start_new_session=True
    )
    site = OwnSite(f"http://localhost:{port}", port, environment)
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/logga-in/").close()
            break
        except OSError:
            time.sleep(0.2)
    try:
        yield site
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()
