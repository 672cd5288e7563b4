"""A version's result budget and frames as tables; each amount leads to the lines behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from roder.apps.budgets.version_sums import names
from roder.apps.budgets.version_sums import results
from roder.apps.budgets.version_sums import section_sums
from roder.apps.budgets.version_sums import sums
from roder.domain.budget_versions import BudgetSection
from roder.domain.version_comparison import ComparedBy
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_versions.line_choice import RESULT
from roder.workspace.budget_versions.line_choice import LineChoice
from roder.workspace.budget_versions.words import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.budgets.models import BudgetVersion


def result_of(version: BudgetVersion, year: int) -> int | None:
    """Return the version's result of a year, ``None`` when it says nothing of it."""
    return results(section_sums([version]).get(version.pk, {})).get(year)


def result_table(version: BudgetVersion, years: Sequence[int]) -> DataTable:
    """Return the result budget by part and year, its result last, investments apart under it."""
    found = section_sums([version]).get(version.pk, {})
    by_year = results(found)
    columns = [Column(_("Part of the budget")), *(Column(str(year), "amount") for year in years)]

    def row(section: BudgetSection) -> Row:
        cells = [
            Cell(found.get((year, section)), LineChoice(str(year), section).url(version)) for year in years
        ]
        return Row([Cell(str(SECTIONS[section])), *cells])

    said = [section for section in BudgetSection if any((year, section) in found for year in years)]
    rows = [row(section) for section in said if section is not BudgetSection.INVESTMENT]
    total = [Cell(by_year.get(year), LineChoice(str(year), RESULT).url(version)) for year in years]
    rows.append(Row([Cell(_("Result")), *total], is_total=True))
    if BudgetSection.INVESTMENT in said:
        apart = row(BudgetSection.INVESTMENT)
        rows.append(Row([Cell(_("Investments, no part of the result")), *apart.cells[1:]], is_total=True))
    return DataTable(_("Result budget"), columns, rows, is_sortable=False)


def frame_table(version: BudgetVersion, years: Sequence[int]) -> DataTable | None:
    """Return each body's frame by year, as a grant (plus); ``None`` when the version has no frames."""
    by_year = {year: sums(version, ComparedBy.BODY, year, BudgetSection.FRAME) for year in years}
    codes = sorted({code for found in by_year.values() for code in found})
    if not codes:
        return None
    known = names([version], ComparedBy.BODY, years[0], codes)
    columns = [Column(_("Code")), Column(_("Body")), *(Column(str(year), "amount") for year in years)]
    rows = []
    for code in codes:
        cells = []
        for year in years:
            choice = LineChoice(str(year), BudgetSection.FRAME, ComparedBy.BODY, code)
            ore = by_year[year].get(code)
            cells.append(Cell(None if ore is None else -ore, choice.url(version)))
        rows.append(Row([Cell(code), Cell(known.get(code, "")), *cells]))
    total = [
        Cell(-sum(by_year[year].values()), LineChoice(str(year), BudgetSection.FRAME).url(version))
        for year in years
    ]
    return DataTable(_("Frames"), columns, [*rows, Row([Cell(_("Total")), Cell(""), *total], is_total=True)])
