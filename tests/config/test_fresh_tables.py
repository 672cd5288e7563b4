"""An empty database gets the same tables and rows at once as by every migration in turn."""

from __future__ import annotations

import json
import subprocess
import sys
import uuid
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from tests.commands import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOOK = """
# A name that the database or Django made up is no part of it: both find such rules by their columns.
import json, sys
import django
django.setup()
from django.core.management import call_command
from django.core.management.commands.migrate import Command
from django.db import connection
from roder.config.fresh_tables import make_fresh_tables

if sys.argv[1] == "at once":
    assert make_fresh_tables(connection)
    assert not make_fresh_tables(connection)
call_command(Command(), verbosity=0)
found = {}
with connection.cursor() as cursor:
    for table in sorted(connection.introspection.table_names(cursor)):
        columns = {
            column.name: [str(column.type_code), column.display_size, column.internal_size, column.null_ok, str(column.default)]
            for column in connection.introspection.get_table_description(cursor, table)
        }
        constraints = sorted(
            json.dumps(["" if name.startswith((table, "fk_", "_")) else name, facts], default=str, sort_keys=True)
            for name, facts in connection.introspection.get_constraints(cursor, table).items()
        )
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        found[table] = [columns, constraints, cursor.fetchone()[0]]
    cursor.execute(sys.argv[2])
    found["triggers"] = sorted(name for (name,) in cursor.fetchall())
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    found["migrations"] = [list(row) for row in cursor.fetchall()]
print(json.dumps(found, default=str))
"""
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgres": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


def look(home: Path, way: str, address: str) -> Any:
    home.mkdir()
    environment = {
        "PATH": "",
        "PYTHONPATH": str(SOURCE),
        "RODER_HOME": str(home),
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "roder.config.settings.base",
    }
    triggers = TRIGGERS["postgres" if address else "sqlite"]
    command = [sys.executable, "-c", LOOK, way, triggers]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def two_databases(database_server: str) -> Iterator[list[str]]:
    """Two empty databases of the server that the suite runs on; on SQLite each home has a file of its own."""
    if not database_server.startswith("postgres"):
        yield ["", ""]
        return
    names = [f"fresh_{uuid.uuid4().hex[:12]}" for _ in range(2)]
    with psycopg.connect(database_server, autocommit=True) as server:
        for name in names:
            server.execute(f'CREATE DATABASE "{name}"')
        yield [urlsplit(database_server)._replace(path=f"/{name}").geturl() for name in names]
        for name in names:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_tables_made_at_once_are_those_of_every_migration_in_turn(
    tmp_path: Path, two_databases: list[str]
) -> None:
    first, second = two_databases
    at_once = look(tmp_path / "once", "at once", first)
    in_turn = look(tmp_path / "turn", "in turn", second)
    assert at_once.keys() == in_turn.keys()
    differing = {name: (at_once[name], found) for name, found in in_turn.items() if at_once[name] != found}
    assert not differing, json.dumps(differing, indent=1)
    assert at_once["audit_chainhead"][2] == 1
