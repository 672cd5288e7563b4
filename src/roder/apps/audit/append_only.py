"""The database itself refuses to change or remove an audit row, whoever asks.

The triggers are made by a migration, and looked for again after every later one: SQLite makes a
table anew to alter it, and loses its triggers then.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import DEFAULT_DB_ALIAS
from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "audit_auditentry"
REFUSAL = "audit rows are only ever added"
TRIGGERS = {
    "sqlite": ("audit_no_update", "audit_no_delete"),
    "postgresql": ("audit_no_change", "audit_no_truncate"),
}

_REFUSE = (
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
)
_MAKE = {
    "sqlite": [
        f"CREATE TRIGGER audit_no_{act} BEFORE {act} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for act in ("update", "delete")
    ],
    "postgresql": [
        f"CREATE TRIGGER audit_no_{name} BEFORE {acts} ON {TABLE} "
        f"FOR EACH {each} EXECUTE FUNCTION audit_refuse()"
        for name, acts, each in (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT"))
    ],
}
_FOUND = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": (
        "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND c.relname = %s AND pg_table_is_visible(c.oid)"
    ),
}


def is_guarded(connection: BaseDatabaseWrapper) -> bool:
    """Return whether the database refuses changes of audit rows: every trigger is there and on."""
    with connection.cursor() as cursor:
        cursor.execute(_FOUND[connection.vendor], [TABLE])
        found = {name for (name,) in cursor.fetchall()}
    return found >= set(TRIGGERS[connection.vendor])


def guard(connection: BaseDatabaseWrapper) -> None:
    """Let the database refuse every change of an audit row; does nothing when it already does."""
    if is_guarded(connection):
        return
    unguard(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_REFUSE)
        for statement in _MAKE[connection.vendor]:
            cursor.execute(statement)


def unguard(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away."""
    is_postgres = connection.vendor == "postgresql"
    on = f" ON {TABLE}" if is_postgres else ""
    with connection.cursor() as cursor:
        if is_postgres:  # A table whose foreign keys wait to be checked cannot lose a trigger.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in TRIGGERS[connection.vendor]:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
        if is_postgres:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def unguarded(connection: BaseDatabaseWrapper | None = None) -> Iterator[None]:
    """Let rows be removed for a while: when a backup takes the place of an empty installation."""
    database = connections[DEFAULT_DB_ALIAS] if connection is None else connection
    unguard(database)
    try:
        yield
    finally:
        guard(database)
