"""Plans as they are found: of a year, of a body, and the one above."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roder.apps.goals.queries import trees
from roder.apps.organisation.queries import organisation_tree
from roder.apps.plans.models import Plan
from roder.domain.goal_funding_faults import YEARS_OF_A_TREE
from roder.domain.goal_tree import TreeState
from roder.domain.organisation import FRAME_HOLDERS
from roder.domain.organisation import BodyKind
from roder.domain.plans import plan_kind

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from roder.apps.goals.models import GoalTree
    from roder.domain.organisation import Body
    from roder.domain.organisation import OrganisationTree

LAST_MONTH, LAST_DAY = 12, 31
ANSWERING = FRAME_HOLDERS | {BodyKind.COMPANY}
"""Bodies whose plans unit plans stand under."""


def bodies_of_year(organisation: str, year: int) -> OrganisationTree:
    """Return the bodies that make the plans of a year: those in force when it ends."""
    return organisation_tree(organisation, date(year, LAST_MONTH, LAST_DAY))


def plans() -> QuerySet[Plan]:
    """Return every plan with what its pages name."""
    return Plan.objects.select_related("tree", "decision", "parent")


def newest_plans(organisation: str, year: int) -> dict[str, Plan]:
    """Return the newest revision of each body's plan of a year, by body code."""
    rows = plans().filter(organisation=organisation, year=year).order_by("revision")
    return {plan.body_code: plan for plan in rows}


def newest_plan(organisation: str, body_code: str, year: int) -> Plan | None:
    """Return the newest revision of a body's plan of a year."""
    rows = plans().filter(organisation=organisation, year=year, body_code=body_code)
    return rows.order_by("-revision").first()


def revisions_of(plan: Plan) -> list[Plan]:
    """Return every revision of the same body's plan of the year, newest first."""
    same = plans().filter(organisation=plan.organisation, body_code=plan.body_code, year=plan.year)
    return list(same.order_by("-revision"))


def years_with_plans(organisation: str) -> list[int]:
    """Return the years that have plans, oldest first."""
    return sorted(set(Plan.objects.filter(organisation=organisation).values_list("year", flat=True)))


def planning_bodies(bodies: OrganisationTree) -> list[Body]:
    """Return the committees and companies that are to have a plan, in code order."""
    found = [body for body in bodies.bodies.values() if body.kind in ANSWERING and plan_kind(body.kind)]
    return sorted(found, key=lambda body: body.code)


def adopted_tree_of(organisation: str, year: int) -> GoalTree | None:
    """Return the adopted goals that a plan of the year is built from: the latest Mål och budget that covers it."""
    adopted = trees(organisation).exclude(state=TreeState.DRAFT)
    return adopted.filter(year__lte=year, year__gt=year - YEARS_OF_A_TREE).first()


def body_above(code: str, bodies: OrganisationTree) -> str:
    """Return the committee or company that a body is part of: itself, when it is one; empty when there is none."""
    steps = reversed(bodies.path(code))
    return next((body.code for body in steps if body.kind in ANSWERING), "")


def plan_above(code: str, year: int, bodies: OrganisationTree) -> Plan | None:
    """Return the newest plan of the nearest body above that has one."""
    newest = newest_plans(bodies.organisation, year)
    steps = [body.code for body in reversed(bodies.path(code)) if body.code != code]
    nearest = body_above(code, bodies)
    within = steps[: steps.index(nearest) + 1] if nearest in steps else []
    return next((newest[step] for step in within if step in newest), None)
