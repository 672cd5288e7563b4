"""Two versions set against each other, or all versions of a year side by side: by body, area, account or another part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from roder.apps.budgets.access import access_budget_reading
from roder.apps.budgets.version_queries import versions
from roder.apps.budgets.version_sums import comparison
from roder.apps.budgets.version_sums import names
from roder.apps.budgets.version_sums import sums
from roder.apps.budgets.version_sums import years_by_version
from roder.domain.budget_versions import BudgetSection
from roder.domain.version_comparison import ComparedBy
from roder.domain.version_comparison import largest
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.budget_versions.line_choice import RESULT
from roder.workspace.budget_versions.line_choice import LineChoice
from roder.workspace.budget_versions.table_files import workbook_answer
from roder.workspace.budget_versions.words import PARTS
from roder.workspace.budget_versions.words import SECTIONS
from roder.workspace.budget_versions.words import key_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.budgets.models import BudgetVersion

ALL = "alla"
LARGEST_FIRST = "storst"
FORMS = {"csv", "xlsx"}


@dataclass(frozen=True)
class Compared:
    """What is set against what; ``b`` is ``None`` when all versions of the year stand side by side."""

    year: int
    choices: Sequence[BudgetVersion]
    a: BudgetVersion | None
    b: BudgetVersion | None
    by: ComparedBy
    section: BudgetSection | None
    is_largest_first: bool

    @property
    def is_all(self) -> bool:
        return self.b is None

    def query(self) -> str:
        """Return the comparison as a query of an address."""
        return urlencode(
            {
                "a": self.a.pk if self.a else "",
                "b": self.b.pk if self.b else ALL,
                "by": self.by,
                "section": self.section or "",
                "order": LARGEST_FIRST if self.is_largest_first else "key",
            }
        )


def page(request: HttpRequest, year: int) -> HttpResponse:
    access_budget_reading(request.user)
    asked = compared_in(year, request.GET)
    table = _table(asked) if asked.a else None
    totals = _totals(table) if table else []
    export = reverse("workspace:budget_comparison_export", args=[year, "csv"])
    context = {
        "year": year,
        "asked": asked,
        "parts": list(PARTS.items()),
        "sections": list(SECTIONS.items()),
        "table": table,
        "difference_ore": totals[-1] if totals and not asked.is_all else None,
        "amount_unit": "tkr",
        "tabs": budget_places(year, "budget_comparison"),
        "csv_url": f"{export}?{asked.query()}",
        "workbook_url": f"{reverse('workspace:budget_comparison_export', args=[year, 'xlsx'])}?{asked.query()}",
        "breadcrumbs": budget_breadcrumbs(
            year, (_("Versions"), reverse("workspace:budget_versions", args=[year])), (_("Comparison"), "")
        ),
    }
    return render(request, "workspace/budget_versions/comparison.html", context)


def export(request: HttpRequest, year: int, form: str) -> HttpResponse:
    access_budget_reading(request.user)
    asked = compared_in(year, request.GET)
    if form not in FORMS or not asked.a:
        raise Http404(form)
    table, name = _table(asked), f"jamforelse_{year}_{asked.by}"
    if form == "xlsx":
        return workbook_answer(table, name)
    return csv_answer(table, asked_form(request), name)


def compared_in(year: int, asked: QueryDict) -> Compared:
    """Return what a query asks for: else the two newest versions that have lines of the year, by body."""
    found = list(versions(budget_key(year)))
    years = years_by_version(found)
    choices = [each for each in found if year in years.get(each.pk, set())]
    by_key = {str(each.pk): each for each in choices}
    newest = sorted(choices, key=lambda each: (each.year, each.pk), reverse=True)
    first = newest[1] if len(newest) > 1 else (newest[0] if newest else None)
    last = newest[0] if newest else None
    b = None if asked.get("b") == ALL else by_key.get(asked.get("b", ""), last)
    a = by_key.get(asked.get("a", ""), last if first is b else first)
    by = asked.get("by", "")
    section = asked.get("section", "")
    return Compared(
        year,
        choices,
        a,
        b,
        ComparedBy(by) if by in {*ComparedBy} else ComparedBy.BODY,
        BudgetSection(section) if section in {*BudgetSection} else None,
        asked.get("order", LARGEST_FIRST) == LARGEST_FIRST,
    )


def _table(asked: Compared) -> DataTable:
    return _all_table(asked) if asked.is_all else _pair_table(asked)


def _pair_table(asked: Compared) -> DataTable:
    a, b = asked.a, asked.b
    if a is None or b is None:
        raise Http404(str(asked.year))
    rows = comparison(a, b, asked.by, asked.year, asked.section)
    columns = [
        *_key_columns(asked.by),
        Column(str(a), "amount", "a_ore"),
        Column(str(b), "amount", "b_ore"),
        Column(_("Difference"), "variance", "difference_ore"),
    ]
    shown = [
        Row(
            [
                *_key_cells(asked.by, row.key, row.name),
                Cell(row.a_ore, _lines(asked, row.key, a)),
                Cell(row.b_ore, _lines(asked, row.key, b)),
                Cell(row.difference_ore),
            ]
        )
        for row in (largest(rows) if asked.is_largest_first else rows)
    ]
    totals = [sum(row.a_ore or 0 for row in rows), sum(row.b_ore or 0 for row in rows)]
    last = [Cell(_("Total")), Cell(""), *map(Cell, totals), Cell(totals[1] - totals[0])]
    return DataTable(_("Comparison"), columns, [*shown, Row(last, is_total=True)])


def _all_table(asked: Compared) -> DataTable:
    by_version = [sums(each, asked.by, asked.year, asked.section) for each in asked.choices]
    keys = sorted({key for found in by_version for key in found}, key=lambda key: (not key, key))
    known = names(asked.choices, asked.by, asked.year, keys)
    columns = [
        *_key_columns(asked.by),
        *(Column(str(each), "amount", f"version_{each.pk}_ore") for each in asked.choices),
    ]

    def spread(key: str) -> int:
        amounts = [found.get(key, 0) for found in by_version]
        return max(amounts) - min(amounts)

    ordered = sorted(keys, key=spread, reverse=True) if asked.is_largest_first else keys
    rows = [
        Row(
            [
                *_key_cells(asked.by, key, known.get(key, "")),
                *(
                    Cell(found.get(key), _lines(asked, key, each))
                    for each, found in zip(asked.choices, by_version, strict=True)
                ),
            ]
        )
        for key in ordered
    ]
    totals = [Cell(sum(found.values())) for found in by_version]
    last = Row([Cell(_("Total")), Cell(""), *totals], is_total=True)
    return DataTable(_("Comparison"), columns, [*rows, last])


def _key_columns(by: ComparedBy) -> list[Column]:
    return [Column(str(PARTS[by]), key="key"), Column(_("Name"), key="name")]


def _key_cells(by: ComparedBy, key: str, known: str) -> list[Cell]:
    return [Cell(key or _("Not said")), Cell(key_name(by, key, known))]


def _lines(asked: Compared, key: str, version: BudgetVersion) -> str:
    return LineChoice(str(asked.year), asked.section or RESULT, asked.by, key).url(version)


def _totals(table: DataTable) -> list[int]:
    return [cell.value for _column, cell in table.totals[0] if isinstance(cell.value, int)]
