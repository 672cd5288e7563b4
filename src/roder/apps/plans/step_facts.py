"""What is known of a plan when someone would take it further: for the act, and for the page that offers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.plans.contents import contents
from roder.apps.plans.queries import bodies_of_year
from roder.domain.plan_contents import plan_gaps
from roder.domain.plans import PlanAct
from roder.domain.plans import PlanFacts
from roder.domain.plans import PlanKind
from roder.domain.plans import PlanState

if TYPE_CHECKING:
    from roder.apps.plans.models import Plan
    from roder.domain.plan_contents import PlanDocument


def step_facts(plan: Plan, document: PlanDocument | None = None) -> PlanFacts:
    """Return the facts; ``document`` is what the plan says, where it has been read already."""
    reviews = plan.steps.filter(act=PlanAct.REVIEW).select_related("taken_by").order_by("-pk")
    review = reviews.first() if plan.state != PlanState.DRAFT else None
    gaps = plan_gaps(contents(plan) if document is None else document)
    return PlanFacts(
        PlanKind(plan.kind),
        PlanState(plan.state),
        plan.year,
        frozenset(plan.writers.values_list("person__username", flat=True)),
        review.taken_by.username if review else "",
        len(gaps),
        deciders(plan),
    )


def deciders(plan: Plan) -> frozenset[str]:
    """Return the codes of the bodies whose decision adopts the plan: its own, and those above it."""
    bodies = bodies_of_year(plan.organisation, plan.year)
    return frozenset({plan.body_code, *(body.code for body in bodies.path(plan.body_code))})
