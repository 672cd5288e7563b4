"""The goals' verdicts together, each goal counted once: all of them, and those of finance and of activity apart."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.domain.goal_composite import composite
from roder.workspace.goal_words import ICONS
from roder.workspace.goal_words import ShownVerdict
from roder.workspace.goal_words import in_language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.apps.goals.models import Goal
    from roder.apps.goals.models import GoalVerdict
    from roder.apps.indicators.models import VerdictLevel


def composites(
    goals: Sequence[Goal], signed: Mapping[int, GoalVerdict], scale: Sequence[VerdictLevel]
) -> list[dict[str, Any]]:
    """Return the composite of all goals, and of the financial and the other goals where there are both."""
    financial = [goal for goal in goals if goal.is_financial]
    others = [goal for goal in goals if not goal.is_financial]
    groups = [(_("All goals"), list(goals))]
    if financial and others:
        groups += [(_("Goals of activity"), others), (_("Financial goals"), financial)]
    return [_composite(label, group, signed, scale) for label, group in groups if group]


def _composite(
    label: str, goals: Sequence[Goal], signed: Mapping[int, GoalVerdict], scale: Sequence[VerdictLevel]
) -> dict[str, Any]:
    verdicts = [signed[goal.pk].level if goal.pk in signed else None for goal in goals]
    found = composite(verdicts, [step.key for step in scale])
    steps = {step.key: step for step in scale}
    return {
        "label": label,
        "middle": _shown(steps[found.middle]) if found.middle else None,
        "counts": [{"verdict": _shown(steps[key]), "count": count} for key, count in found.counts if count],
        "unjudged": found.unjudged,
        "total": len(verdicts),
    }


def _shown(step: VerdictLevel) -> ShownVerdict:
    return ShownVerdict(in_language(step, "name"), step.tone, ICONS.get(step.tone, "info"))
