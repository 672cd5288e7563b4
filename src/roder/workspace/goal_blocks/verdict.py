"""How the goal stands: the latest signed verdict, and those before it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse

from roder.apps.goals.access import bodies_judged_for
from roder.apps.goals.coverage import organisation_of
from roder.apps.goals.indicator_statuses import indicator_statuses
from roder.apps.goals.queries import verdict_scale
from roder.apps.goals.queries import verdicts_of
from roder.apps.ledger.steering_days import steering_day
from roder.domain.goal_composite import contradicts
from roder.domain.goal_tree import TreeAct
from roder.domain.goal_tree import TreeState
from roder.domain.goal_tree import allows
from roder.workspace.goal_words import shown_verdict

if TYPE_CHECKING:
    from roder.apps.goals.models import Goal
    from roder.apps.goals.models import GoalVerdict
    from roder.apps.identity.models import User
    from roder.apps.indicators.models import VerdictLevel


def block(goal: Goal, user: User) -> dict[str, Any]:
    """Return the whole's verdicts of the goal, latest first."""
    scale = verdict_scale(goal.tree.organisation)
    signed = [shown_verdict(scale, each) for each in verdicts_of(goal) if each.body_code == goal.body_code]
    latest = signed[0] if signed else None
    return {
        "latest": latest,
        "earlier": signed[1:],
        "speaks_against": latest is not None and _speaks_against(goal, latest.verdict, scale),
        "judge_url": _judge_url(goal, user),
    }


def _speaks_against(goal: Goal, verdict: GoalVerdict | None, scale: list[VerdictLevel]) -> bool:
    """Return whether the goal's indicators speak against a verdict, in the verdict's own period."""
    keys = [step.key for step in scale]
    if verdict is None or verdict.level not in (keys[0], keys[-1]):
        return False
    found = indicator_statuses(goal, verdict.period)
    return contradicts(verdict.level, keys, reached=found.reached, missed=found.missed)


def _judge_url(goal: Goal, user: User) -> str:
    """Return where the person may judge the goal; empty when they may not."""
    organisation = organisation_of(goal.tree, steering_day())
    within = bodies_judged_for(user, organisation)
    may = goal.body_code in within if goal.body_code else bool(within)
    is_open = allows(TreeState(goal.tree.state), TreeAct.JUDGE)
    return reverse("workspace:goal_judge", args=[goal.tree.code, goal.code]) if may and is_open else ""
