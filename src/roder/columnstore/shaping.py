"""From the batches that readers give to the columns a table has, at little cost.

Readers hand over dictionary-typed text (one dictionary per batch); Parquet takes those codes as
they are, so nothing is hashed twice. What every row shares is one dictionary entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from roder.columnstore import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

_CODES = pa.dictionary(pa.int32(), pa.string())
_DATES_OF_MONTH = ("posting_date", "voucher_date")


class ColumnError(ValueError):
    """A batch lacks a column of its table, or holds one that cannot be stored as the table's type."""


def shape(
    batches: Sequence[pa.RecordBatch], *, table: str, organisation: str, fiscal_year: int, batch: int
) -> pa.Table:
    """Return the rows of the batches as one table with every column of ``table``, in its order.

    Text becomes dictionary codes over one common dictionary; ``month`` is taken from the posting's
    date (its voucher's when it has none) when the batches do not give it. Raises ``ColumnError``
    when a column is missing or cannot be converted without loss.
    """
    rows = pa.Table.from_batches(batches).unify_dictionaries().combine_chunks()
    constants = {
        schema.ORGANISATION: _constant_text(organisation, rows.num_rows),
        schema.FISCAL_YEAR: _constant_number(fiscal_year, rows.num_rows, pa.int32()),
        schema.BATCH: _constant_number(batch, rows.num_rows, pa.int64()),
    }
    target = stored_schema(table)
    arrays = []
    for field in target:
        column = constants.get(field.name)
        if column is None:
            column = _column(rows, field)
        arrays.append(column)
    return pa.Table.from_arrays(arrays, schema=target)


def stored_schema(table: str) -> pa.Schema:
    """Return the table's Arrow schema with text as dictionary codes; the Parquet file shows plain text."""
    return pa.schema(
        [
            field.with_type(_CODES) if pa.types.is_string(field.type) else field
            for field in schema.arrow_schema(table)
        ]
    )


def months_of(rows: pa.Table) -> pa.Array:
    """Return YYYYMM of each row from its posting date, else its voucher date; null when it has neither."""
    known = [rows.column(name) for name in _DATES_OF_MONTH if name in rows.column_names]
    if not known:
        return pa.nulls(rows.num_rows, pa.int32())
    days = _one_array(pc.coalesce(*known) if len(known) > 1 else known[0])
    numbers = days.cast(pa.int32())
    bounds = pc.min_max(numbers)
    first, last = bounds["min"].as_py(), bounds["max"].as_py()
    if first is None:
        return pa.nulls(rows.num_rows, pa.int32())
    # Few distinct days against many rows: work out each day once, then look up.
    calendar = np.arange(first, last + 1).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    month_of_day = pa.array((1970 + calendar // 12) * 100 + calendar % 12 + 1, pa.int32())
    return month_of_day.take(pc.subtract(numbers, first))


def _column(rows: pa.Table, field: pa.Field) -> pa.Array:
    if field.name not in rows.column_names:
        if field.name == schema.MONTH:
            return months_of(rows)
        raise ColumnError(f"the rows have no column {field.name}")
    array = _one_array(rows.column(field.name))
    if array.null_count and not field.nullable:
        raise ColumnError(f"column {field.name} holds null, which it never may")
    if array.type == field.type:
        return array
    try:
        return _converted(array, field.type)
    except pa.ArrowInvalid as error:
        raise ColumnError(f"column {field.name}: {error}") from error


def _converted(array: pa.Array, wanted: pa.DataType) -> pa.Array:
    if not pa.types.is_dictionary(wanted):
        return array.cast(wanted)
    if not pa.types.is_dictionary(array.type):
        return array.cast(pa.string()).dictionary_encode()
    return pa.DictionaryArray.from_arrays(array.indices.cast(pa.int32()), array.dictionary.cast(pa.string()))


def _one_array(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks)


def _constant_text(text: str, length: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(length, np.int32)), pa.array([text], pa.string()))


def _constant_number(number: int, length: int, type_: pa.DataType) -> pa.Array:
    return pa.array(np.full(length, number, type_.to_pandas_dtype()))
