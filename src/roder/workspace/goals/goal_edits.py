"""To write a goal: the council's while its tree is a draft, a committee's or company's until it has decided it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.goals.access import access_goal_answering
from roder.apps.goals.access import access_goal_editing
from roder.apps.goals.actions.committee_goals import add_committee_goal
from roder.apps.goals.actions.committee_goals import change_committee_goal
from roder.apps.goals.actions.committee_goals import decide_committee_goal
from roder.apps.goals.actions.committee_goals import remove_committee_goal
from roder.apps.goals.actions.council_goals import add_goal
from roder.apps.goals.actions.council_goals import change_goal
from roder.apps.goals.actions.council_goals import remove_goal
from roder.apps.goals.coverage import answering_body
from roder.apps.goals.coverage import organisation_of
from roder.apps.ledger.steering_days import steering_day
from roder.ui.versions import texts
from roder.workspace.goal_words import goal_url
from roder.workspace.goal_words import in_language
from roder.workspace.goals.chosen import chosen_goal
from roder.workspace.goals.chosen import chosen_tree
from roder.workspace.goals.chosen import crumbs
from roder.workspace.goals.decision_fields import DecisionForm
from roder.workspace.goals.decision_fields import decision_of
from roder.workspace.goals.form_pages import FormPage
from roder.workspace.goals.form_pages import form_answer
from roder.workspace.goals.goal_forms import TEXTS
from roder.workspace.goals.goal_forms import GoalTextForm
from roder.workspace.goals.goal_forms import NewGoalForm
from roder.workspace.mandate_forms import PlainForm

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.goals.models import Goal
    from roder.apps.identity.models import User


def add(request: HttpRequest, tree: str) -> HttpResponse:
    person = access_goal_editing(request.user)
    shown = chosen_tree(tree)
    form = NewGoalForm(tree=shown)

    def save(given: dict[str, Any], _seen: int) -> None:
        add_goal(shown, form.new_facts(given), parent=form.parent_goal(given), acting_user=person)

    page = FormPage(
        title=_("Add a goal of the council"),
        button=_("Add the goal"),
        done_url=reverse("workspace:goal_tree", args=[tree]),
        breadcrumbs=crumbs(shown, last=_("Add a goal of the council")),
        explanation=_(
            "An overarching goal stands at the top. There is no weight to set: they weigh the same."
        ),
    )
    return form_answer(request, page, lambda given: NewGoalForm(given, tree=shown), save)


def add_own(request: HttpRequest, tree: str, body: str) -> HttpResponse:
    shown = chosen_tree(tree)
    organisation = organisation_of(shown, steering_day())
    person = access_goal_answering(request.user, organisation, body)
    form = NewGoalForm(tree=shown, body_code=body)

    def save(given: dict[str, Any], _seen: int) -> None:
        parent = form.parent_goal(given)
        add_committee_goal(shown, form.new_facts(given), parent=parent, acting_user=person)

    name = organisation.bodies[body].name
    page = FormPage(
        title=_("A goal of %(body)s") % {"body": name},
        button=_("Add the goal"),
        done_url=reverse("workspace:goal_body", args=[tree, answering_body(organisation, body)]),
        breadcrumbs=crumbs(shown, last=_("A goal of %(body)s") % {"body": name}),
        explanation=_("It can be changed until the body's decision is registered. From then on it is fixed."),
    )
    initial = {"parent": request.GET.get("goal", ""), "level": shown.levels[-1]["key"]}
    return form_answer(
        request, page, lambda given: NewGoalForm(given, tree=shown, body_code=body, initial=initial), save
    )


def change(request: HttpRequest, tree: str, code: str) -> HttpResponse:
    shown = chosen_goal(tree, code)
    person = _access(request, shown)
    stood = {name: getattr(shown, name) for name in TEXTS}
    act = change_committee_goal if shown.body_code else change_goal

    def save(given: dict[str, Any], seen: int) -> None:
        act(shown, GoalTextForm.facts(shown, given), seen_version=seen, acting_user=person)

    page = _page(shown, _("Change the goal"), goal_url(shown), stood=texts(stood))
    return form_answer(request, page, lambda given: GoalTextForm(given, initial=stood), save)


def remove(request: HttpRequest, tree: str, code: str) -> HttpResponse:
    shown = chosen_goal(tree, code)
    person = _access(request, shown)
    act = remove_committee_goal if shown.body_code else remove_goal

    def save(_given: dict[str, Any], seen: int) -> None:
        act(shown, seen_version=seen, acting_user=person)

    page = _page(
        shown,
        _("Remove the goal"),
        reverse("workspace:goal_tree", args=[tree]),
        question=in_language(shown, "title"),
        danger=True,
    )
    return form_answer(request, page, PlainForm, save)


def decide(request: HttpRequest, tree: str, code: str) -> HttpResponse:
    shown = chosen_goal(tree, code)
    if not shown.body_code:
        raise Http404(code)
    organisation = organisation_of(shown.tree, steering_day())
    person = access_goal_answering(request.user, organisation, shown.body_code)
    decider = answering_body(organisation, shown.body_code)

    def save(given: dict[str, Any], seen: int) -> None:
        decision = decision_of(shown.tree.organisation, decider, given, shown.title, acting_user=person)
        decide_committee_goal(shown, decision, seen_version=seen, acting_user=person)

    page = _page(
        shown,
        _("Register the decision"),
        goal_url(shown),
        question=in_language(shown, "title"),
        explanation=_("From now on the goal is fixed."),
    )
    return form_answer(request, page, lambda given: DecisionForm(given, must_decide=True), save)


def _access(request: HttpRequest, goal: Goal) -> User:
    """Return the person when they may write the goal: by reach a body's, for the whole the council's."""
    if not goal.body_code:
        return access_goal_editing(request.user)
    return access_goal_answering(request.user, organisation_of(goal.tree, steering_day()), goal.body_code)


def _page(goal: Goal, title: str, done_url: str, **more: Any) -> FormPage:
    return FormPage(
        title=title,
        button=title,
        done_url=done_url,
        breadcrumbs=crumbs(goal.tree, goal, last=title),
        version=goal.version,
        **more,
    )
