"""The strategy map: the whole tree on one sheet, from the overarching goals to assignments and indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render
from django.utils.translation import gettext as _

from roder.apps.goals.access import access_goals
from roder.apps.goals.coverage import organisation_of
from roder.apps.goals.map_queries import MOST
from roder.apps.goals.map_queries import StrategyRows
from roder.apps.goals.map_queries import strategy_rows
from roder.apps.goals.queries import by_level
from roder.apps.goals.queries import goals_of
from roder.apps.goals.queries import latest_verdicts
from roder.apps.goals.queries import verdict_scale
from roder.apps.ledger.steering_days import steering_day
from roder.domain.goal_tree import OVERALL
from roder.workspace.goal_words import goal_link
from roder.workspace.goal_words import in_language
from roder.workspace.goal_words import shown_verdict
from roder.workspace.goals.acts import tree_tabs
from roder.workspace.goals.chosen import chosen_tree
from roder.workspace.goals.chosen import crumbs

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.goals.models import Goal
    from roder.domain.organisation import OrganisationTree

LINES_OF_A_GOAL = 4
ROOM_ON_PAPER = (("", 60), ("dense", 84))
"""How many lines a column of the printed sheet holds, by how closely it is set."""


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
    columns = [
        _node(goal, below, organisation, rows) | {"verdict": shown_verdict(scale, signed.get(goal.pk))}
        for goal in tops
    ]
    context = {
        "tree": shown,
        "title": in_language(shown, "title"),
        "columns": columns,
        "density": _density(max(map(_lines, columns), default=0)),
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
    tasks, measured = rows.assignments.get(goal.pk, []), rows.indicators.get(goal.pk, [])
    return goal_link(goal) | {
        "body": body.name if body else goal.body_code,
        "goals": [_node(each, below, organisation, rows) for each in below.get(goal.pk, [])],
        "assignments": [
            {"title": in_language(task, "title"), "state": f"assignment_{task.state}"}
            for task in tasks[:MOST]
        ],
        "indicators": [in_language(each, "title") for each in measured[:MOST]],
        "more": max(0, len(tasks) - MOST) + max(0, len(measured) - MOST),
    }


def _lines(node: dict[str, Any]) -> int:
    """Return about how many lines a goal takes on paper with all that hangs on it."""
    own = LINES_OF_A_GOAL + len(node["assignments"]) + 2 * len(node["indicators"])
    return own + sum(map(_lines, node["goals"]))


def _density(lines: int) -> str:
    """Return how closely the sheet must be set for its longest column to fit."""
    return next((name for name, room in ROOM_ON_PAPER if lines <= room), "densest")
