"""The strategy map: the whole tree on one sheet, from the overarching goals to assignments and indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render
from django.utils.translation import gettext as _

from roder.apps.goals.access import access_goals
from roder.apps.goals.coverage import organisation_of
from roder.apps.goals.map_queries import StrategyRows
from roder.apps.goals.map_queries import strategy_rows
from roder.apps.goals.queries import by_level
from roder.apps.goals.queries import goals_of
from roder.apps.goals.queries import latest_verdicts
from roder.apps.goals.queries import verdict_scale
from roder.domain.goal_tree import OVERALL
from roder.workspace.goal_words import goal_link
from roder.workspace.goal_words import in_language
from roder.workspace.goal_words import shown_verdict
from roder.workspace.goals.acts import tree_tabs
from roder.workspace.goals.chosen import chosen_tree
from roder.workspace.goals.chosen import crumbs
from roder.workspace.steering_days import steering_day

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.goals.models import Goal
    from roder.domain.organisation import OrganisationTree


def strategy_map(request: HttpRequest, tree: str) -> HttpResponse:
    access_goals(request.user)
    shown = chosen_tree(tree)
    every = by_level(shown, goals_of(shown))
    for goal in every:
        goal.tree = shown
    tops = [goal for goal in every if goal.level == OVERALL]
    below: dict[int | None, list[Goal]] = {}
    for goal in every:
        below.setdefault(goal.parent_id, []).append(goal)
    organisation, rows = organisation_of(shown, steering_day()), strategy_rows(shown)
    scale, signed = verdict_scale(shown.organisation), latest_verdicts(tops)
    context = {
        "tree": shown,
        "title": in_language(shown, "title"),
        "columns": [
            _node(goal, below, organisation, rows) | {"verdict": shown_verdict(scale, signed.get(goal.pk))}
            for goal in tops
        ],
        "tabs": tree_tabs(shown, "goal_map"),
        "breadcrumbs": crumbs(shown, last=_("Strategy map")),
    }
    return render(request, "workspace/goals/map.html", context)


def _node(
    goal: Goal,
    below: dict[int | None, list[Goal]],
    organisation: OrganisationTree,
    rows: StrategyRows,
) -> dict[str, Any]:
    """Return a goal with what hangs on it: goals below, assignments with their state, indicators."""
    body = organisation.bodies.get(goal.body_code)
    return goal_link(goal) | {
        "body": body.name if body else goal.body_code,
        "goals": [_node(each, below, organisation, rows) for each in below.get(goal.pk, [])],
        "assignments": [
            {"title": in_language(task, "title"), "state": f"assignment_{task.state}"}
            for task in rows.assignments.get(goal.pk, [])
        ],
        "indicators": [in_language(each, "title") for each in rows.indicators.get(goal.pk, [])],
    }
