"""Rows of a roder.ui.tables.DataTable: ``{% table_row cells amount_unit %}``. In Python, since pages hold thousands."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import cast

from django import template
from django.utils.html import conditional_escape
from django.utils.html import format_html
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from roder.ui.formatting import ABSENT
from roder.ui.states import state_of
from roder.ui.templatetags.money import amount
from roder.ui.templatetags.money import signed_amount
from roder.ui.templatetags.money import variance
from roder.ui.templatetags.money import whole_number
from roder.ui.templatetags.page import icon
from roder.ui.templatetags.period import day
from roder.ui.templatetags.period import month

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.utils.safestring import SafeString

    from roder.domain.periods import Month
    from roder.ui.tables import Cell
    from roder.ui.tables import Column

register = template.Library()


@register.simple_tag
def table_row(cells: Sequence[tuple[Column, Cell]], amount_unit: str) -> SafeString:
    """One row: the first cell is its heading."""
    parts = (
        (_cell(column, cell, amount_unit, is_heading=not place),)
        for place, (column, cell) in enumerate(cells)
    )
    return format_html("<tr>{}</tr>", format_html_join("", "{}", parts))


def _cell(column: Column, cell: Cell, amount_unit: str, *, is_heading: bool) -> SafeString:
    text = _status(str(cell.value)) if column.kind == "state" else _escaped(column, cell, amount_unit)
    if cell.is_sum:
        text = format_html("<strong>{}</strong>", text)
    if cell.url:
        text = format_html('<a href="{}">{}</a>', cell.url, text)
    if cell.note:
        text = format_html('{}<p class="cell-note">{}</p>', text, cell.note)
    sort_value = "" if cell.value is None else cell.value
    numeric = (
        format_html(' class="numeric" data-value="{}"', sort_value) if column.is_numeric else mark_safe("")
    )
    if column.kind == "day":
        numeric = mark_safe(' class="day"')
    name, scope = ("th", mark_safe(' scope="row"')) if is_heading else ("td", mark_safe(""))
    return format_html("<{}{}{}>{}</{}>", name, scope, numeric, text, name)


def _escaped(column: Column, cell: Cell, amount_unit: str) -> SafeString:
    return conditional_escape(_text(column.kind, cell.value, amount_unit))


def _status(code: str) -> SafeString:
    """A state as ui/components/status.html shows it: a word with a drawing, never a colour alone."""
    shown = state_of(code)
    return format_html(
        '<span class="status" data-tone="{}">{}<span>{}</span></span>',
        shown.tone,
        icon(shown.icon),
        shown.word,
    )


def _text(kind: str, value: object, amount_unit: str) -> str:
    if kind == "amount":
        return amount(cast("int | str | None", value), amount_unit)
    if kind in {"signed", "variance"}:
        written = signed_amount if kind == "signed" else variance
        return written(cast("int | None", value), amount_unit)
    if kind == "count":
        return whole_number(cast("int | str | None", value))
    if value is None:
        return ABSENT
    if kind == "month":
        return month(cast("Month | str", value))
    return day(cast("date | str", value)) if kind == "day" else str(value)
