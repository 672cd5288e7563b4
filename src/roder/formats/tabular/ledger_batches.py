"""Columns of ledger rows as an Arrow batch of postings."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pyarrow as pa

from roder.domain import facts

if TYPE_CHECKING:
    from roder.formats.tabular.rows import RowChunk

POSTING_SCHEMA = pa.schema(
    [
        ("series", pa.string()),
        ("voucher", pa.string()),
        ("voucher_date", pa.date32()),
        ("voucher_text", pa.string()),
        ("registered", pa.date32()),
        ("voucher_signature", pa.string()),
        ("line", pa.int64()),
        ("account", pa.string()),
        ("month", pa.int32()),
        ("amount_ore", pa.int64()),
        ("quantity_micro", pa.int64()),
        ("posting_date", pa.date32()),
        ("posting_text", pa.string()),
        ("posting_signature", pa.string()),
        *((name, pa.string()) for name in facts.DIMENSION_COLUMNS),
        (facts.OTHER_OBJECTS, pa.string()),
    ]
)
"""A posting as both readers give it: öre in ledger sign, months YYYYMM, absent text empty, else null."""

_FIELD_OF_COLUMN = {
    "voucher_date": "date",
    "quantity_micro": "quantity",
    "posting_text": "text",
}


def posting_batch(chunk: RowChunk) -> pa.RecordBatch:
    """Return the rows as postings; a column that the table lacks is empty text or null."""
    rows = len(chunk.lines)
    arrays = []
    for column in POSTING_SCHEMA:
        values: list[Any] | None = chunk.columns.get(_FIELD_OF_COLUMN.get(column.name, column.name))
        if column.name == "line":
            values = chunk.lines
        if values is not None:
            arrays.append(pa.array(values, column.type))
        elif column.type == pa.string():
            arrays.append(pa.repeat(pa.scalar("", pa.string()), rows))
        else:
            arrays.append(pa.nulls(rows, column.type))
    return pa.RecordBatch.from_arrays(arrays, schema=POSTING_SCHEMA)
