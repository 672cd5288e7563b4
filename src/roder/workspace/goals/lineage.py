"""Two versions of the goals beside each other: what went on, was split, merged, begun and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext

from roder.apps.goals.access import access_goal_editing
from roder.apps.goals.access import access_goals
from roder.apps.goals.access import may_edit_goals
from roder.apps.goals.actions.lineage import link_lineage
from roder.apps.goals.actions.lineage import unlink_lineage
from roder.apps.goals.queries import lines_between
from roder.apps.goals.queries import overarching_goals
from roder.apps.goals.queries import trees
from roder.domain.goal_lineage import LineageKind
from roder.domain.goal_lineage import lineage
from roder.domain.goal_tree import OVERALL
from roder.workspace.goal_words import goal_link
from roder.workspace.goal_words import goal_url
from roder.workspace.goal_words import in_language
from roder.workspace.goals.acts import tree_tabs
from roder.workspace.goals.chosen import chosen_goal
from roder.workspace.goals.chosen import chosen_tree
from roder.workspace.goals.chosen import crumbs
from roder.workspace.goals.form_pages import FormPage
from roder.workspace.goals.form_pages import form_answer
from roder.workspace.goals.goal_forms import ChosenForm

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.goals.models import Goal
    from roder.apps.goals.models import GoalTree
    from roder.domain.goal_lineage import LineageGroup


def compare(request: HttpRequest, tree: str, earlier: str) -> HttpResponse:
    person = access_goals(request.user)
    later, older = chosen_tree(tree), chosen_tree(earlier)
    if older.year >= later.year:
        raise Http404(earlier)
    before, after = _by_code(older), _by_code(later)
    lines = [
        (line.earlier.code, line.later.code)
        for line in lines_between(older, later)
        if line.earlier.level == line.later.level == OVERALL
    ]
    groups = lineage(list(before), list(after), lines)
    context = {
        "later": later,
        "earlier": older,
        "sentence": _sentence(len(before), len(after), older, later),
        "groups": [_group(group, before, after, may_edit=may_edit_goals(person)) for group in groups],
        "choices": [
            {
                "label": each.code,
                "url": reverse("workspace:goal_compare", args=[tree, each.code]),
                "is_current": each.pk == older.pk,
            }
            for each in earlier_trees(later)
        ],
        "tabs": tree_tabs(later, "goal_compare"),
        "breadcrumbs": crumbs(later, last=_("Compared with %(tree)s") % {"tree": older.code}),
    }
    return render(request, "workspace/goals/compare.html", context)


def link(request: HttpRequest, tree: str, code: str) -> HttpResponse:
    person = access_goal_editing(request.user)
    shown = chosen_goal(tree, code)
    choices = {str(goal.pk): goal for older in earlier_trees(shown.tree) for goal in _by_code(older).values()}
    linked = {str(line.earlier_id) for line in shown.predecessors.all()}

    def save(given: dict[str, Any], _seen: int) -> None:
        chosen = set(given["chosen"])
        for key in sorted(chosen - linked):
            link_lineage(choices[key], shown, acting_user=person)
        for key in sorted((linked & set(choices)) - chosen):
            unlink_lineage(choices[key], shown, acting_user=person)

    title = _("Which goals it comes from")
    page = FormPage(
        title=title,
        button=_("Save the lines"),
        done_url=goal_url(shown),
        breadcrumbs=crumbs(shown.tree, shown, last=title),
        question=f"{shown.code} {in_language(shown, 'title')}",
        explanation=_(
            "A line tells where a goal comes from and changes nothing in the goals. Several lines are a merger."
        ),
    )
    labels = [
        (key, f"{goal.tree.code}: {goal.code} {in_language(goal, 'title')}") for key, goal in choices.items()
    ]

    def make_form(given: Any) -> ChosenForm:
        return ChosenForm(given, label=_("Earlier goals"), choices=labels, initial={"chosen": sorted(linked)})

    return form_answer(request, page, make_form, save)


def earlier_trees(tree: GoalTree) -> list[GoalTree]:
    """Return the trees of earlier budget years, the latest first."""
    return list(trees(tree.organisation).filter(year__lt=tree.year))


def _by_code(tree: GoalTree) -> dict[str, Goal]:
    found = {goal.code: goal for goal in overarching_goals(tree)}
    for goal in found.values():
        goal.tree = tree
    return found


def _sentence(before: int, after: int, older: GoalTree, later: GoalTree) -> str:
    goals = ngettext("%(count)s goal", "%(count)s goals", before) % {"count": before}
    return _("%(before)s of %(older)s and %(after)s of %(later)s.") % {
        "before": goals,
        "older": older.code,
        "after": after,
        "later": later.code,
    }


def _group(
    group: LineageGroup, before: dict[str, Goal], after: dict[str, Goal], *, may_edit: bool
) -> dict[str, Any]:
    words = {
        LineageKind.CONTINUED: (pgettext("goals between two trees", "Continued"), "right"),
        LineageKind.SPLIT: (pgettext("goals between two trees", "Split"), "down"),
        LineageKind.MERGED: (pgettext("goals between two trees", "Merged"), "up"),
        LineageKind.REGROUPED: (pgettext("goals between two trees", "Regrouped"), "even"),
        LineageKind.NEW: (pgettext("goals between two trees", "New"), "info"),
        LineageKind.ENDED: (pgettext("goals between two trees", "Ended"), "cross"),
    }
    word, icon = words[group.kind]
    links = [goal_link(after[code]) for code in group.later]
    if may_edit:
        for shown in links:
            place = [after[shown["code"]].tree.code, shown["code"]]
            shown["edit_url"] = reverse("workspace:goal_lineage", args=place)
    return {
        "word": word,
        "icon": icon,
        "earlier": [goal_link(before[code]) for code in group.earlier],
        "later": links,
    }
