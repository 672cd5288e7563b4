"""Fifty people on the site for a minute: faults, and times as ratios to an empty page of the same site.

``python -m tests.benchmarks.load_site [SECONDS] [PEOPLE]`` starts ``roder serve`` on loopback in a home
of its own and prints JSON. Each person reads the follow-up, opens a unit and saves a choice, over and over.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from tests.ledger_files import sie_file

PREPARE = """
import json, sys
from pathlib import Path
import django
django.setup()
from django.test import Client
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.ledger.actions.imports import import_file
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.mandates import Mandate, Role
import_file(Path(sys.argv[1]), acting_user=system_user())
cookies = []
for number in range(int(sys.argv[2])):
    person = User.objects.create(username=f"person{number}")
    grant_mandate(person, Mandate(Role.CENTRAL_CONTROLLER), acting_user=system_user())
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(person)
    client.get("/uppfoljning/2018-02/")
    cookies.append({name: morsel.value for name, morsel in client.cookies.items()})
print(json.dumps(cookies))
"""
EMPTY = ("/hjalp-finns-inte/",)
DAY = ("/uppfoljning/2018-02/", "/uppfoljning/2018-02/212000-0159/", "/val/sprak/")
SAVES = DAY[-1:]
EMPTY_SECONDS = 10


class Person(threading.Thread):
    """One person's requests on one connection, with how long each took and what went wrong."""

    def __init__(self, port: int, cookies: dict[str, str], pages: tuple[str, ...], until: float) -> None:
        super().__init__()
        self._port, self._pages, self._until = port, pages, until
        held = {"csrftoken": "a" * 32} | cookies
        self._headers = {
            "Host": "127.0.0.1",
            "Cookie": "; ".join(f"{name}={value}" for name, value in held.items()),
            "X-CSRFToken": held["csrftoken"],
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.times: dict[str, list[float]] = {"read": [], "save": []}
        self.faults: list[str] = []

    def run(self) -> None:
        """Ask for one page after another until time is up."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        turn = 0
        while time.monotonic() < self._until:
            self._ask(connection, self._pages[turn % len(self._pages)], ("sv", "en")[turn % 2])
            turn += 1

    def _ask(self, connection: http.client.HTTPConnection, path: str, language: str) -> None:
        is_save = path in SAVES
        began = time.perf_counter()
        try:
            body = f"language={language}&next=/" if is_save else None
            connection.request("POST" if is_save else "GET", path, body, self._headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.faults.append(f"{path}: {error!r}")
            connection.close()
            return
        self.times["save" if is_save else "read"].append(time.perf_counter() - began)
        if answer.status != (302 if is_save else 404 if path in EMPTY else 200):
            self.faults.append(f"{path}: {answer.status}")


def crowd(port: int, cookies: list[dict[str, str]], pages: tuple[str, ...], seconds: int) -> list[Person]:
    """Let everybody ask for the pages at once, until time is up."""
    until = time.monotonic() + seconds
    people = [Person(port, each, pages, until) for each in cookies]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return people


def answers(port: int) -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/halsa/")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False


def figures(empty: list[Person], people: list[Person]) -> dict[str, Any]:
    """Return faults, requests, and times as ratios to the empty page under the same crowd."""
    faults = [row for each in [*empty, *people] for row in each.faults]
    alone = statistics.median(value for each in empty for value in each.times["read"])
    result: dict[str, Any] = {"people": len(people), "faults": len(faults), "first_faults": faults[:5]}
    for kind in ("read", "save"):
        times = sorted(value for each in people for value in each.times[kind])
        result[kind] = {
            "requests": len(times),
            "median_ratio": round(statistics.median(times) / alone, 1),
            "p99_ratio": round(times[int(len(times) * 0.99)] / alone, 1),
        }
    return result


def main(arguments: list[str]) -> int:
    """Run the load; 1 when anything went wrong."""
    seconds, number = (int(value) for value in (arguments + ["60", "50"][len(arguments) :])[:2])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        vouchers = [(f"2018{month:02d}15", code, 100) for month in (1, 2) for code in ("4110", "4120")] * 200
        environment = {
            **os.environ,
            "RODER_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "roder.config.settings.base",
        }
        roder = [sys.executable, "-m", "roder.config.cli"]
        subprocess.run([*roder, "check"], env=environment, check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            [*roder, "collectstatic", "--noinput"], env=environment, check=True, stdout=subprocess.DEVNULL
        )
        prepared = subprocess.run(
            [sys.executable, "-c", PREPARE, str(sie_file(Path(folder), vouchers)), str(number)],
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
        )
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = subprocess.Popen([*roder, "serve", "--port", str(port)], env=environment)
        try:
            while not answers(port):
                time.sleep(0.2)
            cookies = json.loads(prepared.stdout)
            empty = crowd(port, cookies, EMPTY, EMPTY_SECONDS)
            people = crowd(port, cookies, DAY, seconds)
        finally:
            server.terminate()
            server.wait()
    result = figures(empty, people)
    json.dump(result, sys.stdout, indent=2)
    return 1 if result["faults"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
