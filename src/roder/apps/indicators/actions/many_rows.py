"""Many rows into one table by one prepared statement: several times quicker than building a row of the model for each."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from django.db.models import Model

MOST_DIGITS, DECIMALS = 20, 6


def insert_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows, their values in the order of the columns and as the database takes them (``stored_number``)."""
    quote = connection.ops.quote_name
    known = {field.name: field.column for field in model._meta.concrete_fields}  # noqa: SLF001 - Django's own name
    names = ", ".join(quote(known[column] or column) for column in columns)
    marks = ", ".join(["%s"] * len(columns))
    table = quote(model._meta.db_table)  # noqa: SLF001 - Django's own name
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(rows))  # noqa: S608 - names of our own models


def stored_number(value: Decimal | None) -> Any:
    """Return a number of an indicator as the database takes it."""
    return None if value is None else connection.ops.adapt_decimalfield_value(value, MOST_DIGITS, DECIMALS)
