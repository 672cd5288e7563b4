"""Twelve months of outturn beside budget and last year: the chart's option and its table, from one value."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.domain.money import ORE_PER_UNIT
from roder.ui import formatting
from roder.ui.charts.palette import LIGHT
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.domain.periods import Month

_FONT = "Inter, system-ui, sans-serif"
_TEXT_SIZE = 14


@dataclass(frozen=True, slots=True)
class MonthBars:
    """One chart: amounts in öre, report sign, one per month; ``None`` where nothing is known.

    ``unit`` is ``mnkr``, ``tkr`` or ``kr``; ``language`` decides words and number signs. ``last_year``
    may be empty when there is no earlier year.
    """

    title: str
    months: Sequence[str]
    outturn: Sequence[int | None]
    budget: Sequence[int | None]
    last_year: Sequence[int | None] = field(default=())
    unit: str = "mnkr"
    language: str = "sv"

    def series(self) -> list[tuple[str, str, Sequence[int | None]]]:
        """Return key, name and amounts of each series, in drawing order."""
        found = [
            ("last_year", pgettext("chart series", "Last year"), self.last_year),
            ("outturn", pgettext("chart series", "Outturn"), self.outturn),
            ("budget", pgettext("chart series", "Budget"), self.budget),
        ]
        return [entry for entry in found if any(amount is not None for amount in entry[2])]


@dataclass(frozen=True, slots=True)
class MonthBarsRow:
    """One month of the chart's table; amounts in öre."""

    month: str
    outturn_ore: int | None
    budget_ore: int | None
    last_year_ore: int | None


def bars_table(chart: MonthBars) -> list[MonthBarsRow]:
    """Return the chart as rows, a month each; a short series is unknown at its end."""
    count = len(chart.months)
    outturn, budget, last_year = (
        [*amounts, *[None] * (count - len(amounts))]
        for amounts in (chart.outturn, chart.budget, chart.last_year)
    )
    return [
        MonthBarsRow(month, outturn[place], budget[place], last_year[place])
        for place, month in enumerate(chart.months)
    ]


def bars_data_table(chart: MonthBars, months: Sequence[Month]) -> DataTable:
    """Return the chart as a table to keep as a file; ``months`` are the months with their year."""
    columns = [
        Column(_("Month"), "month", "month"),
        Column(pgettext("chart series", "Outturn"), "amount", "outturn_ore"),
        Column(pgettext("chart series", "Budget"), "amount", "budget_ore"),
        Column(pgettext("chart series", "Last year"), "amount", "last_year_ore"),
    ]
    rows = [
        Row([Cell(month), Cell(row.outturn_ore), Cell(row.budget_ore), Cell(row.last_year_ore)])
        for month, row in zip(months, bars_table(chart), strict=True)
    ]
    return DataTable(chart.title, columns, rows)


def bars_payload(chart: MonthBars) -> dict[str, Any]:
    """Return what the page's script needs: the option, and how to write amounts.

    The script paints with the page's tokens (``--chart-outturn`` and so on), so that a chart follows the
    theme and the scheme; the colours of the option are those of paper.
    """
    return {
        "option": bars_option(chart),
        "format": {
            "unit": formatting.unit_name(chart.unit, chart.language),
            "oreByUnit": ORE_PER_UNIT[chart.unit],
            "decimals": formatting.DECIMALS_OF_UNIT[chart.unit],
            "language": chart.language,
            "absent": _("not known"),
        },
    }


def bars_option(chart: MonthBars) -> dict[str, Any]:
    """Return the ECharts option. Amounts stay whole öre; the script writes them in the unit."""
    series = chart.series()
    text = {"color": LIGHT.text, "fontFamily": _FONT, "fontSize": _TEXT_SIZE}
    return {
        "animation": False,
        "textStyle": text,
        "aria": {"enabled": True, "label": {"enabled": True, "description": bars_description(chart)}},
        "color": [LIGHT.as_dict()[key] for key, _name, _amounts in series],
        "grid": {"left": 8, "right": 8, "top": 48, "bottom": 8, "containLabel": True},
        "legend": {"top": 0, "left": 0, "itemWidth": 18, "itemHeight": 10, "textStyle": text},
        "tooltip": {
            "trigger": "axis",
            "renderMode": "richText",
            "confine": True,
            "axisPointer": {"type": "shadow"},
        },
        "xAxis": {
            "type": "category",
            "data": list(chart.months),
            "axisTick": {"show": False},
            "axisLabel": {**text, "hideOverlap": True},
            "axisLine": {"lineStyle": {"color": LIGHT.text}},
        },
        "yAxis": {
            "type": "value",
            "inverse": _only_costs(chart),
            "axisLabel": text,
            "splitLine": {"lineStyle": {"color": LIGHT.rule}},
        },
        "series": [_series(key, name, amounts) for key, name, amounts in series],
    }


def bars_description(chart: MonthBars) -> str:
    """Return the chart in one sentence for those who do not see it; the table says the rest."""
    known = [place for place, amount in enumerate(chart.outturn) if amount is not None]
    if not known:
        return _("%(title)s. No outturn yet.") % {"title": chart.title}
    last = known[-1]
    outturn = sum(amount or 0 for amount in chart.outturn[: last + 1])
    budget = [amount for amount in chart.budget[: last + 1] if amount is not None]
    facts = {
        "title": chart.title,
        "first": chart.months[0],
        "last": chart.months[last],
        "outturn": formatting.amount_with_unit(outturn, chart.unit, chart.language),
    }
    if not budget:
        return (
            _("%(title)s. Outturn %(first)s to %(last)s: %(outturn)s. The table below has every month.")
            % facts
        )
    facts["budget"] = formatting.amount_with_unit(sum(budget), chart.unit, chart.language)
    return (
        _(
            "%(title)s. Outturn %(first)s to %(last)s: %(outturn)s, budget for the same months: %(budget)s."
            " The table below has every month."
        )
        % facts
    )


def _only_costs(chart: MonthBars) -> bool:
    # Net costs are negative in report sign; turned over, more cost is still a taller bar above zero.
    amounts = [amount for _key, _name, values in chart.series() for amount in values if amount is not None]
    return bool(amounts) and max(amounts) <= 0


def _series(key: str, name: str, amounts: Sequence[int | None]) -> dict[str, Any]:
    shared = {"id": key, "name": name, "data": list(amounts)}
    if key == "budget":
        return {
            **shared,
            "type": "line",
            "symbol": "diamond",
            "symbolSize": 9,
            "lineStyle": {"width": 2},
            "z": 3,
        }
    return {**shared, "type": "bar", "barGap": "10%", "barCategoryGap": "35%", "barMaxWidth": 28}
