"""The goals of a plan: what the body answers to each, by what it does and by what it is measured."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.goals.models import Contribution
from roder.apps.goals.models import Goal
from roder.apps.goals.models import GoalIndicator
from roder.apps.goals.models import PlannedActivity
from roder.apps.indicators.models import Target
from roder.apps.plans.queries import body_above
from roder.domain.indicator_periods import IndicatorPeriod

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from roder.apps.goals.models import Assignment
    from roder.apps.indicators.models import Indicator
    from roder.apps.plans.models import Plan
    from roder.domain.organisation import OrganisationTree
    from roder.domain.plan_contents import Part

OWN_GOAL = "goal"
ACTIVITY = "activity"


def owner_text(row: Assignment | PlannedActivity | Goal) -> str:
    """Return who answers for something: the title of an office before the name of a person."""
    return row.owner_title or (str(row.owner) if row.owner else "")


def activity_part(row: PlannedActivity) -> Part:
    """Return an activity as a plan says it."""
    return {
        "key": row.code,
        "title": row.title,
        "body": row.body_code,
        "owner": owner_text(row),
        "due": row.due.isoformat() if row.due else "",
    }


class _Answers:
    """What one body has of a tree: goals of its own, contributions and activities, by overarching goal."""

    def __init__(self, plan: Plan, code: str, goals: list[Goal], within: frozenset[str]) -> None:
        tops = _tops(goals)
        self.own: dict[int, list[Goal]] = defaultdict(list)
        for goal in goals:
            if goal.body_code == code:
                self.own[tops[goal.pk]].append(goal)
        said = Contribution.objects.filter(goal__tree=plan.tree, body_code=code)
        self.said = {row.goal_id: row for row in said}
        self.activities: dict[int, list[PlannedActivity]] = defaultdict(list)
        rows = PlannedActivity.objects.filter(goal__tree=plan.tree, body_code__in=within)
        for row in rows.select_related("owner").order_by("code"):
            if row.goal_id is not None:
                self.activities[tops[row.goal_id]].append(row)

    def answer(self, top: int) -> str:
        """Return how the goal is answered; empty when it is not."""
        if self.own[top]:
            return OWN_GOAL
        if top in self.said:
            return self.said[top].kind
        return ACTIVITY if self.activities[top] else ""


def goal_parts(plan: Plan, bodies: OrganisationTree) -> list[Part]:
    """Return every overarching goal of the plan's tree, with what the body answers to it.

    A unit also has what its committee or company answers, and is asked only about the goals answered there.
    """
    goals = list(Goal.objects.filter(tree=plan.tree).select_related("owner"))
    within = bodies.subtree(plan.body_code) | {plan.body_code}
    mine = _Answers(plan, plan.body_code, goals, within)
    nearest = body_above(plan.body_code, bodies)
    above = None if nearest in {"", plan.body_code} else _Answers(plan, nearest, goals, frozenset({nearest}))
    measured = _indicators(plan, goals, within)
    parts = []
    for goal in (each for each in goals if each.parent_id is None):
        said = mine.said.get(goal.pk)
        own = mine.own[goal.pk]
        parts.append(
            _words(goal)
            | {
                "answer": mine.answer(goal.pk),
                "answer_text": said.text if said else "",
                "is_asked": above is None or above.answer(goal.pk) not in {"", "not_concerned"},
                "above": _above(above, goal.pk),
                "own_goals": [
                    _words(each) | {"owner": owner_text(each), "indicators": measured[each.pk]}
                    for each in own
                ],
                "activities": [activity_part(each) for each in mine.activities[goal.pk]],
                "indicators": measured[goal.pk],
            }
        )
    return parts


def _words(goal: Goal) -> dict[str, Any]:
    return {
        "key": goal.code,
        "title": goal.title,
        "title_en": goal.title_en,
        "text": goal.text,
        "text_en": goal.text_en,
    }


def _above(above: _Answers | None, top: int) -> list[Part]:
    if above is None:
        return []
    said = above.said.get(top)
    told = [{"key": "contribution", "title": said.text}] if said else []
    return [*({"key": each.code, "title": each.title} for each in above.own[top]), *told]


def _tops(goals: Iterable[Goal]) -> dict[int, int]:
    parents = {goal.pk: goal.parent_id for goal in goals}
    found = {}
    for start in parents:
        top = start
        while (up := parents.get(top)) is not None:
            top = up
        found[start] = top
    return found


def _indicators(plan: Plan, goals: list[Goal], within: frozenset[str]) -> dict[int, list[Part]]:
    """Return the indicators by goal: all of the body's own goals, and of the others those it answers for."""
    own = {goal.pk for goal in goals if goal.body_code in within}
    links = GoalIndicator.objects.filter(goal__tree=plan.tree).select_related("indicator")
    shown = [
        link for link in links if link.goal_id in own or link.indicator.responsible_body in within - {""}
    ]
    targets: dict[int, list[Target]] = defaultdict(list)
    for target in Target.objects.filter(indicator__in=[link.indicator_id for link in shown]):
        if _is_of_year(target.period, plan.year):
            targets[target.indicator_id].append(target)
    found: dict[int, list[Part]] = defaultdict(list)
    for link in shown:
        found[link.goal_id].append(_indicator(link.indicator, targets[link.indicator_id]))
    return found


def _indicator(indicator: Indicator, targets: Iterable[Target]) -> Part:
    return {
        "key": indicator.code,
        "title": indicator.title,
        "title_en": indicator.title_en,
        "unit": indicator.unit,
        "direction": indicator.direction,
        "targets": [
            {
                "key": f"{target.period} {target.sex}",
                "period": target.period,
                "sex": target.sex,
                "kind": target.kind,
                "value": _plain(target.value),
                "upper": "" if target.upper is None else _plain(target.upper),
            }
            for target in sorted(targets, key=lambda each: (each.period, "TKM".index(each.sex)))
        ],
    }


def _is_of_year(period: str, year: int) -> bool:
    """Whether a target's period ends in the plan's year: the school year 2017/18 is of 2018."""
    try:
        return IndicatorPeriod.parse(period).last_day.year == year
    except ValueError:
        return False


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
