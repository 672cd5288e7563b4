"""The plan that an address names, and what a page of it needs first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from roder.apps.plans.contents import contents
from roder.apps.plans.queries import bodies_of_year
from roder.apps.plans.queries import plans

if TYPE_CHECKING:
    from roder.apps.plans.models import Plan
    from roder.domain.organisation import OrganisationTree
    from roder.domain.plan_contents import PlanDocument


@dataclass(frozen=True)
class ChosenPlan:
    """A plan, the bodies of its year, and what it says."""

    plan: Plan
    bodies: OrganisationTree
    document: PlanDocument

    @property
    def body_name(self) -> str:
        """What the plan's body is called."""
        return self.name_of(self.plan.body_code)

    def name_of(self, code: str) -> str:
        """Return what a body is called that year; its code when it is not in force."""
        body = self.bodies.bodies.get(code)
        return body.name if body else code


def chosen_plan(pk: int) -> ChosenPlan:
    """Return the plan that the address names; raises ``Http404`` when there is none."""
    plan = plans().filter(pk=pk).first()
    if plan is None:
        raise Http404(str(pk))
    return ChosenPlan(plan, bodies_of_year(plan.organisation, plan.year), contents(plan))
