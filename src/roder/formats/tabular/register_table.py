"""A register of the budget as a table: a row for each entry and year; comes in and goes out alike."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.problems import refuses
from roder.domain.register_shapes import DECISION
from roder.domain.register_shapes import SHAPES
from roder.formats.tabular.json_rows import TableRows
from roder.formats.tabular.register_fields import REGISTER_FIELDS
from roder.formats.tabular.register_fields import SHEETS
from roder.formats.tabular.writing import write_table
from roder.formats.tabular.writing import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path

    from roder.domain.budget_registers import RegisterEntry
    from roder.domain.problems import Problem
    from roder.domain.register_shapes import RegisterKind
    from roder.formats.tabular.mapping import Mapping
    from roder.formats.tabular.writing import WrittenTable


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """A table read to its end: its rows with their lines; when any problem refuses it, none may be used."""

    rows: list[tuple[int, dict[str, Any]]]
    problems: list[Problem]
    sha256: str

    @property
    def refused(self) -> bool:
        """Whether any fault refuses the table."""
        return refuses(self.problems)


def read_register(kind: RegisterKind, content: Path | bytes, mapping: Mapping | None = None) -> RegisterTable:
    r"""Return the rows of a CSV, Excel or JSON file, amounts in whole öre, and what is wrong with its cells.

    >>> from roder.domain.register_shapes import RegisterKind
    >>> read_register(RegisterKind.FEE, "Kod;Namn;År;Avgift kr\nF1;Vatten;2018;23,50\n".encode()).rows[0][1]["amount_ore"]
    2350
    """
    table = TableRows(content, mapping, REGISTER_FIELDS[kind])
    shape = SHAPES[kind]
    rows = []
    for line, row in table:
        numbers = {name: _whole(row[name]) for name in shape.numbers if name in row}
        rows.append((line, {**row, **numbers}))
    return RegisterTable(rows, table.problems(), table.sha256)


def _whole(value: object) -> object:
    """Return a whole number as one; what is not whole is left for the rules to refuse."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    return None


def write_register(
    kind: RegisterKind, entries: Iterable[RegisterEntry], *, as_workbook: bool = False
) -> WrittenTable:
    """Return the entries as a table in kronor that ``read_register`` gives back unchanged.

    >>> from roder.domain.register_shapes import RegisterKind
    >>> write_register(RegisterKind.FEE, []).content.decode("utf-8-sig").split(";")[:2]
    ['Kod', 'Namn']
    """
    rows = [row for entry in entries for row in _rows(kind, entry)]
    if as_workbook:
        return write_workbook(rows, REGISTER_FIELDS[kind], sheet=SHEETS[kind])
    return write_table(rows, REGISTER_FIELDS[kind])


def _rows(kind: RegisterKind, entry: RegisterEntry) -> Iterator[dict[str, Any]]:
    shape = SHAPES[kind]
    facts = {name: entry.facts.get(name) for name in (*shape.facts, *DECISION, "example")}
    for name in shape.numbers:
        facts[name] = None if facts[name] is None else Decimal(str(facts[name]))
    first: dict[str, Any] = {"code": entry.code, **facts}
    if not entry.years:
        yield first
    for place, (year, amounts) in enumerate(entry.years.items()):
        yield {**(first if not place else {"code": entry.code}), "year": str(year), **amounts}
