"""What a workbook that is taken out says of itself: whose it is, when it was taken out, and its lines as they were.

They stand on a hidden sheet with a checksum, so that later changes are found as conflicts when it comes back.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.domain.internal_budgets import MONTHS
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace
from roder.formats.tabular.file_look import FileSource
from roder.formats.tabular.values import protected
from roder.formats.tabular.values import unprotected
from roder.formats.tabular.workbook import open_workbook
from roder.formats.tabular.workbook import sheet_chunks
from roder.formats.tabular.workbook_sheets import Sheet
from roder.formats.tabular.workbook_sheets import SheetCell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.formats.tabular.problem_log import ProblemLog

STAMP_SHEET = "_roder"
FORM = "roder-internal-budget-1"
_CODES = 5
_AMOUNTS = MONTHS + 2
_FACTS = 8


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What a file was taken out of: ``unit`` is empty for a whole body, ``layer`` the number of the latest layer.

    ``at`` is the time in ISO 8601; ``lines`` are the lines as they were, ``versions`` how often each had been changed.
    """

    organisation: str
    body: str
    unit: str
    year: int
    layer: int
    at: str
    lines: tuple[InternalLine, ...]
    versions: tuple[int, ...] = ()


def stamp_sheet(taken: TakenOut) -> Sheet:
    """Return the hidden sheet.

    >>> stamp_sheet(TakenOut("k", "300", "", 2019, 1, "", ())).is_hidden
    True
    """
    rows = [_row(line, version) for line, version in zip(taken.lines, _versions(taken), strict=True)]
    facts = [taken.organisation, taken.body, taken.unit, str(taken.year), str(taken.layer), taken.at]
    head = [FORM, _digest(facts, rows), *facts]
    return Sheet(
        STAMP_SHEET, [[SheetCell(protected(text)) for text in row] for row in [head, *rows]], is_hidden=True
    )


def _versions(taken: TakenOut) -> Sequence[int]:
    return taken.versions or (1,) * len(taken.lines)


def _row(line: InternalLine, version: int) -> list[str]:
    place = line.place
    codes = [place.unit, place.account, place.activity, place.project, place.counterparty]
    return [str(version), *codes, *map(str, (*line.months_ore, *line.plan_ore)), line.text]


def _digest(facts: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return hashlib.sha256(json.dumps([facts, rows]).encode()).hexdigest()


def read_stamp(raw: bytes, log: ProblemLog) -> TakenOut | None:
    """Return what a workbook says of itself, ``None`` when it was not taken out here; a changed stamp is noted."""
    book = open_workbook(FileSource(raw), log)
    if book is None or STAMP_SHEET not in book.sheet_names:
        return None
    rows = [
        [unprotected(cell) for cell in row]
        for _lines, chunk in sheet_chunks(book, STAMP_SHEET, "", log)
        for row in chunk
    ]
    found = _stamp_of(rows)
    if found is None:
        log.add("stamp_changed")
    return found


def _stamp_of(rows: list[list[str]]) -> TakenOut | None:
    width = 1 + _CODES + _AMOUNTS + 1
    kept = [[*row, *[""] * width][:width] for row in rows]
    if not kept or kept[0][0] != FORM or kept[0][1] != _digest(kept[0][2:_FACTS], kept[1:]):
        return None
    organisation, body, unit, year, layer, at = kept[0][2:_FACTS]
    lines = tuple(_line(row) for row in kept[1:])
    versions = tuple(int(row[0]) for row in kept[1:])
    return TakenOut(organisation, body, unit, int(year), int(layer), at, lines, versions)


def _line(row: list[str]) -> InternalLine:
    amounts = [int(text) for text in row[1 + _CODES : 1 + _CODES + _AMOUNTS]]
    place = LinePlace(*row[1 : 1 + _CODES])
    return InternalLine(place, tuple(amounts[:MONTHS]), tuple(amounts[MONTHS:]), row[-1])
