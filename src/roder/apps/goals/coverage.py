"""Which committee and company has answered which goal, read for a whole tree at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from roder.apps.goals.models import Assignment
from roder.apps.goals.models import Contribution
from roder.apps.goals.queries import goals_of
from roder.apps.goals.queries import roots
from roder.apps.organisation.queries import organisation_tree
from roder.domain.assignments import AssignmentState
from roder.domain.goal_coverage import ANSWERING
from roder.domain.goal_coverage import Answer
from roder.domain.goal_coverage import answer
from roder.domain.goal_coverage import answering_bodies
from roder.domain.goal_coverage import coverage_sum
from roder.domain.goal_tree import OVERALL
from roder.domain.goal_tree import AnswerKind

if TYPE_CHECKING:
    from roder.apps.goals.models import Goal
    from roder.apps.goals.models import GoalTree
    from roder.domain.goal_coverage import CoverageSum
    from roder.domain.organisation import Body
    from roder.domain.organisation import OrganisationTree


@dataclass(frozen=True)
class CoverageCell:
    """What one body has said to one overarching goal."""

    body: Body
    goal: Goal
    answer: Answer
    own_goals: list[Goal]
    contribution: Contribution | None


@dataclass(frozen=True)
class Coverage:
    """Every body by every overarching goal of a tree."""

    bodies: list[Body]
    goals: list[Goal]
    cells: dict[tuple[str, int], CoverageCell]

    def row(self, body: Body) -> list[CoverageCell]:
        """Return a body's cells in the order of the goals."""
        return [self.cells[body.code, goal.pk] for goal in self.goals]

    def column(self, goal: Goal) -> list[CoverageCell]:
        """Return a goal's cells in the order of the bodies."""
        return [self.cells[body.code, goal.pk] for body in self.bodies]

    def sum_of(self, cells: list[CoverageCell]) -> CoverageSum:
        """Return the answers of some cells counted."""
        return coverage_sum(cell.answer for cell in cells)


def day_of_tree(tree: GoalTree, day: date) -> date:
    """Return the day of the organisation that a tree is asked about: the given one, kept in its budget year."""
    return min(max(day, date(tree.year, 1, 1)), date(tree.year, 12, 31))


def organisation_of(tree: GoalTree, day: date) -> OrganisationTree:
    """Return the bodies that the goals of a tree are put to, with all others, on the day kept in its year.

    Read once for each day and tree in hand: the parts of a page that share a tree share its organisation.
    """
    known: dict[date, OrganisationTree] = vars(tree).setdefault("organisations_read", {})
    asked = day_of_tree(tree, day)
    if asked not in known:
        known[asked] = organisation_tree(tree.organisation, asked)
    return known[asked]


def coverage(tree: GoalTree, organisation: OrganisationTree) -> Coverage:
    """Return what every committee and company has answered to every overarching goal of the tree.

    A goal of a unit counts for the committee or company above it.
    """
    every = list(goals_of(tree).select_related(None))
    tops = [goal for goal in every if goal.level == OVERALL]
    top_of = roots(every)
    own: dict[tuple[str, int], list[Goal]] = defaultdict(list)
    for goal in every:
        if goal.body_code:
            own[answering_body(organisation, goal.body_code), top_of[goal.pk]].append(goal)
    said = {
        (row.body_code, row.goal_id): row
        for row in Contribution.objects.filter(goal__in=[goal.pk for goal in tops]).select_related("decision")
    }
    bodies = answering_bodies(organisation)
    cells = {
        (body.code, goal.pk): _cell(body, goal, own[body.code, goal.pk], said.get((body.code, goal.pk)))
        for body in bodies
        for goal in tops
    }
    return Coverage(bodies, tops, cells)


def _cell(body: Body, goal: Goal, own: list[Goal], contribution: Contribution | None) -> CoverageCell:
    kind = AnswerKind(contribution.kind) if contribution else None
    return CoverageCell(body, goal, answer(len(own), kind), own, contribution)


def answering_body(organisation: OrganisationTree, body_code: str) -> str:
    """Return the code of the committee or company that a body belongs to; its own when there is none."""
    above = reversed(organisation.path(body_code))
    return next((body.code for body in above if body.kind in ANSWERING), body_code)


def deviating_assignments(tree: GoalTree) -> dict[int, int]:
    """Return how many assignments deviate under each overarching goal, by the goal's key."""
    top_of = roots(goals_of(tree))
    deviating = Assignment.objects.filter(state=AssignmentState.DEVIATING, goal_links__goal__tree=tree)
    pairs = {
        (top_of[goal], key)
        for key, goal in deviating.values_list("pk", "goal_links__goal_id")
        if goal in top_of
    }
    counts: dict[int, int] = defaultdict(int)
    for top, _assignment in pairs:
        counts[top] += 1
    return dict(counts)
