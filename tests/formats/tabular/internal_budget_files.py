"""Files of an internal budget for tests: our own workbook, and the same table made by another program, with what is wrong."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from typing import Any

import xlsxwriter

from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace
from roder.formats.tabular.internal_budget_stamp import TakenOut
from roder.formats.tabular.internal_budget_workbook import BudgetSheet
from roder.formats.tabular.internal_budget_workbook import WorkbookWords
from roder.formats.tabular.internal_budget_workbook import write_budget_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

YEAR = 2019
MONTHS = ("Jan", "Feb", "Mars", "April", "Maj", "Juni", "Juli", "Aug", "Sep", "Okt", "Nov", "Dec")
HEADERS = ("Enhet", "Konto", "Verksamhet", *MONTHS, "Året", "Plan 2020", "Plan 2021", "Text")
ROW: tuple[Any, ...] = ("3011", "5011", "407", *((-10,) * 12), -120, -130, -140, "Teachers")
LINES = (
    InternalLine(LinePlace("3011", "0407"), tuple(range(-12, 0)), (5, 6), "=not a formula"),
    InternalLine(LinePlace("3011", "5011", "407"), (-100_050,) * 12, text="Teachers"),
)
WORDS = WorkbookWords(
    *("Budget", "Om", "Titel", "Tips", "g", "n", "l", "u", "a", "v", "o"), about=[("År", "2019")]
)


def own_workbook(lines: Sequence[InternalLine] = LINES, unit: str = "3011", **facts: Any) -> bytes:
    taken = TakenOut("2120000159", "300", unit, YEAR, 1, "2018-08-31T12:00:00", tuple(lines))
    return write_budget_workbook(BudgetSheet(taken, 1_000_000), WORDS, **facts)


def foreign_workbook(
    change: Callable[[Any, Any], None] | None = None,
    *,
    headers: Sequence[str] = HEADERS,
    rows: Sequence[Sequence[Any]] = (ROW,),
) -> bytes:
    """A workbook of xlsxwriter; ``change`` gets the workbook and its sheet before it is closed."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Budget")
    sheet.write_row(0, 0, headers)
    for number, row in enumerate(rows, 1):
        for at, value in enumerate(row):
            (sheet.write_string if isinstance(value, str) else sheet.write)(number, at, value)
    if change is not None:
        change(book, sheet)
    book.close()
    return target.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same package with a part more, or with another content of one."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.infolist():
            if each.filename != name:
                new.writestr(each.filename, old.read(each))
        new.writestr(name, part)
    return target.getvalue()


def part_of(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()
