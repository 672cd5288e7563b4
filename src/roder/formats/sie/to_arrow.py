"""Postings as Arrow: the columns of the store's table, one row for each posting that counts.

Text is dictionary-coded and ``""`` when absent; amounts are öre in ledger sign, quantities
millionths, ``month`` is YYYYMM of the posting's own date, else of the voucher's, ``line`` the posting's line in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import pyarrow as pa

from roder.domain import facts
from roder.formats.sie.movements import posting_month

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.formats.sie.records import SieFile
    from roder.formats.sie.records import SiePosting
    from roder.formats.sie.records import SieVoucher

CODED: Final = pa.dictionary(pa.int32(), pa.string())
"""The type of all text columns; the values of a dictionary are distinct."""


def posting_schema(dimensions: Iterable[str] = facts.DIMENSION_COLUMNS) -> pa.Schema:
    """Return the columns of postings with the given dimension columns.

    >>> posting_schema(["responsibility"]).names[-2:]
    ['responsibility', 'other_objects']
    """
    return pa.schema(
        [
            pa.field("series", CODED),
            pa.field("voucher", CODED),
            pa.field("voucher_date", pa.date32()),
            pa.field("voucher_text", CODED),
            pa.field("registered", pa.date32()),
            pa.field("voucher_signature", CODED),
            pa.field("line", pa.int64()),
            pa.field("account", CODED),
            pa.field("month", pa.int32()),
            pa.field("amount_ore", pa.int64()),
            pa.field("quantity_micro", pa.int64()),
            pa.field("posting_date", pa.date32()),
            pa.field("posting_text", CODED),
            pa.field("posting_signature", CODED),
            *(pa.field(name, CODED) for name in dimensions),
            pa.field(facts.OTHER_OBJECTS, CODED),
        ]
    )


POSTING_SCHEMA: Final = posting_schema()


def columns_of_dimensions(mapping: Mapping[int, str]) -> tuple[str, ...]:
    """Return the dimension columns of a mapping from SIE number to column, the usual ones in usual order.

    >>> columns_of_dimensions({23: "counterparty", 1: "responsibility"})
    ('responsibility', 'counterparty')
    """
    names = set(mapping.values())
    usual = [name for name in facts.DIMENSION_COLUMNS if name in names]
    return (*usual, *sorted(names - set(usual)))


def vouchers_batch(vouchers: Sequence[SieVoucher], mapping: Mapping[int, str]) -> pa.RecordBatch:
    """Return the postings of vouchers that the plain reader gave, as one batch.

    >>> vouchers_batch([], facts.DIMENSION_OF_NUMBER).num_rows
    0
    """
    dimensions = columns_of_dimensions(mapping)
    schema = posting_schema(dimensions)
    rows = [
        _row(voucher, posting, mapping, dimensions) for voucher in vouchers for posting in voucher.postings
    ]
    columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [
        pa.array(values, pa.string()).dictionary_encode()
        if field.type == CODED
        else pa.array(values, field.type)
        for field, values in zip(schema, columns, strict=True)
    ]
    return pa.record_batch(arrays, schema=schema)


def _row(
    voucher: SieVoucher, posting: SiePosting, mapping: Mapping[int, str], dimensions: Sequence[str]
) -> tuple[Any, ...]:
    known = {mapping[number]: code for number, code in posting.objects if number in mapping}
    other = [pair for pair in posting.objects if pair[0] not in mapping]
    return (
        voucher.series,
        voucher.number,
        voucher.date,
        voucher.text,
        voucher.registered,
        voucher.signature,
        posting.line,
        posting.account,
        posting_month(voucher, posting).number,
        posting.amount_ore,
        posting.quantity_micro,
        posting.date,
        posting.text,
        posting.signature,
        *(known.get(name, "") for name in dimensions),
        other_objects(other),
    )


def other_objects(pairs: Iterable[tuple[int, str]]) -> str:
    """Return objects of dimensions without a column as one text, by dimension number.

    >>> other_objects([(10, "F12"), (7, "1001")])
    '7=1001;10=F12'
    """
    return ";".join(f"{number}={code}" for number, code in sorted(pairs))


def reference_table(file: SieFile, mapping: Mapping[int, str] = facts.DIMENSION_OF_NUMBER) -> pa.Table:
    """Return the postings of a file read by the plain reader: what the fast path must equal."""
    batch = vouchers_batch(file.vouchers, mapping)
    return pa.Table.from_batches([batch], schema=batch.schema)


def with_plain_text(table: pa.Table) -> pa.Table:
    """Return the table with its dictionary-coded columns as plain text.

    >>> with_plain_text(POSTING_SCHEMA.empty_table()).schema.field("series").type
    DataType(string)
    """
    fields = [field.with_type(pa.string()) if field.type == CODED else field for field in table.schema]
    return table.cast(pa.schema(fields))
