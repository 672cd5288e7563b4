"""The columns of the sheet: the last outcome, the last budget, the budget year and the plan years (DOMAIN 3.6 T1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.budgets.financing_queries import sheet_of_version
from roder.apps.budgets.version_queries import adopted_of_year
from roder.apps.budgets.version_queries import versions
from roder.apps.financing.queries import sheet_of
from roder.domain.budget_versions import VersionKind
from roder.domain.financing_sheet import ABSENT
from roder.domain.financing_sheet import FinancingSheet
from roder.domain.financing_sheet import SheetCell
from roder.domain.financing_sheet import sheet_of as sheet_of_cells
from roder.domain.money import kronor_text
from roder.formats.tabular.values import protected
from roder.formats.tabular.workbook_writing import workbook
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_key
from roder.workspace.financing.chosen import budget_years

if TYPE_CHECKING:
    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.financing.models import FinancingRound
    from roder.domain.financing_parameters import SheetLine


@dataclass(frozen=True)
class SheetColumn:
    """A column: a year of a version or a round. ``is_beside`` stands there for comparison only."""

    key: str
    label: str
    name: str
    year: int
    sheet: FinancingSheet
    financing_round: FinancingRound | None
    is_beside: bool = False
    is_example: bool = False

    def cell(self, line_key: str) -> SheetCell:
        """Return the line's cell in this column."""
        row = next((row for row in self.sheet.rows if row.line.key == line_key), None)
        return row.cells.get(self.year, ABSENT) if row else ABSENT


def beside_columns(year: int) -> list[SheetColumn]:
    """Return the last outcome and the last budget, as far as they are here."""
    key = budget_key(year)
    outcome = versions(key).filter(kind=VersionKind.OUTCOME, year=year - 2).first()
    last = adopted_of_year(key, year - 1)
    found = []
    if outcome is not None:
        found.append(_column("outcome", _("Outcome %(year)s") % {"year": year - 2}, outcome, year - 2))
    if last is not None:
        found.append(_column("last", _("Budget %(year)s") % {"year": year - 1}, last, year - 1))
    return found


def _column(key: str, label: str, version: BudgetVersion, year: int) -> SheetColumn:
    return SheetColumn(
        key,
        label,
        version.name,
        year,
        sheet_of_version(version, [year]),
        version.financing_round,
        is_beside=True,
        is_example=version.is_example,
    )


def year_columns(
    year: int, version: BudgetVersion | None, financing_round: FinancingRound | None
) -> list[SheetColumn]:
    """Return the budget year and the plan years: of a round when one is asked for, else of the version."""
    years = budget_years(year)
    if financing_round is not None:
        sheet, name, example = (
            sheet_of(financing_round, years),
            financing_round.name,
            financing_round.is_example,
        )
    elif version is not None:
        sheet, name, example = sheet_of_version(version, years), version.name, version.is_example
        financing_round = version.financing_round
    else:
        return []
    labels = [_("Budget %(year)s"), *[_("Plan %(year)s")] * (len(years) - 1)]
    return [
        SheetColumn(str(each), label % {"year": each}, name, each, sheet, financing_round, is_example=example)
        for each, label in zip(years, labels, strict=True)
    ]


def lines_shown(columns: list[SheetColumn]) -> list[SheetLine]:
    """Return every line that any of the columns has, in the order of the sheet."""
    labels = {row.line.key: row.line.name_sv for column in columns for row in column.sheet.rows}
    held = {
        row.line.key
        for column in columns
        for row in column.sheet.rows
        if row.amount_ore(column.year) is not None or row.cells.get(column.year, ABSENT).missing
    }
    whole = sheet_of_cells({0: dict.fromkeys(held, SheetCell(0))}, labels)
    return [row.line for row in whole.rows]


def sheet_rows(columns: list[SheetColumn], line_urls: dict[str, str]) -> list[dict[str, Any]]:
    """Return the rows for the page's table."""
    language = get_language() or "sv"
    return [
        {
            "line": line,
            "name": line.name(language),
            "url": line_urls.get(line.key, ""),
            "cells": [
                {"amount_ore": cell.amount_ore, "is_missing": bool(cell.missing)}
                for cell in (column.cell(line.key) for column in columns)
            ],
        }
        for line in lines_shown(columns)
    ]


def sheet_table(columns: list[SheetColumn]) -> DataTable:
    """Return the sheet as a table for files: a row for each line, sums in their places."""
    language = get_language() or "sv"
    heads = [Column(_("Line"), key="name"), Column(_("Key"), key="line")]
    heads += [Column(column.label, "amount", key=f"{column.key}_ore") for column in columns]
    rows = [
        Row(
            [
                Cell(line.name(language)),
                Cell(line.key),
                *(Cell(column.cell(line.key).amount_ore) for column in columns),
            ]
        )
        for line in lines_shown(columns)
    ]
    return DataTable(_("Financing sheet"), heads, rows)


def sheet_workbook(table: DataTable) -> bytes:
    """Return the sheet as an Excel workbook, amounts in kronor."""
    rows = [
        [str(cell.value) if isinstance(cell.value, str) else _kronor(cell.value) for _column, cell in cells]
        for cells in table.body
    ]
    amounts = {place for place, column in enumerate(table.columns) if column.kind == "amount"}
    heads = [protected(column.label) for column in table.columns]
    return workbook(heads, rows, amounts, sheet="Finansiering")


def _kronor(value: object) -> str:
    return kronor_text(value) if isinstance(value, int) else ""


def line_urls(year: int, columns: list[SheetColumn], query: str) -> dict[str, str]:
    """Return for each line the address at which it is told how it was reckoned."""
    return {
        line.key: reverse("workspace:financing_line", args=[year, line.key]) + query
        for line in lines_shown(columns)
    }
