"""The follow-up's tables and charts as files: what the page shows, in a form for spreadsheets or for programs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _

from roder.apps.followup.access import access_follow_up
from roder.apps.followup.basis import UnknownUnitError
from roder.apps.followup.queries import follow_up
from roder.apps.followup.unit_pages import unit_page
from roder.apps.followup.unit_pages import whole_series
from roder.ui.charts.bars import bars_data_table
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.comparisons import chosen_day
from roder.workspace.explanations import line_name
from roder.workspace.follow_up import month_bars
from roder.workspace.follow_up import month_or_404
from roder.workspace.follow_up_choices import Choices
from roder.workspace.follow_up_choices import headings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.followup.unit_pages import UnitPage
    from roder.domain.followup_rows import FollowUpRow
    from roder.domain.periods import Month
    from roder.domain.reach import Reach


def rows_table(
    month: Month, as_of: date | None, rows: Sequence[FollowUpRow], total: FollowUpRow
) -> DataTable:
    """Return follow-up rows as a table to keep; its keys are those of ``roder followup show --json``."""
    labels = headings(month, as_of)
    columns = [
        Column(_("Code"), "text", "unit"),
        Column(labels["unit"], "text", "name"),
        Column(labels["year_budget"], "amount", "year_budget_ore"),
        Column(_("Of which changed after the vote"), "amount", "budget_changes_ore"),
        Column(labels["budget_to_date"], "amount", "budget_to_date_ore"),
        Column(labels["outturn"], "amount", "outturn_to_date_ore"),
        Column(labels["variance"], "variance", "variance_to_date_ore"),
        Column(labels["last_year"], "amount", "last_year_to_date_ore"),
        Column(labels["forecast"], "amount", "forecast_ore"),
        Column(labels["forecast_variance"], "variance", "forecast_variance_ore"),
    ]
    keys = [column.key for column in columns[2:]]

    def cells(row: FollowUpRow, name: str) -> list[Cell]:
        return [Cell(row.unit), Cell(name), *(Cell(getattr(row, key)) for key in keys)]

    body = [Row(cells(row, row.name)) for row in rows]
    return DataTable(labels["unit"], columns, [*body, Row(cells(total, _("Total")), is_total=True)])


def _page(request: HttpRequest, month: Month, unit: str, reach: Reach) -> UnitPage:
    try:
        return unit_page(month, unit, Choices.of(request).method, reach, chosen_day(request, month))
    except UnknownUnitError:
        raise Http404(unit) from None


def table(request: HttpRequest, period: str) -> HttpResponse:
    reach = access_follow_up(request.user)
    month, choices = month_or_404(period), Choices.of(request)
    as_of = chosen_day(request, month)
    found = follow_up(month, method=choices.method, as_of=as_of, reach=reach)
    file = rows_table(month, as_of, choices.sorted_rows(found.rows), found.total)
    return csv_answer(file, asked_form(request), f"uppfoljning-{month}")


def months(request: HttpRequest, period: str) -> HttpResponse:
    reach = access_follow_up(request.user)
    month = month_or_404(period)
    series = whole_series(month, Choices.of(request).method, reach)
    file = bars_data_table(month_bars(_("The whole, by month"), series, "kr"), series.months)
    return csv_answer(file, asked_form(request), f"manader-{month}")


def unit(request: HttpRequest, period: str, unit: str) -> HttpResponse:
    reach = access_follow_up(request.user)
    month = month_or_404(period)
    page = _page(request, month, unit, reach)
    file = rows_table(month, chosen_day(request, month), page.children, page.row)
    return csv_answer(file, asked_form(request), f"enheter-{unit}-{month}")


def lines(request: HttpRequest, period: str, unit: str) -> HttpResponse:
    reach = access_follow_up(request.user)
    month = month_or_404(period)
    page = _page(request, month, unit, reach)
    named = [replace(row, name=line_name(row.unit)) for row in page.lines]
    return csv_answer(
        rows_table(month, chosen_day(request, month), named, page.row),
        asked_form(request),
        f"rapportrader-{unit}-{month}",
    )


def unit_months(request: HttpRequest, period: str, unit: str) -> HttpResponse:
    reach = access_follow_up(request.user)
    month = month_or_404(period)
    page = _page(request, month, unit, reach)
    file = bars_data_table(month_bars(page.name, page.series, "kr"), page.series.months)
    return csv_answer(file, asked_form(request), f"manader-{unit}-{month}")
