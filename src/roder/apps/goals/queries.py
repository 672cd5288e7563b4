"""Goal trees and the goals in them, as everyone may read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from roder.apps.answer_memory import remembered
from roder.apps.goals.models import Goal
from roder.apps.goals.models import GoalLineage
from roder.apps.goals.models import GoalTree
from roder.apps.goals.models import GoalVerdict
from roder.apps.goals.models import PlatformSection
from roder.apps.indicators.scale_queries import verdict_levels
from roder.domain.goal_lineage import followed
from roder.domain.goal_tree import OVERALL
from roder.domain.goal_tree import TreeState
from roder.domain.goal_tree import level_keys

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from roder.apps.indicators.models import VerdictLevel

IN_FORCE = (TreeState.ADOPTED, TreeState.ARCHIVED)
"""An archived tree was in force in its time."""


def trees(organisation: str) -> QuerySet[GoalTree]:
    """Return the goal trees of an organisation, the latest budget year first."""
    return (
        GoalTree.objects.filter(organisation=organisation).select_related("decision").order_by("-year", "-pk")
    )


def tree_with_code(organisation: str, code: str) -> GoalTree | None:
    """Return the goal tree that people call by the code ("2018-2020")."""
    return trees(organisation).filter(code=code).first()


def tree_in_force(organisation: str, day: date) -> GoalTree | None:
    """Return the adopted tree whose budget year is the latest one begun by the day."""
    return trees(organisation).filter(state__in=IN_FORCE, year__lte=day.year).first()


def goals_of(tree: GoalTree) -> QuerySet[Goal]:
    """Return every goal of a tree, in the order in which people have put them."""
    return tree.goals.select_related("parent").order_by("position", "code")


def overarching_goals(tree: GoalTree) -> list[Goal]:
    """Return the council's overarching goals in their order."""
    return list(goals_of(tree).filter(level=OVERALL))


def goal_with_code(tree: GoalTree, code: str) -> Goal | None:
    """Return a goal of the tree by its code."""
    # The goals of a tree know their tree, and most have neither a parent nor a decision of their own to read.
    return tree.goals.filter(code=code).first()


def by_level(tree: GoalTree, goals: Iterable[Goal]) -> list[Goal]:
    """Return goals in the order of their levels, and inside a level in their own."""
    places = {key: place for place, key in enumerate(level_keys(tree.levels))}
    return sorted(goals, key=lambda goal: (places.get(goal.level, len(places)), goal.position, goal.code))


def roots(goals: Iterable[Goal]) -> dict[int, int]:
    """Return, for each goal's key, the key of the topmost goal above it."""
    parents = {goal.pk: goal.parent_id for goal in goals}

    def root(key: int) -> int:
        seen: set[int] = set()
        while (above := parents.get(key)) is not None and key not in seen:
            seen.add(key)
            key = above
        return key

    return {key: root(key) for key in parents}


def goals_above(goal: Goal) -> list[Goal]:
    """Return the goals above a goal, the overarching one first."""
    steps: list[Goal] = []
    at = goal.parent
    while at is not None and at not in steps:
        steps.append(at)
        at = at.parent
    return steps[::-1]


def goals_below(goal: Goal) -> list[Goal]:
    """Return every goal below a goal, in the order of the levels."""
    every = list(goals_of(goal.tree))
    above = {one.pk: one.parent_id for one in every}

    def is_below(one: Goal) -> bool:
        seen: set[int] = set()
        at = above.get(one.pk)
        while at is not None and at not in seen:
            if at == goal.pk:
                return True
            seen.add(at)
            at = above.get(at)
        return False

    return by_level(goal.tree, [one for one in every if is_below(one)])


def sections_of(tree: GoalTree) -> QuerySet[PlatformSection]:
    """Return the text sections of the tree's document, the political platform first."""
    return tree.sections.order_by("position", "pk")


def verdict_scale(organisation: str) -> list[VerdictLevel]:
    """Return the steps by which people judge goals, best first: the municipality's own, or the usual ones."""
    return verdict_levels(organisation)


def latest_verdicts(goals: Iterable[Goal], body_code: str = "") -> dict[int, GoalVerdict]:
    """Return the verdict last signed of each goal by its key: the whole's own, or a body's."""
    rows = GoalVerdict.objects.filter(goal__in=[goal.pk for goal in goals], body_code=body_code)
    return {row.goal_id: row for row in rows.select_related("judged_by").order_by("judged_at", "pk")}


def verdicts_of(goal: Goal) -> QuerySet[GoalVerdict]:
    """Return every verdict of a goal, latest first."""
    return goal.verdicts.select_related("judged_by").order_by("-judged_at", "-pk")


def lines_of(organisation: str) -> list[tuple[int, int]]:
    """Return every line of lineage between goals of the organisation, as keys of an earlier and a later goal."""
    rows = GoalLineage.objects.filter(later__tree__organisation=organisation)
    return remembered(
        ("lineage", organisation), lambda: list(rows.values_list("earlier_id", "later_id").order_by())
    )


def earlier_goals(goal: Goal) -> list[Goal]:
    """Return the goals that a goal comes from, through every tree before, the latest tree first."""
    found = followed(goal.pk, lines_of(goal.tree.organisation))
    return list(Goal.objects.filter(pk__in=found).select_related("tree").order_by("-tree__year", "position"))


def later_goals(goal: Goal) -> list[Goal]:
    """Return the goals that a goal has become, through every tree after, the earliest tree first."""
    lines = [(later, earlier) for earlier, later in lines_of(goal.tree.organisation)]
    found = followed(goal.pk, lines)
    return list(Goal.objects.filter(pk__in=found).select_related("tree").order_by("tree__year", "position"))


def lines_between(earlier: GoalTree, later: GoalTree) -> QuerySet[GoalLineage]:
    """Return the lines between the goals of two trees."""
    return GoalLineage.objects.filter(
        Q(earlier__tree=earlier) & Q(later__tree=later),
    ).select_related("earlier", "later")
