"""Staff lists, drivers and assumptions of an internal budget as tables; they come in and go out alike."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any
from typing import Generic
from typing import TypeVar

from roder.domain.budget_assumptions import Assumption
from roder.domain.budget_assumptions import AssumptionKind
from roder.domain.budget_drivers import WHOLE_YEAR
from roder.domain.budget_drivers import Driver
from roder.domain.budget_drivers import DriverKind
from roder.domain.internal_budgets import MONTHS
from roder.domain.periods import Month
from roder.domain.positions import FULL
from roder.domain.positions import Position
from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.domain.problems import refuses
from roder.formats.tabular.basis_fields import ASSUMPTION_FIELDS
from roder.formats.tabular.basis_fields import DRIVER_FIELDS
from roder.formats.tabular.basis_fields import POSITION_FIELDS
from roder.formats.tabular.rows import RowReader

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Sequence
    from pathlib import Path

    from roder.formats.tabular.fields import Field
    from roder.formats.tabular.mapping import Mapping

Value = TypeVar("Value")
YEARS = range(1990, 2100)
_MESSAGES = {
    "basis_number_missing": (
        "{label} is not a number. Correct the cell.",
        "{label_sv} är inget tal. Rätta cellen.",
    ),
    "basis_year_unusable": (
        "“{value}” is not a year. Write it with four figures.",
        "”{value}” är inget år. Skriv det med fyra siffror.",
    ),
}


@dataclass(frozen=True, slots=True)
class BasisRow(Generic[Value]):
    """A row of a table: the line that it stands on, whose it is, and what it says."""

    line: int
    unit: str
    value: Value


@dataclass(frozen=True, slots=True)
class BasisTable(Generic[Value]):
    """A table read to its end; when any problem refuses it, nothing of it may be used."""

    rows: list[BasisRow[Value]]
    problems: list[Problem]
    sha256: str

    @property
    def refused(self) -> bool:
        """Whether any fault refuses the table."""
        return refuses(self.problems)

    def by_unit(self) -> dict[str, list[Value]]:
        """Return what the rows say, by unit, each in the order of the table."""
        found: dict[str, list[Value]] = {}
        for row in self.rows:
            found.setdefault(row.unit, []).append(row.value)
        return found

    def lines(self) -> dict[str, list[int]]:
        """Return the lines of the rows, by unit."""
        found: dict[str, list[int]] = {}
        for row in self.rows:
            found.setdefault(row.unit, []).append(row.line)
        return found


def fields_for(fields: Sequence[Field], unit: str | None) -> tuple[Field, ...]:
    """Return the fields of a table; one that is a unit's own has no column that says whose a row is.

    >>> [len(fields_for(POSITION_FIELDS, unit)) for unit in (None, "3030")]
    [12, 11]
    """
    return tuple(field for field in fields if unit is None or field.name != "unit")


def read_positions(
    content: Path | bytes, mapping: Mapping | None = None, *, unit: str | None = None
) -> BasisTable[Position]:
    r"""Return the rows of a staff list, and everything that is wrong with them; ``unit`` when all are that unit's.

    >>> text = "Enhet;Titel;Antal tjänster;Månadslön;Konto\n3030;Lärare;12,5;36 400;5023\n"
    >>> read_positions(text.encode()).rows[0].value.monthly_wage_ore
    3640000
    """
    return _read(content, mapping, POSITION_FIELDS, unit, _position)


def read_drivers(
    content: Path | bytes, mapping: Mapping | None = None, *, year: int, unit: str | None = None
) -> BasisTable[Driver]:
    r"""Return drivers, those rows of one name that speak of different years together; an empty year is ``year``.

    >>> text = "Enhet;Drivare;Konto;Pris;Hela året\n3030;Elever;3091;skolpeng;420\n"
    >>> read_drivers(text.encode(), year=2019).rows[0].value.quantities
    {(2019, 0): Decimal('420')}
    """
    table = _read(content, mapping, DRIVER_FIELDS, unit, lambda row: _driver(row, year))
    return BasisTable(_joined(table.rows), table.problems, table.sha256)


def read_assumptions(content: Path | bytes, mapping: Mapping | None = None) -> BasisTable[Assumption]:
    r"""Return what a budget assumes, and everything that is wrong with it.

    >>> text = "Slag;Namn;Från och med;Värde;Källa\nlöneökning;;2019-04;2,8;Avtalet\n"
    >>> str(read_assumptions(text.encode()).rows[0].value.first)
    '2019-04'
    """
    return _read(content, mapping, ASSUMPTION_FIELDS, "", _assumption)


def _read(
    content: Path | bytes,
    mapping: Mapping | None,
    fields: Sequence[Field],
    unit: str | None,
    made: Callable[[dict[str, Any]], tuple[Value | None, list[tuple[str, dict[str, str]]]]],
) -> BasisTable[Value]:
    reader = RowReader(content, mapping, fields_for(fields, unit))
    rows: list[BasisRow[Value]] = []
    problems: list[Problem] = []
    for chunk in reader.chunks():
        for index, line in enumerate(chunk.lines):
            row = {name: values[index] for name, values in chunk.columns.items()}
            value, faults = made(row)
            problems += [_fault(code, line, facts) for code, facts in faults]
            if value is not None:
                rows.append(BasisRow(line, row["unit"] if unit is None else unit, value))
    found = sorted([*reader.log.listed(), *problems], key=lambda each: each.line or 0)
    return BasisTable(rows, found, reader.table.sha256)


_Made = list[tuple[str, dict[str, str]]]


def _position(row: dict[str, Any]) -> tuple[Position | None, _Made]:
    faults = _numbers(row, POSITION_FIELDS, needed={"positions"})
    if faults:
        return None, faults
    share = row.get("share")
    return Position(
        row["title"],
        row["positions"],
        row["wage"],
        row["account"],
        row.get("activity", ""),
        FULL if share is None else share,
        _month(row.get("first")),
        _month(row.get("last")),
        row.get("vacancy"),
        row.get("overhead", ""),
        row.get("source", ""),
    ), []


def _driver(row: dict[str, Any], year: int) -> tuple[Driver | None, _Made]:
    faults = _numbers(row, DRIVER_FIELDS, needed=set())
    said = row.get("year", "")
    at = year if not said else int(said) if said.isascii() and said.isdigit() else 0
    if at not in YEARS:
        faults.append(("basis_year_unusable", {"value": said}))
    if faults:
        return None, faults
    months = [(WHOLE_YEAR, row.get("whole"))]
    months += [(month, row.get(f"m{month:02}")) for month in range(1, MONTHS + 1)]
    return Driver(
        row["name"],
        DriverKind(row.get("kind", DriverKind.HELD)),
        row["account"],
        row["price"],
        row.get("activity", ""),
        row.get("measure", ""),
        row.get("direction") == "income",
        row.get("source", ""),
        {(at, month): quantity for month, quantity in months if quantity is not None},
    ), []


def _joined(rows: Iterable[BasisRow[Driver]]) -> list[BasisRow[Driver]]:
    """Put the years of one driver together; what says another thing of it stays for itself, and is refused later."""
    found: list[BasisRow[Driver]] = []
    for row in rows:
        driver = row.value
        for at, earlier in enumerate(found):
            known = earlier.value
            is_same = earlier.unit == row.unit and replace(known, quantities={}) == replace(
                driver, quantities={}
            )
            if is_same and not {key[0] for key in known.quantities} & {key[0] for key in driver.quantities}:
                joined = replace(known, quantities={**known.quantities, **driver.quantities})
                found[at] = replace(earlier, value=joined)
                break
        else:
            found.append(row)
    return found


def _assumption(row: dict[str, Any]) -> tuple[Assumption | None, _Made]:
    faults = _numbers(row, ASSUMPTION_FIELDS, needed={"value"})
    if faults:
        return None, faults
    return Assumption(
        AssumptionKind(row["kind"]),
        row.get("key", ""),
        _month(row["first"]) or row["first"],
        row["value"],
        row.get("account", ""),
        row.get("source", ""),
        row.get("example") == "yes",
    ), []


def _numbers(row: dict[str, Any], fields: Sequence[Field], *, needed: set[str]) -> _Made:
    """Return the cells that say that there is no number, or hide it."""
    faults = []
    for field in fields:
        if field.kind.value != "number" or field.name not in row:
            continue
        value = row[field.name]
        if isinstance(value, Decimal) or (value is None and field.name not in needed):
            continue
        labels = {"label": field.label_en, "label_sv": field.label_sv}
        faults.append(("basis_number_missing", labels))
    return faults


def _month(value: Any) -> Month | None:
    """Return a month; a ledger's closing period, which no staff list has, is its December."""
    return value if value is None or isinstance(value, Month) else getattr(value, "month", None)


def _fault(code: str, line: int, facts: dict[str, str]) -> Problem:
    english, swedish = (text.format(**facts) for text in _MESSAGES[code])
    return Problem(Severity.ERROR, code, line, english, swedish, values=facts)
