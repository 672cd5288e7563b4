"""How long the chain of a large history takes to verify, from the database to the last hash."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROWS = 100_000
MOST_SECONDS = 10
RUNS = 3

_MEASURE = """
import sys, time, django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "roder.config.settings.base"
django.setup()
from django.db import transaction
from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.audit.queries import verify_chain
from roder.apps.identity.queries import system_user
from roder.config.installation import prepare
prepare()
person = system_user()
for start in range(0, int(sys.argv[1]), 1000):
    with transaction.atomic():
        for number in range(start, start + 1000):
            record(AuditEntry.Event.FRAMES_SET, f"0181 {number}", acting_user=person,
                   old={"300": number * 100, "reason": "tidigare"}, new={"300": number * 200, "reason": "beslut"})
for run in range(int(sys.argv[2])):
    begun = time.perf_counter()
    found = verify_chain()
    print(time.perf_counter() - begun)
    assert found.first_break is None and found.head.number >= int(sys.argv[1])
"""


def measure() -> list[dict[str, Any]]:
    """Return the median seconds for 100,000 rows, as a share of ten seconds."""
    with tempfile.TemporaryDirectory() as home:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        source = str(Path(__file__).parents[2] / "src")
        done = subprocess.run(
            [sys.executable, "-c", _MEASURE, str(ROWS), str(RUNS)],
            env=environment | {"RODER_HOME": home, "PYTHONPATH": source},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    seconds = sorted(map(float, done.stdout.split()))
    return [
        {
            "name": f"verify {ROWS:,} rows of history",
            "against": f"{MOST_SECONDS} seconds",
            "ratio": seconds[RUNS // 2] / MOST_SECONDS,
            "target": 1.0,
            "higher_is_better": False,
            "runs": seconds,
        }
    ]
