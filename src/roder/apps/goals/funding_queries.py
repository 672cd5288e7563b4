"""The money that names goals, as rows and as the values that the rules take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.budgets.queries import frames
from roder.apps.goals.models import Assignment
from roder.apps.goals.models import GoalFunding
from roder.domain.goal_funding import Funding
from roder.domain.goal_funding import FundingKind

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from roder.apps.goals.models import GoalTree
    from roder.domain.organisation import OrganisationTree


def fundings(tree: GoalTree, year: int) -> QuerySet[GoalFunding]:
    """Return the money of a year that names the tree's goals, by goal and body."""
    rows = GoalFunding.objects.filter(goal__tree=tree, organisation=tree.organisation, year=year)
    return rows.select_related("goal", "assignment", "decision").order_by(
        "goal__position", "goal__code", "body_code", "pk"
    )


def funding_with_key(tree: GoalTree, pk: int) -> GoalFunding | None:
    """Return one row of money that names a goal of the tree."""
    rows = GoalFunding.objects.filter(goal__tree=tree, pk=pk)
    return rows.select_related("goal__tree", "assignment").first()


def assignments_to_fund(organisation: str) -> dict[str, Assignment]:
    """Return the assignments that money can name with a goal, by code."""
    return {row.code: row for row in Assignment.objects.filter(organisation=organisation).order_by("code")}


def assignment_fundings(assignment: Assignment) -> QuerySet[GoalFunding]:
    """Return the money of an assignment, oldest year first."""
    rows = GoalFunding.objects.filter(assignment=assignment)
    return rows.select_related("goal__tree", "assignment", "decision").order_by("year", "body_code", "pk")


def as_value(row: GoalFunding) -> Funding:
    """Return a row as the rules take it."""
    return Funding(
        row.goal.code,
        row.body_code,
        FundingKind(row.kind),
        row.amount_ore,
        row.project_code,
        row.assignment.code if row.assignment else "",
    )


def holder_of(body: str, tree: OrganisationTree, frame_holders: set[str]) -> str:
    """Return the code of the body whose frame the money of a body is part of; empty when there is none."""
    steps = [step.code for step in reversed(tree.path(body))] or [body]
    return next((code for code in steps if code in frame_holders), "")


def frame_ore_by_holder(organisation: str, year: int) -> dict[str, int]:
    """Return the frames of a year by the body that holds them."""
    return {code: frame.current_ore for code, frame in frames(organisation, year).items()}


def subject_of(row: GoalFunding) -> str:
    """Return what the history calls a funding: its organisation, year, goal and body."""
    return f"{row.organisation} {row.year} {row.goal.code} {row.body_code}"
