"""``roder serve`` as systemd runs it: it answers, starts a dead worker again, and leaves nothing when stopped."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tests.config.installations import Installation

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE_SECONDS = 90


def wait_for(what: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not what():
        assert time.monotonic() < until
        time.sleep(0.1)


def is_healthy(port: int) -> bool:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        try:
            connection.request("GET", "/halsa/")
            with connection.getresponse() as answer:
                return answer.status == http.HTTPStatus.OK
        except OSError:
            return False


def workers(parent: int) -> list[int]:
    children = Path(f"/proc/{parent}/task").glob("*/children")
    found = [int(pid) for path in children for pid in path.read_text().split()]
    return [pid for pid in found if b"jobs\0--parent" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def test_a_dead_worker_is_started_again_and_nothing_is_left_when_the_site_stops(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    installation = Installation(tmp_path / "home")
    server = subprocess.Popen(
        installation.command("serve", "--port", str(port)),
        env=installation.environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for(lambda: is_healthy(port))
        (first,) = workers(server.pid)
        os.kill(first, signal.SIGKILL)
        wait_for(lambda: bool(set(workers(server.pid)) - {first}))
        (second,) = workers(server.pid)
        server.send_signal(signal.SIGTERM)
        said = server.communicate(timeout=PATIENCE_SECONDS)[1]
    finally:
        server.kill()
        server.wait()
    wait_for(lambda: not Path(f"/proc/{second}").exists())
    assert said.count("is started again") == 1
