"""Guards of the shapes that recur: rows that stay as they are once they are decided, their lines, and rows only ever added."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field

from roder.apps.audit.row_guards import RowGuard

_LET_THROUGH = "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"


@dataclass(frozen=True)
class DecidedRows:
    """A table whose rows are never changed once they are decided, in the words of an app.

    ``flag`` is the column that says so, ``same`` what else than its key tells a row from another, ``refusal`` what
    the database answers. ``prefix`` begins the names of the functions that PostgreSQL calls.
    """

    prefix: str
    table: str
    flag: str
    refusal: str
    same: tuple[str, ...] = field(default=())

    def guard(self, noun: str) -> RowGuard:
        """Return the guard of the table itself; ``noun`` begins the names of its triggers."""
        alike = " AND ".join(f"{name} = NEW.{name}" for name in self.same)
        # INSERT OR REPLACE removes rows without asking the trigger of DELETE, so what it would replace is asked for.
        replaces = (
            f"EXISTS (SELECT 1 FROM {self.table} WHERE {self.flag} AND "  # noqa: S608 names of our own
            f"(id = NEW.id{alike and f' OR ({alike})'}))"
        )
        conditions = {"INSERT": replaces, "UPDATE": f"OLD.{self.flag}", "DELETE": f"OLD.{self.flag}"}
        body = f"BEGIN IF OLD.{self.flag} THEN {_raise(self.refusal)} END IF; {_LET_THROUGH} END"
        function = f"{self.prefix}_refuse_{noun}"
        return _guard(
            _Words(self.prefix, self.table, noun, self.refusal),
            conditions,
            "UPDATE OR DELETE",
            function,
            body,
        )

    def guard_of_lines(self, table: str, noun: str, key: str) -> RowGuard:
        """Return the guard of a table whose rows belong to rows of this one by the column ``key``."""

        def decided(row: str) -> str:
            return f"EXISTS (SELECT 1 FROM {self.table} WHERE id = {row}.{key} AND {self.flag})"  # noqa: S608 names of our own

        def refuse(row: str) -> str:
            # A share of the owner's row is taken, so that nobody decides it before the line is there to be counted.
            held = f"PERFORM 1 FROM {self.table} WHERE id = {row}.{key} FOR SHARE; "
            return f"{held}IF {decided(row)} THEN {_raise(self.refusal)} END IF;"

        conditions = {
            "INSERT": decided("NEW"),
            "UPDATE": f"{decided('OLD')} OR {decided('NEW')}",
            "DELETE": decided("OLD"),
        }
        body = (
            f"BEGIN IF TG_OP <> 'INSERT' THEN {refuse('OLD')} END IF; "
            f"IF TG_OP <> 'DELETE' THEN {refuse('NEW')} END IF; {_LET_THROUGH} END"
        )
        function = f"{self.prefix}_refuse_{noun}"
        words = _Words(self.prefix, table, noun, self.refusal)
        return _guard(words, conditions, "INSERT OR UPDATE OR DELETE", function, body)


def only_added(prefix: str, table: str, noun: str, refusal: str) -> RowGuard:
    """Return the guard of a table whose rows are only ever added."""
    there = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608 names of our own
    words = _Words(prefix, table, noun, refusal)
    conditions = {"INSERT": there, "UPDATE": "", "DELETE": ""}
    return _guard(
        words, conditions, "UPDATE OR DELETE", f"{prefix}_refuse_{noun}", f"BEGIN {_raise(refusal)} END"
    )


@dataclass(frozen=True)
class _Words:
    prefix: str
    table: str
    noun: str
    refusal: str


def _guard(words: _Words, conditions: dict[str, str], acts: str, function: str, body: str) -> RowGuard:
    table, noun = words.table, words.noun
    change, truncate, emptied = f"{noun}_no_change", f"{noun}_no_truncate", f"{words.prefix}_refuse_truncate"
    sqlite = {
        f"{noun}_no_{act.lower()}": (
            f"CREATE TRIGGER {noun}_no_{act.lower()} BEFORE {act} ON {table} "
            f"{when and f'WHEN {when} '}BEGIN SELECT RAISE(ABORT, '{words.refusal}'); END"
        )
        for act, when in conditions.items()
    }
    postgresql = {
        change: _calling(table, change, acts, function),
        truncate: _calling(table, truncate, "TRUNCATE", emptied, "STATEMENT"),
    }
    functions = (
        _function(function, body),
        _function(emptied, "BEGIN " + _raise("what was decided is not emptied") + " END"),
    )
    return RowGuard(table, {"sqlite": sqlite, "postgresql": postgresql}, functions)


def _calling(table: str, name: str, acts: str, function: str, each: str = "ROW") -> str:
    return f"CREATE TRIGGER {name} BEFORE {acts} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"


def _function(name: str, body: str) -> str:
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"


def _raise(refusal: str) -> str:
    return f"RAISE EXCEPTION '{refusal}' USING ERRCODE = 'restrict_violation';"
