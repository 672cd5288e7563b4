"""The overarching goals of a tree as tiles of equal size, since they weigh the same."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import redirect
from django.shortcuts import render

from roder.apps.goals.access import access_goals
from roder.apps.goals.access import may_edit_goals
from roder.apps.goals.coverage import coverage
from roder.apps.goals.coverage import deviating_assignments
from roder.apps.goals.coverage import organisation_of
from roder.apps.goals.queries import latest_verdicts
from roder.apps.goals.queries import tree_in_force
from roder.apps.goals.queries import trees
from roder.apps.goals.queries import verdict_scale
from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.ledger.steering_days import steering_day
from roder.workspace.goal_words import goal_url
from roder.workspace.goal_words import in_language
from roder.workspace.goal_words import shown_verdict
from roder.workspace.goal_words import tree_url
from roder.workspace.goals.acts import tree_tabs
from roder.workspace.goals.chosen import chosen_tree
from roder.workspace.goals.chosen import crumbs
from roder.workspace.goals.composites import composites

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.goals.coverage import Coverage
    from roder.apps.goals.models import Goal
    from roder.apps.goals.models import GoalTree
    from roder.workspace.goal_words import ShownVerdict


def latest(request: HttpRequest) -> HttpResponse:
    person = access_goals(request.user)
    key = tree_organisation_shown()
    found = tree_in_force(key, steering_day()) or trees(key).first()
    if found is not None:
        return redirect(tree_url(found))
    return render(request, "workspace/goals/none.html", {"may_edit": may_edit_goals(person)})


def tiles(request: HttpRequest, tree: str) -> HttpResponse:
    access_goals(request.user)
    shown = chosen_tree(tree)
    covered = coverage(shown, organisation_of(shown, steering_day()))
    scale = verdict_scale(shown.organisation)
    signed = latest_verdicts(covered.goals)
    deviating = deviating_assignments(shown)
    context = {
        "tree": shown,
        "title": in_language(shown, "title"),
        "tiles": [
            _tile(goal, covered, shown_verdict(scale, signed.get(goal.pk)), deviating.get(goal.pk, 0))
            for goal in covered.goals
        ],
        "trees": tree_choices(shown),
        "tabs": tree_tabs(shown, "goal_tiles"),
        "composites": composites(covered.goals, signed, scale),
        "breadcrumbs": crumbs(shown),
    }
    return render(request, "workspace/goals/tiles.html", context)


def _tile(goal: Goal, covered: Coverage, verdict: ShownVerdict, deviating: int) -> dict[str, Any]:
    total = covered.sum_of(covered.column(goal))
    return {
        "title": in_language(goal, "title"),
        "code": goal.code,
        "url": goal_url(goal),
        "verdict": verdict,
        "answered": total.answered,
        "bodies": total.cells,
        "deviating": deviating,
    }


def tree_choices(shown: GoalTree) -> list[dict[str, Any]]:
    """Return every tree of the municipality as a choice, the oldest first."""
    return [
        {"label": each.code, "url": tree_url(each), "is_current": each.pk == shown.pk}
        for each in reversed(trees(shown.organisation))
    ]
