"""All goals as one committee or company answers them; for a unit, the thread up from its own work."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from roder.apps.goals.access import access_goals
from roder.apps.goals.access import bodies_answered_for
from roder.apps.goals.coverage import answering_body
from roder.apps.goals.coverage import coverage
from roder.apps.goals.coverage import organisation_of
from roder.apps.goals.queries import latest_verdicts
from roder.apps.goals.queries import verdict_scale
from roder.apps.ledger.steering_days import steering_day
from roder.domain.goal_coverage import Answer
from roder.domain.goal_tree import TreeAct
from roder.domain.goal_tree import TreeState
from roder.domain.goal_tree import allows
from roder.workspace.goal_words import ANSWER_ICONS
from roder.workspace.goal_words import ANSWER_TONES
from roder.workspace.goal_words import answer_word
from roder.workspace.goal_words import goal_link
from roder.workspace.goal_words import shown_verdict
from roder.workspace.goals.body_work import body_work
from roder.workspace.goals.chosen import chosen_tree
from roder.workspace.goals.chosen import crumbs

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.goals.coverage import CoverageCell
    from roder.apps.goals.models import GoalTree
    from roder.domain.organisation import OrganisationTree
    from roder.workspace.goal_words import ShownVerdict


def committee(request: HttpRequest, tree: str, body: str) -> HttpResponse:
    person = access_goals(request.user)
    shown = chosen_tree(tree)
    organisation = organisation_of(shown, steering_day())
    if body not in organisation.bodies:
        raise Http404(body)
    is_open = allows(TreeState(shown.state), TreeAct.ANSWER)
    answering = answering_body(organisation, body)
    context = _answers(shown, organisation, answering) | {
        "tree": shown,
        "body": organisation.bodies[body],
        "is_unit": answering != body,
        "work": body_work(shown, organisation, body),
        "may_answer": is_open and answering in bodies_answered_for(person, organisation),
        "new_goal_url": reverse("workspace:goal_add_own", args=[tree, body]),
        "breadcrumbs": _crumbs(shown, organisation, body),
    }
    return render(request, "workspace/goals/committee.html", context)


def _crumbs(tree: GoalTree, organisation: OrganisationTree, body: str) -> list[dict[str, Any]]:
    answering = answering_body(organisation, body)
    above = [{"label": organisation.bodies[answering].name, "url": _url(tree, answering)}]
    return [
        *crumbs(tree),
        *(above if answering != body else []),
        {"label": organisation.bodies[body].name, "url": ""},
    ]


def _url(tree: GoalTree, body: str) -> str:
    return reverse("workspace:goal_body", args=[tree.code, body])


def _answers(tree: GoalTree, organisation: OrganisationTree, answering: str) -> dict[str, Any]:
    covered = coverage(tree, organisation)
    body = next((each for each in covered.bodies if each.code == answering), None)
    if body is None:
        return {"answers": [], "sum": None, "answering": None}
    scale, signed = verdict_scale(tree.organisation), latest_verdicts(covered.goals, body.code)
    return {
        "answers": [
            _answer(tree, cell, shown_verdict(scale, signed.get(cell.goal.pk))) for cell in covered.row(body)
        ],
        "sum": covered.sum_of(covered.row(body)),
        "answering": {"name": body.name, "url": _url(tree, body.code)},
    }


def _answer(tree: GoalTree, cell: CoverageCell, verdict: ShownVerdict) -> dict[str, Any]:
    cell.goal.tree = tree
    for own in cell.own_goals:
        own.tree = tree
    place = [tree.code, cell.goal.code, cell.body.code]
    return goal_link(cell.goal) | {
        "word": answer_word(cell.answer, len(cell.own_goals)),
        "icon": ANSWER_ICONS[cell.answer],
        "tone": ANSWER_TONES[cell.answer],
        "is_empty": cell.answer is Answer.UNANSWERED,
        "verdict": verdict if verdict.verdict else None,
        "own": [goal_link(own) | {"decision": own.decision_id is not None} for own in cell.own_goals],
        "contribution": cell.contribution,
        "answer_url": reverse("workspace:goal_answer", args=place),
        "withdraw_url": reverse("workspace:goal_answer_withdraw", args=place),
    }
