"""A file becomes lines of an internal budget, after somebody has seen what it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.internalbudgets.actions.line_rows import ROWS_AT_ONCE
from roder.apps.internalbudgets.actions.line_rows import add_lines
from roder.apps.internalbudgets.actions.line_rows import amount_fields
from roder.apps.internalbudgets.importing import plan_internal_file
from roder.apps.internalbudgets.models import InternalBudgetLine
from roder.apps.internalbudgets.models import UnitPart
from roder.apps.internalbudgets.queries import original_layer
from roder.apps.organisation.importing import TableChangedError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.importing import InternalBudgetPlan
    from roder.apps.internalbudgets.models import InternalBudget
    from roder.domain.internal_budgets import InternalLine
    from roder.domain.internal_budgets import LinePlace

_CHANGED = ("changed_by", "changed_at", "version")
_SOURCE_LENGTH = 200


@transaction.atomic
def import_internal_file(
    budget: InternalBudget,
    content: Path | bytes,
    *,
    unit: str = "",
    mapping: str = "",
    file_name: str = "",
    take: Collection[int] = (),
    remove: Collection[int] = (),
    expected: str | None = None,
    acting_user: User,
) -> InternalBudgetPlan:
    """Let a body's budget, or a unit's part of it, say what a file says; a faulty file changes nothing.

    ``take`` numbers the conflicts in which the file is followed, ``remove`` the lines that the file does not have and
    that shall go; the others stay as they are. ``expected`` is the fingerprint of what the differences were shown
    against; when it has become another since, ``TableChangedError`` is raised.
    """
    held = _locked(budget, unit)
    plan = plan_internal_file(held, content, unit=unit, mapping=mapping)
    if expected is not None and plan.before != expected:
        raise TableChangedError(plan)
    if plan.refused:
        return plan
    known = range(len(plan.found.conflicts)), range(len(plan.found.removed))
    after = plan.after(
        [number for number in take if number in known[0]],
        [number for number in remove if number in known[1]],
        file_name[-_SOURCE_LENGTH:],
    )
    if after:
        _write(held, plan.now, after, acting_user)
        _record(held, unit, plan, after, file_name, acting_user)
    return plan


def _locked(budget: InternalBudget, unit: str) -> InternalBudget:
    """Return the budget as it is, its parts held until the transaction ends, in the order of all who hold several."""
    rows = UnitPart.objects.select_for_update(of=("self",)).filter(internal_budget=budget).order_by("pk")
    list(rows.filter(unit_code=unit) if unit else rows)
    budget.refresh_from_db()
    return budget


def _write(
    budget: InternalBudget,
    now: Collection[InternalLine],
    after: dict[LinePlace, InternalLine | None],
    by: User,
) -> None:
    layer, at = original_layer(budget), timezone.now()
    held = {line.place for line in now}
    units = {place.unit for place in after}
    rows = {row.place: row for row in layer.lines.filter(unit_code__in=units)}
    gone = [rows[place].pk for place, line in after.items() if line is None]
    layer.lines.filter(pk__in=gone).delete()
    add_lines(layer, [line for place, line in after.items() if line and place not in held], by, at)
    changed = []
    for place, line in after.items():
        if line is not None and place in held:
            row = rows[place]
            for name, value in amount_fields(line).items():
                setattr(row, name, value)
            row.changed_by, row.changed_at, row.version = by, at, F("version") + 1
            changed.append(row)
    if changed:
        names = [*amount_fields(changed[0].as_value()), *_CHANGED]
        InternalBudgetLine.objects.bulk_update(changed, names, batch_size=ROWS_AT_ONCE)


def _record(
    budget: InternalBudget,
    unit: str,
    plan: InternalBudgetPlan,
    after: dict[LinePlace, InternalLine | None],
    file_name: str,
    by: User,
) -> None:
    held = {line.place: line for line in plan.now}
    final = {place: line for place, line in (held | after).items() if line is not None}
    record(
        AuditEntry.Event.INTERNAL_FILE_IMPORTED,
        f"{budget.subject} {unit}".rstrip(),
        acting_user=by,
        old={"lines": len(held), "net_ore": sum(line.year_ore for line in held.values())},
        new={
            "lines": len(final),
            "net_ore": sum(line.year_ore for line in final.values()),
            "lines_changed": len(after),
            "file": file_name,
            "sha256": plan.sha256,
        },
    )
