"""To write single cells of a unit's lines: merged with what others wrote meanwhile, nothing overwritten unseen."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.internalbudgets.actions.line_rows import add_lines
from roder.apps.internalbudgets.actions.line_rows import amount_fields
from roder.apps.internalbudgets.actions.writing import lock_writable
from roder.apps.internalbudgets.models import GridVisit
from roder.apps.internalbudgets.models import InternalBudgetLine
from roder.apps.internalbudgets.queries import original_layer
from roder.domain.cell_faults import cell_faults
from roder.domain.cell_merging import WHOLE_LINE
from roder.domain.cell_merging import merge_cells

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.models import BudgetLayer
    from roder.apps.internalbudgets.models import UnitPart
    from roder.domain.cell_merging import CellChange
    from roder.domain.cell_merging import CellConflict
    from roder.domain.cell_merging import MergedCells
    from roder.domain.internal_budgets import InternalLine
    from roder.domain.internal_budgets import LinePlace
    from roder.domain.problems import Problem

CELLS_IN_HISTORY = 40
"""So many cells of a save stand one by one in the history; of a larger block, the first, and how many there were."""
SEEN_AGAIN = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class KeptFromWriting:
    """A conflict, with who wrote what stands there and when; nobody when the line is removed."""

    conflict: CellConflict
    by: User | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WrittenCells:
    """What became of changes: how many were written, which could not be since another was before, which were at fault."""

    written: int = 0
    conflicts: list[KeptFromWriting] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)


@transaction.atomic
def write_cells(part: UnitPart, changes: Sequence[CellChange], *, acting_user: User) -> WrittenCells:
    """Write cells of a unit's lines where they hold what the person saw; the others are told, and the rest saved.

    The number of a conflict counts the changes from 0, the line of a fault from 1. Raises
    ``InternalBudgetRefusedError`` when the unit's part may not be written now.
    """
    held = lock_writable(part)
    faults = [cell_faults(change, held.unit_code, number) for number, change in enumerate(changes, 1)]
    sound = [number for number, found in enumerate(faults) if not found]
    layer = original_layer(held.internal_budget)
    rows = _rows(layer, held.unit_code, {changes[number].place.account for number in sound})
    merged = merge_cells([row.as_value() for row in rows.values()], [changes[number] for number in sound])
    _write(layer, rows, merged, acting_user)
    if merged.written:
        record(
            AuditEntry.Event.INTERNAL_CELLS_WRITTEN,
            held.subject,
            acting_user=acting_user,
            old={_name(each): each.seen for each in merged.written[:CELLS_IN_HISTORY]},
            new={_name(each): each.value for each in merged.written[:CELLS_IN_HISTORY]}
            | {"cells": len(merged.written)},
        )
    return WrittenCells(
        len(merged.written),
        [_kept(each, sound, rows) for each in merged.conflicts],
        [fault for found in faults for fault in found],
    )


def visit_grid(part: UnitPart, cell: str, *, acting_user: User) -> None:
    """Note that a person is in a unit's grid, and in which cell: it is shown to the others there, and no more.

    No act of the history: it is written over all the time, and nobody decides by it.
    """
    now = timezone.now()
    visits = GridVisit.objects.filter(part=part, person=acting_user)
    if visits.filter(cell=cell, seen_at__gte=now - SEEN_AGAIN).exists():
        return
    GridVisit.objects.update_or_create(part=part, person=acting_user, defaults={"cell": cell, "seen_at": now})


def _rows(layer: BudgetLayer, unit: str, accounts: set[str]) -> dict[LinePlace, InternalBudgetLine]:
    rows = layer.lines.filter(unit_code=unit, account__in=accounts).select_related("changed_by")
    return {row.place: row for row in rows}


def _write(
    layer: BudgetLayer, rows: dict[LinePlace, InternalBudgetLine], merged: MergedCells, by: User
) -> None:
    now = timezone.now()
    touched = {change.place for change in merged.written}
    gone = [rows[place].pk for place in touched if place in rows and place not in merged.lines]
    layer.lines.filter(pk__in=gone).delete()
    added = [merged.lines[place] for place in touched if place in merged.lines and place not in rows]
    add_lines(layer, added, by, now)
    for place in touched & rows.keys() & merged.lines.keys():
        values = _changed_fields(rows[place].as_value(), merged.lines[place])
        layer.lines.filter(pk=rows[place].pk).update(
            **values, version=F("version") + 1, changed_by=by, changed_at=now
        )


def _changed_fields(before: InternalLine, line: InternalLine) -> dict[str, Any]:
    old = amount_fields(before)
    return {name: value for name, value in amount_fields(line).items() if value != old[name]}


def _kept(
    conflict: CellConflict, sound: list[int], rows: dict[LinePlace, InternalBudgetLine]
) -> KeptFromWriting:
    numbered = type(conflict)(sound[conflict.number], conflict.change, conflict.theirs)
    row = rows.get(conflict.change.place)
    if row is None:
        return KeptFromWriting(numbered)
    return KeptFromWriting(numbered, row.changed_by, row.changed_at)


def _name(change: CellChange) -> str:
    place = change.place
    codes = (place.account, place.activity, place.project, place.counterparty)
    cell = "" if change.cell == WHOLE_LINE else change.cell
    return " ".join(part for part in (*codes, cell) if part)
