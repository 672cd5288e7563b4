"""The financing sheet of some years: every line with its amount and how it came about, sums and shares.

Amounts are whole öre in report sign (income +, cost −); ``None`` is not known and never 0. Sums are added here and
nowhere typed. Rules and worked tables: docs/algorithms/financing.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import result_ore
from roder.domain.financing_parameters import FINANCIAL_PREFIX
from roder.domain.financing_parameters import SheetSection
from roder.domain.financing_parameters import sheet_line
from roder.domain.financing_parameters import sheet_lines
from roder.domain.financing_rules import UsedInput
from roder.domain.financing_rules import reckon_line
from roder.domain.financing_rules import reckoned_keys

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.budget_versions import VersionLine
    from roder.domain.financing_parameters import SheetLine
    from roder.domain.financing_rules import InputValue

OPERATIONS, DEPRECIATION, RESULT = "operations", "depreciation", "result"
NET_COST, REVENUE, NET_FINANCIAL = "net_operating_cost", "total_revenue", "net_financial_items"
_ONE_DECIMAL = Decimal("0.1")
_SECTIONS = {
    BudgetSection.FINANCING: SheetSection.FINANCING,
    BudgetSection.FINANCIAL: SheetSection.FINANCIAL,
}
_OWN_LINES = {SheetSection.FINANCING: "grant_", SheetSection.FINANCIAL: FINANCIAL_PREFIX}
_OPERATING = (BudgetSection.FRAME, BudgetSection.CENTRAL, BudgetSection.OPERATION)


class AmountOrigin(StrEnum):
    """How an amount of the sheet came about."""

    RECKONED = "reckoned"
    STATED = "stated"
    SUMMED = "summed"
    BUDGET_LINE = "budget_line"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """An amount that a round states for a line; ``label`` names a general grant that has no line of its own."""

    key: str
    amount_ore: int
    label: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A line in a year: öre in report sign, how it came about, and from what."""

    amount_ore: int | None = None
    origin: AmountOrigin = AmountOrigin.ABSENT
    source: str = ""
    inputs: tuple[UsedInput, ...] = ()
    missing: tuple[str, ...] = ()


