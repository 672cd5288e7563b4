"""A table of a page as an Excel workbook: kronor as numbers, headings as on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.money import kronor_text
from roder.formats.tabular.workbook_writing import workbook
from roder.workspace.organisation import file_answer

if TYPE_CHECKING:
    from django.http import HttpResponse

    from roder.ui.tables import Cell
    from roder.ui.tables import Column
    from roder.ui.tables import DataTable

AMOUNTS = ("amount", "variance")


def workbook_answer(table: DataTable, name: str) -> HttpResponse:
    """Return the table as a workbook to keep; ``name`` is without ending."""
    rows = [[_text(column, cell) for column, cell in cells] for cells in [*table.body, *table.totals]]
    numeric = {at for at, column in enumerate(table.columns) if column.is_numeric}
    content = workbook([column.label for column in table.columns], rows, numeric, sheet=table.caption[:31])
    return file_answer(content, f"{name}.xlsx")


def _text(column: Column, cell: Cell) -> str:
    if cell.value is None:
        return ""
    if column.kind in AMOUNTS and isinstance(cell.value, int):
        return kronor_text(cell.value)
    return str(cell.value)
