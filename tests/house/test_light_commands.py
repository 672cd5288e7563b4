"""Commands that read no file and ask no engine start at once: what they import is kept light."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"duckdb", "ibis", "numba", "pandas", "pyiceberg", "pyspark"}

REPORT = """
import sys
import roder.config.cli
import django
django.setup()
import importlib
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*sorted({module.partition(".")[0] for module in sys.modules}))
"""


def imported(home: Path, *modules: str) -> set[str]:
    answer = subprocess.run(
        [sys.executable, "-c", REPORT, *modules],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "RODER_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "roder.config.settings.base",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return set(answer.stdout.split())


LIGHT = (
    "roder.config.installation",
    "roder.apps.followup.management.commands.followup",
    "roder.apps.ledger.management.commands.ledger",
    "roder.apps.ledger.console.batches",
)


def test_light_commands_import_no_engine_and_no_compiler(tmp_path: Path) -> None:
    found = imported(tmp_path, *LIGHT)
    assert {"django", "numpy", "roder"} <= found
    assert not found & HEAVY


@pytest.mark.parametrize("module", ["roder.apps.ledger.console.files"])
def test_what_reads_files_is_seen_to_be_heavy(module: str, tmp_path: Path) -> None:
    assert {"numba", "pyiceberg"} <= imported(tmp_path, module)
