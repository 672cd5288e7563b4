"""How committees and companies answer the goal: with goals of their own, contributions, or why it is not theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from roder.apps.goals.coverage import coverage
from roder.apps.goals.coverage import organisation_of
from roder.apps.goals.queries import goals_below
from roder.apps.ledger.steering_days import steering_day
from roder.domain.goal_coverage import Answer
from roder.domain.goal_tree import OVERALL
from roder.workspace.goal_words import answer_word
from roder.workspace.goal_words import goal_link

if TYPE_CHECKING:
    from roder.apps.goals.coverage import CoverageCell
    from roder.apps.goals.models import Goal
    from roder.apps.identity.models import User


def block(goal: Goal, user: User) -> dict[str, Any]:
    """Return the answers to an overarching goal by body; below another goal, the goals that stand under it."""
    del user
    organisation = organisation_of(goal.tree, steering_day())
    if goal.level != OVERALL:
        return {"is_overall": False, "below": [goal_link(each) for each in goals_below(goal)]}
    covered = coverage(goal.tree, organisation)
    shown = next(each for each in covered.goals if each.pk == goal.pk)
    cells = covered.column(shown)
    return {
        "is_overall": True,
        "answers": [_answer(cell, goal) for cell in cells if cell.answer is not Answer.UNANSWERED],
        "unanswered": [cell.body.name for cell in cells if cell.answer is Answer.UNANSWERED],
        "sum": covered.sum_of(cells),
    }


def _answer(cell: CoverageCell, goal: Goal) -> dict[str, Any]:
    for own in cell.own_goals:
        own.tree = goal.tree
    return {
        "body": cell.body.name,
        "word": answer_word(cell.answer, len(cell.own_goals)),
        "answer": cell.answer.value,
        "goals": [goal_link(own) for own in cell.own_goals],
        "text": cell.contribution.text if cell.contribution else "",
    }
