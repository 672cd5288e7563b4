"""Questions as Ibis expressions, compiled once per shape and kept as SQL.

Building and compiling an expression costs far more than answering a small question, so a
question's SQL keeps a marker where each value stands; the same text then serves every value. What
decides the text, its shape, is which values are given and how many items the lists have.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeAlias

import ibis

from roder.columnstore import schema
from roder.domain import facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    import ibis.expr.types as ir

Item: TypeAlias = str | int
Value: TypeAlias = str | int
Given: TypeAlias = Item | tuple[Item, ...]
Shape: TypeAlias = tuple[tuple[str, type[str] | type[int], int | None], ...]

_MARKER = re.compile(r"'\u00a7(\w+)\u00a7'")


class Tables:
    """The tables of the store as Ibis tables that stand for whatever files a question is asked of."""

    def __init__(self) -> None:
        self.postings = _unbound(facts.POSTINGS)
        self.balances = _unbound(facts.BALANCES)
        self.budget_rows = _unbound(facts.BUDGET_ROWS)


class Values:
    """The values of a question: as literals, or as markers that an engine binds when it runs."""

    def __init__(self, shape: Shape, given: Mapping[str, Given] | None) -> None:
        self._shape = {name: (kind, length) for name, kind, length in shape}
        self._given = given

    def has(self, name: str) -> bool:
        """Return whether the value is given at all."""
        return name in self._shape

    def text(self, name: str) -> ir.Value:
        """Return one text."""
        return ibis.literal(self._given[name] if self._given else _marker(name), "string")

    def number(self, name: str) -> ir.Value:
        """Return one whole number."""
        if self._given:
            return ibis.literal(self._given[name], "int64")
        return ibis.literal(_marker(name), "string").cast("int64")

    def items(self, name: str) -> list[ir.Value]:
        """Return each item of a list; empty when the value is not given."""
        if name not in self._shape:
            return []
        kind, length = self._shape[name]
        names = [f"{name}_{number}" for number in range(length or 0)]
        if self._given:
            given = self._given[name]
            return [ibis.literal(item) for item in (given if isinstance(given, tuple) else (given,))]
        markers = [ibis.literal(_marker(item), "string") for item in names]
        return [marker.cast("int64") if kind is int else marker for marker in markers]


Question: TypeAlias = "Callable[[Tables, Values], ir.Table]"


def shape_of(given: Mapping[str, Given]) -> Shape:
    """Return what decides the SQL: names, types and list lengths of the given values.

    >>> shape_of({"through": 201808, "accounts": ("5010", "5011")})
    (('accounts', <class 'str'>, 2), ('through', <class 'int'>, None))
    """
    parts: list[tuple[str, type[str | int], int | None]] = []
    for name, value in sorted(given.items()):
        if isinstance(value, tuple):
            parts.append((name, int if value and isinstance(value[0], int) else str, len(value)))
        else:
            parts.append((name, int if isinstance(value, int) else str, None))
    return tuple(parts)


def flat_values(given: Mapping[str, Given]) -> dict[str, Value]:
    """Return the values by marker name, lists item by item.

    >>> flat_values({"accounts": ("5010", "5011")})
    {'accounts_0': '5010', 'accounts_1': '5011'}
    """
    flat: dict[str, Value] = {}
    for name, value in given.items():
        if isinstance(value, tuple):
            flat.update({f"{name}_{number}": item for number, item in enumerate(value)})
        else:
            flat[name] = value
    return flat


@lru_cache(maxsize=512)
def compiled(question: Question, shape: Shape, dialect: str) -> str:
    """Return the SQL of a question with ``$name`` where each value stands."""
    sql = str(ibis.to_sql(question(Tables(), Values(shape, None)), dialect=dialect))
    return _MARKER.sub(r"$\1", sql)


def compiled_with_values(question: Question, given: Mapping[str, Given], dialect: str) -> str:
    """Return the SQL of a question with the values written into it."""
    return str(ibis.to_sql(question(Tables(), Values(shape_of(given), given)), dialect=dialect))


def whole_sum(column: Any) -> ir.Value:
    """Return the sum of an int64 column as int64.

    DuckDB widens such a sum to a 128-bit number and Ibis, believing it int64 already, leaves a plain
    cast out; the way over a decimal makes the cast stand in the SQL. A sum beyond int64 fails.
    """
    whole: ir.Value = column.sum().cast("decimal(38, 0)").cast("int64")
    return whole


def _unbound(table: str) -> ir.Table:
    return ibis.table(schema.ibis_schema(table), name=schema.table_marker(table))


def _marker(name: str) -> str:
    return f"\u00a7{name}\u00a7"
