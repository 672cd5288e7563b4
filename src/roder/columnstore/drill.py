"""From a figure down to its postings and vouchers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Literal

import ibis

from roder.columnstore import schema
from roder.columnstore.cells import CellFilter
from roder.columnstore.cells import rows_of_cell
from roder.columnstore.questions import whole_sum
from roder.domain import facts

if TYPE_CHECKING:
    from datetime import date

    import ibis.expr.types as ir
    import pyarrow as pa

    from roder.columnstore.questions import Question
    from roder.columnstore.questions import Tables
    from roder.columnstore.questions import Values
    from roder.columnstore.store import LedgerStore

Order = Literal["largest", "latest", "voucher"]


@dataclass(frozen=True, slots=True)
class PostingRow:
    """A stored posting with its voucher. Öre in ledger sign; ``line`` is its line in the batch's file."""

    organisation: str
    fiscal_year: int
    batch: int
    month: int | None
    series: str
    voucher: str
    voucher_date: date | None
    voucher_text: str
    registered: date | None
    voucher_signature: str
    line: int
    account: str
    amount_ore: int
    quantity_micro: int | None
    posting_date: date | None
    posting_text: str
    posting_signature: str
    responsibility: str
    activity: str
    project: str
    counterparty: str
    subactivity: str
    cost_object: str
    other_objects: str


@dataclass(frozen=True, slots=True)
class VoucherRow:
    """A voucher's part in a cell: the sum of its postings there, öre in ledger sign."""

    organisation: str
    fiscal_year: int
    series: str
    voucher: str
    voucher_date: date | None
    voucher_text: str
    amount_ore: int
    postings: int


def cell_postings(
    store: LedgerStore, cell: CellFilter, limit: int = 100, order: Order = "largest"
) -> tuple[PostingRow, ...]:
    """Return the postings of a cell: the largest first (by size, whatever sign), the latest, or by voucher.

    >>> from roder.columnstore.store import LedgerStore
    >>> cell_postings(LedgerStore({}), CellFilter())
    ()
    """
    files = cell.files(store)
    if not files:
        return ()
    return _postings(store.ask(_postings_in(order, limit), {facts.POSTINGS: files}, **cell.given()))


def cell_vouchers(store: LedgerStore, cell: CellFilter, limit: int = 100) -> tuple[VoucherRow, ...]:
    """Return the vouchers whose postings in the cell sum to the most (whatever sign), largest first."""
    files = cell.files(store)
    if not files:
        return ()
    answer = store.ask(_vouchers_in(limit), {facts.POSTINGS: files}, **cell.given())
    return tuple(VoucherRow(**row) for row in answer.to_pylist())


def voucher(
    store: LedgerStore, organisation: str, fiscal_year: int, series: str, number: str
) -> tuple[PostingRow, ...]:
    """Return every posting of one voucher, in the order of its file; empty when there is no such voucher."""
    files = store.files(facts.POSTINGS, organisation=organisation, fiscal_years=(fiscal_year,))
    if not files:
        return ()
    return _postings(store.ask(_one_voucher, {facts.POSTINGS: files}, series=series, voucher=number))


def _postings(answer: pa.Table) -> tuple[PostingRow, ...]:
    return tuple(PostingRow(**row) for row in answer.to_pylist())


@lru_cache(maxsize=64)
def _postings_in(order: Order, limit: int) -> Question:
    def question(tables: Tables, values: Values) -> ir.Table:
        rows = rows_of_cell(tables.postings, values)
        ordering = {
            "largest": [ibis.desc(rows[schema.AMOUNT].abs()), rows["batch"], rows["line"]],
            "latest": [
                ibis.desc(rows[schema.MONTH]),
                ibis.desc(rows["voucher_date"]),
                rows["batch"],
                rows["line"],
            ],
            "voucher": [rows["series"], rows["batch"], rows["line"]],
        }
        return rows.order_by(ordering[order]).limit(limit)

    return question


@lru_cache(maxsize=64)
def _vouchers_in(limit: int) -> Question:
    def question(tables: Tables, values: Values) -> ir.Table:
        rows = rows_of_cell(tables.postings, values)
        sums = rows.group_by(["organisation", "fiscal_year", "series", "voucher"]).aggregate(
            voucher_date=rows["voucher_date"].min(),
            voucher_text=rows["voucher_text"].min(),
            amount_ore=whole_sum(rows[schema.AMOUNT]),
            postings=rows.count(),
        )
        largest = ibis.desc(sums[schema.AMOUNT].abs())
        return sums.order_by([largest, sums["series"], sums["voucher"]]).limit(limit)

    return question


def _one_voucher(tables: Tables, values: Values) -> ir.Table:
    rows = tables.postings
    rows = rows.filter(rows["series"] == values.text("series"), rows["voucher"] == values.text("voucher"))
    return rows.order_by([rows["batch"], rows["line"]])
