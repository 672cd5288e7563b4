"""Faults of a workbook by cell: what may not stand where a value belongs, and where a fault of a row stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from roder.domain.problems import Problem
from roder.formats.tabular.internal_budget_fields import YEAR_NAME
from roder.formats.tabular.messages import MESSAGES
from roder.formats.tabular.problem_log import shortened
from roder.formats.tabular.reading import WORKBOOK
from roder.formats.tabular.workbook_inspection import cells_of_range
from roder.formats.tabular.workbook_inspection import look_at_sheet
from roder.formats.tabular.workbook_writing import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roder.formats.tabular.problem_log import ProblemLog
    from roder.formats.tabular.rows import RowReader
    from roder.formats.tabular.workbook_inspection import SheetLook

_SHOWN_ROWS = 10


def cell_faults(raw: bytes, reader: RowReader, log: ProblemLog) -> tuple[list[Problem], set[tuple[int, int]]]:
    """Return the faults of the cells that are read, and where formulas stand (row from 1, column from 0).

    A formula is let be in the column of the year beside twelve months: there it is the sum of them.
    """
    look = look_at_sheet(raw, reader.table.sheet, log)
    columns = {position: name for name, position in reader.positions.items()}
    months = {f"m{month:02}" for month in range(1, 13)} <= reader.positions.keys()
    header = reader.table.header_line
    found = []
    for odd in look.odd:
        is_our_sum = months and columns.get(odd.column) == YEAR_NAME and odd.code == "cell_formula"
        if odd.row > header and odd.column in columns and not is_our_sum:
            found.append(_problem(odd.code, odd.row, cell=odd.reference, value=odd.shown[:60]))
    found += _merged(look, columns, header)
    hidden = [row for row in look.hidden_rows if row > header]
    if hidden:
        more = "…" if len(hidden) > _SHOWN_ROWS else ""
        log.add("rows_hidden", rows=", ".join(map(str, hidden[:_SHOWN_ROWS])) + more)
    formulas = {(odd.row, odd.column) for odd in look.odd if odd.code == "cell_formula"}
    return shortened(found), formulas


def _merged(look: SheetLook, columns: Iterable[int], header: int) -> list[Problem]:
    found = []
    for reference in look.merged:
        cells = cells_of_range(reference)
        if cells is None:
            continue
        first_row, first, last_row, last = cells
        if last_row >= header and any(first <= column <= last for column in columns):
            found.append(_problem("cells_merged", max(first_row, 1), cell=reference))
    return found


def _problem(code: str, line: int, **facts: str) -> Problem:
    severity, english, swedish = MESSAGES[code]
    return Problem(severity, code, line, english.format(**facts), swedish.format(**facts), values=facts)


def with_cells(problems: list[Problem], reader: RowReader, said: Iterable[Problem]) -> list[Problem]:
    """Return problems that begin with the cell they stand in, without those of cells that are faulted already."""
    if reader.table.kind != WORKBOOK:
        return problems
    letters = {
        one.label_en: column_letters(reader.positions[one.name])
        for one in reader.fields
        if one.name in reader.positions
    }
    taken = {each.values.get("cell") for each in said}
    found = []
    for each in problems:
        letter = letters.get(str(each.values.get("label", "")))
        if each.line is None or letter is None or each.line <= reader.table.header_line:
            found.append(each)
        elif f"{letter}{each.line}" not in taken:
            found.append(_at_cell(each, f"{letter}{each.line}"))
    return found


def _at_cell(problem: Problem, cell: str) -> Problem:
    return replace(
        problem,
        message_en=f"Cell {cell}: {problem.message_en}",
        message_sv=f"Cell {cell}: {problem.message_sv}",
        values={**problem.values, "cell": cell},
    )
