"""What was typed or pasted into the table: which cells changed, what they say, and what is wrong in each."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from roder.apps.indicators.actions.observations import ValueEntry
from roder.apps.indicators.actions.table import TargetEntry
from roder.apps.indicators.queries import target_value
from roder.apps.indicators.queries import targets_of
from roder.domain.indicator_checks import number_faults
from roder.domain.indicators import Direction
from roder.domain.target_checks import target_faults
from roder.domain.typed_values import typed_target
from roder.domain.typed_values import typed_value
from roder.ui.problem_texts import problem_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.apps.indicators.models import Target
    from roder.domain.problems import Problem
    from roder.workspace.indicators.table_cells import TypedField
    from roder.workspace.indicators.table_cells import TypedRow


@dataclass(frozen=True, slots=True)
class TableChanges:
    """The cells that a person changed, and the faults by the name of the input."""

    values: list[ValueEntry] = field(default_factory=list)
    targets: list[TargetEntry] = field(default_factory=list)
    names: dict[object, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def read_table(rows: Sequence[TypedRow], seen: Mapping[str, tuple[int, str]], place: str) -> TableChanges:
    """Return what is to be saved: the inputs whose text is another than the person saw when the page was opened."""
    found = TableChanges()
    periods = {cell.period for row in rows for cell in row.cells}
    targets = targets_of([row.indicator for row in rows if row.is_first], periods)
    for row in rows:
        for cell in row.cells:
            if cell.target is not None and _is_changed(cell.target, seen):
                held = targets.get((row.indicator.pk, cell.period, row.sex))
                _read_target(found, row, cell.target, cell.period, seen, held)
            if cell.value is not None and _is_changed(cell.value, seen):
                _read_value(found, row, cell.value, cell.period, seen, place)
    return found


def pasted(
    rows: Sequence[TypedRow], block: str, first_row: int, first_column: int, *, into: str
) -> dict[str, str]:
    """Return the texts of a block from a spreadsheet by the inputs that they fall on, from the chosen corner.

    What falls outside the table, or where the person may not write, is left out.
    """
    texts = {}
    lines = block.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    for row, line in zip(rows[first_row:], lines, strict=False):
        for cell, text in zip(row.cells[first_column:], line.split("\t"), strict=False):
            one = cell.target if into == "target" else cell.value
            if one is not None:
                texts[one.name] = text.strip()
    return texts


def _is_changed(one: TypedField, seen: Mapping[str, tuple[int, str]]) -> bool:
    return one.text.strip() != seen.get(one.name, (one.seen, one.stood))[1]


def _read_value(
    found: TableChanges,
    row: TypedRow,
    one: TypedField,
    period: str,
    seen: Mapping[str, tuple[int, str]],
    place: str,
) -> None:
    try:
        said = typed_value(one.text)
    except ValueError:
        found.faults[one.name] = _("“%(text)s” is no number. Write it like 12,5.") % {"text": one.text}
        return
    if said.is_hidden:
        return
    problems = number_faults(said.value)
    if problems:
        found.faults[one.name] = _sentence(problems)
        return
    stood = seen.get(one.name, (one.seen, ""))[0]
    entry = ValueEntry(row.indicator, period, row.sex, said.value, place, seen=stood or None)
    found.values.append(entry)
    found.names[entry.key] = one.name


def _read_target(
    found: TableChanges,
    row: TypedRow,
    one: TypedField,
    period: str,
    seen: Mapping[str, tuple[int, str]],
    held: Target | None,
) -> None:
    try:
        target = typed_target(one.text, target_value(held) if held else None)
    except ValueError:
        found.faults[one.name] = _("“%(text)s” is no target. Write a number, or two with a dash: 2–4.") % {
            "text": one.text
        }
        return
    problems = target_faults(target, Direction(row.indicator.direction)) if target else []
    problems += number_faults(target.value) + number_faults(target.upper) if target else []
    if problems:
        found.faults[one.name] = _sentence(problems)
        return
    version = seen.get(one.name, (one.seen, ""))[0]
    found.targets.append(TargetEntry(row.indicator, period, row.sex, target, version))
    found.names[row.indicator.pk, period, row.sex] = one.name


def _sentence(problems: Sequence[Problem]) -> str:
    return " ".join(problem_text(problem) for problem in problems)
