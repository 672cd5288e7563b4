"""An import killed at any point leaves the old state or the new, and two imports at once do not mix."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.commands import run_command
from tests.ledger_files import sie_file


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    source = Path(__file__).parents[3] / "src"
    return kept | {"RODER_HOME": str(home), "PYTHONPATH": str(source)}


def roder(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_command(environment(home), *arguments)


def answer(home: Path, *arguments: str) -> Any:
    done = roder(home, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_an_import_killed_at_any_step_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    """The driver forks a child for each step and kills it there; then it asks the ledger how it stands."""
    home = tmp_path / "home"
    home.mkdir()
    old = sie_file(tmp_path, [("20180131", "4110", 100)], file_name="old.se")
    new = sie_file(tmp_path, [("20180131", "4110", 100), ("20180228", "4120", 50)], file_name="new.se")
    driver = Path(__file__).parent / "crash_driver.py"
    done = subprocess.run(
        [sys.executable, str(driver), str(old), str(new)],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rounds = json.loads(done.stdout)
    assert len(rounds) >= 20
    for each in rounds:
        assert each["ended_by"] == signal.SIGKILL, each
        assert each["result_ore"] == (150_00 if each["committed"] else 100_00), each
        assert each["faults"] == [], each
        assert each["files_after_sweep"] <= each["files_before"], each
    assert sum(each["committed"] for each in rounds) == 1


def test_two_imports_at_once_both_come_through_one_after_the_other(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    files = [
        sie_file(tmp_path, [("20180131", "4110", amount)], file_name=f"{amount}.se") for amount in (100, 200)
    ]
    command = [sys.executable, "-m", "roder.config.cli", "ledger", "import", "--json"]
    running = [
        subprocess.Popen([*command, str(file)], env=environment(home), stdout=subprocess.PIPE, text=True)
        for file in files
    ]
    documents = [json.loads(process.communicate()[0]) for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert sorted(document["batch"] for document in documents) == [1, 2]
    last = max(documents, key=lambda document: document["batch"])
    assert last["replaced"] == 1
    amount = 100 * int(Path(files[documents.index(last)]).stem)
    assert answer(home, "ledger", "balances", "--year", "2018")["result_ore"] == amount
    assert answer(home, "check")["ok"]


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_disk_that_fills_up_leaves_the_old_state_and_works_again_with_room(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(home)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("this machine lets nobody mount a tmpfs")
    try:
        old = sie_file(tmp_path, [("20180131", "4110", 100)], file_name="old.se")
        assert roder(home, "ledger", "import", str(old)).returncode == 0
        filler = home / "filler"
        with filler.open("wb") as file:
            try:
                while True:
                    file.write(os.urandom(65536))
                    file.flush()
            except OSError:
                pass
        new = sie_file(tmp_path, [("20180131", "4110", n) for n in range(1, 400)], file_name="new.se")
        full = roder(home, "ledger", "import", str(new))
        assert full.returncode == 1
        assert "Traceback" not in full.stderr
        assert "disk" in full.stderr.lower()
        filler.unlink()
        assert answer(home, "ledger", "balances", "--year", "2018")["result_ore"] == 100_00
        assert answer(home, "ledger", "import", str(new))["changed"]
        rows = json.loads(roder(home, "check", "--repair", "--json").stdout)["checks"]
        assert {row["name"] for row in rows if not row["ok"]} <= {"home"}  # six megabytes are too few
    finally:
        time.sleep(0.1)
        subprocess.run(["umount", str(home)], check=False)
