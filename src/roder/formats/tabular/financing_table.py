"""Financing as a table: a row for each line or input, a column for each year; comes in and goes out alike.

SKR's forecast has this form, and so has the table of a budget book (docs/formats/financing.md). Amounts are in report
sign: a grant is plus, a fee or a cost minus.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.financing_parameters import input_definitions
from roder.domain.financing_parameters import sheet_line
from roder.domain.financing_row_faults import row_fault
from roder.domain.money import ORE_PER_UNIT
from roder.domain.problems import refuses
from roder.domain.typed_values import typed_number
from roder.formats.tabular.fields import Field
from roder.formats.tabular.fields import FieldKind
from roder.formats.tabular.financing_names import GRANT_PREFIX
from roder.formats.tabular.financing_names import WRITTEN
from roder.formats.tabular.financing_names import input_scale
from roder.formats.tabular.financing_names import key_meant
from roder.formats.tabular.financing_names import money_unit
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.rows import RowReader
from roder.formats.tabular.writing import write_table
from roder.formats.tabular.writing import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from roder.domain.problems import Problem
    from roder.formats.tabular.writing import WrittenTable

YEARS = range(1990, 2100)
DECIMALS = 8
"""Inputs are kept with so many decimals."""
_OUT = "tkr"

_FIELDS: tuple[Field, ...] = (
    Field("key", FieldKind.TEXT, "Nyckel", "Key", aliases=("nyckel", "key", "line")),
    Field(
        "name",
        FieldKind.TEXT,
        "Post",
        "Line",
        aliases=("post", "rad", "benämning", "text", "namn", "line sv", "line", "mnkr", "tkr", "belopp"),
    ),
    Field("unit", FieldKind.TEXT, "Enhet", "Unit", aliases=("enhet", "unit")),
)
_SOURCE = Field("source", FieldKind.TEXT, "Källa", "Source", aliases=("källa", "source", "anmärkning"))


def _year_fields(years: Iterable[int], kind: FieldKind) -> tuple[Field, ...]:
    words = ("budget", "plan", "prognos", "bokslut", "utfall", "år")
    return tuple(
        Field(str(year), kind, str(year), str(year), aliases=tuple(f"{word} {year}" for word in words))
        for year in years
    )


FINANCING_FIELDS = (*_FIELDS, *_year_fields(YEARS, FieldKind.TEXT), _SOURCE)
"""The row of a table of financing, with every year that can be."""


@dataclass(frozen=True, slots=True)
class FinancingRow:
    """A value of a line or an input in a year: öre for a line, a number in its unit for an input."""

    key: str
    year: int
    value: Decimal
    label: str = ""
    source: str = ""
    line: int | None = None

    @property
    def is_input(self) -> bool:
        """Whether the value is an input of the formulas, not an amount of a line."""
        return self.key in input_definitions()


@dataclass(frozen=True, slots=True)
class FinancingTable:
    """A table read to its end; ``totals`` are the sums that it states itself. A refused one is not used."""

    rows: list[FinancingRow]
    totals: list[FinancingRow]
    problems: list[Problem]
    sha256: str

    @property
    def refused(self) -> bool:
        """Whether any fault refuses the table."""
        return refuses(self.problems)


def read_financing(content: Path | bytes, mapping: Mapping | None = None) -> FinancingTable:
    r"""Return the values of a CSV file or workbook, and everything that is wrong with it.

    >>> read_financing("Post;Enhet;2019\nSkattesats;procent;20,15\n".encode()).rows[0].value
    Decimal('20.15')
    """
    reader = RowReader(content, mapping, FINANCING_FIELDS)
    years = [year for year in YEARS if str(year) in reader.positions]
    unit = reader.mapping.unit if reader.mapping else "kr"
    found = _Found(unit)
    if reader.can_read and not years:
        found.problems.append(row_fault("financing_no_years", reader.table.header_line or None))
    for chunk in reader.chunks():
        for index, line in enumerate(chunk.lines):
            found.add({name: values[index] for name, values in chunk.columns.items()}, years, line)
    problems = [*reader.log.listed(), *found.problems]
    totals = [row for row in found.rows if sheet_line(row.key).is_total]
    rows = [row for row in found.rows if not sheet_line(row.key).is_total]
    return FinancingTable(
        rows, totals, sorted(problems, key=lambda each: each.line or 0), reader.table.sha256
    )


class _Found:
    """The values met so far, each year of a line once."""

    def __init__(self, unit: str) -> None:
        self.rows: list[FinancingRow] = []
        self.problems: list[Problem] = []
        self._unit = unit
        self._taken: set[tuple[str, int]] = set()

    def add(self, cells: dict[str, Any], years: list[int], line: int) -> None:
        texts = {year: text for year in years if (text := cells[str(year)].strip())}
        name = cells.get("name", "")
        key = key_meant(cells.get("key", ""), name, cells.get("unit", ""))
        if not texts:
            return
        if not key:
            self.problems.append(row_fault("financing_row_unknown", line, name=cells.get("key") or name))
            return
        scale = self._scale(key, cells.get("unit", ""), line)
        for year, text in texts.items() if scale else ():
            self._add_value(
                FinancingRow(key, year, Decimal(0), name, cells.get("source", ""), line), text, scale
            )

    def _scale(self, key: str, unit: str, line: int) -> tuple[Decimal, Decimal] | None:
        definition = input_definitions().get(key)
        if definition is not None:
            scale = input_scale(definition.unit, unit, self._unit)
            known = WRITTEN[definition.unit]
        else:
            money = money_unit(unit) if unit else self._unit
            scale = (Decimal(ORE_PER_UNIT[money]), Decimal(0)) if money else None
            known = "kr, tkr, mnkr"
        if scale is None:
            self.problems.append(
                row_fault("financing_unit_unknown", line, unit=unit, name=_shown(key), known=known)
            )
        return scale

    def _add_value(self, row: FinancingRow, text: str, scale: tuple[Decimal, Decimal] | None) -> None:
        name = row.label or _shown(row.key)
        if (row.key, row.year) in self._taken:
            self.problems.append(row_fault("financing_row_twice", row.line, name=name, year=row.year))
            return
        self._taken.add((row.key, row.year))
        factor, added = scale or (Decimal(1), Decimal(0))
        try:
            exact = typed_number(text) * factor + added
        except ValueError:
            self.problems.append(
                row_fault("financing_not_a_number", row.line, name=name, year=row.year, value=text)
            )
            return
        step = Decimal(1).scaleb(-DECIMALS) if row.is_input else Decimal(1)
        value = exact.quantize(step, rounding=ROUND_HALF_UP)
        if value == exact:
            value = exact
        else:
            self.problems.append(row_fault("financing_rounded", row.line, name=name, year=row.year))
        label = row.label if row.key.startswith(GRANT_PREFIX) else ""
        self.rows.append(FinancingRow(row.key, row.year, value, label, row.source, row.line))


def _shown(key: str) -> str:
    definition = input_definitions().get(key)
    return definition.name_sv if definition else sheet_line(key).name_sv


def write_financing(rows: Iterable[FinancingRow], *, as_workbook: bool = False) -> WrittenTable:
    """Return values as a table that ``read_financing`` gives back: amounts in tkr, a row for each source.

    >>> row = FinancingRow("tax_rate", 2019, Decimal("20.15"), source="KF")
    >>> write_financing([row]).content.decode("utf-8-sig").splitlines()[1]
    'tax_rate;Skattesats;procent;20,15;KF'
    """
    kept = list(rows)
    years = sorted({row.year for row in kept})
    fields = (*_FIELDS, *_year_fields(years, FieldKind.NUMBER), _SOURCE)
    grouped: dict[tuple[str, str, str], dict[str, Decimal]] = defaultdict(dict)
    for row in kept:
        exact = row.value if row.is_input else row.value / ORE_PER_UNIT[_OUT]
        grouped[row.key, row.label, row.source][str(row.year)] = exact
    written = [
        {
            "key": key,
            "name": label or _shown(key),
            "unit": WRITTEN[definition.unit] if (definition := input_definitions().get(key)) else _OUT,
            "source": source,
            **values,
        }
        for (key, label, source), values in grouped.items()
    ]
    form = Mapping({one.name: one.label_sv for one in fields})
    if as_workbook:
        return write_workbook(written, fields, form, sheet="Finansiering")
    return write_table(written, fields, form)
