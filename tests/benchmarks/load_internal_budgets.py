"""500 managers who write their internal budgets at once: no saved number may be lost. Figures: docs/algorithms/merging-cells.md.

``python -m tests.benchmarks.load_internal_budgets [PEOPLE] [SAVES] [AT_ONCE]`` starts ``roder serve`` on loopback in a
home of its own (with ``DATABASE_URL`` on that database) and prints JSON; 1 when a number is lost or a person saw a
fault. Of ten people two write the same cells of the same unit, and answer conflicts as the grid does: by what they
are told stands there, and their own value once more.
"""

from __future__ import annotations

import http.client
import json
import os
import queue
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.load_site import answers

PREPARE = """
import json, sys
import django
django.setup()
from django.test import Client
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.organisation.actions.imports import import_organisation
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.mandates import Mandate, Role
people, system, key = int(sys.argv[1]), system_user(), sys.argv[2]
rows = ["kod;namn;slag;\\u00f6verordnad;ansvar", "100;Council;council;;10", "300;Schools;committee;100;30"]
rows += [f"u{number:04};School {number};unit;300;3{number:04}" for number in range(people)]
plan = import_organisation(key, "\\n".join([*rows, ""]).encode(), acting_user=system)
assert not plan.problems, plan.problems[:3]
begin_internal_budget(key, "300", 2019, acting_user=system)
cookies = []
for number in range(people):
    unit = number - 1 if number % 10 == 1 else number
    person = User.objects.create(username=f"person{number}")
    grant_mandate(person, Mandate(Role.REPORTER, key, f"u{unit:04}"), acting_user=system)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(person)
    cookies.append({name: morsel.value for name, morsel in client.cookies.items()})
print(json.dumps(cookies))
"""
REPLAY = """
import json, sys
from collections import Counter
import django
django.setup()
from roder.apps.audit.models import AuditEntry
from roder.apps.internalbudgets.models import InternalBudgetLine
saved = {tuple(each) for each in json.load(open(sys.argv[1]))}
cells, touched, recorded, unseen = {}, Counter(), set(), []
for act in AuditEntry.objects.filter(event=AuditEntry.Event.INTERNAL_CELLS_WRITTEN).order_by("number").iterator():
    unit, lines = act.subject.rsplit(" ", 1)[1], set()
    for name, value in act.new.items():
        if name == "cells":
            continue
        account, cell = name.split(" ")
        if cells.get((unit, account, cell), 0) != act.old[name]:
            unseen.append([act.number, name])
        cells[unit, account, cell] = value
        recorded.add((unit, account, cell, value))
        lines.add((unit, account))
    touched.update(lines)
rows = {(row.unit_code, row.account): row for row in InternalBudgetLine.objects.all()}
wrong = [
    [*place, cell] for (*place, cell), value in cells.items()
    if tuple(place) not in rows or getattr(rows[tuple(place)], f"{cell}_ore") != value
]
gaps = [list(place) for place, times in touched.items() if place not in rows or rows[place].version != times]
print(json.dumps({
    "saved_values": len(saved),
    "saved_but_not_recorded": len(saved - recorded),
    "recorded_but_not_told": len(recorded - saved),
    "overwritten_unseen": len(unseen),
    "cells_unlike_their_history": len(wrong),
    "lines": len(rows),
    "line_versions_with_gaps": len(gaps),
    "sum_ore": sum(row.year_ore for row in rows.values()),
    "sum_of_history_ore": sum(cells.values()),
}))
"""
LOSSES = (
    "saved_but_not_recorded",
    "recorded_but_not_told",
    "overwritten_unseen",
    "cells_unlike_their_history",
    "line_versions_with_gaps",
)
KEY = "2120000159"
MONTHS = tuple(f"m{month:02}" for month in range(1, 13))
LINES = 4
MOST_TRIES = 50
PAIR_OF = 10
Saved = tuple[str, str, str, int]


