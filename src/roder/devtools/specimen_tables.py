"""A table and a chart with made-up figures, for the living page of components."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import get_language

from roder.domain.periods import Month
from roder.ui.charts.bars import MonthBars
from roder.ui.charts.lines import Line
from roder.ui.charts.lines import PeriodLines
from roder.ui.charts.sankey import Sankey
from roder.ui.charts.sankey import SankeyNode
from roder.ui.charts.waterfall import Waterfall
from roder.ui.charts.waterfall import WaterfallStep
from roder.ui.charts.year_wheel import WheelPart
from roder.ui.charts.year_wheel import YearWheel
from roder.ui.charts.year_wheel import year_wheel
from roder.ui.formatting import month_name
from roder.ui.formatting import number_text
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row

MILLION = 100_000_000
UNKNOWN_EVERY = 3
COLUMNS = [
    Column("Body", "text", "body"),
    Column("Month", "month", "month"),
    Column("Rows", "count", "rows"),
    Column("Outturn", "amount", "outturn_ore"),
    Column("Variance", "variance", "variance_ore"),
]


def table(rows: int = 3) -> DataTable:
    """Return a table of so many rows and their sum."""
    amounts = [(-1) ** number * (number + 1) * MILLION // 7 for number in range(rows)]
    body = [
        Row(
            [
                Cell(f"Body {number + 1}", "#body", "A note under the name" if number == 1 else ""),
                Cell(Month(2018, number % 12 + 1)),
                Cell(1000 * number),
                Cell(amount, "#rows"),
                Cell(amount // 10 if number % UNKNOWN_EVERY else None),
            ]
        )
        for number, amount in enumerate(amounts)
    ]
    total = Row(
        [Cell("Total"), Cell(""), Cell(1000 * sum(range(rows))), Cell(sum(amounts)), Cell(None)],
        is_total=True,
    )
    return DataTable("A table with its sum", COLUMNS, [*body, total])


def chart() -> MonthBars:
    """Return a year that is eight months old."""
    language = get_language() or "sv"
    return MonthBars(
        title="Net cost by month",
        months=[month_name(month, language, short=True) for month in range(1, 13)],
        outturn=[-(180 + 3 * month) * MILLION for month in range(8)],
        budget=[-185 * MILLION] * 12,
        last_year=[-(170 + month) * MILLION for month in range(12)],
        language=language,
    )


def line_chart() -> PeriodLines:
    """Return five years of an indicator, the last of men hidden."""
    language = get_language() or "sv"
    given = {
        "outturn": ("Alla", ["7.4", "7.2", "7.3", "6.9", "6.6"]),
        "women": ("Kvinnor", ["8.1", "7.9", "8.0", "7.6", "7.3"]),
        "men": ("Män", ["4.6", "4.4", "4.5", "4.1", ""]),
        "target": ("Målvärde", ["7.0", "7.0", "6.8", "6.8", "6.5"]),
        "limit": ("Gräns", ["7.7", "7.7", "7.5", "7.5", "7.2"]),
    }
    lines = [
        Line(
            key,
            name,
            [Decimal(number) if number else None for number in numbers],
            [number_text(Decimal(number), 1, language) if number else ".." for number in numbers],
        )
        for key, (name, numbers) in given.items()
    ]
    return PeriodLines("Sick leave", ["2014", "2015", "2016", "2017", "2018"], lines, "%", language=language)


def waterfall_chart() -> Waterfall:
    """Return a frame's way to the next year's."""
    steps = [
        WaterfallStep("Last frame", 5450 * MILLION, is_level=True),
        WaterfallStep("Index", 131 * MILLION),
        WaterfallStep("Savings", -67 * MILLION),
        WaterfallStep("Frame", 5514 * MILLION, is_level=True),
    ]
    return Waterfall("From the last frame to the new", steps, language=get_language() or "sv")


def sankey() -> Sankey:
    """Return two sources of money and where it goes."""
    sources = [SankeyNode("Tax", 70 * MILLION, "#tax"), SankeyNode("Grants", 30 * MILLION)]
    uses = [
        SankeyNode("Schools", 60 * MILLION),
        SankeyNode("Care", 38 * MILLION),
        SankeyNode("Surplus", 2 * MILLION),
    ]
    return Sankey(title="Where the money goes", sources=sources, uses=uses)


def wheel() -> YearWheel:
    """Return a year of two steps, seen in March."""
    parts = [
        WheelPart("1", date(2018, 1, 1), date(2018, 2, 28), "done"),
        WheelPart("2", date(2018, 3, 1), date(2018, 5, 31), "now"),
    ]
    language = get_language() or "sv"
    names = [month_name(month, language, short=True) for month in range(1, 13)]
    return year_wheel(parts, date(2018, 3, 15), names)
