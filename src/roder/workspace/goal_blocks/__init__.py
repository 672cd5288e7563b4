"""The blocks of a goal's page, in the order in which they stand there: a line here and a template for each.

A block's module has ``block(goal, user)``, which returns what its template reads as ``block``; the template is
``workspace/goals/blocks/_<area>.html`` and says what to do when there is nothing to show yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from roder.workspace.goal_blocks import answers
from roder.workspace.goal_blocks import assignments
from roder.workspace.goal_blocks import documents
from roder.workspace.goal_blocks import indicators
from roder.workspace.goal_blocks import money
from roder.workspace.goal_blocks import plans
from roder.workspace.goal_blocks import verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from roder.apps.goals.models import Goal
    from roder.apps.identity.models import User


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the goal page: the area that owns it, and what gives its values."""

    area: str
    build: Callable[[Goal, User], dict[str, Any]]

    @property
    def template(self) -> str:
        """The template that shows the values."""
        return f"workspace/goals/blocks/_{self.area}.html"


BLOCKS = (
    Block("verdict", verdict.block),
    Block("answers", answers.block),
    Block("assignments", assignments.block),
    Block("indicators", indicators.block),
    Block("money", money.block),
    Block("documents", documents.block),
    Block("plans", plans.block),
)
