"""Which tree and goal a page is about."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.goals.queries import goal_with_code
from roder.apps.goals.queries import tree_with_code
from roder.apps.ledger.queries import tree_organisation_shown
from roder.workspace.goal_words import goal_url
from roder.workspace.goal_words import in_language
from roder.workspace.goal_words import tree_url

if TYPE_CHECKING:
    from roder.apps.goals.models import Goal
    from roder.apps.goals.models import GoalTree


def chosen_tree(code: str) -> GoalTree:
    """Return the tree that the address names; raises ``Http404`` when there is none."""
    found = tree_with_code(tree_organisation_shown(), code)
    if found is None:
        raise Http404(code)
    return found


def chosen_goal(tree_code: str, code: str) -> Goal:
    """Return the goal that the address names; raises ``Http404`` when there is none."""
    found = goal_with_code(chosen_tree(tree_code), code)
    if found is None:
        raise Http404(code)
    return found


def crumbs(tree: GoalTree, *steps: Goal, last: str = "") -> list[dict[str, Any]]:
    """Return the way to a page of a tree: the tree, goals from above, and the page's own name."""
    return [
        {"label": _("Goals"), "url": reverse("workspace:goals")},
        {"label": tree.code, "url": tree_url(tree)},
        *({"label": in_language(goal, "title"), "url": goal_url(goal)} for goal in steps),
        *([{"label": last, "url": ""}] if last else []),
    ]
