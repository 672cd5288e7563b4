"""Tables whose rows the database itself refuses to change, whoever asks: acts of the history, what was decided.

Each guard is a set of triggers on one table. They are no migrations: they are looked for again after every
migration, since SQLite makes a table anew to alter it and loses its triggers then, and taken away before one,
since a trigger that names another table would stand in its way.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db import DatabaseError
from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from django.db.backends.base.base import BaseDatabaseWrapper

_FOUND = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": (
        "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND c.relname = %s AND pg_table_is_visible(c.oid)"
    ),
}


@dataclass(frozen=True)
class RowGuard:
    """The triggers of a table by database and name, each with the statement that makes it.

    ``functions`` are what PostgreSQL's triggers call; they are written anew each time.
    """

    table: str
    triggers: Mapping[str, Mapping[str, str]]
    functions: tuple[str, ...] = ()

    def is_on(self, connection: BaseDatabaseWrapper) -> bool:
        """Return whether every trigger is there and on."""
        with connection.cursor() as cursor:
            cursor.execute(_FOUND[connection.vendor], [self.table])
            found = {name for (name,) in cursor.fetchall()}
        return found >= set(self.triggers[connection.vendor])

    def put_on(self, connection: BaseDatabaseWrapper) -> None:
        """Make the triggers; does nothing when they are there."""
        if self.is_on(connection):
            return
        self.take_off(connection)
        functions = self.functions if connection.vendor == "postgresql" else ()
        with connection.cursor() as cursor:
            for statement in (*functions, *self.triggers[connection.vendor].values()):
                cursor.execute(statement)

    def take_off(self, connection: BaseDatabaseWrapper) -> None:
        """Take the triggers away."""
        is_postgres = connection.vendor == "postgresql"
        on = f" ON {self.table}" if is_postgres else ""
        with connection.cursor() as cursor:
            if is_postgres:  # A table whose foreign keys wait to be checked cannot lose a trigger.
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for name in self.triggers[connection.vendor]:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
            if is_postgres:
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")


GUARDS: list[RowGuard] = []
"""Every guard there is, as the apps named them when they were loaded."""


def add_guards(*guards: RowGuard) -> None:
    """Let the guards be kept from now on; for an app's ``ready``."""
    GUARDS.extend(guard for guard in guards if guard not in GUARDS)


def let_go_before(*, using: str, plan: list[Any], **_rest: Any) -> None:
    """Take the triggers away when a migration is about to run."""
    if plan:
        connection = connections[using]
        for guard in _there(connection):
            guard.take_off(connection)


def guard_again(*, using: str, **_rest: Any) -> None:
    """See to the triggers after migrations."""
    connection = connections[using]
    for guard in _there(connection):
        guard.put_on(connection)


def guard_all(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers that are missing."""
    for guard in GUARDS:
        guard.put_on(connection)


def unguarded_tables(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the tables whose triggers are not all there."""
    return [guard.table for guard in GUARDS if not guard.is_on(connection)]


@contextmanager
def unguarded(connection: BaseDatabaseWrapper | None = None) -> Iterator[None]:
    """Let rows be written and removed for a while: when a backup takes the place of an empty installation."""
    database = connections[DEFAULT_DB_ALIAS] if connection is None else connection
    for guard in GUARDS:
        guard.take_off(database)
    try:
        yield
    except BaseException:
        with suppress(DatabaseError):  # A transaction that failed brings them back as it is taken back.
            guard_all(database)
        raise
    guard_all(database)


def _there(connection: BaseDatabaseWrapper) -> list[RowGuard]:
    tables = set(connection.introspection.table_names())
    return [guard for guard in GUARDS if guard.table in tables]
