"""Charts in templates: ``{% month_bars chart %}``, ``{% period_lines chart %}``, ``{% waterfall chart %}``."""

from __future__ import annotations

from django import template

from roder.ui.charts import bars
from roder.ui.charts import lines
from roder.ui.charts import waterfall as waterfalls

register = template.Library()


@register.inclusion_tag("ui/components/chart.html")
def month_bars(
    chart: bars.MonthBars, *, element_id: str = "month-bars", csv_url: str = ""
) -> dict[str, object]:
    """A bar chart with its table; the page must also load the chart script (block ``scripts``)."""
    return {
        "chart": chart,
        "payload": bars.bars_payload(chart),
        "description": bars.bars_description(chart),
        "rows": bars.bars_table(chart),
        "element_id": element_id,
        "data_id": f"{element_id}-data",
        "csv_url": csv_url,
    }


@register.inclusion_tag("ui/components/line_chart.html")
def period_lines(
    chart: lines.PeriodLines, *, element_id: str = "period-lines", csv_url: str = ""
) -> dict[str, object]:
    """A line chart with its table; the page must also load the chart script (block ``scripts``)."""
    return {
        "chart": chart,
        "payload": lines.lines_payload(chart),
        "description": lines.lines_description(chart),
        "rows": lines.lines_table(chart),
        "element_id": element_id,
        "data_id": f"{element_id}-data",
        "csv_url": csv_url,
    }


@register.inclusion_tag("ui/components/waterfall_chart.html")
def waterfall(
    chart: waterfalls.Waterfall, *, element_id: str = "waterfall", csv_url: str = ""
) -> dict[str, object]:
    """A waterfall with its table; the page must also load the chart script (block ``scripts``)."""
    return {
        "chart": chart,
        "payload": waterfalls.waterfall_payload(chart),
        "description": waterfalls.waterfall_description(chart),
        "table": waterfalls.waterfall_table(chart),
        "axis_note": waterfalls.axis_note(chart),
        "element_id": element_id,
        "data_id": f"{element_id}-data",
        "csv_url": csv_url,
    }
