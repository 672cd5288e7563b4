"""To make, change, adopt, archive and copy a goal tree, to name its levels and put its goals in order."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.goals.access import access_goal_editing
from roder.apps.goals.actions.council_goals import order_goals
from roder.apps.goals.actions.trees import adopt_tree
from roder.apps.goals.actions.trees import archive_tree
from roder.apps.goals.actions.trees import change_tree
from roder.apps.goals.actions.trees import copy_tree
from roder.apps.goals.actions.trees import make_tree
from roder.apps.goals.actions.trees import name_levels
from roder.apps.goals.coverage import organisation_of
from roder.apps.goals.queries import by_level
from roder.apps.goals.queries import goals_of
from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.ledger.steering_days import steering_day
from roder.domain.versions import StaleVersionError
from roder.ui.versions import texts
from roder.workspace.goal_words import in_language
from roder.workspace.goals.chosen import chosen_tree
from roder.workspace.goals.chosen import crumbs
from roder.workspace.goals.decision_fields import DecisionForm
from roder.workspace.goals.decision_fields import council_of
from roder.workspace.goals.decision_fields import decision_of
from roder.workspace.goals.form_pages import FormPage
from roder.workspace.goals.form_pages import form_answer
from roder.workspace.goals.tree_forms import LevelsForm
from roder.workspace.goals.tree_forms import OrderForm
from roder.workspace.goals.tree_forms import TreeForm
from roder.workspace.goals.tree_forms import level_texts
from roder.workspace.mandate_forms import PlainForm

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.goals.models import GoalTree

CHANGEABLE = ("year", "title", "title_en")


def make(request: HttpRequest) -> HttpResponse:
    person = access_goal_editing(request.user)
    page = FormPage(
        title=_("A new goal tree"),
        button=_("Make the goal tree"),
        done_url=reverse("workspace:goals"),
        breadcrumbs=[
            {"label": _("Goals"), "url": reverse("workspace:goals")},
            {"label": _("A new goal tree"), "url": ""},
        ],
        explanation=_("It begins as a draft. The council's decision adopts it."),
        done=_("The goal tree is made. Add its overarching goals."),
    )
    made: list[GoalTree] = []

    def save(given: dict[str, Any], _seen: int) -> None:
        made.append(make_tree(tree_organisation_shown(), TreeForm.facts(given), acting_user=person))

    initial = {"year": steering_day().year + 1}
    answer = form_answer(request, page, lambda given: TreeForm(given, initial=initial), save)
    return redirect("workspace:goal_tree", tree=made[0].code) if made else answer


def copy(request: HttpRequest, tree: str) -> HttpResponse:
    person = access_goal_editing(request.user)
    shown = chosen_tree(tree)
    page = _page(
        shown,
        _("Copy to the next version"),
        explanation=_(
            "The next version begins as a draft with the council's goals, texts, indicators and documents. Each "
            "goal keeps its line back to the goal it is copied from. What committees have answered stays here."
        ),
    )
    made: list[GoalTree] = []

    def save(given: dict[str, Any], _seen: int) -> None:
        made.append(copy_tree(shown, TreeForm.facts(given), acting_user=person))

    initial = {"year": shown.year + 1, "title": shown.title, "title_en": shown.title_en}
    answer = form_answer(request, page, lambda given: TreeForm(given, initial=initial), save)
    return redirect("workspace:goal_tree", tree=made[0].code) if made else answer


def change(request: HttpRequest, tree: str) -> HttpResponse:
    person = access_goal_editing(request.user)
    shown = chosen_tree(tree)
    stood = {name: getattr(shown, name) for name in CHANGEABLE}

    def save(given: dict[str, Any], seen: int) -> None:
        change_tree(shown, **given, seen_version=seen, acting_user=person)

    return form_answer(
        request,
        _page(shown, _("Change title and year"), stood=texts(stood)),
        lambda given: TreeForm(given, initial=stood, has_code=False),
        save,
    )


def levels(request: HttpRequest, tree: str) -> HttpResponse:
    person = access_goal_editing(request.user)
    shown = chosen_tree(tree)
    page = _page(
        shown,
        _("Name the levels"),
        explanation=_(
            "From the top down. The first level holds the overarching goals. Under each level there is an empty "
            "place for a new one. A level without a name goes out, unless goals stand on it."
        ),
        stood=level_texts(shown.levels),
    )
    form = LevelsForm(tree=shown)

    def save(given: dict[str, Any], seen: int) -> None:
        try:
            name_levels(shown, form.levels(given), seen_version=seen, acting_user=person)
        except StaleVersionError as error:
            error.theirs = level_texts(error.theirs["levels"])
            raise

    return form_answer(request, page, lambda given: LevelsForm(given, tree=shown), save)


def adopt(request: HttpRequest, tree: str) -> HttpResponse:
    person = access_goal_editing(request.user)
    shown = chosen_tree(tree)
    council = council_of(organisation_of(shown, steering_day()))
    page = _page(
        shown,
        _("Register that the council has adopted the goals"),
        explanation=_("From now on the council's goals are fixed. A change is a new version."),
    )

    def save(given: dict[str, Any], seen: int) -> None:
        decision = decision_of(shown.organisation, council, given, shown.title, acting_user=person)
        adopt_tree(shown, decision, seen_version=seen, acting_user=person)

    return form_answer(request, page, lambda given: DecisionForm(given, must_decide=True), save)


def archive(request: HttpRequest, tree: str) -> HttpResponse:
    person = access_goal_editing(request.user)
    shown = chosen_tree(tree)
    page = _page(
        shown,
        _("Archive the goal tree"),
        explanation=_("It can still be read, compared and copied, but no longer answered or judged."),
        danger=True,
    )

    def save(_given: dict[str, Any], seen: int) -> None:
        archive_tree(shown, seen_version=seen, acting_user=person)

    return form_answer(request, page, PlainForm, save)


def order(request: HttpRequest, tree: str) -> HttpResponse:
    person = access_goal_editing(request.user)
    shown = chosen_tree(tree)
    council = [goal for goal in by_level(shown, goals_of(shown)) if not goal.body_code]
    things = [(goal.code, f"{goal.code} {in_language(goal, 'title')}") for goal in council]
    page = _page(
        shown,
        _("Put the goals in order"),
        explanation=_(
            "The order is that of reading. It says nothing of weight: the overarching goals weigh the same."
        ),
    )

    def save(given: dict[str, Any], _seen: int) -> None:
        order_goals(shown, OrderForm.ordered(given), acting_user=person)

    return form_answer(request, page, lambda given: OrderForm(given, things=things), save)


def _page(tree: GoalTree, title: str, **more: Any) -> FormPage:
    return FormPage(
        title=title,
        button=title,
        done_url=reverse("workspace:goal_tree", args=[tree.code]),
        breadcrumbs=crumbs(tree, last=title),
        version=tree.version,
        **more,
    )
