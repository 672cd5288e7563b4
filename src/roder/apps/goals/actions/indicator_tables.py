"""A table of indicators together with the goals that they tell of: one transaction for both."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.goals.indicator_tables import known_goals
from roder.apps.goals.models import Goal
from roder.apps.goals.models import GoalIndicator
from roder.apps.indicators.actions.imports import import_indicators
from roder.apps.indicators.models import Indicator

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User
    from roder.apps.indicators.importing import IndicatorPlan

AT_ONCE = 1_000


@transaction.atomic
def import_indicator_table(
    organisation: str,
    content: Path | bytes,
    *,
    mapping: str = "",
    file_name: str = "",
    expected: str = "",
    acting_user: User,
) -> IndicatorPlan:
    """Import a table of indicators and link them to the goals that it names; see ``import_indicators``."""
    plan = import_indicators(
        organisation,
        content,
        mapping=mapping,
        file_name=file_name,
        expected=expected,
        goals=known_goals(organisation),
        acting_user=acting_user,
    )
    if plan.changes_something and plan.new_goals:
        _link(plan)
    return plan


def _link(plan: IndicatorPlan) -> None:
    goals = {
        (tree, code): pk
        for pk, code, tree in Goal.objects.filter(tree__organisation=plan.organisation).values_list(
            "pk", "code", "tree__code"
        )
    }
    indicators = dict(Indicator.objects.filter(organisation=plan.organisation).values_list("code", "pk"))
    positions: dict[int, int] = defaultdict(int)
    kept = GoalIndicator.objects.filter(goal__tree__organisation=plan.organisation).order_by("position")
    positions.update({goal: position + 1 for goal, position in kept.values_list("goal_id", "position")})
    links = []
    for key in plan.new_goals:
        goal = goals[key.tree, key.goal]
        links.append(
            GoalIndicator(
                goal_id=goal, indicator_id=indicators[key.code], position=min(positions[goal], 32_767)
            )
        )
        positions[goal] += 1
    GoalIndicator.objects.bulk_create(links, batch_size=AT_ONCE)
