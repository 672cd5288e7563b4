"""The tables of the ledger store as Iceberg sees them: schemas, partitions and properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

from roder.columnstore import schema

if TYPE_CHECKING:
    import pyarrow as pa

_FIRST_PARTITION_ID = 1000

_ICEBERG: dict[pa.DataType, IcebergType] = {
    schema.TEXT: StringType(),
    schema.WHOLE: IntegerType(),
    schema.LONG: LongType(),
    schema.DATE: DateType(),
}


def iceberg_schema(table: str) -> Schema:
    """Return the Iceberg schema of one of ``facts.TABLES``.

    >>> iceberg_schema("postings").find_field("month").field_id
    4
    """
    return Schema(
        *(
            NestedField(number, column.name, _ICEBERG[column.type], required=not column.nullable)
            for number, column in enumerate(schema.COLUMNS[table], 1)
        )
    )


def partition_spec(table: str) -> PartitionSpec:
    """Return the partitions: one year of one organisation is one partition, so it is cheap to replace."""
    columns = iceberg_schema(table)
    return PartitionSpec(
        *(
            PartitionField(
                source_id=columns.find_field(name).field_id,
                field_id=_FIRST_PARTITION_ID + number,
                transform=IdentityTransform(),
                name=name,
            )
            for number, name in enumerate((schema.ORGANISATION, schema.FISCAL_YEAR))
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
    for column in schema.COLUMNS[table]:
        if column.bounds:
            properties[f"write.metadata.metrics.column.{column.name}"] = "full"
    return properties
