"""A cell: the part of the ledger that a figure on a page stands for."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from roder.columnstore import schema
from roder.domain import facts

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from roder.columnstore.planning import PlannedFile
    from roder.columnstore.questions import Given
    from roder.columnstore.questions import Values
    from roder.columnstore.store import LedgerStore

ACCOUNT = "account"
_FILTER_COLUMNS = (ACCOUNT, *facts.DIMENSION_COLUMNS)


@dataclass(frozen=True, slots=True)
class CellFilter:
    """Which postings a figure is made of. Everything that is given must hold; empty is no limit.

    ``first_month`` and ``last_month`` are YYYYMM, both included. For each code column a posting fits
    when it is one of the codes or begins with one of the prefixes (``""`` is "without code").

    >>> CellFilter(fiscal_years=(2018,), account_prefixes=("5",), responsibility=("1001",)).account
    ()
    """

    organisation: str | None = None
    fiscal_years: tuple[int, ...] = ()
    first_month: int | None = None
    last_month: int | None = None
    account: tuple[str, ...] = ()
    account_prefixes: tuple[str, ...] = ()
    responsibility: tuple[str, ...] = ()
    responsibility_prefixes: tuple[str, ...] = ()
    activity: tuple[str, ...] = ()
    activity_prefixes: tuple[str, ...] = ()
    project: tuple[str, ...] = ()
    project_prefixes: tuple[str, ...] = ()
    counterparty: tuple[str, ...] = ()
    counterparty_prefixes: tuple[str, ...] = ()
    subactivity: tuple[str, ...] = ()
    subactivity_prefixes: tuple[str, ...] = ()
    cost_object: tuple[str, ...] = ()
    cost_object_prefixes: tuple[str, ...] = ()

    def files(self, store: LedgerStore) -> tuple[PlannedFile, ...]:
        """Return the files of postings that can hold such rows."""
        return store.files(
            facts.POSTINGS,
            organisation=self.organisation,
            fiscal_years=self.fiscal_years or None,
            first_month=self.first_month,
            last_month=self.last_month,
        )

    def given(self) -> dict[str, Given]:
        """Return the values of the question; organisation and year are settled by the choice of files."""
        settled = (schema.ORGANISATION, "fiscal_years")
        values = {
            field.name: getattr(self, field.name) for field in fields(self) if field.name not in settled
        }
        return {name: value for name, value in values.items() if value is not None and value != ()}


def rows_of_cell(postings: ir.Table, values: Values) -> ir.Table:
    """Return the postings that fit the given values of a ``CellFilter``."""
    if values.has("first_month"):
        postings = postings.filter(postings[schema.MONTH] >= values.number("first_month"))
    if values.has("last_month"):
        postings = postings.filter(postings[schema.MONTH] <= values.number("last_month"))
    for column in _FILTER_COLUMNS:
        tests: list[ir.BooleanValue] = []
        if values.has(column):
            tests.append(postings[column].isin(values.items(column)))
        tests.extend(postings[column].startswith(prefix) for prefix in values.items(f"{column}_prefixes"))
        if tests:
            postings = postings.filter(reduce(or_, tests))
    return postings
