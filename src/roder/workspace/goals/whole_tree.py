"""A whole goal tree on one page: the texts of its document, and every goal by level."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render

from roder.apps.goals.access import access_goals
from roder.apps.goals.access import may_edit_goals
from roder.apps.goals.coverage import organisation_of
from roder.apps.goals.queries import by_level
from roder.apps.goals.queries import goals_of
from roder.apps.goals.queries import sections_of
from roder.apps.goals.refusals import tree_subject
from roder.apps.ledger.steering_days import steering_day
from roder.domain.goal_tree import TreeAct
from roder.domain.goal_tree import TreeState
from roder.domain.goal_tree import allows
from roder.workspace.goal_words import goal_link
from roder.workspace.goal_words import in_language
from roder.workspace.goal_words import level_name
from roder.workspace.goals.acts import tree_acts
from roder.workspace.goals.acts import tree_tabs
from roder.workspace.goals.chosen import chosen_tree
from roder.workspace.goals.chosen import crumbs
from roder.workspace.goals.goal import GOALS
from roder.workspace.goals.tiles import tree_choices
from roder.workspace.history_rows import object_history

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.goals.models import Goal
    from roder.apps.goals.models import GoalTree
    from roder.domain.organisation import OrganisationTree


def whole_tree(request: HttpRequest, tree: str) -> HttpResponse:
    person = access_goals(request.user)
    shown = chosen_tree(tree)
    context = {
        "tree": shown,
        "title": in_language(shown, "title"),
        "sections": [
            {"heading": in_language(each, "heading"), "text": in_language(each, "text"), "pk": each.pk}
            for each in sections_of(shown)
        ],
        "branches": branches(shown, organisation_of(shown, steering_day())),
        "levels": [level_name(shown, level["key"]) for level in shown.levels],
        "trees": tree_choices(shown),
        "tabs": tree_tabs(shown, "goal_tree"),
        "acts": tree_acts(shown, person),
        "may_write": may_edit_goals(person) and allows(TreeState(shown.state), TreeAct.EDIT_COUNCIL_GOALS),
        "entries": object_history(tree_subject(shown), GOALS),
        "breadcrumbs": crumbs(shown, last=in_language(shown, "title")),
    }
    return render(request, "workspace/goals/whole_tree.html", context)


def branches(tree: GoalTree, organisation: OrganisationTree) -> list[dict[str, Any]]:
    """Return the goals of a tree nested, each with its level and whose it is."""
    below: dict[int | None, list[Goal]] = {}
    for goal in by_level(tree, goals_of(tree)):
        below.setdefault(goal.parent_id, []).append(goal)

    def branch(goal: Goal) -> dict[str, Any]:
        goal.tree = tree
        body = organisation.bodies.get(goal.body_code)
        return goal_link(goal) | {
            "level": level_name(tree, goal.level),
            "body": body.name if body else goal.body_code,
            "branches": [branch(each) for each in below.get(goal.pk, [])],
        }

    return [branch(goal) for goal in below.get(None, [])]
