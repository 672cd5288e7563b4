"""Which parts of internal budgets wait for a person: to be filled in, sent back to them, or to be approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.internalbudgets.models import UnitPart
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.domain.duties import DutyKind
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import UnitPartState
from roder.domain.mandates import Permission
from roder.domain.mandates import giving
from roder.domain.reach import Reach

if TYPE_CHECKING:
    from datetime import date

    from roder.apps.identity.models import User
    from roder.domain.organisation import OrganisationTree

PARTS = "/"
"""Between the year, the body and the unit in a subject."""


def parts_to_fill_in(person: User, day: date) -> dict[str, date]:
    """Return the last days of the open parts that the person may write by a mandate for a part, by subject."""
    found = {}
    for part in _parts(person, Permission.EDIT_INTERNAL_BUDGET, day, [UnitPartState.DRAFT]):
        due = part.deadline or part.internal_budget.units_deadline
        if due is not None:
            found[_subject(part)] = due
    return found


def parts_that_wait(person: User, day: date) -> dict[DutyKind, tuple[str, ...]]:
    """Return the parts that were sent back to the person, and those that they are to approve, by subject."""
    returned = _parts(person, Permission.EDIT_INTERNAL_BUDGET, day, [UnitPartState.RETURNED])
    submitted = _parts(person, Permission.APPROVE_INTERNAL_BUDGET, day, [UnitPartState.SUBMITTED])
    return {
        DutyKind.INTERNAL_BUDGET_RETURNED: tuple(map(_subject, returned)),
        DutyKind.INTERNAL_BUDGET_TO_APPROVE: tuple(map(_subject, submitted)),
    }


def part_named(subject: str) -> str:
    """Return what the unit of a subject is called, with the year; its code when it is not there any more."""
    year, body, unit = subject.split(PARTS)
    part = UnitPart.objects.filter(
        internal_budget__year=int(year), internal_budget__body_code=body, unit_code=unit
    ).select_related("internal_budget")
    found = part.first()
    tree = bodies_of_year(found.internal_budget.organisation, int(year)) if found else None
    name = tree.bodies[unit].name if tree and unit in tree.bodies else unit
    return f"{name} {year}"


def _parts(person: User, permission: Permission, day: date, states: list[UnitPartState]) -> list[UnitPart]:
    """Return the parts in some states that a mandate for a part reaches; one for the whole asks nobody."""
    held = giving(person.mandate_values, permission, day)
    reach = Reach(tuple(mandate for mandate in held if mandate.body))
    if not reach.mandates:
        return []
    rows = UnitPart.objects.filter(internal_budget__state=InternalBudgetState.DRAFT, state__in=states)
    trees: dict[tuple[str, int], OrganisationTree] = {}
    found = []
    for part in rows.select_related("internal_budget").order_by("internal_budget__year", "unit_code"):
        key = (part.internal_budget.organisation, part.internal_budget.year)
        if key not in trees:
            trees[key] = bodies_of_year(*key)
        if part.unit_code in reach.bodies(trees[key]):
            found.append(part)
    return found


def _subject(part: UnitPart) -> str:
    return PARTS.join((str(part.internal_budget.year), part.internal_budget.body_code, part.unit_code))