class Manager:
    """One person with a unit's grid open: what they see, what the server says is saved, and what went wrong."""

    def __init__(self, port: int, number: int, cookies: dict[str, str]) -> None:
        self._number = number
        self.unit = f"u{number - 1 if number % PAIR_OF == 1 else number:04}"
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        held = {"csrftoken": "a" * 32} | cookies
        self._headers = {
            "Host": "127.0.0.1",
            "Cookie": "; ".join(f"{name}={value}" for name, value in held.items()),
            "X-CSRFToken": held["csrftoken"],
            "Content-Type": "application/json",
        }
        self._seen: dict[tuple[str, str], int] = {}
        self._mark = ""
        self.saved: list[Saved] = []
        self.times: list[float] = []
        self.page_times: list[float] = []
        self.faults: list[str] = []
        self.conflicts = 0

    def work(self, saves: int) -> None:
        """Open the grid, then write a line's twelve months, over and over."""
        began = time.perf_counter()
        self._ask("GET", "rutnat/", None)
        self.page_times.append(time.perf_counter() - began)
        for turn in range(saves):
            self._write(f"50{turn % LINES:02}", -(self._number * 10_000 + turn * 100 + 1))
        self._connection.close()

    def _write(self, account: str, value: int) -> None:
        """Write the months of a line; what another was before is written once more by who has seen it."""
        waiting = dict.fromkeys(MONTHS, value)
        for _try in range(MOST_TRIES):
            changes = [self._change(account, cell, wanted) for cell, wanted in waiting.items()]
            began = time.perf_counter()
            told = self._ask("POST", "celler/", {"changes": changes, "since": self._mark})
            self.times.append(time.perf_counter() - began)
            if told is None:
                continue
            waiting = self._read(changes, told)
            if not waiting:
                return
        self.faults.append(f"{self.unit} {account}: never saved")

    def _change(self, account: str, cell: str, value: int) -> dict[str, Any]:
        seen = self._seen.get((account, cell), 0)
        return {"place": [account, "", "", ""], "cell": cell, "seen": seen, "value": value}

    def _read(self, changes: list[dict[str, Any]], told: dict[str, Any]) -> dict[str, int]:
        """Take in an answer; returns the cells that another was before."""
        self._mark = told["mark"]
        for line in told["lines"]:
            account = line["place"][0]
            self._seen.update(
                {(account, cell): ore for cell, ore in zip(MONTHS, line["months"], strict=True)}
            )
        kept = {each["change"]: each["seen"] for each in told["conflicts"]}
        self.conflicts += len(kept)
        self.faults.extend(fault["text"] for fault in told["faults"])
        for number, change in enumerate(changes):
            place = (change["place"][0], change["cell"])
            if number in kept:
                self._seen[place] = kept[number]
            else:
                self.saved.append((self.unit, *place, change["value"]))
        if told["written"] != len(changes) - len(kept):
            self.faults.append(f"{self.unit}: {told['written']} written of {len(changes)}")
        return {changes[number]["cell"]: changes[number]["value"] for number in kept}

    def _ask(self, method: str, page: str, sent: dict[str, Any] | None) -> dict[str, Any] | None:
        body = None if sent is None else json.dumps(sent)
        try:
            self._connection.request(
                method, f"/budget/2019/internbudget/300/enhet/{self.unit}/{page}", body, self._headers
            )
            answer = self._connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.faults.append(f"{page}: {error!r}")
            self._connection.close()
            return None
        if answer.status != http.HTTPStatus.OK:
            self.faults.append(f"{page}: {answer.status}")
            return None
        return dict(json.loads(content)) if sent else None


def crowd(managers: list[Manager], saves: int, at_once: int) -> float:
    """Let everybody do their work, so many at a time; returns the seconds it took."""
    waiting: queue.SimpleQueue[Manager] = queue.SimpleQueue()
    for manager in managers:
        waiting.put(manager)

    def serve() -> None:
        while True:
            try:
                manager = waiting.get_nowait()
            except queue.Empty:
                return
            manager.work(saves)

    began = time.perf_counter()
    threads = [threading.Thread(target=serve) for _number in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def milliseconds(times: list[float]) -> dict[str, int]:
    """Return half, 95 and 99 of a hundred."""
    parts = statistics.quantiles(times, n=100)
    return {f"p{part}_ms": round(parts[part - 1] * 1000) for part in (50, 95, 99)}


def figures(managers: list[Manager], seconds: float, at_once: int) -> dict[str, Any]:
    """Return what the crowd met."""
    times = [value for manager in managers for value in manager.times]
    faults = [fault for manager in managers for fault in manager.faults]
    return {
        "database": "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite",
        "people": len(managers),
        "at_once": at_once,
        "seconds": round(seconds, 1),
        "saves": len(times),
        "saves_per_second": round(len(times) / seconds, 1),
        "save": milliseconds(times),
        "page": milliseconds([value for manager in managers for value in manager.page_times]),
        "conflicts": sum(manager.conflicts for manager in managers),
        "faults": len(faults),
        "first_faults": faults[:5],
    }


def run(script: str, arguments: list[str], environment: dict[str, str]) -> Any:
    """Run a script in the installation; returns the JSON that it prints last."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], env=environment, check=True, stdout=subprocess.PIPE
    )
    return json.loads(done.stdout.splitlines()[-1])


def main(arguments: list[str]) -> int:
    """Run the load; 1 when anything was lost or went wrong."""
    given = arguments + ["500", "12", "24"][len(arguments) :]
    people, saves, at_once = (int(value) for value in given[:3])
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "RODER_HOME": folder,
            "DJANGO_SETTINGS_MODULE": "roder.config.settings.base",
        }
        roder = [sys.executable, "-m", "roder.config.cli"]
        for command in (["check"], ["collectstatic", "--noinput"]):
            subprocess.run([*roder, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
        cookies = run(PREPARE, [str(people), KEY], environment)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        log = Path(folder) / "server.log"
        with log.open("wb") as stream:
            server = subprocess.Popen([*roder, "serve", "--port", str(port)], env=environment, stderr=stream)
            try:
                while not answers(port):
                    time.sleep(0.2)
                managers = [Manager(port, number, each) for number, each in enumerate(cookies)]
                seconds = crowd(managers, saves, at_once)
            finally:
                server.terminate()
                server.wait()
        told = Path(folder) / "saved.json"
        told.write_text(json.dumps([each for manager in managers for each in manager.saved]))
        history = run(REPLAY, [str(told)], environment)
        locked = log.read_text(errors="replace").count("is locked")
    result = figures(managers, seconds, at_once) | {"locked_in_log": locked} | history
    json.dump(result, sys.stdout, indent=2)
    is_lost = any(result[name] for name in LOSSES) or result["sum_ore"] != result["sum_of_history_ore"]
    return 1 if is_lost or result["faults"] or locked else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
