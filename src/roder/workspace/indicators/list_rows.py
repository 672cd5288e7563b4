"""The rows of the list: on the page, and in a file for spreadsheets or for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.indicators.queries import reason_of
from roder.domain.attainment import DataState
from roder.domain.disclosure import HIDDEN
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.indicators.words import direction_name
from roder.workspace.indicators.words import indicator_title
from roder.workspace.indicators.words import indicator_url
from roder.workspace.indicators.words import language
from roder.workspace.indicators.words import sex_name
from roder.workspace.indicators.words import shown_cell
from roder.workspace.indicators.words import source_name
from roder.workspace.indicators.words import state_word
from roder.workspace.indicators.words import status_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from roder.apps.indicators.queries import IndicatorCell
    from roder.apps.indicators.queries import IndicatorRow
    from roder.apps.indicators.queries import PeriodAttainment


def list_row(row: IndicatorRow, bodies: Mapping[str, str]) -> dict[str, Any]:
    """Return one indicator as the page lists it."""
    indicator = row.indicator
    return {
        "title": indicator_title(indicator),
        "code": indicator.code,
        "unit": indicator.unit,
        "area": indicator.area,
        "url": indicator_url(indicator),
        "body": bodies.get(indicator.responsible_body, indicator.responsible_body),
        "source": source_name(indicator.source),
        "is_example": indicator.is_example,
        "cell": shown_cell(indicator, row.latest),
    }


def list_table(found: PeriodAttainment, bodies: Mapping[str, str], *, is_machine: bool) -> DataTable:
    """Return the indicators as a table to keep; a hidden value is two dots, a missing one empty."""
    columns = [
        Column(_("Code"), key="code"),
        Column(_("Indicator"), key="title"),
        Column(_("Area"), key="area"),
        Column(_("Sex"), key="sex"),
        Column(_("Period"), key="period"),
        Column(_("Value"), "count", key="value"),
        Column(_("Unit"), key="unit"),
        Column(_("State of the value"), key="state"),
        Column(_("Target"), "count", key="target"),
        Column(_("Upper end"), "count", key="upper"),
        Column(_("Limit for nearly there"), "count", key="limit"),
        Column(_("Direction"), key="direction"),
        Column(_("Status"), key="status"),
        Column(_("Ratio"), "count", key="ratio"),
        Column(_("Why"), key="why"),
        Column(_("Responsible"), key="responsible"),
        Column(_("Source"), key="source"),
        Column(_("Example data"), key="is_example"),
    ]
    rows = [_row(row, bodies, is_machine=is_machine) for row in found.rows]
    return DataTable(_("Indicators"), columns, rows)


def value_for_file(cell: IndicatorCell, *, is_machine: bool) -> str | None:
    """Return a value as a file holds it."""
    return HIDDEN if cell.state is DataState.HIDDEN else number_for_file(cell.value, is_machine=is_machine)


def number_for_file(value: Decimal | None, *, is_machine: bool) -> str | None:
    """Return a number with a decimal comma for spreadsheets, a point for programs; ungrouped, plain minus."""
    if value is None:
        return None
    text = f"{value.normalize() + 0:f}"
    return text if is_machine else text.replace(".", ",")


def _row(row: IndicatorRow, bodies: Mapping[str, str], *, is_machine: bool) -> Row:
    indicator, cell, target = row.indicator, row.latest, row.latest.target
    status = status_of(cell).word
    ends = (target.value, target.upper, target.limit) if target else (None, None, None)
    values = [
        indicator.code,
        indicator.title if is_machine else indicator_title(indicator),
        indicator.area,
        row.sex.value if is_machine else sex_name(row.sex),
        cell.period,
        value_for_file(cell, is_machine=is_machine),
        indicator.unit,
        cell.state.value if is_machine else state_word(cell.state),
        *(number_for_file(end, is_machine=is_machine) for end in ends),
        indicator.direction if is_machine else direction_name(indicator.direction),
        cell.attainment.status.value if is_machine else str(status),
        number_for_file(cell.attainment.ratio, is_machine=is_machine),
        reason_of(indicator, cell).text(language()),
        bodies.get(indicator.responsible_body, indicator.responsible_body),
        indicator.source if is_machine else source_name(indicator.source),
        ("true" if indicator.is_example else "false")
        if is_machine
        else (_("Yes") if indicator.is_example else _("No")),
    ]
    return Row([Cell(value) for value in values])
