"""Whose part of which internal budget a page is about, and what the person may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.urls import reverse

from roder.apps.internalbudgets.access import access_internal_budgets
from roder.apps.internalbudgets.access import access_unit_writing
from roder.apps.internalbudgets.access import may_write_unit
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.internalbudgets.queries import internal_budget_of
from roder.apps.internalbudgets.queries import original_layer
from roder.apps.internalbudgets.queries import part_of
from roder.domain.internal_budget_faults import writing_faults
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import UnitPartState
from roder.workspace.budget_places import budget_key

if TYPE_CHECKING:
    from django.http import HttpRequest

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.models import BudgetLayer
    from roder.apps.internalbudgets.models import InternalBudget
    from roder.apps.internalbudgets.models import UnitPart
    from roder.domain.organisation import OrganisationTree
    from roder.domain.problems import Problem


@dataclass(frozen=True)
class ChosenUnit:
    """A unit's part of an internal budget, seen by a person."""

    person: User
    budget: InternalBudget
    part: UnitPart
    bodies: OrganisationTree

    @property
    def name(self) -> str:
        """What the unit is called."""
        return self.bodies.bodies[self.part.unit_code].name

    @cached_property
    def layer(self) -> BudgetLayer:
        """The layer that is written in."""
        return original_layer(self.budget)

    @property
    def is_drafted(self) -> bool:
        """Whether the budget is still being written: later, what is current is more than its first layer."""
        return self.budget.state == InternalBudgetState.DRAFT

    @property
    def may_write(self) -> bool:
        """Whether the person may write the unit's lines when the part is open."""
        return may_write_unit(self.person, self.part.unit_code, self.bodies)

    @property
    def closed(self) -> list[Problem]:
        """What keeps the lines from being written now."""
        return writing_faults(InternalBudgetState(self.budget.state), UnitPartState(self.part.state))

    def url(self, name: str) -> str:
        """Return the address of one of the unit's pages."""
        return reverse(f"workspace:{name}", args=self.arguments)

    @property
    def arguments(self) -> list[Any]:
        """What the addresses of the unit's pages take."""
        return [self.budget.year, self.budget.body_code, self.part.unit_code]


def chosen_unit(request: HttpRequest, year: int, body: str, unit: str) -> ChosenUnit:
    """Return the unit's part that a person asks to see; 403 without the permission, 404 when it is not there."""
    person = access_internal_budgets(request.user)
    return _chosen(person, bodies_of_year(budget_key(year), year), year, body, unit)


def writable_unit(request: HttpRequest, year: int, body: str, unit: str) -> ChosenUnit:
    """Return the unit's part that a person is to write in; 403 when the unit is not theirs."""
    bodies = bodies_of_year(budget_key(year), year)
    return _chosen(access_unit_writing(request.user, unit, bodies), bodies, year, body, unit)


def _chosen(person: User, bodies: OrganisationTree, year: int, body: str, unit: str) -> ChosenUnit:
    budget = internal_budget_of(budget_key(year), body, year)
    part = None if budget is None else part_of(budget, unit)
    if budget is None or part is None or unit not in bodies.bodies:
        raise Http404(f"{year} {body} {unit}")
    return ChosenUnit(person, budget, part, bodies)
