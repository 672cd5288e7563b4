"""The floors hold, and the contracts catch what would break them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PLANTED = {
    "domain/frames.py": ("import django", "domain, formats and columnstore know nothing of Django"),
    "apps/identity/models.py": ("import roder.apps.ledger.models", "Apps: declared order, downwards"),
    "apps/ledger/models.py": ("import roder.apps.ledger.queries", "Inside an app: actions over queries"),
    "formats/sie/records.py": ("import roder.columnstore.schema", "Floors: import only downwards"),
    "ui/apps.py": ("import duckdb", "Only the column store talks to engines"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def copy_of_the_source(folder: Path) -> Path:
    shutil.copytree(
        ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", "static")
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_floors_hold() -> None:
    answer = lint(ROOT)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_each_contract_catches_a_planted_breach(tmp_path: Path) -> None:
    copy = copy_of_the_source(tmp_path)
    for path, (statement, _contract) in PLANTED.items():
        module = copy / "src" / "roder" / path
        module.write_text(f"{module.read_text(encoding='utf-8')}\n{statement}\n", encoding="utf-8")
    answer = lint(copy)
    assert answer.returncode == 1, answer.stdout + answer.stderr
    broken = [line for line in answer.stdout.splitlines() if line.rstrip().endswith("BROKEN")]
    for _statement, contract in PLANTED.values():
        assert any(contract in line for line in broken), f"not caught: {contract}\n{answer.stdout}"


def test_a_new_package_needs_a_floor(tmp_path: Path) -> None:
    copy = copy_of_the_source(tmp_path)
    (copy / "src" / "roder" / "drawer").mkdir()
    (copy / "src" / "roder" / "drawer" / "__init__.py").write_text("")
    answer = lint(copy)
    assert answer.returncode == 1
    assert "drawer" in answer.stdout