ABSENT = SheetCell()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A line over the years of the sheet."""

    line: SheetLine
    cells: Mapping[int, SheetCell]

    def amount_ore(self, year: int) -> int | None:
        """Return the line's amount in a year, ``None`` when it is not known.

        >>> SheetRow(sheet_line("result"), {}).amount_ore(2018) is None
        True
        """
        return self.cells.get(year, ABSENT).amount_ore


@dataclass(frozen=True, slots=True)
class FinancingSheet:
    """The rows of some years, in the order of the sheet."""

    years: tuple[int, ...]
    rows: tuple[SheetRow, ...]

    def amount_ore(self, key: str, year: int) -> int | None:
        """Return the amount of a line in a year, ``None`` when the sheet does not have it.

        >>> FinancingSheet((), ()).amount_ore("result", 2018) is None
        True
        """
        return next((row.amount_ore(year) for row in self.rows if row.line.key == key), None)

    def share(self, year: int, key: str = RESULT) -> Decimal | None:
        """Return a line as per cent of tax and grants, one decimal, half up; ``None`` when either is not known.

        Also the share of net operating cost (DOMAIN 2.6), which is shown without its minus.

        >>> FinancingSheet((), ()).share(2018) is None
        True
        """
        part, whole = self.amount_ore(key, year), self.amount_ore(REVENUE, year)
        if part is None or not whole:
            return None
        size = abs(part) if key == NET_COST else part
        return (Decimal(size) * 100 / whole).quantize(_ONE_DECIMAL, rounding=ROUND_HALF_UP)


def reckon(
    inputs: Mapping[str, InputValue], stated: Iterable[StatedAmount], year: int
) -> dict[str, SheetCell]:
    """Return the lines of a year by key, sums apart: what is stated, else what follows from the inputs.

    >>> from roder.domain.financing_rules import InputValue
    >>> base = {"uplifted_tax_base": InputValue(Decimal(18_455_000_000)), "tax_rate": InputValue(Decimal("20.15"))}
    >>> reckon(base, [], 2017)["municipal_tax"].origin.value
    'reckoned'
    """
    found: dict[str, SheetCell] = {}
    for key in reckoned_keys():
        line = reckon_line(key, year, inputs)
        if line is not None:
            origin = AmountOrigin.ABSENT if line.amount_ore is None else AmountOrigin.RECKONED
            found[key] = SheetCell(line.amount_ore, origin, "", line.inputs, line.missing)
    for each in stated:
        if not sheet_line(each.key).is_total:
            found[each.key] = SheetCell(each.amount_ore, AmountOrigin.STATED, each.source)
    return found


def cells_of_lines(lines: Iterable[VersionLine], year: int) -> dict[str, SheetCell]:
    """Return what the lines of a budget version put in the sheet in a year: its activities, depreciation, financing.

    >>> from roder.domain.budget_versions import VersionLine
    >>> cells_of_lines([VersionLine(2018, BudgetSection.FRAME, -7)], 2018)["operations"].amount_ore
    -7
    """
    sums: dict[str, int] = {}
    for each in lines:
        key = _key_of(each)
        if each.year == year and key:
            sums[key] = sums.get(key, 0) + each.amount_ore
    return {key: SheetCell(ore, AmountOrigin.BUDGET_LINE) for key, ore in sums.items()}


def _key_of(line: VersionLine) -> str:
    if line.section in _OPERATING:
        return OPERATIONS
    if line.section is BudgetSection.DEPRECIATION:
        return DEPRECIATION
    section = _SECTIONS.get(line.section)
    if section is None:
        return ""
    known = sheet_line(line.line)
    fits = known.section is section and not known.is_total and line.line
    return line.line if fits else f"{_OWN_LINES[section]}{line.line or 'other'}"


def sheet_of(
    cells: Mapping[int, Mapping[str, SheetCell]], labels: Mapping[str, str] | None = None
) -> FinancingSheet:
    """Return the sheet of some years with its sums; ``labels`` name the lines that the sheet does not have itself.

    >>> cells = {2018: {"operations": SheetCell(-90), "depreciation": SheetCell(-5), "municipal_tax": SheetCell(100)}}
    >>> sheet_of(cells).amount_ore("result", 2018)
    5
    """
    names = labels or {}
    known = {line.key for line in sheet_lines()}
    held = {key for found in cells.values() for key in found}
    own = [sheet_line(key, names.get(key, "")) for key in sorted(held - known, key=_by_name(names))]
    lines = _ordered(own, held)
    summed = {year: _with_sums(found, lines) for year, found in cells.items()}
    years = tuple(sorted(cells))
    rows = (SheetRow(line, {year: summed[year].get(line.key, ABSENT) for year in years}) for line in lines)
    return FinancingSheet(years, tuple(rows))


def _by_name(names: Mapping[str, str]) -> Callable[[str], tuple[str, str]]:
    return lambda key: (names.get(key, key), key)


def _ordered(own: Sequence[SheetLine], held: set[str]) -> list[SheetLine]:
    """Put the sheet's lines in order, those with a text of their own before the sum of their section."""
    found: list[SheetLine] = []
    for line in sheet_lines():
        if line.key in {REVENUE, NET_FINANCIAL}:
            found.extend(each for each in own if each.section is line.section)
        if line.key in held or not line.is_optional:
            found.append(line)
    return found


def _with_sums(found: Mapping[str, SheetCell], lines: Sequence[SheetLine]) -> dict[str, SheetCell]:
    def of(section: SheetSection) -> int | None:
        cells = [
            found[line.key]
            for line in lines
            if line.section is section and not line.is_total and line.key in found
        ]
        known = [cell.amount_ore for cell in cells if cell.amount_ore is not None]
        return sum(known) if known and not any(cell.missing for cell in cells) else None

    sums = {
        NET_COST: of(SheetSection.OPERATIONS),
        REVENUE: of(SheetSection.FINANCING),
        NET_FINANCIAL: of(SheetSection.FINANCIAL),
    }
    cost, revenue = sums[NET_COST], sums[REVENUE]
    is_whole = cost is not None and revenue is not None
    sums[RESULT] = (cost or 0) + (revenue or 0) + (sums[NET_FINANCIAL] or 0) if is_whole else None
    shown = {
        key: SheetCell(ore, AmountOrigin.ABSENT if ore is None else AmountOrigin.SUMMED)
        for key, ore in sums.items()
    }
    return {**found, **shown}


def room_for_manoeuvre_ore(lines: Sequence[VersionLine], year: int) -> int:
    """Return what is left of financing and financial items when frames, central items and depreciation are paid.

    It is the year's result: what may still be given to frames before the result is zero.

    >>> from roder.domain.budget_versions import VersionLine
    >>> paid = VersionLine(2018, BudgetSection.FRAME, -90)
    >>> room_for_manoeuvre_ore([paid, VersionLine(2018, BudgetSection.FINANCING, 100, line="municipal_tax")], 2018)
    10
    """
    return result_ore(lines, year)
