"""An indicator over its periods: as lines, as rows of a table, and as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.domain.attainment import DataState
from roder.domain.disclosure import HIDDEN
from roder.domain.indicators import Direction
from roder.domain.indicators import Sex
from roder.ui.charts.lines import Line
from roder.ui.charts.lines import PeriodLines
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.indicators.list_rows import number_for_file
from roder.workspace.indicators.list_rows import value_for_file
from roder.workspace.indicators.words import indicator_title
from roder.workspace.indicators.words import language
from roder.workspace.indicators.words import number
from roder.workspace.indicators.words import sex_name
from roder.workspace.indicators.words import shown_cell
from roder.workspace.indicators.words import state_word
from roder.workspace.indicators.words import status_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from roder.apps.indicators.models import Indicator
    from roder.apps.indicators.queries import IndicatorCell
    from roder.apps.indicators.queries import IndicatorRow

KEY_OF_SEX = {Sex.ALL: "outturn", Sex.WOMEN: "women", Sex.MEN: "men"}


def lines(indicator: Indicator, rows: Sequence[IndicatorRow]) -> PeriodLines:
    """Return the chart of an indicator: all and each sex, the target for all and the limits."""
    of_all = rows[0]
    found = [
        Line(
            KEY_OF_SEX[row.sex],
            sex_name(row.sex),
            [cell.value for cell in row.cells],
            [_cell_text(indicator, cell) for cell in row.cells],
        )
        for row in rows
    ]
    found += _target_lines(indicator, of_all)
    return PeriodLines(
        indicator_title(indicator),
        [cell.period for cell in of_all.cells],
        found,
        indicator.unit,
        indicator.decimals,
        language(),
    )


def value_rows(indicator: Indicator, rows: Sequence[IndicatorRow]) -> list[dict[str, Any]]:
    """Return the table of the page: each sex with its periods, the target above the outcome."""
    return [
        {
            "name": sex_name(row.sex),
            "cells": [shown_cell(indicator, cell) for cell in row.cells],
            "trend": f"trend_{row.trend.value}",
        }
        for row in rows
    ]


def series_table(indicator: Indicator, rows: Sequence[IndicatorRow], *, is_machine: bool) -> DataTable:
    """Return the periods as a table to keep."""
    columns = [
        Column(_("Period"), key="period"),
        Column(_("Sex"), key="sex"),
        Column(_("Value"), "count", key="value"),
        Column(_("State of the value"), key="state"),
        Column(_("Target"), "count", key="target"),
        Column(_("Upper end"), "count", key="upper"),
        Column(_("Limit for nearly there"), "count", key="limit"),
        Column(_("Status"), key="status"),
        Column(_("Ratio"), "count", key="ratio"),
    ]
    found = [_file_row(row, cell, is_machine=is_machine) for row in rows for cell in row.cells]
    return DataTable(f"{indicator_title(indicator)} ({indicator.unit})", columns, found)


def _file_row(row: IndicatorRow, cell: IndicatorCell, *, is_machine: bool) -> Row:
    target = cell.target
    ends = (target.value, target.upper, target.limit) if target else (None, None, None)
    values = [
        cell.period,
        row.sex.value if is_machine else sex_name(row.sex),
        value_for_file(cell, is_machine=is_machine),
        cell.state.value if is_machine else state_word(cell.state),
        *(number_for_file(end, is_machine=is_machine) for end in ends),
        cell.attainment.status.value if is_machine else str(status_of(cell).word),
        number_for_file(cell.attainment.ratio, is_machine=is_machine),
    ]
    return Row([Cell(value) for value in values])


def _cell_text(indicator: Indicator, cell: IndicatorCell) -> str:
    if cell.state is DataState.HIDDEN:
        return HIDDEN
    return number(cell.value, indicator)


def _target_lines(indicator: Indicator, row: IndicatorRow) -> list[Line]:
    direction = Direction(indicator.direction)
    pairs = [cell.target.ends(direction) if cell.target else (None, None) for cell in row.cells]
    limits = [cell.target.limits(direction) if cell.target else (None, None) for cell in row.cells]
    lower, upper = ([pair[side] for pair in pairs] for side in (0, 1))
    has_both = any(low is not None and high is not None and low != high for low, high in pairs)
    named = [
        ("target", _("Target, lower end") if has_both else _("Target"), lower),
        ("target_upper", _("Target, upper end"), upper),
        ("limit", _("Limit for nearly there"), [low for low, _high in limits]),
        ("limit_upper", _("Limit for nearly there, upper"), [high for _low, high in limits]),
    ]
    if not has_both:
        either = [low if low is not None else high for low, high in pairs]
        edge = [low if low is not None else high for low, high in limits]
        named = [("target", _("Target"), either), ("limit", _("Limit for nearly there"), edge)]
    return [
        _line(indicator, key, name, values)
        for key, name, values in named
        if any(v is not None for v in values)
    ]


def _line(indicator: Indicator, key: str, name: str, values: Sequence[Decimal | None]) -> Line:
    return Line(key, name, values, [number(value, indicator) for value in values])
