"""Rows as CSV or Excel in the form of a mapping: the same form goes out as comes in.

What is written opens in a spreadsheet as it stands (UTF-8 with mark, semicolon, decimal comma) and
no cell can be taken for a formula there; ``rows.read_rows`` with the mapping returned reads it back.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.money import ORE_PER_UNIT
from roder.formats.tabular.cell_readers import cell_reader
from roder.formats.tabular.decimals import number_text
from roder.formats.tabular.fields import AMOUNT_KINDS
from roder.formats.tabular.fields import FieldKind
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.values import protected
from roder.formats.tabular.workbook_writing import workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as Dictionary
    from collections.abc import Sequence

    from roder.formats.tabular.fields import Field

_BYTE_ORDER_MARK = "\ufeff"
_DIGITS_OF_MICRO = 6


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A file and the mapping that reads it back."""

    content: bytes
    mapping: Mapping


def write_table(
    rows: Iterable[Dictionary[str, Any]], fields: Sequence[Field], mapping: Mapping | None = None
) -> WrittenTable:
    r"""Return rows (field -> value, as ``read_rows`` gives them) as CSV in the form of ``mapping``.

    Without a mapping every field becomes a column under its Swedish name. Amounts are öre as the
    file reader gives them, so ``unit`` scales and ``sign`` does not: a ledger importer that flips on
    the way in flips before writing. Raises ``ValueError`` when a row contradicts a constant.

    >>> from roder.formats.tabular.fields import LEDGER_FIELDS
    >>> form = Mapping({"account": "Konto", "amount": "Belopp"})
    >>> write_table([{"account": "4110", "amount": 150}], LEDGER_FIELDS, form).content.decode("utf-8-sig")
    'Konto;Belopp\r\n4110;1,50\r\n'
    """
    used, headers, cells = _written(rows, fields, mapping)
    text = io.StringIO(newline="")
    text.write(_BYTE_ORDER_MARK)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([protected(header) for header in headers])
    writer.writerows(cells)
    return WrittenTable(text.getvalue().encode("utf-8"), used)


def write_workbook(
    rows: Iterable[Dictionary[str, Any]],
    fields: Sequence[Field],
    mapping: Mapping | None = None,
    *,
    sheet: str = "Roder",
) -> WrittenTable:
    """Return the rows as an Excel workbook of one sheet, in the form of ``mapping``; else as ``write_table``.

    >>> from roder.formats.tabular.fields import LEDGER_FIELDS
    >>> write_workbook([{"account": "4110"}], LEDGER_FIELDS, Mapping({"account": "Konto"})).content[:2]
    b'PK'
    """
    used, headers, cells = _written(rows, fields, mapping)
    by_name = {one.name: one for one in fields}
    numeric = {
        at
        for at, (_, one) in enumerate(_placed(used, by_name))
        if one is not None and one.kind in (*AMOUNT_KINDS, FieldKind.QUANTITY, FieldKind.NUMBER)
    }
    content = workbook([protected(header) for header in headers], cells, numeric, sheet=sheet)
    return WrittenTable(content, replace(used, encoding="", delimiter="", sheet=sheet))


def _written(
    rows: Iterable[Dictionary[str, Any]], fields: Sequence[Field], mapping: Mapping | None
) -> tuple[Mapping, list[str], list[list[str]]]:
    """Return the form in use, the headers, and the cells of each row as text."""
    form = mapping or Mapping({one.name: one.label_sv for one in fields})
    used = replace(form, encoding="utf-8", delimiter=";", decimal=",", sheet="", skip_rows=None, header=True)
    by_name = {one.name: one for one in fields}
    placed = _placed(used, by_name)
    cells = []
    for row in rows:
        _agrees(row, used, by_name)
        cells.append([cell(row.get(one.name), one, used.unit) if one else "" for _, one in placed])
    return used, [header for header, _ in placed], cells


def cell(value: Any, one: Field, unit: str) -> str:
    """Return a value as the text of its cell; ``None`` is an empty cell.

    >>> from roder.formats.tabular.fields import Field
    >>> cell(-150_000, Field("amount", FieldKind.AMOUNT, "Belopp", "Amount"), "tkr")
    '-1,5'
    """
    if value is None:
        return ""
    if one.kind in AMOUNT_KINDS:
        return _scaled(value, len(str(ORE_PER_UNIT[unit])) - 1, shown=2 if unit == "kr" else 0)
    if one.kind is FieldKind.QUANTITY:
        return _scaled(value, _DIGITS_OF_MICRO, shown=0)
    if one.kind is FieldKind.NUMBER:
        return number_text(value, ",")
    if one.kind in (FieldKind.TEXT, FieldKind.CODE, FieldKind.ACCOUNT, FieldKind.NAME):
        return protected(value)
    written = {choice.value: choice.written for choice in one.choices}
    return written.get(value) or str(value)


def _scaled(value: int, digits: int, *, shown: int) -> str:
    """Return a whole number divided by a power of ten, exactly, with ``shown`` decimals at least."""
    whole, part = divmod(abs(value), 10**digits)
    decimals = f"{part:0{digits}d}".rstrip("0").ljust(shown, "0")
    return f"{'-' if value < 0 else ''}{whole}{',' if decimals else ''}{decimals}"


def _placed(mapping: Mapping, fields: Dictionary[str, Field]) -> list[tuple[str, Field | None]]:
    """Return header and field of each column: numbered ones in their place, named ones in order."""
    numbered = {at: fields[name] for name, at in mapping.columns.items() if isinstance(at, int)}
    named = [(at, fields[name]) for name, at in mapping.columns.items() if isinstance(at, str)]
    placed: list[tuple[str, Field | None]] = []
    while named or len(placed) < max(numbered, default=0):
        number = len(placed) + 1
        if number in numbered:
            placed.append((numbered[number].label_sv, numbered[number]))
        elif named:
            placed.append(named.pop(0))
        else:
            placed.append(("", None))
    return placed


def _agrees(row: Dictionary[str, Any], mapping: Mapping, fields: Dictionary[str, Field]) -> None:
    for name, constant in mapping.constants.items():
        value = row.get(name)
        if value is None:
            continue
        read = cell_reader(fields[name], unit=mapping.unit, decimal=mapping.decimal)
        if value != (read(constant.strip()) if constant.strip() else ""):
            msg = f"{name} is {constant} for every row of this mapping, not {value}"
            raise ValueError(msg)
