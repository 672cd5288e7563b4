"""An internal budget as a workbook to fill in and send back: locked codes, open months, our own sums, and a stamp.

``internal_budget_table.read_internal_budget`` reads it back. Amounts are kronor in the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from roder.domain.internal_budget_files import MONTH_NAMES
from roder.domain.internal_budget_files import PLAN_NAMES
from roder.domain.internal_budgets import left_ore
from roder.formats.tabular.internal_budget_fields import YEAR_NAME
from roder.formats.tabular.internal_budget_fields import internal_budget_fields
from roder.formats.tabular.internal_budget_stamp import stamp_sheet
from roder.formats.tabular.values import protected
from roder.formats.tabular.workbook_sheets import Sheet
from roder.formats.tabular.workbook_sheets import SheetCell
from roder.formats.tabular.workbook_sheets import Style
from roder.formats.tabular.workbook_sheets import write_sheets
from roder.formats.tabular.workbook_writing import column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.internal_budgets import InternalLine
    from roder.domain.internal_budgets import LinePlace
    from roder.formats.tabular.internal_budget_stamp import TakenOut

HEADING_ROW = 4
EMPTY_ROWS = 100
"""Rows below the lines in which new ones are written."""
_CODES = 8
_OUTTURN = _CODES
_FIRST_MONTH = _OUTTURN + 1
_YEAR = _FIRST_MONTH + len(MONTH_NAMES)
_TEXT = _YEAR + 1 + len(PLAN_NAMES)
_FROZEN_COLUMNS = 4
_WIDTHS = (9, 24, 9, 26, 12, 22, 12, 10, 16, *((14,) * 12), 16, 16, 16, 44)


@dataclass(frozen=True, slots=True)
class WorkbookWords:
    """What the sheets are called and say, in the language of the person; headings stay as files are read by them."""

    sheet: str
    about_sheet: str
    title: str
    hint: str
    given: str
    net: str
    left: str
    unit_name: str
    account_name: str
    activity_name: str
    outturn: str
    about: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class BudgetSheet:
    """What goes into the workbook: names by code, last year's outturn by line, and what was given (a grant, plus)."""

    taken: TakenOut
    given_ore: int
    unit_names: Mapping[str, str] = field(default_factory=dict)
    account_names: Mapping[str, str] = field(default_factory=dict)
    activity_names: Mapping[str, str] = field(default_factory=dict)
    outturn: Mapping[LinePlace, int] = field(default_factory=dict)


def write_budget_workbook(sheet: BudgetSheet, words: WorkbookWords, *, is_open: bool = True) -> bytes:
    """Return the bytes of the workbook; nothing in it may be filled in when the budget is not open.

    The lines come in the order of the stamp. Every line's year is a formula, and so is what is left to distribute.
    """
    lines = sheet.taken.lines
    last = HEADING_ROW + len(lines) + (EMPTY_ROWS if is_open else 0)
    rows: list[list[SheetCell | None]] = [
        [SheetCell(words.title, Style.TITLE)],
        _sums(sheet, words, last),
        [SheetCell(words.hint)],
        _headings(sheet, words),
    ]
    rows += [_line(line, sheet, HEADING_ROW + at, is_open=is_open) for at, line in enumerate(lines, 1)]
    if is_open:
        first = HEADING_ROW + len(lines) + 1
        rows += [_empty(number, sheet.taken.unit) for number in range(first, last + 1)]
    first_cell = f"{column_letters(_OUTTURN)}{HEADING_ROW + 1}"
    amounts = f"{first_cell}:{column_letters(_TEXT - 1)}{max(last, HEADING_ROW + 1)}"
    about = [[SheetCell(label, Style.HEADING), SheetCell(protected(text))] for label, text in words.about]
    return write_sheets(
        [
            Sheet(words.sheet, rows, _WIDTHS, (HEADING_ROW, _FROZEN_COLUMNS), amounts=amounts),
            Sheet(words.about_sheet, about, (30, 80)),
            stamp_sheet(sheet.taken),
        ]
    )


def _sums(sheet: BudgetSheet, words: WorkbookWords, last: int) -> list[SheetCell | None]:
    """Return the row that says what was given, the net of the lines and what is left, reckoned by the sheet."""
    net = sum(line.year_ore for line in sheet.taken.lines)
    year = column_letters(_YEAR)
    total = f"SUM({year}{HEADING_ROW + 1}:{year}{max(last, HEADING_ROW + 1)})"
    return [
        None,
        SheetCell(words.given, Style.HEADING),
        None,
        SheetCell(sheet.given_ore, Style.AMOUNT),
        None,
        SheetCell(words.net, Style.HEADING),
        None,
        None,
        SheetCell(net, Style.SUM, total),
        None,
        SheetCell(words.left, Style.HEADING),
        None,
        SheetCell(left_ore(sheet.given_ore, net), Style.SUM, "D2+I2"),
    ]


def _headings(sheet: BudgetSheet, words: WorkbookWords) -> list[SheetCell | None]:
    labels = {one.name: one.label_sv for one in internal_budget_fields(sheet.taken.year)}
    year = sheet.taken.year
    texts = [
        labels["unit"],
        words.unit_name,
        labels["account"],
        words.account_name,
        labels["activity"],
        words.activity_name,
        labels["project"],
        labels["counterparty"],
        words.outturn,
        *(labels[name] for name in MONTH_NAMES),
        f"{labels[YEAR_NAME]} {year}",
        *(f"Plan {year + number}" for number in range(1, len(PLAN_NAMES) + 1)),
        labels["text"],
    ]
    return [SheetCell(text, Style.HEADING) for text in texts]


def _line(line: InternalLine, sheet: BudgetSheet, number: int, *, is_open: bool) -> list[SheetCell | None]:
    place = line.place
    amount, text = (Style.OPEN_AMOUNT, Style.OPEN_TEXT) if is_open else (Style.AMOUNT, Style.TEXT)
    codes = [
        place.unit,
        sheet.unit_names.get(place.unit, ""),
        place.account,
        sheet.account_names.get(place.account, ""),
        place.activity,
        sheet.activity_names.get(place.activity, ""),
        place.project,
        place.counterparty,
    ]
    return [
        *(SheetCell(protected(code)) if code else None for code in codes),
        SheetCell(sheet.outturn.get(place), Style.AMOUNT),
        *(SheetCell(ore, amount) for ore in line.months_ore),
        SheetCell(line.year_ore, Style.SUM, _sum_of(number)),
        *(SheetCell(ore, amount) for ore in line.plan_ore),
        SheetCell(protected(line.text) or None, text),
    ]


def _empty(number: int, unit: str) -> list[SheetCell | None]:
    """Return a row for a new line: codes, months, plan years and text are open; a unit's own file needs no unit."""
    code = SheetCell(None, Style.OPEN_TEXT)
    return [
        None if unit else code,
        None,
        code,
        None,
        code,
        None,
        code,
        code,
        None,
        *(SheetCell(None, Style.OPEN_AMOUNT) for _ in MONTH_NAMES),
        SheetCell(0, Style.SUM, _sum_of(number)),
        *(SheetCell(None, Style.OPEN_AMOUNT) for _ in PLAN_NAMES),
        code,
    ]


def _sum_of(number: int) -> str:
    first, last = column_letters(_FIRST_MONTH), column_letters(_YEAR - 1)
    return f"SUM({first}{number}:{last}{number})"
