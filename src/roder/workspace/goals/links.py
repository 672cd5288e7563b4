"""To choose which indicators tell of a goal and which steering documents serve it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar

from django.utils.translation import gettext as _

from roder.apps.documents.models import SteeringDocument
from roder.apps.goals.access import access_goal_answering
from roder.apps.goals.access import access_goal_editing
from roder.apps.goals.actions.goal_links import link_document
from roder.apps.goals.actions.goal_links import link_indicator
from roder.apps.goals.actions.goal_links import unlink_document
from roder.apps.goals.actions.goal_links import unlink_indicator
from roder.apps.goals.coverage import organisation_of
from roder.apps.indicators.models import Indicator
from roder.apps.ledger.steering_days import steering_day
from roder.workspace.goal_words import goal_url
from roder.workspace.goal_words import in_language
from roder.workspace.goals.chosen import chosen_goal
from roder.workspace.goals.chosen import crumbs
from roder.workspace.goals.form_pages import FormPage
from roder.workspace.goals.form_pages import form_answer
from roder.workspace.goals.goal_forms import ChosenForm

Thing = TypeVar("Thing", Indicator, SteeringDocument)

MOST = 100
"""So many that are not chosen are shown at once; the others are found by a word."""

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.goals.models import Goal
    from roder.apps.identity.models import User


def indicators(request: HttpRequest, tree: str, code: str) -> HttpResponse:
    shown = chosen_goal(tree, code)
    person = _access(request, shown)
    known = Indicator.objects.filter(organisation=shown.tree.organisation).order_by("code")
    linked = set(shown.indicator_links.values_list("indicator_id", flat=True))
    return _choose(
        request,
        shown,
        _("Indicators that tell of the goal"),
        {each.pk: each for each in known},
        linked,
        lambda each: link_indicator(shown, each, acting_user=person),
        lambda each: unlink_indicator(shown, each, acting_user=person),
    )


def documents(request: HttpRequest, tree: str, code: str) -> HttpResponse:
    shown = chosen_goal(tree, code)
    person = _access(request, shown)
    known = SteeringDocument.objects.filter(organisation=shown.tree.organisation).order_by("title")
    linked = set(shown.document_links.values_list("document_id", flat=True))
    return _choose(
        request,
        shown,
        _("Steering documents that serve the goal"),
        {each.pk: each for each in known},
        linked,
        lambda each: link_document(shown, each, acting_user=person),
        lambda each: unlink_document(shown, each, acting_user=person),
    )


def _choose(
    request: HttpRequest,
    goal: Goal,
    title: str,
    known: dict[int, Thing],
    linked: set[int],
    link: Callable[[Thing], object],
    unlink: Callable[[Thing], object],
) -> HttpResponse:
    def save(given: dict[str, Any], _seen: int) -> None:
        chosen = {int(key) for key in given["chosen"]}
        for key in sorted(chosen - linked):
            link(known[key])
        for key in sorted(linked - chosen):
            unlink(known[key])

    labels: dict[int, str] = {key: f"{each.code} {in_language(each, 'title')}" for key, each in known.items()}
    sought = request.GET.get("q", "").strip().casefold()
    others: list[int] = [
        key for key, label in labels.items() if key not in linked and sought in label.casefold()
    ]
    choices = [(str(key), labels[key]) for key in [*(key for key in labels if key in linked), *others[:MOST]]]
    page = FormPage(
        title=title,
        button=_("Save the choice"),
        done_url=goal_url(goal),
        breadcrumbs=crumbs(goal.tree, goal, last=title),
        question=f"{goal.code} {in_language(goal, 'title')}",
        is_searched=len(labels) > len(choices) or bool(sought),
        sought=request.GET.get("q", ""),
        explanation=_("Those that are chosen stand first."),
    )

    def make_form(given: Any) -> ChosenForm:
        initial = {"chosen": [str(key) for key in sorted(linked)]}
        return ChosenForm(given, label=title, choices=choices, initial=initial)

    return form_answer(request, page, make_form, save)


def _access(request: HttpRequest, goal: Goal) -> User:
    if not goal.body_code:
        return access_goal_editing(request.user)
    return access_goal_answering(request.user, organisation_of(goal.tree, steering_day()), goal.body_code)
