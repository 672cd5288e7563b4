"""A table of a page as a file: one form for spreadsheets, as a person reads it, and one for programs."""

from __future__ import annotations

import csv
import io
from enum import StrEnum
from typing import TYPE_CHECKING

from django.http import HttpResponse

from roder.domain.money import ORE_PER_UNIT
from roder.formats.tabular.values import protected
from roder.ui.states import state_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from roder.ui.tables import Cell
    from roder.ui.tables import Column
    from roder.ui.tables import DataTable

MARK = "\ufeff"
AMOUNTS = ("amount", "variance", "signed")


class CsvForm(StrEnum):
    """``SHEET``: UTF-8 with mark, semicolon, kronor with decimal comma, headings as on the page.
    ``MACHINE``: UTF-8, comma, whole öre, headings that never change.
    """

    SHEET = "sheet"
    MACHINE = "machine"


def asked_form(request: HttpRequest) -> CsvForm:
    """Return the form that a link of ui/components/csv_links.html asks for; without a word it is for spreadsheets."""
    return CsvForm.MACHINE if request.GET.get("form") == CsvForm.MACHINE else CsvForm.SHEET


def csv_text(table: DataTable, form: CsvForm) -> str:
    r"""Return a table as CSV, totals last; what is not known is an empty cell, never 0.

    Raises ``ValueError`` for the form for programs when a column has no key.
    """
    is_sheet = form is CsvForm.SHEET
    if not is_sheet and not all(column.key for column in table.columns):
        msg = f"a column of “{table.caption}” has no key"
        raise ValueError(msg)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if is_sheet else ",", lineterminator="\r\n")
    writer.writerow([protected(column.label) if is_sheet else column.key for column in table.columns])
    for cells in [*table.body, *table.totals]:
        writer.writerow([_cell(column, cell, is_sheet=is_sheet) for column, cell in cells])
    return MARK + text.getvalue() if is_sheet else text.getvalue()


def _cell(column: Column, cell: Cell, *, is_sheet: bool) -> str:
    if cell.value is None:
        return ""
    if column.kind == "state":
        return protected(str(state_of(str(cell.value)).word)) if is_sheet else str(cell.value)
    if column.kind in AMOUNTS and isinstance(cell.value, int) and is_sheet:
        whole, part = divmod(abs(cell.value), ORE_PER_UNIT["kr"])
        return f"{'-' if cell.value < 0 else ''}{whole},{part:02d}"
    return str(cell.value) if column.is_numeric else protected(str(cell.value))


def csv_answer(table: DataTable, form: CsvForm, name: str) -> HttpResponse:
    """Return the table as a file to keep; ``name`` is without ending."""
    answer = HttpResponse(csv_text(table, form).encode(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
