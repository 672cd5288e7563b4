"""To change an adopted internal budget: money moved inside the frame, or a changed frame put on lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.db.models import Max
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.internalbudgets.actions.columns import publish
from roder.apps.internalbudgets.actions.dividing import lock_budget
from roder.apps.internalbudgets.actions.line_rows import add_lines
from roder.apps.internalbudgets.actions.refusals import require
from roder.apps.internalbudgets.actions.steps import freeze_layer
from roder.apps.internalbudgets.models import BudgetLayer
from roder.apps.internalbudgets.queries import layer_lines
from roder.apps.internalbudgets.standings import standing_of
from roder.domain.internal_budget_faults import line_faults
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import LayerKind
from roder.domain.internal_budgets import net_of_units
from roder.domain.internal_budgets import summed
from roder.domain.internal_transfers import InternalRight
from roder.domain.internal_transfers import change_faults
from roder.domain.internal_transfers import decision_faults
from roder.domain.internal_transfers import right_of_change

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from datetime import date

    from roder.apps.decisions.models import Decision
    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.models import InternalBudget
    from roder.domain.internal_budgets import InternalLine
    from roder.domain.problems import Problem

Event = AuditEntry.Event


@dataclass(frozen=True)
class ChangeWish:
    """A change that a person wants: its lines as they change (report sign), why, and each unit's department."""

    lines: Sequence[InternalLine]
    text: str
    department_of: Mapping[str, str]

    @property
    def kind(self) -> LayerKind:
        """A transfer when it sums to zero, else a changed frame."""
        return LayerKind.AMENDMENT if sum(line.year_ore for line in self.lines) else LayerKind.TRANSFER

    @property
    def right(self) -> InternalRight:
        """By whose right it is decided."""
        return right_of_change(self.lines, self.department_of)


@transaction.atomic
def make_change(budget: InternalBudget, wish: ChangeWish, *, acting_user: User) -> BudgetLayer:
    """Lay down a change that waits to be decided; raises ``InternalBudgetRefusedError`` when it does not sum."""
    held = lock_budget(budget)
    lines = summed(wish.lines)
    require(_faults(held, wish.kind, lines))
    number = held.layers.aggregate(last=Max("number"))["last"] + 1
    layer = BudgetLayer.objects.create(
        internal_budget=held, number=number, kind=wish.kind, text=wish.text, decided_right=wish.right
    )
    add_lines(layer, lines, acting_user, timezone.now())
    record(
        Event.INTERNAL_CHANGE_MADE,
        held.subject,
        acting_user=acting_user,
        new={"change": number, "right": wish.right.value, "reason": wish.text, "lines": len(lines)},
    )
    return layer


@transaction.atomic
def decide_change(
    layer: BudgetLayer, *, decision: Decision | None = None, today: date, acting_user: User
) -> BudgetLayer:
    """Decide a change by its right: it is frozen, moves what the units were given, and the follow-up reads it.

    Raises ``InternalBudgetRefusedError`` when it does not fit the frame as it now is, or lacks its decision.
    """
    budget = lock_budget(layer.internal_budget)
    held = BudgetLayer.objects.select_for_update().get(pk=layer.pk)
    if held.is_decided:
        return held
    right, lines = InternalRight(held.decided_right), layer_lines(held)
    found = standing_of(budget).standing
    decided_by = decision.body_code if decision else ""
    require(
        [
            *_faults(budget, LayerKind(held.kind), lines),
            *decision_faults(right, decided_by, {budget.body_code}),
        ]
    )
    decided_on = decision.meeting_date if decision else today
    freeze_layer(held, decided_on, found.frame_ore, decision, acting_user, right)
    held.refresh_from_db()
    for unit, net in net_of_units(lines).items():
        given = budget.parts.filter(unit_code=unit)
        given.update(allotted_ore=F("allotted_ore") - net, version=F("version") + 1)
    record(
        Event.INTERNAL_CHANGE_DECIDED,
        budget.subject,
        acting_user=acting_user,
        new={"change": held.number, "right": right.value, "decision": str(decision or "")},
    )
    publish(budget.organisation, budget.year)
    return held


@transaction.atomic
def withdraw_change(layer: BudgetLayer, *, acting_user: User) -> None:
    """Take away a change that is not decided; what it was stands in the history."""
    budget = lock_budget(layer.internal_budget)
    held = BudgetLayer.objects.select_for_update().get(pk=layer.pk)
    if held.is_decided:
        return
    record(
        Event.INTERNAL_CHANGE_WITHDRAWN,
        budget.subject,
        acting_user=acting_user,
        old={"change": held.number, "reason": held.text},
    )
    held.lines.all().delete()
    held.delete()


def _faults(budget: InternalBudget, kind: LayerKind, lines: Sequence[InternalLine]) -> list[Problem]:
    found = standing_of(budget)
    faults = change_faults(
        kind, InternalBudgetState(budget.state), lines, set(found.parts), found.left_ore or 0
    )
    per_unit = {line.place.unit for line in lines}
    return faults + [
        fault
        for unit in sorted(per_unit)
        for fault in line_faults([line for line in lines if line.place.unit == unit], unit)
    ]
