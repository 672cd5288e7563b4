"""The steps that a page offers a person: with a unit's part, and with the whole internal budget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from roder.apps.internalbudgets.access import access_adopting
from roder.apps.internalbudgets.access import access_approving
from roder.apps.internalbudgets.access import access_unit_writing
from roder.apps.internalbudgets.access import may_adopt
from roder.apps.internalbudgets.access import may_approve_part
from roder.apps.internalbudgets.access import may_write_unit
from roder.domain.internal_budget_steps import BUDGET_TRANSITIONS
from roder.domain.internal_budget_steps import PART_TRANSITIONS
from roder.domain.internal_budget_steps import InternalBudgetAct
from roder.domain.internal_budget_steps import PartAct
from roder.domain.internal_budget_steps import budget_transition
from roder.domain.internal_budget_steps import part_transition
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.mandates import Permission
from roder.workspace.internal_budgets.step_words import budget_act_label
from roder.workspace.internal_budgets.step_words import part_act_label

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.models import InternalBudget
    from roder.apps.internalbudgets.models import UnitPart
    from roder.domain.organisation import OrganisationTree

_DOORS = {
    Permission.EDIT_INTERNAL_BUDGET: (access_unit_writing, may_write_unit),
    Permission.APPROVE_INTERNAL_BUDGET: (access_approving, may_approve_part),
    Permission.ADOPT_INTERNAL_BUDGET: (access_adopting, may_adopt),
}


@dataclass(frozen=True)
class ActLink:
    """A step that a person may take: what it is called and where."""

    label: str
    url: str


def access_part_act(user: User | AnonymousUser, act: PartAct, unit: str, bodies: OrganisationTree) -> User:
    """Return the person when they may take the step with the unit's part; else raises ``PermissionDenied``."""
    return _DOORS[part_transition(act).permission][0](user, unit, bodies)


def access_budget_act(
    user: User | AnonymousUser, act: InternalBudgetAct, body: str, bodies: OrganisationTree
) -> User:
    """Return the person when they may take the step with the body's budget; else raises ``PermissionDenied``."""
    return _DOORS[budget_transition(act).permission][0](user, body, bodies)


def part_acts(person: User, part: UnitPart, bodies: OrganisationTree) -> list[ActLink]:
    """Return the steps that a person may take with a unit's part as it stands."""
    budget = part.internal_budget
    if budget.state != InternalBudgetState.DRAFT:
        return []
    return [
        ActLink(
            part_act_label(row.act),
            reverse(
                "workspace:internal_budget_part_step",
                args=[budget.year, budget.body_code, part.unit_code, row.act.value],
            ),
        )
        for row in PART_TRANSITIONS
        if part.state in row.sources and _DOORS[row.permission][1](person, part.unit_code, bodies)
    ]


def budget_acts(person: User, budget: InternalBudget, bodies: OrganisationTree) -> list[ActLink]:
    """Return the steps that a person may take with a body's internal budget as it stands."""
    return [
        ActLink(
            budget_act_label(row.act),
            reverse("workspace:internal_budget_step", args=[budget.year, budget.body_code, row.act.value]),
        )
        for row in BUDGET_TRANSITIONS
        if budget.state == row.source and _DOORS[row.permission][1](person, budget.body_code, bodies)
    ]
