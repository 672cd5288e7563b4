"""Backups between whole installations: while somebody imports, and between the two databases."""

from __future__ import annotations

import subprocess
import uuid
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg
import pytest
from tests.config.installations import Installation
from tests.ledger_files import sie_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QUESTIONS = (
    ("ledger", "balances", "--year", "2018", "--by", "object:1"),
    ("followup", "show", "--period", "2018-02"),
)
IMPORTER = """
import sys
import time
from pathlib import Path
import django
django.setup()
from roder.apps.identity.queries import system_user
from roder.apps.ledger.actions.imports import import_file
print("ready", flush=True)
while True:
    for name in sys.argv[1:]:
        import_file(Path(name), acting_user=system_user())
        time.sleep(0.2)
"""


def test_a_backup_during_imports_holds_one_of_their_states_and_never_a_mixture(tmp_path: Path) -> None:
    source = Installation(tmp_path / "source", {"DJANGO_SETTINGS_MODULE": "roder.config.settings.base"})
    files = [
        str(sie_file(tmp_path, [("20180131", "4110", amount)], file_name=f"{amount}.se"))
        for amount in (100, 200)
    ]
    source.answer("ledger", "import", files[0])
    command = [*source.command()[:1], "-c", IMPORTER, *files]
    importer = subprocess.Popen(command, env=source.environment, stdout=subprocess.PIPE, text=True)
    try:
        assert importer.stdout is not None
        assert importer.stdout.readline() == "ready\n"
        for number in (1, 2):
            done = source.run("backup", str(tmp_path / f"{number}.roder"))
            assert done.returncode == 0, done.stderr
        assert importer.poll() is None
    finally:
        importer.kill()
        importer.communicate()
    for number in (1, 2):
        target = Installation(tmp_path / f"target{number}")
        assert target.run("restore", str(tmp_path / f"{number}.roder")).returncode == 0
        assert target.answer("ledger", "balances", "--year", "2018")["result_ore"] in {100_00, 200_00}
        assert target.answer("check")["ok"]


@pytest.fixture
def other_database(database_server: str) -> Iterator[str]:
    """An empty database of its own on the PostgreSQL server that the suite runs on."""
    if not database_server.startswith("postgres"):
        pytest.skip("needs PostgreSQL: make test-postgres")
    name = f"other_{uuid.uuid4().hex}"
    with psycopg.connect(database_server, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield urlsplit(database_server)._replace(path=f"/{name}").geturl()
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_answers_are_equal_from_sqlite_to_postgresql_and_back(tmp_path: Path, other_database: str) -> None:
    first = Installation(tmp_path / "first")
    for amount in (100, 101):
        path = sie_file(tmp_path, [("20180228", "4110", amount)], file_name=f"{amount}.se")
        first.answer("ledger", "import", str(path))
    through = Installation(tmp_path / "through", {"DATABASE_URL": other_database})
    last = Installation(tmp_path / "last")
    for source, target in ((first, through), (through, last)):
        backup = tmp_path / f"{source.home.name}.roder"
        assert source.run("backup", str(backup)).returncode == 0
        done = target.run("restore", str(backup))
        assert done.returncode == 0, done.stderr
        assert target.answer("check")["ok"]
        for question in QUESTIONS:
            assert target.answer(*question) == source.answer(*question)
    # New rows are numbered after the restored ones, in either database, and what was done can be undone.
    path = sie_file(tmp_path, [("20180228", "4110", 102)], file_name="later.se")
    for target in (through, last):
        assert target.answer("ledger", "import", str(path))["batch"] == 3
        for batch, left in (("3", 101_00), ("2", 100_00)):
            assert target.run("ledger", "undo", batch).returncode == 0
            assert target.answer("ledger", "balances", "--year", "2018")["result_ore"] == left
