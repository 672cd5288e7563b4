"""To begin an internal budget, and to make a unit's lines these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.internalbudgets.actions.line_rows import add_lines
from roder.apps.internalbudgets.actions.refusals import require
from roder.apps.internalbudgets.models import BudgetLayer
from roder.apps.internalbudgets.models import InternalBudget
from roder.apps.internalbudgets.models import UnitPart
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.internalbudgets.queries import layer_lines
from roder.apps.internalbudgets.queries import original_layer
from roder.apps.internalbudgets.queries import units_of
from roder.domain.internal_budget_faults import beginning_faults
from roder.domain.internal_budget_faults import line_faults
from roder.domain.internal_budget_faults import writing_faults
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import LayerKind
from roder.domain.internal_budgets import UnitPartState
from roder.domain.internal_budgets import net_of_units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roder.apps.identity.models import User
    from roder.domain.internal_budgets import InternalLine

Event = AuditEntry.Event


@transaction.atomic
def begin_internal_budget(
    organisation: str,
    body_code: str,
    year: int,
    *,
    units_deadline: date | None = None,
    is_example: bool = False,
    acting_user: User,
) -> InternalBudget:
    """Begin a body's internal budget of a year: empty, with a part for the body and each unit below it.

    Raises ``InternalBudgetRefusedError`` when there is one, or the body divides no money that year.
    """
    units = units_of(body_code, bodies_of_year(organisation, year))
    kind = units[0].kind if units else None
    found = InternalBudget.objects.filter(organisation=organisation, body_code=body_code, year=year)
    require(beginning_faults(body_code, kind, is_there=found.exists()))
    budget = InternalBudget.objects.create(
        organisation=organisation,
        body_code=body_code,
        year=year,
        units_deadline=units_deadline,
        is_example=is_example,
    )
    BudgetLayer.objects.create(internal_budget=budget, number=1, kind=LayerKind.ORIGINAL)
    UnitPart.objects.bulk_create(UnitPart(internal_budget=budget, unit_code=unit.code) for unit in units)
    record(
        Event.INTERNAL_BUDGET_BEGUN,
        budget.subject,
        acting_user=acting_user,
        new={"units": len(units), "units_deadline": str(units_deadline or "")},
    )
    return budget


@transaction.atomic
def put_unit_lines(
    part: UnitPart, lines: Sequence[InternalLine], *, reason: str = "", acting_user: User
) -> bool:
    """Make the lines of a unit exactly these; returns whether anything changed.

    Raises ``InternalBudgetRefusedError`` when the unit's part may not be written now or a line is at fault.
    """
    row = lock_writable(part)
    require(line_faults(lines, row.unit_code))
    layer = original_layer(row.internal_budget)
    before = layer_lines(layer, [row.unit_code])
    if before == sorted(lines, key=lambda line: line.place):
        return False
    layer.lines.filter(unit_code=row.unit_code).delete()
    add_lines(layer, lines, acting_user, timezone.now())
    record(
        Event.INTERNAL_LINES_PUT,
        row.subject,
        acting_user=acting_user,
        old={"lines": len(before), "net_ore": net_of_units(before).get(row.unit_code, 0)},
        new={
            "lines": len(lines),
            "net_ore": net_of_units(lines).get(row.unit_code, 0),
            "reason": reason,
        },
    )
    return True


def lock_writable(part: UnitPart) -> UnitPart:
    """Return the part, held until the transaction ends; raises ``InternalBudgetRefusedError`` when it is closed."""
    row = lock_part(part)
    require(writing_faults(InternalBudgetState(row.internal_budget.state), UnitPartState(row.state)))
    return row


def lock_part(part: UnitPart) -> UnitPart:
    """Return the part, held until the transaction ends.

    Its budget is read only after: together with the part it would be as it was before one waited, and whoever held the
    part may have approved the whole.
    """
    return UnitPart.objects.select_for_update().get(pk=part.pk)
