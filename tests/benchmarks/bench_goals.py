"""Twelve thousand indicators in one import, beside other ways with the same rows, and the goal page afterwards."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RUNS = 3
INDICATORS = 12_000
GOALS = 8
YEARS = range(2014, 2019)
MOST_SECONDS = 20
HEADER = ["Kod", "Mätvärde", "Enhet", "Riktning", "Mål", "Period", "Kön", "Utfall", "Målvärde"]
PREPARE = """
import json, sys, time
from pathlib import Path
import django
django.setup()
from roder.config.installation import prepare
prepare()
from roder.apps.identity.queries import system_user
from roder.apps.organisation.actions import replace_organisation
from roder.domain.organisation import Body, BodyKind
from roder.apps.goals.actions.imports import import_goals
from roder.apps.goals.actions.indicator_tables import import_indicator_table
person = system_user()
bodies = [Body("100", "Council", BodyKind.COUNCIL), Body("300", "Education", BodyKind.COMMITTEE, "100")]
replace_organisation("2120000159", bodies, acting_user=person)
assert not import_goals("2120000159", Path(sys.argv[1]), acting_user=person).refused
def take_in(path):
    start = time.perf_counter()
    plan = import_indicator_table("2120000159", Path(path), acting_user=person)
    assert not plan.refused, plan.problems[:3]
    return time.perf_counter() - start
"""
IMPORT = (
    PREPARE
    + """
first = take_in(sys.argv[2])
print(json.dumps({"seconds": first, "again": take_in(sys.argv[2])}))
"""
)
FILL = (
    PREPARE
    + """
take_in(sys.argv[2])
print(json.dumps({}))
"""
)
PAGE = """
import json, time
import django
django.setup()
from roder.apps.identity.queries import system_user
import statistics
from datetime import date
from django.core.management import call_command
from django.test import Client
from roder.apps.identity.models import User
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.mandates import Mandate, Role
call_command("collectstatic", interactive=False, verbosity=0)
karin = User.objects.create(username="karin", first_name="Karin", last_name="Ek")
grant_mandate(karin, Mandate(Role.CENTRAL_CONTROLLER, valid_from=date(2017, 1, 1)), acting_user=system_user())
client = Client(SERVER_NAME="localhost")
client.force_login(karin)
def seconds(path):
    start = time.perf_counter()
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return time.perf_counter() - start
pages = {"empty": "/import/", "goal": "/mal/2018/mal/1/", "tiles": "/mal/2018/"}
times = {name: [] for name in pages}
for turn in range(17):
    for name, path in pages.items():
        taken = seconds(path)
        if turn > 1:
            times[name].append(taken)
print(json.dumps({name: statistics.median(taken) for name, taken in times.items()}))
"""


def _files(folder: Path) -> tuple[Path, Path]:
    """Write eight goals, and twelve thousand indicators with an outcome and a target for each of five years."""
    goals, table = folder / "goals.csv", folder / "indicators.csv"
    lines = ["Slag;Version;Kod;Rubrik;År", "målträd;2018;;Mål 2018;2018"]
    lines += [f"mål;2018;{number};Mål {number};" for number in range(1, GOALS + 1)]
    goals.write_text("\n".join(lines), "utf-8")
    with table.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, delimiter=";")
        writer.writerow(HEADER)
        for number in range(INDICATORS):
            goal = f"2018/{number % GOALS + 1}"
            for year in YEARS:
                facts = [f"K{number}", f"Mätvärde {number}", "procent", "upp", goal]
                writer.writerow([*facts, year, "T", f"{number % 90},{year % 10}", number % 100])
    return goals, table


def _in_process(script: str, *arguments: object) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        return _in_home(home, script, *arguments)


def _pages(goals: Path, table: Path) -> dict[str, Any]:
    """Open the pages in a process of their own: the import leaves much in the memory of the one that made it."""
    with tempfile.TemporaryDirectory() as home:
        _in_home(home, FILL, goals, table)
        return _in_home(home, PAGE)


def _in_home(home: str, script: str, *arguments: object) -> dict[str, Any]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    more = {
        "RODER_HOME": home,
        "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
        "DJANGO_SETTINGS_MODULE": "roder.config.settings.base",
    }
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        env=kept | more,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _executemany(table: Path) -> float:
    """Read the rows with the csv module and write them to SQLite as they are: no checks, no history."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        with sqlite3.connect(Path(folder) / "rows.sqlite3") as connection:
            connection.execute(f"CREATE TABLE rows ({', '.join(f'c{at}' for at in range(len(HEADER)))})")
            with table.open(encoding="utf-8", newline="") as source:
                rows = csv.reader(source, delimiter=";")
                connection.executemany(f"INSERT INTO rows VALUES ({', '.join('?' * len(HEADER))})", rows)
        return time.perf_counter() - start


def _row_by_row(table: Path) -> float:
    """Store the rows one by one with Django's ORM, a tenth of them, and count what all would take."""
    script = (
        PREPARE
        + """
import csv
from decimal import Decimal
from django.utils import timezone
from roder.apps.indicators.models import Indicator, Observation, Target
with open(sys.argv[2], encoding="utf-8", newline="") as source:
    rows = list(csv.DictReader(source, delimiter=";"))
rows = rows[: len(rows) // 10]
now = timezone.now()
start = time.perf_counter()
for row in rows:
    facts = {"title": row["Mätvärde"], "unit": row["Enhet"], "direction": "up"}
    one, _new = Indicator.objects.get_or_create(organisation="2120000159", code=row["Kod"], defaults=facts)
    value = Decimal(row["Utfall"].replace(",", "."))
    place = {"indicator": one, "period": row["Period"], "sex": row["Kön"]}
    Observation.objects.create(**place, value=value, source="own", entered_by=person, entered_at=now)
    Target.objects.create(**place, value=Decimal(row["Målvärde"]))
print(json.dumps({"seconds": (time.perf_counter() - start) * 10}))
"""
    )
    goals = table.with_name("goals.csv")
    return float(_in_process(script, goals, table)["seconds"])


def measure(runs: int = RUNS) -> list[dict[str, Any]]:
    """Import the table and compare medians; then open the goal page beside a page that shows next to nothing."""
    with tempfile.TemporaryDirectory() as name:
        goals, table = _files(Path(name))
        found = [_in_process(IMPORT, goals, table) for _ in range(runs)]
        ours = statistics.median(each["seconds"] for each in found)
        again = statistics.median(each["again"] for each in found)
        plain = statistics.median(_executemany(table) for _ in range(runs))
        pages = _pages(goals, table)
        what = "import of 12,000 indicators, 60,000 outcomes and 60,000 targets"
        return [
            _row(what, f"{MOST_SECONDS} s", ours / MOST_SECONDS, 1.0, runs),
            _row(what, "the same rows one by one", ours / _row_by_row(table), 0.5, runs),
            _row(what, "csv and executemany, unchecked", ours / plain, 30.0, runs),
            _row("the same file again, nothing new", f"{MOST_SECONDS} s", again / MOST_SECONDS, 1.0, runs),
            _row(
                "goal page after 12,000 indicators",
                "page of the same site",
                pages["goal"] / pages["empty"],
                3.0,
                15,
            ),
            _row(
                "goal tiles after 12,000 indicators",
                "page of the same site",
                pages["tiles"] / pages["empty"],
                3.0,
                15,
            ),
        ]


def _row(name: str, against: str, ratio: float, target: float, runs: int) -> dict[str, Any]:
    return {
        "name": name,
        "against": against,
        "ratio": round(ratio, 3),
        "target": target,
        "higher_is_better": False,
        "runs": runs,
    }
