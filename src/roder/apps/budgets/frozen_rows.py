"""The database itself refuses to change a frozen version, its lines, or an amendment of a frame, whoever asks."""

from __future__ import annotations

from roder.apps.audit.row_guards import RowGuard

VERSIONS = "budgets_budgetversion"
LINES = "budgets_budgetline"
AMENDMENTS = "budgets_frameamendment"
REFUSAL = "a frozen budget version is never changed"
AMENDMENT_REFUSAL = "amendments of frames are only ever added"


def _sqlite(table: str, name: str, act: str, when: str, refusal: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
        f"{when and f'WHEN {when} '}BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    )


def _postgres(table: str, name: str, acts: str, function: str, each: str = "ROW") -> str:
    return f"CREATE TRIGGER {name} BEFORE {acts} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"


def _function(name: str, body: str) -> str:
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"


def _raise(refusal: str) -> str:
    return f"RAISE EXCEPTION '{refusal}' USING ERRCODE = 'restrict_violation';"


def _of_frozen(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM {VERSIONS} WHERE id = {row}.budget_version_id AND is_frozen)"  # noqa: S608 names of our own


# INSERT OR REPLACE removes rows without asking the trigger of DELETE, so what it would replace is asked for.
_REPLACES = (
    f"EXISTS (SELECT 1 FROM {VERSIONS} WHERE is_frozen AND "  # noqa: S608 names of our own
    "(id = NEW.id OR (organisation = NEW.organisation AND name = NEW.name)))"
)
_REPLACES_AMENDMENT = f"EXISTS (SELECT 1 FROM {AMENDMENTS} WHERE id = NEW.id)"  # noqa: S608 names of our own
_SQLITE = {
    VERSIONS: [
        ("budget_version_no_insert", "INSERT", _REPLACES),
        ("budget_version_no_update", "UPDATE", "OLD.is_frozen"),
        ("budget_version_no_delete", "DELETE", "OLD.is_frozen"),
    ],
    LINES: [
        ("budget_line_no_insert", "INSERT", _of_frozen("NEW")),
        ("budget_line_no_update", "UPDATE", f"{_of_frozen('OLD')} OR {_of_frozen('NEW')}"),
        ("budget_line_no_delete", "DELETE", _of_frozen("OLD")),
    ],
    AMENDMENTS: [
        ("frame_amendment_no_insert", "INSERT", _REPLACES_AMENDMENT),
        ("frame_amendment_no_update", "UPDATE", ""),
        ("frame_amendment_no_delete", "DELETE", ""),
    ],
}
_POSTGRES = {
    VERSIONS: ("budget_version", "UPDATE OR DELETE", "budgets_refuse_version"),
    LINES: ("budget_line", "INSERT OR UPDATE OR DELETE", "budgets_refuse_line"),
    AMENDMENTS: ("frame_amendment", "UPDATE OR DELETE", "budgets_refuse_amendment"),
}
_LET_THROUGH = "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"


# A share of the version's row is taken, so that nobody freezes it before the line is there to be counted.
def _refuse_line(row: str) -> str:
    return (
        f"PERFORM 1 FROM {VERSIONS} WHERE id = {row}.budget_version_id FOR SHARE; "
        f"IF {_of_frozen(row)} THEN {_raise(REFUSAL)} END IF;"
    )


_FUNCTIONS = {
    VERSIONS: _function(
        "budgets_refuse_version",
        f"BEGIN IF OLD.is_frozen THEN {_raise(REFUSAL)} END IF; {_LET_THROUGH} END",
    ),
    LINES: _function(
        "budgets_refuse_line",
        f"BEGIN IF TG_OP <> 'INSERT' THEN {_refuse_line('OLD')} END IF; "
        f"IF TG_OP <> 'DELETE' THEN {_refuse_line('NEW')} END IF; {_LET_THROUGH} END",
    ),
    AMENDMENTS: _function("budgets_refuse_amendment", f"BEGIN {_raise(AMENDMENT_REFUSAL)} END"),
}
_REFUSE_TRUNCATE = _function(
    "budgets_refuse_truncate", "BEGIN " + _raise("what was decided is not emptied") + " END"
)


def _guard(table: str) -> RowGuard:
    refusal = AMENDMENT_REFUSAL if table == AMENDMENTS else REFUSAL
    noun, acts, function = _POSTGRES[table]
    change, truncate = f"{noun}_no_change", f"{noun}_no_truncate"
    return RowGuard(
        table,
        {
            "sqlite": {name: _sqlite(table, name, act, when, refusal) for name, act, when in _SQLITE[table]},
            "postgresql": {
                change: _postgres(table, change, acts, function),
                truncate: _postgres(table, truncate, "TRUNCATE", "budgets_refuse_truncate", "STATEMENT"),
            },
        },
        (_FUNCTIONS[table], _REFUSE_TRUNCATE),
    )


BUDGET_GUARDS = tuple(_guard(table) for table in (VERSIONS, LINES, AMENDMENTS))
