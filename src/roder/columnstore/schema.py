"""The four tables of the ledger store: their columns, as Arrow and as Ibis name them.

Field ids are fixed: a column is only ever added at the end. Text is never null (``""`` is
absent); amounts are int64 öre in ledger sign, quantities int64 millionths. What Iceberg needs to
know of the same columns stands in ``iceberg_schema``, so that reading kept totals need not load Iceberg.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from roder.domain import facts

ORGANISATION = "organisation"
FISCAL_YEAR = "fiscal_year"
BATCH = "batch"
MONTH = "month"
AMOUNT = "amount_ore"

CONSTANT_COLUMNS = (ORGANISATION, FISCAL_YEAR, BATCH)
"""Columns that are the same for every row a writer is given; the writer adds them."""

TEXT = pa.string()
WHOLE = pa.int32()
LONG = pa.int64()
DATE = pa.date32()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: name, Arrow type, whether it may be null, and whether readers prune by its bounds."""

    name: str
    type: pa.DataType
    nullable: bool = False
    bounds: bool = False


def _text(*names: str, bounds: bool = False) -> tuple[Column, ...]:
    return tuple(Column(name, TEXT, bounds=bounds) for name in names)


_LEADING = (
    Column(ORGANISATION, TEXT, bounds=True),
    Column(FISCAL_YEAR, WHOLE, bounds=True),
    Column(BATCH, LONG, bounds=True),
    Column(MONTH, WHOLE, nullable=True, bounds=True),
)
_AMOUNTS = (
    Column(AMOUNT, LONG, bounds=True),
    Column("quantity_micro", LONG, nullable=True),
)
_SERIES = (
    Column("year_offset", WHOLE),
    Column("year_start", WHOLE),
    Column("account", TEXT, bounds=True),
    Column("dimension", WHOLE, nullable=True),
    Column("object", TEXT),
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    facts.POSTINGS: (
        *_LEADING,
        *_text("series", "voucher"),
        Column("voucher_date", DATE, nullable=True),
        *_text("voucher_text"),
        Column("registered", DATE, nullable=True),
        *_text("voucher_signature"),
        Column("line", LONG),
        *_text("account", bounds=True),
        *_AMOUNTS,
        Column("posting_date", DATE, nullable=True),
        *_text("posting_text", "posting_signature"),
        *_text(*facts.DIMENSION_COLUMNS, bounds=True),
        *_text(facts.OTHER_OBJECTS),
    ),
    facts.BALANCES: (*_LEADING, *_text("kind"), *_SERIES, *_AMOUNTS, Column("line", LONG)),
    facts.BUDGET_ROWS: (
        *_LEADING,
        *_SERIES,
        *_text(*facts.DIMENSION_COLUMNS),
        *_AMOUNTS,
        Column("line", LONG),
    ),
    facts.INTERNAL_BUDGETS: (
        *_LEADING,
        *_text("account", bounds=True),
        *_text(*facts.DIMENSION_COLUMNS),
        Column(AMOUNT, LONG),
    ),
}

_IBIS = {"date32[day]": "date"}


def arrow_schema(table: str) -> pa.Schema:
    """Return the Arrow schema of the same columns, with the Iceberg field ids that Parquet carries."""
    return pa.schema(
        [
            pa.field(
                column.name,
                column.type,
                nullable=column.nullable,
                metadata={"PARQUET:field_id": str(number)},
            )
            for number, column in enumerate(COLUMNS[table], 1)
        ]
    )


def ibis_schema(table: str) -> dict[str, str]:
    """Return column name to Ibis type, for expressions that stand for any files of the table."""
    return {field.name: _IBIS.get(str(field.type), str(field.type)) for field in arrow_schema(table)}


def table_marker(table: str) -> str:
    """Return the name under which a table stands in compiled SQL."""
    return f"files_of_{table}"
