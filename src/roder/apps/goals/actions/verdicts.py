"""To judge a goal: a verdict is signed by a person, dated, of a period, with its reason, and only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.goals.models import GoalVerdict
from roder.apps.goals.queries import verdict_scale
from roder.apps.goals.refusals import goal_subject
from roder.apps.goals.refusals import require
from roder.domain.goal_faults import BAD_PERIOD
from roder.domain.goal_faults import UNKNOWN_VERDICT
from roder.domain.goal_tree import TreeAct
from roder.domain.goal_tree import TreeState
from roder.domain.goal_tree import state_faults
from roder.domain.goal_tree import text_faults
from roder.domain.indicator_periods import IndicatorPeriod

if TYPE_CHECKING:
    from datetime import datetime

    from roder.apps.goals.models import Goal
    from roder.apps.identity.models import User


@transaction.atomic
def judge_goal(
    goal: Goal,
    *,
    period: str,
    level: str,
    reason: str,
    body_code: str = "",
    judged_at: datetime | None = None,
    acting_user: User,
) -> GoalVerdict:
    """Sign a verdict of a goal for a body, or without one for the whole municipality.

    ``period`` is one as indicators have ("2018", "2018T2", "2018-08"), ``level`` a key of the municipality's scale,
    ``judged_at`` now unless an import says when. Raises ``GoalRefusedError``.
    """
    scale = {step.key: step.name for step in verdict_scale(goal.tree.organisation)}
    problems = state_faults(TreeState(goal.tree.state), TreeAct.JUDGE)
    known = _period(period)
    problems += [] if known else [BAD_PERIOD]
    problems += [] if level in scale else [UNKNOWN_VERDICT]
    require([*problems, *text_faults(reason)])
    verdict = GoalVerdict.objects.create(
        goal=goal,
        period=known,
        body_code=body_code,
        level=level,
        reason=reason.strip(),
        judged_by=acting_user,
        judged_at=judged_at or timezone.now(),
    )
    new = {"period": known, "verdict": scale[level], "reason": reason.strip(), "body_code": body_code}
    record(AuditEntry.Event.GOAL_JUDGED, goal_subject(goal), acting_user=acting_user, new=new)
    return verdict


def _period(text: str) -> str:
    """Return the period as it is kept; empty when the text is none."""
    try:
        return str(IndicatorPeriod.parse(text))
    except ValueError:
        return ""
