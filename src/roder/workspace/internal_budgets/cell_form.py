"""The grid as an ordinary form: a page of lines as inputs, and what was typed in them as changes of cells."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.cell_merging import CELLS
from roder.domain.cell_merging import TEXT_CELL
from roder.domain.cell_merging import WHOLE_LINE
from roder.domain.cell_merging import YEAR_CELL
from roder.domain.cell_merging import CellChange
from roder.domain.cell_merging import cell_of
from roder.domain.internal_budgets import LinePlace
from roder.domain.line_formulas import is_formula
from roder.workspace.amounts_as_written import amount_as_written
from roder.workspace.internal_budgets.cell_texts import CODES
from roder.workspace.internal_budgets.cell_texts import UnreadableChangesError
from roder.workspace.internal_budgets.cell_texts import changes_from
from roder.workspace.internal_budgets.cell_texts import typed_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import QueryDict

    from roder.domain.internal_budgets import InternalLine

ROWS_ON_A_PAGE = 25
ROW = "row-"
NEW = ("new-account", "new-activity", "new-project", "new-counterparty")


def form_row(line: InternalLine, number: int) -> dict[str, Any]:
    """Return a line as the form has it: its inputs, and what is seen in them as one hidden field."""
    seen = {cell: cell_of(line, cell) for cell in CELLS}
    place = line.place
    return {
        "number": number,
        "row": json.dumps(
            {
                "place": [place.account, place.activity, place.project, place.counterparty],
                "seen": seen,
                "line": [*line.months_ore, *line.plan_ore, line.text],
            },
            ensure_ascii=False,
        ),
        "cells": [
            {"cell": cell, "name": f"c-{number}-{cell}", "text": shown_text(line, cell)} for cell in CELLS
        ],
    }


def shown_text(line: InternalLine, cell: str) -> str:
    """Return what a cell's input holds."""
    value = cell_of(line, cell)
    return value if isinstance(value, str) else amount_as_written(value, "kr")


def form_changes(sent: QueryDict, unit: str) -> list[CellChange]:
    """Return what a form changes; raises ``UnreadableChangesError`` for what is no form of ours."""
    try:
        if "changes" in sent:
            return changes_from(json.loads(str(sent["changes"])), unit)
        rows = {name.removeprefix(ROW): json.loads(str(sent[name])) for name in sent if name.startswith(ROW)}
        found = [change for number, row in rows.items() for change in _row_changes(sent, number, row, unit)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableChangesError from error
    if sent.get(NEW[0], "").strip():
        codes = (sent.get(name, "").split(" ")[0].strip() for name in NEW)
        found.append(CellChange(LinePlace(unit, *codes), WHOLE_LINE, 0, 1))
    return found


def _row_changes(sent: QueryDict, number: str, row: dict[str, Any], unit: str) -> Iterator[CellChange]:
    codes = row["place"]
    if len(codes) != CODES:
        raise UnreadableChangesError
    place = LinePlace(unit, *map(str, codes))
    if sent.get(f"gone-{number}"):
        yield CellChange(place, WHOLE_LINE, 0, 0, seen_line=tuple(row["line"]))
        return
    # The months first: a year that was typed too spreads what they come to.
    for cell in sorted(CELLS, key=lambda each: each == YEAR_CELL):
        typed, seen = sent.get(f"c-{number}-{cell}"), row["seen"][cell]
        if typed is None:
            continue
        text = typed.strip()
        if cell == TEXT_CELL:
            value: int | str = text
        else:
            value = typed_value(text) if text else 0
        if value != seen:
            formula = text if cell == YEAR_CELL and is_formula(text) else ""
            yield CellChange(place, cell, seen, value, formula)
