"""The refusal of an act on goals, and the writing that several acts share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.problems import RefusedError
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.goals.models import Goal
    from roder.apps.goals.models import GoalTree
    from roder.domain.problems import Problem


class GoalRefusedError(RefusedError):
    """What was to be done to a goal tree or a goal cannot be; ``problems`` say why."""


def require(problems: Sequence[Problem]) -> None:
    """Raise ``GoalRefusedError`` when any of the problems refuses."""
    if refuses(problems):
        raise GoalRefusedError(problems)


def tree_subject(tree: GoalTree) -> str:
    """Return what the history calls a goal tree."""
    return f"{tree.organisation} {tree.code}"


def goal_subject(goal: Goal) -> str:
    """Return what the history calls a goal."""
    return f"{tree_subject(goal.tree)} {goal.code}"
