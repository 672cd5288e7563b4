"""Many people write in one table: each cell is merged by itself, and what two wrote differently is never lost.

Every change says which value its person saw. A cell that still holds it is written; a cell that another has
changed meanwhile is a conflict with both values; all others are saved. A line that is not there has nothing in its
cells, so that a new line, a removed line and a cell go by the same rule. Rules and worked tables:
docs/algorithms/merging-cells.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import TypeAlias

from roder.domain.internal_budgets import MONTHS
from roder.domain.internal_budgets import PLAN_YEARS
from roder.domain.internal_budgets import InternalLine
from roder.domain.money import allocate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from roder.domain.internal_budgets import LinePlace

MONTH_CELLS = tuple(f"m{month:02}" for month in range(1, MONTHS + 1))
PLAN_CELLS = tuple(f"plan{number}" for number in range(1, PLAN_YEARS + 1))
YEAR_CELL = "year"
TEXT_CELL = "text"
WHOLE_LINE = "line"
AMOUNT_CELLS = (YEAR_CELL, *MONTH_CELLS, *PLAN_CELLS)
CELLS = (*AMOUNT_CELLS, TEXT_CELL)

CellValue: TypeAlias = int | str
LineCells: TypeAlias = tuple[CellValue, ...]
"""The months, the plan years and the text of a line, as whoever removes it saw them; empty for none."""

NO_MONTHS = (0,) * MONTHS
EMPTY_LINE: LineCells = ()


@dataclass(frozen=True, slots=True)
class CellChange:
    """What a person wrote in a cell, and what stood there when they did; amounts in öre, report sign.

    ``cell`` is one of ``CELLS``; a year comes with the formula that it was typed as, if any. ``cell`` may also be
    ``WHOLE_LINE``: ``value`` 1 adds the line, 0 removes the one whose cells were ``seen_line``.
    """

    place: LinePlace
    cell: str
    seen: CellValue
    value: CellValue
    formula: str = ""
    seen_line: LineCells = EMPTY_LINE


@dataclass(frozen=True, slots=True)
class CellConflict:
    """A change that is not written: another has changed the cell since. ``number`` is the change's, from 0.

    ``theirs`` is what stands in the cell now; ``None`` when the line is removed.
    """

    number: int
    change: CellChange
    theirs: CellValue | LineCells | None


@dataclass(slots=True)
class MergedCells:
    """What became of changes: the lines as they are after them, which changes were written, and which could not be."""

    lines: dict[LinePlace, InternalLine]
    written: list[CellChange] = field(default_factory=list)
    conflicts: list[CellConflict] = field(default_factory=list)


def merge_cells(lines: Iterable[InternalLine], changes: Sequence[CellChange]) -> MergedCells:
    """Return lines with the changes put in, one after another, and those that another was before.

    >>> from roder.domain.internal_budgets import LinePlace
    >>> line = InternalLine(LinePlace("3011", "4600"), (-5,) * 12)
    >>> merge_cells([line], [CellChange(line.place, "m01", -5, -7)]).lines[line.place].year_ore
    -62
    """
    merged = MergedCells({line.place: line for line in lines})
    for number, change in enumerate(changes):
        now = merged.lines.get(change.place)
        theirs = _cells(now) if change.cell == WHOLE_LINE else cell_of(now, change.cell)
        if _is_there(now, change):
            continue
        if _is_as_seen(now, change):
            _write(merged, now, change)
        else:
            merged.conflicts.append(CellConflict(number, change, None if now is None else theirs))
    return merged


def cell_of(line: InternalLine | None, cell: str) -> CellValue:
    """Return what stands in a cell; nothing (0, or no text) when the line is not there.

    >>> cell_of(None, "m01"), cell_of(None, "text")
    (0, '')
    """
    if cell == TEXT_CELL:
        return "" if line is None else line.text
    if line is None:
        return 0
    if cell == YEAR_CELL:
        return line.year_ore
    if cell in PLAN_CELLS:
        return line.plan_ore[PLAN_CELLS.index(cell)]
    return line.months_ore[MONTH_CELLS.index(cell)]


def reshaped(months_ore: Sequence[int], year_ore: int) -> tuple[int, ...]:
    """Return months that sum to a year and keep their shape, exact to the öre by largest remainder.

    Months of both signs have no shape to keep: what the year grew by is spread evenly over them.

    >>> reshaped((100, 0, 200), 600), reshaped((0, 0), 5), reshaped((100, -40), 80)
    ((200, 0, 400), (3, 2), (110, -30))
    """
    if min(months_ore) < 0 < max(months_ore):
        more = allocate(year_ore - sum(months_ore), [1] * len(months_ore))
        return tuple(ore + part for ore, part in zip(months_ore, more, strict=True))
    return tuple(allocate(year_ore, [abs(ore) for ore in months_ore]))


def _cells(line: InternalLine | None) -> LineCells:
    return EMPTY_LINE if line is None else (*line.months_ore, *line.plan_ore, line.text)


def _is_there(now: InternalLine | None, change: CellChange) -> bool:
    """Return whether what is wanted stands there already: the same values twice are no conflict."""
    if change.cell == WHOLE_LINE:
        return (now is not None) == bool(change.value)
    same_formula = change.cell != YEAR_CELL or now is None or change.formula in ("", now.formula)
    return now is not None and same_formula and cell_of(now, change.cell) == change.value


def _is_as_seen(now: InternalLine | None, change: CellChange) -> bool:
    if change.cell == WHOLE_LINE:
        return bool(change.value) or _cells(now) == change.seen_line
    return cell_of(now, change.cell) == change.seen


def _write(merged: MergedCells, now: InternalLine | None, change: CellChange) -> None:
    merged.written.append(change)
    if change.cell == WHOLE_LINE and not change.value:
        del merged.lines[change.place]
        return
    line = now or InternalLine(change.place, NO_MONTHS)
    merged.lines[change.place] = line if change.cell == WHOLE_LINE else _with_cell(line, change)


def _with_cell(line: InternalLine, change: CellChange) -> InternalLine:
    """Return the line with a cell written. What a person types in its year is no longer reckoned by anything else."""
    if change.cell == TEXT_CELL:
        return replace(line, text=str(change.value))
    value = int(change.value)
    if change.cell in PLAN_CELLS:
        at = PLAN_CELLS.index(change.cell)
        return replace(line, plan_ore=(*line.plan_ore[:at], value, *line.plan_ore[at + 1 :]))
    typed = replace(line, origin="", source="", formula="")
    if change.cell == YEAR_CELL:
        return replace(typed, months_ore=reshaped(line.months_ore, value), formula=change.formula)
    at = MONTH_CELLS.index(change.cell)
    months = (*line.months_ore[:at], value, *line.months_ore[at + 1 :])
    return replace(typed, months_ore=months, profile="")
