"""To divide a body's frame to its units, and to say by when they hand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.models import AuditEntry
from roder.apps.internalbudgets.actions.refusals import require
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.models import InternalBudget
from roder.apps.internalbudgets.models import UnitPart
from roder.apps.internalbudgets.plan_distribution import plan_distribution
from roder.domain.internal_budget_faults import dividing_faults
from roder.domain.internal_budgets import InternalBudgetState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from roder.apps.identity.models import User

Event = AuditEntry.Event


@transaction.atomic
def allot(
    budget: InternalBudget, amounts: Mapping[str, int], *, seen_version: int | None = None, acting_user: User
) -> bool:
    """Give units of a drafted internal budget these amounts (grants, öre); units not named keep theirs.

    Returns whether anything changed. ``seen_version`` is the version of the budget that a form was opened on.
    Raises ``InternalBudgetRefusedError`` and ``StaleVersionError``.
    """
    held = lock_budget(budget)
    parts = {part.unit_code: part for part in lock_parts(held)}
    require(dividing_faults(InternalBudgetState(held.state), amounts, parts))
    changed = [parts[code] for code, ore in sorted(amounts.items()) if parts[code].allotted_ore != ore]
    if not changed:
        return False
    event = Event.INTERNAL_FRAME_DIVIDED
    if seen_version is not None and held.version != seen_version:
        raise stale(held, mine={}, event=event, subject=held.subject)
    before = {f"{part.unit_code}_ore": part.allotted_ore for part in changed}
    for part in changed:
        part.allotted_ore = amounts[part.unit_code]
        part.version += 1
    UnitPart.objects.bulk_update(changed, ["allotted_ore", "version"])
    _count_up(held)
    new = {f"{part.unit_code}_ore": part.allotted_ore for part in changed}
    record(event, held.subject, acting_user=acting_user, old=before, new=new)
    return True


@transaction.atomic
def set_deadlines(
    budget: InternalBudget,
    units_deadline: date | None,
    own: Mapping[str, date | None] | None = None,
    *,
    acting_user: User,
) -> bool:
    """Set the day by which units hand in, and the own days of some units; ``None`` is no day of its own."""
    held = lock_budget(budget)
    parts = {part.unit_code: part for part in lock_parts(held)}
    own = own or {}
    require(dividing_faults(InternalBudgetState(held.state), own, parts))
    changed = [parts[code] for code, day in sorted(own.items()) if parts[code].deadline != day]
    if held.units_deadline == units_deadline and not changed:
        return False
    before = {part.unit_code: str(part.deadline or "") for part in changed}
    for part in changed:
        part.deadline = own[part.unit_code]
        part.version += 1
    UnitPart.objects.bulk_update(changed, ["deadline", "version"])
    old_day, held.units_deadline = held.units_deadline, units_deadline
    _count_up(held)
    record(
        Event.INTERNAL_DEADLINES_SET,
        held.subject,
        acting_user=acting_user,
        old=before | {"units_deadline": str(old_day or "")},
        new={part.unit_code: str(part.deadline or "") for part in changed}
        | {"units_deadline": str(units_deadline or "")},
    )
    return True


@transaction.atomic
def begin_from_plan(
    organisation: str, body_code: str, year: int, *, units_deadline: date | None = None, acting_user: User
) -> InternalBudget:
    """Begin a body's internal budget, divided as its plan divides the frame when it does.

    Raises ``InternalBudgetRefusedError`` when it cannot be begun.
    """
    budget = begin_internal_budget(
        organisation, body_code, year, units_deadline=units_deadline, acting_user=acting_user
    )
    allot_from_plan(budget, acting_user=acting_user)
    return budget


@transaction.atomic
def allot_from_plan(budget: InternalBudget, *, acting_user: User) -> bool:
    """Give the parts of the body what its newest plan of the year gives them; returns whether anything changed."""
    wanted = plan_distribution(budget)
    return allot(budget, wanted, acting_user=acting_user) if wanted else False


def lock_budget(budget: InternalBudget) -> InternalBudget:
    """Return the internal budget, held until the transaction ends: before its parts, as everybody takes them.

    Rows that point to it may be added meanwhile: whoever holds a part and adds one never waits crosswise.
    """
    return InternalBudget.objects.select_for_update(no_key=True).get(pk=budget.pk)


def lock_parts(budget: InternalBudget) -> list[UnitPart]:
    """Return the parts of an internal budget, held until the transaction ends, in the order of all who hold several."""
    parts = UnitPart.objects.select_for_update(of=("self",)).filter(internal_budget=budget)
    return list(parts.order_by("pk"))


def _count_up(budget: InternalBudget) -> None:
    budget.version += 1
    budget.save(update_fields=["units_deadline", "version"])
