"""What a plan says: pinned when it is adopted, else read live from goals, assignments, indicators and money."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from roder.apps.budgets.queries import frames
from roder.apps.goals.funding_queries import fundings
from roder.apps.goals.models import Assignment
from roder.apps.plans.goal_parts import activity_part
from roder.apps.plans.goal_parts import goal_parts
from roder.apps.plans.goal_parts import owner_text
from roder.apps.plans.queries import bodies_of_year
from roder.apps.plans.queries import body_above
from roder.domain.plan_contents import PlanDocument
from roder.domain.plans import PlanKind

if TYPE_CHECKING:
    from roder.apps.plans.models import Plan
    from roder.domain.organisation import OrganisationTree
    from roder.domain.plan_contents import Part


def contents(plan: Plan) -> PlanDocument:
    """Return what the plan says: as it was adopted, or as things stand while it is written."""
    return live_contents(plan) if plan.pinned is None else plan.pinned


def live_contents(plan: Plan) -> PlanDocument:
    """Return what the plan would say now."""
    bodies = bodies_of_year(plan.organisation, plan.year)
    within = bodies.subtree(plan.body_code) | {plan.body_code}
    return PlanDocument(
        title=plan.title,
        sections=[
            {"key": str(section.pk), "heading": section.heading, "text": section.text}
            for section in plan.sections.all()
        ],
        goals=goal_parts(plan, bodies),
        assignments=_assignments(plan, bodies, within),
        frame={"amount_ore": _frame_ore(plan)},
        allocations=[
            {"key": each.part_code, "name": _name(each.part_code, bodies), "amount_ore": each.amount_ore}
            for each in plan.allocations.order_by("part_code")
        ],
        fundings=_fundings(plan, within),
    )


def _name(code: str, bodies: OrganisationTree) -> str:
    body = bodies.bodies.get(code)
    return body.name if body else code


def _frame_ore(plan: Plan) -> int | None:
    """Return the frame of a committee, or what the plan above gives a unit; ``None`` when nothing is set."""
    if plan.kind != PlanKind.UNIT:
        frame = frames(plan.organisation, plan.year).get(plan.body_code)
        return frame.current_ore if frame else None
    given = plan.parent.allocations.filter(part_code=plan.body_code).first() if plan.parent else None
    return given.amount_ore if given else None


def _assignments(plan: Plan, bodies: OrganisationTree, within: frozenset[str]) -> list[Part]:
    """Return the assignments that are the body's in the year; a unit's are those that it does something for."""
    takers = {plan.body_code, body_above(plan.body_code, bodies)} - {""}
    rows = Assignment.objects.filter(
        organisation=plan.organisation, given_to__in=takers, given_on__year__lte=plan.year
    ).exclude(due__year__lt=plan.year)
    rows = rows.select_related("owner", "decision").prefetch_related("activities__owner", "goals")
    parts = []
    for row in rows.order_by("code"):
        mine = [each for each in row.activities.all() if each.body_code in within]
        if row.given_to == plan.body_code or mine:
            parts.append(_assignment(row, bodies) | {"activities": [activity_part(each) for each in mine]})
    return parts


def _assignment(row: Assignment, bodies: OrganisationTree) -> dict[str, Any]:
    return {
        "key": row.code,
        "title": row.title,
        "title_en": row.title_en,
        "given_by": _name(row.given_by, bodies),
        "decision": row.decision.day_and_paragraph if row.decision else "",
        "due": row.due.isoformat() if row.due else "",
        "owner": owner_text(row),
        "goals": [{"key": goal.code} for goal in row.goals.all() if goal.tree_id == row.tree_id],
    }


def _fundings(plan: Plan, within: frozenset[str]) -> list[Part]:
    """Return the money that names goals, of the body and what is below it."""
    return [
        {
            "key": str(row.pk),
            "goal": row.goal.code,
            "kind": row.kind,
            "body": row.body_code,
            "project": row.project_code,
            "assignment": row.assignment.code if row.assignment else "",
            "amount_ore": row.amount_ore,
            "reason": row.reason,
        }
        for row in fundings(plan.tree, plan.year)
        if row.body_code in within
    ]
