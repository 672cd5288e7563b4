"""To answer an overarching goal for a body: on a page of its own, or in place in the coverage matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.goals.access import access_goal_answering
from roder.apps.goals.actions.answers import answer_goal
from roder.apps.goals.actions.answers import withdraw_answer
from roder.apps.goals.coverage import organisation_of
from roder.apps.ledger.steering_days import steering_day
from roder.domain.goal_tree import OVERALL
from roder.domain.goal_tree import AnswerKind
from roder.ui.versions import texts
from roder.workspace.goal_words import in_language
from roder.workspace.goals.chosen import chosen_goal
from roder.workspace.goals.chosen import crumbs
from roder.workspace.goals.coverage_matrix import matrix_context
from roder.workspace.goals.decision_fields import decision_of
from roder.workspace.goals.form_pages import FormPage
from roder.workspace.goals.form_pages import form_answer
from roder.workspace.goals.goal_forms import AnswerForm
from roder.workspace.mandate_forms import PlainForm

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.goals.models import Contribution
    from roder.apps.goals.models import Goal
    from roder.domain.organisation import Body

MATRIX = "matrix"
ROW = "workspace/goals/_answer_row.html"
FOUND = 302


def answer(request: HttpRequest, tree: str, code: str, body: str) -> HttpResponse:
    shown = _overarching(tree, code)
    organisation = organisation_of(shown.tree, steering_day())
    person = access_goal_answering(request.user, organisation, body)
    given_before = shown.contributions.filter(body_code=body).first()

    def save(given: dict[str, Any], seen: int) -> None:
        answer_goal(
            shown,
            body,
            AnswerKind(given["kind"]),
            given["text"],
            decision=decision_of(shown.tree.organisation, body, given, shown.title, acting_user=person),
            seen_version=seen,
            acting_user=person,
        )

    page = _page(shown, organisation.bodies[body], given_before, _where(request, shown, body))
    initial = _stood(given_before) | _decision(given_before)

    def make_form(given: Any) -> AnswerForm:
        # Several forms may be open in the matrix at once.
        return AnswerForm(given, initial=initial, auto_id=f"id_{shown.pk}_{body}_%s")

    in_place: bool = request.htmx and request.GET.get("from") == MATRIX  # type: ignore[attr-defined] # set by middleware
    if not in_place:
        return form_answer(request, page, make_form, save)
    result = form_answer(request, page, make_form, save, template=ROW)
    if result.status_code != FOUND:
        return result
    return render(request, "workspace/goals/_matrix.html", matrix_context(shown.tree, person))


def withdraw(request: HttpRequest, tree: str, code: str, body: str) -> HttpResponse:
    shown = _overarching(tree, code)
    organisation = organisation_of(shown.tree, steering_day())
    person = access_goal_answering(request.user, organisation, body)
    given_before = shown.contributions.filter(body_code=body).first()
    title = _("Take the answer back")

    def save(_given: dict[str, Any], seen: int) -> None:
        withdraw_answer(shown, body, seen_version=seen, acting_user=person)

    page = FormPage(
        title=title,
        button=title,
        done_url=_where(request, shown, body),
        breadcrumbs=crumbs(shown.tree, shown, last=title),
        question=f"{organisation.bodies[body].name}: {in_language(shown, 'title')}",
        explanation=_("The goal is then unanswered again."),
        version=given_before.version if given_before else 0,
        danger=True,
    )
    return form_answer(request, page, PlainForm, save)


def _overarching(tree: str, code: str) -> Goal:
    found = chosen_goal(tree, code)
    if found.level != OVERALL:
        raise Http404(code)
    return found


def _where(request: HttpRequest, goal: Goal, body: str) -> str:
    """Return where the person came from: the matrix or the body's page."""
    if request.GET.get("from") == MATRIX:
        return reverse("workspace:goal_coverage", args=[goal.tree.code])
    return reverse("workspace:goal_body", args=[goal.tree.code, body])


def _stood(given: Contribution | None) -> dict[str, str]:
    return {"kind": given.kind, "text": given.text} if given else {}


def _decision(given: Contribution | None) -> dict[str, Any]:
    decision = given.decision if given else None
    names = ("meeting_date", "paragraph", "case_number")
    return {name: getattr(decision, name) for name in names} if decision else {}


def _page(goal: Goal, body: Body, given: Contribution | None, done_url: str) -> FormPage:
    title = _("%(body)s answers the goal") % {"body": body.name}
    return FormPage(
        title=title,
        button=_("Save the answer"),
        done_url=done_url,
        breadcrumbs=crumbs(goal.tree, goal, last=title),
        question=f"{goal.code} {in_language(goal, 'title')}",
        explanation=_(
            "A goal of the body's own is added on the body's page, and says more than an answer here."
        ),
        version=given.version if given else 0,
        stood=texts(_stood(given)),
    )
