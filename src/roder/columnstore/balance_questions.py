"""The questions behind the balances: sums of postings, balance rows and budget rows by a key."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any

from roder.columnstore import schema
from roder.columnstore.questions import whole_sum
from roder.domain import facts

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from roder.columnstore.questions import Question
    from roder.columnstore.questions import Tables
    from roder.columnstore.questions import Values

KEY = "key"
ACCOUNT = "account"


def posting_sums(tables: Tables, values: Values) -> ir.Table:
    """Movement by account and month, through a month when ``through`` is given."""
    rows = _through(tables.postings, values)
    return _summed(rows, [ACCOUNT, schema.MONTH])


@lru_cache(maxsize=64)
def posting_sums_by_object(dimension: int) -> Question:
    """Movement by the objects of a SIE dimension; postings without such an object are left out."""

    def question(tables: Tables, values: Values) -> ir.Table:
        rows = _through(tables.postings, values)
        rows = rows.mutate(**{KEY: object_of(rows, dimension)})
        return _summed(rows.filter(rows[KEY] != ""), [KEY])

    return question


def balance_sums(tables: Tables, values: Values) -> ir.Table:
    """Balance rows without object, by kind, account and month, of one stated year."""
    rows = _of_year(tables.balances, values)
    rows = rows.filter(rows["dimension"].isnull())
    return _summed(rows, ["kind", ACCOUNT, schema.MONTH])


def object_balance_sums(tables: Tables, values: Values) -> ir.Table:
    """Balance rows of one dimension's objects, by kind, object and month, of one stated year."""
    rows = _of_year(tables.balances, values)
    rows = rows.filter(rows["dimension"] == values.number("dimension"), rows["object"] != "")
    return _summed(rows.mutate(**{KEY: rows["object"]}), ["kind", KEY, schema.MONTH])


def budget_sums(tables: Tables, values: Values) -> ir.Table:
    """Budget rows without object, by account and month, of one stated year."""
    rows = _through(_of_year(tables.budget_rows, values), values)
    return _summed(rows.filter(rows["dimension"].isnull()), [ACCOUNT, schema.MONTH])


def object_budget_sums(tables: Tables, values: Values) -> ir.Table:
    """Budget rows of one dimension's objects."""
    rows = _through(_of_year(tables.budget_rows, values), values)
    rows = rows.filter(rows["dimension"] == values.number("dimension"), rows["object"] != "")
    return _summed(rows.mutate(**{KEY: rows["object"]}), [KEY])


@lru_cache(maxsize=16)
def column_budget_sums(column: str) -> Question:
    """Budget rows whose code string has a code in the column (as tables from CSV have)."""

    def question(tables: Tables, values: Values) -> ir.Table:
        rows = _through(_of_year(tables.budget_rows, values), values)
        rows = rows.filter(rows["dimension"].isnull(), rows[column] != "")
        return _summed(rows.mutate(**{KEY: rows[column]}), [KEY])

    return question


def object_of(postings: ir.Table, dimension: int) -> ir.Value:
    """Return the object of a SIE dimension in each posting; ``""`` when it has none."""
    column = facts.DIMENSION_OF_NUMBER.get(dimension)
    if column is not None:
        code: ir.Value = postings[column]
        return code
    others: Any = postings[facts.OTHER_OBJECTS]
    found: ir.Value = others.re_extract(rf"(^|;){dimension}=([^;]*)", 2)
    return found


def _of_year(rows: ir.Table, values: Values) -> ir.Table:
    return rows.filter(
        rows["year_offset"] == values.number("year_offset"), rows["year_start"] == values.number("year_start")
    )


def _through(rows: ir.Table, values: Values) -> ir.Table:
    return rows.filter(rows[schema.MONTH] <= values.number("through")) if values.has("through") else rows


def _summed(rows: ir.Table, keys: list[str]) -> ir.Table:
    sums = rows.group_by(keys).aggregate(**{schema.AMOUNT: whole_sum(rows[schema.AMOUNT])})
    return sums.order_by(keys)
