"""The money of goals and the plans of the access world, and what their addresses are asked with."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.workspace.access_goals import TREE

from roder.apps.goals.actions.funding import FundingWish
from roder.apps.goals.actions.funding import add_funding
from roder.apps.goals.models import GoalFunding
from roder.apps.goals.models import GoalTree
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.plans.actions.steps import StepReasons
from roder.apps.plans.actions.steps import take_step
from roder.apps.plans.actions.writing import build_plan
from roder.apps.plans.models import Plan
from roder.domain.goal_funding import FundingKind
from roder.domain.plans import PlanAct


def make_money(tree: GoalTree) -> None:
    """Money of the unit within the mandates, and of the committee beyond them."""
    goal = tree.goals.get(code="1")
    for body in ("411", "500"):
        add_funding(FundingWish(goal, 2018, FundingKind.FRAME, body, 100_00), acting_user=system_user())


def make_plans(tree: GoalTree) -> None:
    """Drafts of the unit within the mandates and of the committee beyond them; an adopted one to read."""
    for body in ("411", "500", "412"):
        build_plan(tree, body, 2018, title=f"Plan {body}", headings=["Economy"], acting_user=system_user())
    adopted = Plan.objects.get(body_code="412")
    for number, act in enumerate((PlanAct.REVIEW, PlanAct.APPROVE, PlanAct.ADOPT)):
        person = User.objects.create(username=f"examiner{number}")
        said = StepReasons("Gaps are filled later.")
        take_step(adopted, act, said, today=date(2018, 1, 9), acting_user=person)


def _tree(*_asked: Any) -> list[Any]:
    return [TREE]


def _funding(_world: Any, place: str) -> list[Any]:
    body = "411" if place == "here" else "500"
    return [TREE, GoalFunding.objects.get(body_code=body).pk]


def _plan(place: str) -> Plan:
    return Plan.objects.get(body_code="411" if place == "here" else "500")


def _plan_here(_world: Any, place: str) -> list[Any]:
    return [_plan(place).pk]


def _adopted(*_asked: Any) -> list[Any]:
    return [Plan.objects.get(body_code="412").pk]


def _section(_world: Any, place: str) -> list[Any]:
    plan = _plan(place)
    return [plan.pk, plan.sections.get().pk]


ARGUMENTS: dict[str, Any] = {
    "workspace:plan": _adopted,
    "workspace:plan_json": _adopted,
    "workspace:plan_differences": _adopted,
    "workspace:plan_edit": _plan_here,
    "workspace:plan_section": _section,
    "workspace:plan_section_add": _plan_here,
    "workspace:plan_section_remove": _section,
    "workspace:plan_distribute": _plan_here,
    "workspace:plan_revise": _plan_here,
    "workspace:plan_step": lambda _world, place: [_plan(place).pk, "review"],
    "workspace:goal_money": _tree,
    "workspace:goal_money_csv": lambda *_asked: [TREE, "mal"],
    "workspace:goal_money_body": lambda *_asked: [TREE, "400"],
    "workspace:goal_money_goal": lambda *_asked: [TREE, "1"],
    "workspace:funding_add": _tree,
    "workspace:funding_change": _funding,
    "workspace:funding_remove": _funding,
}
SENT: dict[str, Any] = {
    "workspace:plan_build": lambda _world, place: {
        "body": "411" if place == "here" else "500",
        "year": "2019",
    },
}
