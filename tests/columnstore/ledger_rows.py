"""Rows for tests: small functions that make batches as the readers do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

import pyarrow as pa

from roder.columnstore import schema
from roder.columnstore.staging import StagedChange
from roder.domain import facts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

ORGANISATION = "2120000159"


def _batch(table: str, rows: Iterable[Mapping[str, Any]]) -> pa.RecordBatch:
    fields = [field for field in schema.arrow_schema(table) if field.name not in schema.CONSTANT_COLUMNS]
    filled = [
        {
            field.name: row.get(
                field.name, "" if pa.types.is_string(field.type) else (None if field.nullable else 0)
            )
            for field in fields
        }
        for row in rows
    ]
    return pa.RecordBatch.from_pylist(filled, schema=pa.schema([field.remove_metadata() for field in fields]))


def posting(account: str, amount_ore: int, month: int = 201801, **values: Any) -> dict[str, Any]:
    day = date(month // 100, month % 100, 15)
    row = {
        "account": account,
        "amount_ore": amount_ore,
        "month": month,
        "posting_date": day,
        "voucher_date": day,
    }
    return {**row, "series": "A", "voucher": "1", **values}


def postings(*rows: Mapping[str, Any]) -> pa.RecordBatch:
    return _batch(facts.POSTINGS, rows)


def balance(kind: str, account: str, amount_ore: int, **values: Any) -> dict[str, Any]:
    return {"kind": kind, "account": account, "amount_ore": amount_ore, "year_start": 2018, **values}


def balances(*rows: Mapping[str, Any]) -> pa.RecordBatch:
    return _batch(facts.BALANCES, rows)


def budget(account: str, amount_ore: int, month: int = 201801, **values: Any) -> dict[str, Any]:
    return {"account": account, "amount_ore": amount_ore, "month": month, "year_start": 2018, **values}


def budget_rows(*rows: Mapping[str, Any]) -> pa.RecordBatch:
    return _batch(facts.BUDGET_ROWS, rows)


def imported(
    root: Path,
    pointers: Mapping[str, str],
    tables: Mapping[str, Iterable[pa.RecordBatch]],
    *,
    organisation: str = ORGANISATION,
    fiscal_year: int = 2018,
    batch: int = 1,
) -> dict[str, str]:
    """Replace a year by the batches, as an import does, and return the pointers after it."""
    change = StagedChange(root, pointers)
    change.replace(organisation, fiscal_year)
    for table, batches in tables.items():
        with change.writer(table, organisation=organisation, fiscal_year=fiscal_year, batch=batch) as writer:
            for rows in batches:
                writer.write(rows)
    return {**pointers, **{table: swap.new_location for table, swap in change.finish().items()}}
