"""How the goal stands: the latest signed verdict, and those before it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from roder.apps.goals.queries import verdict_scale
from roder.apps.goals.queries import verdicts_of
from roder.workspace.goal_words import shown_verdict

if TYPE_CHECKING:
    from roder.apps.goals.models import Goal
    from roder.apps.identity.models import User


def block(goal: Goal, user: User) -> dict[str, Any]:
    """Return the whole's verdicts of the goal, latest first."""
    del user
    scale = verdict_scale(goal.tree.organisation)
    signed = [shown_verdict(scale, each) for each in verdicts_of(goal) if each.body_code == goal.body_code]
    return {"latest": signed[0] if signed else None, "earlier": signed[1:], "has_scale": bool(scale)}
