"""A table and a chart with made-up figures, for the living page of components."""

from __future__ import annotations

from django.utils.translation import get_language

from roder.domain.periods import Month
from roder.ui.charts.bars import MonthBars
from roder.ui.formatting import month_name
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
