"""The three tables of the ledger store: their Iceberg schemas, partitions and Parquet columns.

Field ids are fixed: a column is only ever added at the end. Text is never null (``""`` is
absent); amounts are int64 öre in ledger sign, quantities int64 millionths.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
from pyiceberg.partitioning import PartitionField
from pyiceberg.partitioning import PartitionSpec
from pyiceberg.schema import Schema
from pyiceberg.transforms import IdentityTransform
from pyiceberg.types import DateType
from pyiceberg.types import IcebergType
from pyiceberg.types import IntegerType
from pyiceberg.types import LongType
from pyiceberg.types import NestedField
from pyiceberg.types import StringType

from roder.domain import facts

ORGANISATION = "organisation"
FISCAL_YEAR = "fiscal_year"
BATCH = "batch"
MONTH = "month"
AMOUNT = "amount_ore"

CONSTANT_COLUMNS = (ORGANISATION, FISCAL_YEAR, BATCH)
"""Columns that are the same for every row a writer is given; the writer adds them."""

_FIRST_PARTITION_ID = 1000


@dataclass(frozen=True, slots=True)
class Column:
    """A column: name, Iceberg type, whether it may be null, and whether readers prune by its bounds."""

    name: str
    type: IcebergType
    nullable: bool = False
    bounds: bool = False


def _text(*names: str, bounds: bool = False) -> tuple[Column, ...]:
    return tuple(Column(name, StringType(), bounds=bounds) for name in names)


_LEADING = (
    Column(ORGANISATION, StringType(), bounds=True),
    Column(FISCAL_YEAR, IntegerType(), bounds=True),
    Column(BATCH, LongType(), bounds=True),
    Column(MONTH, IntegerType(), nullable=True, bounds=True),
)
_AMOUNTS = (
    Column(AMOUNT, LongType(), bounds=True),
    Column("quantity_micro", LongType(), nullable=True),
)
_SERIES = (
    Column("year_offset", IntegerType()),
    Column("year_start", IntegerType()),
    Column("account", StringType(), bounds=True),
    Column("dimension", IntegerType(), nullable=True),
    Column("object", StringType()),
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    facts.POSTINGS: (
        *_LEADING,
        *_text("series", "voucher"),
        Column("voucher_date", DateType(), nullable=True),
        *_text("voucher_text"),
        Column("registered", DateType(), nullable=True),
        *_text("voucher_signature"),
        Column("line", LongType()),
        *_text("account", bounds=True),
        *_AMOUNTS,
        Column("posting_date", DateType(), nullable=True),
        *_text("posting_text", "posting_signature"),
        *_text(*facts.DIMENSION_COLUMNS, bounds=True),
        *_text(facts.OTHER_OBJECTS),
    ),
    facts.BALANCES: (*_LEADING, *_text("kind"), *_SERIES, *_AMOUNTS, Column("line", LongType())),
    facts.BUDGET_ROWS: (
        *_LEADING,
        *_SERIES,
        *_text(*facts.DIMENSION_COLUMNS),
        *_AMOUNTS,
        Column("line", LongType()),
    ),
}

_IBIS = {"date32[day]": "date"}
_ARROW: dict[type[IcebergType], pa.DataType] = {
    StringType: pa.string(),
    IntegerType: pa.int32(),
    LongType: pa.int64(),
    DateType: pa.date32(),
}


def iceberg_schema(table: str) -> Schema:
    """Return the Iceberg schema of one of ``facts.TABLES``.

    >>> iceberg_schema("postings").find_field("month").field_id
    4
    """
    return Schema(
        *(
            NestedField(number, column.name, column.type, required=not column.nullable)
            for number, column in enumerate(COLUMNS[table], 1)
        )
    )


def arrow_schema(table: str) -> pa.Schema:
    """Return the Arrow schema of the same columns, with the Iceberg field ids that Parquet carries."""
    return pa.schema(
        [
            pa.field(
                column.name,
                _ARROW[type(column.type)],
                nullable=column.nullable,
                metadata={"PARQUET:field_id": str(number)},
            )
            for number, column in enumerate(COLUMNS[table], 1)
        ]
    )


def partition_spec(table: str) -> PartitionSpec:
    """Return the partitions: one year of one organisation is one partition, so it is cheap to replace."""
    schema = iceberg_schema(table)
    return PartitionSpec(
        *(
            PartitionField(
                source_id=schema.find_field(name).field_id,
                field_id=_FIRST_PARTITION_ID + number,
                transform=IdentityTransform(),
                name=name,
            )
            for number, name in enumerate((ORGANISATION, FISCAL_YEAR))
        )
    )


def table_properties(table: str) -> dict[str, str]:
    """Return the Iceberg properties: bounds only of columns that questions filter by.

    Bounds of every text would make each manifest large and cost the writer time for nothing.
    """
    properties = {
        "write.metadata.metrics.default": "none",
        "write.metadata.previous-versions-max": "10",
        "write.parquet.compression-codec": "zstd",
    }
    for column in COLUMNS[table]:
        if column.bounds:
            properties[f"write.metadata.metrics.column.{column.name}"] = "full"
    return properties


def ibis_schema(table: str) -> dict[str, str]:
    """Return column name to Ibis type, for expressions that stand for any files of the table."""
    return {field.name: _IBIS.get(str(field.type), str(field.type)) for field in arrow_schema(table)}


def table_marker(table: str) -> str:
    """Return the name under which a table stands in compiled SQL."""
    return f"files_of_{table}"
