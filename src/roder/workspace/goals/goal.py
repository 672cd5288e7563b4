"""The page of one goal: what it says, where it comes from, and the thread down from it, block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render

from roder.apps.goals.access import access_goals
from roder.apps.goals.coverage import organisation_of
from roder.apps.goals.queries import earlier_goals
from roder.apps.goals.queries import goals_above
from roder.apps.goals.queries import later_goals
from roder.apps.goals.refusals import goal_subject
from roder.apps.ledger.steering_days import steering_day
from roder.workspace.goal_blocks import BLOCKS
from roder.workspace.goal_words import goal_link
from roder.workspace.goal_words import in_language
from roder.workspace.goal_words import level_name
from roder.workspace.goals.acts import goal_acts
from roder.workspace.goals.chosen import chosen_goal
from roder.workspace.goals.chosen import crumbs
from roder.workspace.history_rows import object_history

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.goals.models import Goal
    from roder.domain.organisation import OrganisationTree


GOALS = range(1400, 1450)
"""The numbers of acts on one goal or one tree."""


def goal(request: HttpRequest, tree: str, code: str) -> HttpResponse:
    person = access_goals(request.user)
    shown = chosen_goal(tree, code)
    organisation = organisation_of(shown.tree, steering_day())
    context = _facts(shown, organisation) | {
        "goal": shown,
        "acts": goal_acts(shown, person, organisation),
        "blocks": [{"template": each.template, "values": each.build(shown, person)} for each in BLOCKS],
        "breadcrumbs": crumbs(shown.tree, *goals_above(shown), last=in_language(shown, "title")),
    }
    return render(request, "workspace/goals/goal.html", context)


def _facts(goal: Goal, organisation: OrganisationTree) -> dict[str, Any]:
    body = organisation.bodies.get(goal.body_code)
    return {
        "title": in_language(goal, "title"),
        "text": in_language(goal, "text"),
        "level": level_name(goal.tree, goal.level),
        "body": body.name if body else goal.body_code,
        "entries": object_history(goal_subject(goal), GOALS),
        "earlier": [_of_a_tree(each) for each in earlier_goals(goal)],
        "later": [_of_a_tree(each) for each in later_goals(goal)],
    }


def _of_a_tree(goal: Goal) -> dict[str, str]:
    return goal_link(goal) | {"tree": goal.tree.code}
