"""The database itself refuses to change or remove an audit row, whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.audit.row_guards import RowGuard

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "audit_auditentry"
REFUSAL = "audit rows are only ever added"

_REFUSE = (
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
)
AUDIT_GUARD = RowGuard(
    TABLE,
    {
        "sqlite": {
            f"audit_no_{act}": f"CREATE TRIGGER audit_no_{act} BEFORE {act} ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for act in ("update", "delete")
        },
        "postgresql": {
            f"audit_no_{name}": f"CREATE TRIGGER audit_no_{name} BEFORE {acts} ON {TABLE} "
            f"FOR EACH {each} EXECUTE FUNCTION audit_refuse()"
            for name, acts, each in (
                ("change", "UPDATE OR DELETE", "ROW"),
                ("truncate", "TRUNCATE", "STATEMENT"),
            )
        },
    },
    (_REFUSE,),
)


def is_guarded(connection: BaseDatabaseWrapper) -> bool:
    """Return whether the database refuses changes of audit rows: every trigger is there and on."""
    return AUDIT_GUARD.is_on(connection)


def guard(connection: BaseDatabaseWrapper) -> None:
    """Let the database refuse every change of an audit row; does nothing when it already does."""
    AUDIT_GUARD.put_on(connection)


def unguard(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away."""
    AUDIT_GUARD.take_off(connection)
