"""The tables of the analysis of cost and quality. What is not known is a dash, never 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.ui.formatting import number_text
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_preparation.places import WHOLE
from roder.workspace.budget_preparation.words import cost_names
from roder.workspace.budget_preparation.words import position_names
from roder.workspace.budget_preparation.words import quality_names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.apps.budgetprocess.models import CostQualityAnalysis
    from roder.workspace.budget_preparation.cost_and_quality import BodyPosition
    from roder.workspace.budget_preparation.cost_and_quality import YearOfMoney
    from roder.workspace.budget_preparation.places import PreparedYear


def _state(analysis: CostQualityAnalysis | None) -> str:
    if analysis is None:
        return "analysis_none"
    return "analysis_done" if analysis.is_done else "analysis_begun"


def position_table(
    place: PreparedYear, standing: Sequence[BodyPosition], found: Mapping[str, CostQualityAnalysis]
) -> DataTable:
    """Return where each body stands in cost and quality."""
    language = get_language() or "sv"
    columns = [
        Column(_("Committee or company"), key="body"),
        Column(_("Net cost deviation, per cent"), key="net_cost_deviation"),
        Column(_("Cost"), key="cost"),
        Column(_("Better less worse, per cent"), key="quality_balance"),
        Column(_("Quality"), key="quality"),
        Column(_("Position"), key="position"),
        Column(_("Analysis"), "state", "analysis"),
    ]
    rows = [
        Row(
            [
                Cell(
                    place.name_of(each.body),
                    reverse("workspace:budget_analysis_body", args=[place.year, each.body or WHOLE]),
                ),
                Cell(number_text(each.deviation, 1, language, signed=True)),
                Cell(cost_names()[each.cost]),
                Cell(number_text(each.balance, 1, language, signed=True)),
                Cell(quality_names()[each.level]),
                Cell(position_names()[each.position]),
                Cell(_state(found.get(each.body))),
            ]
        )
        for each in standing
    ]
    return DataTable(_("Position in cost and quality"), columns, rows)


def money_table(years: Sequence[YearOfMoney]) -> DataTable:
    """Return what bodies cost beside their budgets, year by year."""
    language = get_language() or "sv"
    columns = [
        Column(_("Committee or company"), key="body"),
        Column(_("Year"), key="year"),
        Column(_("Budget"), "amount", "budget_ore"),
        Column(_("Outturn or forecast"), "amount", "outturn_ore"),
        Column(_("Variance"), "variance", "variance_ore"),
        Column(_("Distance from the budget, per cent"), key="adherence"),
    ]
    rows = [
        Row(
            [
                Cell(each.name),
                Cell(_("%(year)s, forecast") % {"year": each.year} if each.is_forecast else str(each.year)),
                Cell(each.budget_ore),
                Cell(each.outturn_ore),
                Cell(each.variance_ore),
                Cell(number_text(each.adherence, 1, language)),
            ]
        )
        for each in sorted(years, key=lambda each: (each.body, each.year))
    ]
    return DataTable(_("Keeping of the budget in earlier years"), columns, rows)


def indicator_table(standing: BodyPosition) -> DataTable:
    """Return the indicators of quality of a body, each beside what it is set against."""
    language = get_language() or "sv"
    columns = [
        Column(_("Indicator"), key="indicator"),
        Column(_("Period"), key="period"),
        Column(_("Value"), key="value"),
        Column(_("Set against"), key="reference"),
        Column(_("Which is"), key="reference_kind"),
        Column(_("Stands"), "state", "mark"),
        Column(_("Trend"), "state", "trend"),
    ]
    rows = []
    for each in standing.quality:
        indicator, cell = each.row.indicator, each.row.latest
        decimals = indicator.decimals
        kind = _("target") if each.is_target else _("mean of similar municipalities")
        rows.append(
            Row(
                [
                    Cell(indicator.title, reverse("workspace:indicator", args=[indicator.code])),
                    Cell(cell.period),
                    Cell(number_text(cell.value, decimals, language)),
                    Cell(number_text(each.reference, decimals, language)),
                    Cell("" if each.reference is None else kind),
                    Cell(f"mark_{each.mark.value}"),
                    Cell(f"trend_{each.row.trend.value}"),
                ]
            )
        )
    return DataTable(_("Indicators of quality"), columns, rows)
