"""An indicator over its periods, with target and limits: the chart's option and its table, from one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.ui import formatting
from roder.ui.charts.palette import LIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

_FONT = "Inter, system-ui, sans-serif"
_TEXT_SIZE = 14
_SHAPES: dict[str, dict[str, Any]] = {
    "outturn": {"symbol": "circle", "symbolSize": 9, "lineStyle": {"width": 3}, "z": 4},
    "women": {"symbol": "triangle", "symbolSize": 9, "lineStyle": {"width": 2}, "z": 3},
    "men": {"symbol": "rect", "symbolSize": 8, "lineStyle": {"width": 2}, "z": 3},
    "target": {"symbol": "diamond", "symbolSize": 9, "lineStyle": {"width": 2, "type": "dashed"}, "z": 2},
    "limit": {"symbol": "circle", "symbolSize": 4, "lineStyle": {"width": 2, "type": "dotted"}, "z": 1},
}
KEYS = tuple(_SHAPES)
"""What a line can be; each has its colour (``--chart-KEY``), its sign and its kind of line."""
UPPER = "_upper"
"""What the key of a range's upper end closes with; it is drawn as the lower."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a number for each period, ``None`` where there is none, and how each stands in the table."""

    key: str
    name: str
    values: Sequence[Decimal | None]
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class PeriodLines:
    """One chart: lines over the same periods, in one unit with so many decimals."""

    title: str
    periods: Sequence[str]
    lines: Sequence[Line]
    unit: str
    decimals: int = 1
    language: str = "sv"

    def drawn(self) -> list[Line]:
        """Return the lines that have a number anywhere."""
        return [line for line in self.lines if any(value is not None for value in line.values)]


@dataclass(frozen=True, slots=True)
class PeriodLinesRow:
    """One period of the chart's table."""

    period: str
    texts: Sequence[str]


def lines_table(chart: PeriodLines) -> list[PeriodLinesRow]:
    """Return the chart as rows, a period each; a hidden value says so here too."""
    return [
        PeriodLinesRow(period, [line.texts[place] for line in chart.lines])
        for place, period in enumerate(chart.periods)
    ]


def lines_payload(chart: PeriodLines) -> dict[str, Any]:
    """Return what the page's script needs; numbers are whole counts of the last decimal, never fractions."""
    return {
        "option": lines_option(chart),
        "format": {
            "unit": chart.unit,
            "oreByUnit": 10**chart.decimals,
            "decimals": chart.decimals,
            "language": chart.language,
            "absent": _("not known"),
        },
    }


def lines_option(chart: PeriodLines) -> dict[str, Any]:
    """Return the ECharts option; the script paints it with the page's tokens."""
    text = {"color": LIGHT.text, "fontFamily": _FONT, "fontSize": _TEXT_SIZE}
    drawn = chart.drawn()
    return {
        "animation": False,
        "textStyle": text,
        "aria": {"enabled": True, "label": {"enabled": True, "description": lines_description(chart)}},
        "color": [LIGHT.as_dict()[line.key.removesuffix(UPPER)] for line in drawn],
        "grid": {"left": 8, "right": 16, "top": 56, "bottom": 8, "containLabel": True},
        "legend": {"top": 0, "left": 0, "itemWidth": 26, "itemHeight": 10, "textStyle": text},
        "tooltip": {"trigger": "axis", "renderMode": "richText", "confine": True},
        "xAxis": {
            "type": "category",
            "data": list(chart.periods),
            "boundaryGap": True,
            "axisTick": {"show": False},
            "axisLabel": {**text, "hideOverlap": True},
            "axisLine": {"lineStyle": {"color": LIGHT.text}, "onZero": False},
        },
        "yAxis": {
            "type": "value",
            "scale": True,
            "axisLabel": text,
            "splitLine": {"lineStyle": {"color": LIGHT.rule}},
        },
        "series": [_series(line, chart.decimals) for line in drawn],
    }


def lines_description(chart: PeriodLines) -> str:
    """Return the chart in one sentence for those who do not see it; the table says the rest."""
    main = chart.lines[0] if chart.lines else None
    known = [place for place, value in enumerate(main.values) if value is not None] if main else []
    if main is None or not known:
        return _("%(title)s. No value is shown yet.") % {"title": chart.title}
    first, last = known[0], known[-1]
    return _(
        "%(title)s, %(unit)s. %(first_value)s in %(first)s, %(last_value)s in %(last)s."
        " The table below has every period."
    ) % {
        "title": chart.title,
        "unit": chart.unit,
        "first": chart.periods[first],
        "first_value": main.texts[first],
        "last": chart.periods[last],
        "last_value": main.texts[last],
    }


def _series(line: Line, decimals: int) -> dict[str, Any]:
    return {
        "id": line.key,
        "name": line.name,
        "type": "line",
        "connectNulls": False,
        "data": [_whole(value, decimals) for value in line.values],
        **_SHAPES[line.key.removesuffix(UPPER)],
    }


def _whole(value: Decimal | None, decimals: int) -> int | None:
    return None if value is None else formatting.scaled_number(value, decimals)
