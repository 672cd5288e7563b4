"""How long the console command takes to answer, beside a bare start of Django with the same settings."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from statistics import median
from typing import Any

RUNS = 9
BARE = [sys.executable, "-c", "import django; django.setup()"]
SHOWN = [sys.executable, "-m", "roder.config.cli", "followup", "show", "--period", "2018-08"]


def bench_start(runs: int = RUNS) -> list[dict[str, Any]]:
    """Start both in turn and compare the medians; the installation is made before the first measure."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "RODER_HOME": home,
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "roder.config.settings.base",
        }
        _seconds(SHOWN, environment)
        pairs = [(_seconds(SHOWN, environment), _seconds(BARE, environment)) for _ in range(runs)]
    ratio = median(shown for shown, _bare in pairs) / median(bare for _shown, bare in pairs)
    return [
        {
            "name": "roder followup show, from start to end",
            "against": "import django; django.setup()",
            "ratio": round(ratio, 3),
            "target": 2.5,
            "higher_is_better": False,
            "runs": runs,
        }
    ]


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, capture_output=True, check=True)
    return time.perf_counter() - start
