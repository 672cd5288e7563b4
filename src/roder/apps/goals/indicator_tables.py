"""Tables of indicators with the goals that they tell of, in and out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from roder.apps.goals.models import Goal
from roder.apps.goals.models import GoalIndicator
from roder.apps.goals.models import GoalTree
from roder.apps.indicators.exporting import exported_indicators
from roder.apps.indicators.importing import KnownGoals
from roder.apps.indicators.importing import plan_indicators
from roder.domain.indicator_rows import GoalKey

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.indicators.importing import IndicatorPlan


def known_goals(organisation: str) -> KnownGoals:
    """Return the goals of every version, and which indicators tell of them."""
    codes: dict[str, set[str]] = {
        code: set()
        for code in GoalTree.objects.filter(organisation=organisation).values_list("code", flat=True)
    }
    for tree, code in Goal.objects.filter(tree__organisation=organisation).values_list("tree__code", "code"):
        codes[tree].add(code)
    links = GoalIndicator.objects.filter(goal__tree__organisation=organisation)
    linked = links.values_list("indicator__code", "goal__tree__code", "goal__code")
    return KnownGoals(
        {tree: frozenset(found) for tree, found in codes.items()},
        frozenset(GoalKey(*link) for link in linked),
    )


def plan_indicator_table(organisation: str, content: Path | bytes, *, mapping: str = "") -> IndicatorPlan:
    """Read a table of indicators and return what it would change; nothing is saved."""
    return plan_indicators(organisation, content, mapping=mapping, goals=known_goals(organisation))


def exported_indicator_table(organisation: str, *, form: str = "csv") -> tuple[bytes, int]:
    """Return every indicator with its goals, targets and outcomes as a file, and its number of rows."""
    goals: dict[str, list[str]] = defaultdict(list)
    links = GoalIndicator.objects.filter(goal__tree__organisation=organisation)
    for code, tree, goal in links.order_by(
        "goal__tree__year", "goal__tree__code", "goal__position"
    ).values_list("indicator__code", "goal__tree__code", "goal__code"):
        goals[code].append(f"{tree}/{goal}")
    return exported_indicators(organisation, goals, form=form)
