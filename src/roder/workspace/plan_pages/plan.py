"""A plan as it is read: how far it has come, what it says, what it lacks, and what has changed since it was adopted."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import HttpResponse
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from roder.apps.plans.access import access_plans
from roder.apps.plans.access import may_act_on_plan
from roder.apps.plans.access import may_write_plan
from roder.apps.plans.contents import live_contents
from roder.apps.plans.queries import newest_plan
from roder.apps.plans.queries import newest_plans
from roder.apps.plans.queries import revisions_of
from roder.apps.plans.step_facts import step_facts
from roder.domain.plan_contents import plan_differences
from roder.domain.plan_contents import plan_gaps
from roder.domain.plan_faults import revision_faults
from roder.domain.plans import PlanState
from roder.domain.plans import PlanStepWish
from roder.domain.plans import acts_from
from roder.domain.plans import step_faults
from roder.ui.problem_texts import problem_text
from roder.ui.states import state_of
from roder.workspace.history_rows import object_history
from roder.workspace.plan_pages.chosen import chosen_plan
from roder.workspace.plan_pages.shown_contents import shown_contents
from roder.workspace.plan_words import act_label
from roder.workspace.plan_words import decision_text
from roder.workspace.plan_words import gap_text
from roder.workspace.plan_words import plan_crumbs
from roder.workspace.plan_words import plan_kind_name
from roder.workspace.plan_words import plan_link

if TYPE_CHECKING:
    from django.http import HttpRequest

    from roder.apps.identity.models import User
    from roder.apps.plans.models import Plan
    from roder.workspace.plan_pages.chosen import ChosenPlan

PLANS = range(1700, 1720)
"""The numbers of acts on one plan."""
WAY = (PlanState.DRAFT, PlanState.REVIEWED, PlanState.APPROVED, PlanState.ADOPTED, PlanState.IN_FORCE)
SAID_IN_OTHER_WORDS = {"plan_without_reason", "plan_gaps_unexplained", "plan_without_decision"}
"""What the page of the step asks for; it keeps nobody from going there."""


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    person = access_plans(request.user)
    chosen = chosen_plan(pk)
    shown = chosen.plan
    context = _facts(chosen) | {
        "contents": shown_contents(chosen),
        "gaps": [gap_text(gap) for gap in plan_gaps(chosen.document)] if not shown.pinned else [],
        "unit_plans": _unit_plans(chosen, person),
        "build_url": reverse("workspace:plan_build"),
        "offers": _offers(chosen, person),
        "edit_url": _edit_url(chosen, person),
        "revise_url": _revise_url(chosen, person),
        "changed": _changed(shown),
        "differences_url": reverse("workspace:plan_differences", args=[pk]),
        "json_url": reverse("workspace:plan_json", args=[pk]) if shown.pinned else "",
        "entries": object_history(shown.subject, PLANS),
        "breadcrumbs": plan_crumbs(shown),
    }
    return render(request, "workspace/plans/plan.html", context)


def _facts(chosen: ChosenPlan) -> dict[str, Any]:
    shown = chosen.plan
    return {
        "plan": shown,
        "kind": plan_kind_name(shown.kind),
        "code": f"plan_{shown.state}",
        "body": chosen.body_name,
        "decision": decision_text(shown, chosen.bodies),
        "way": _way(shown),
        "steps_taken": [
            {"step": step, "code": f"plan_{step.target}"}
            for step in shown.steps.select_related("taken_by").order_by("-pk")
        ],
        "revisions": [
            plan_link(each) | {"number": each.revision} for each in revisions_of(shown) if each != shown
        ],
    }


def _way(shown: Plan) -> list[dict[str, str]]:
    """Return the states on the way to a plan in force; one that is no longer has passed them all."""
    reached = WAY.index(PlanState(shown.state)) if shown.state in WAY else len(WAY)
    return [
        {
            "label": str(state_of(f"plan_{state.value}").word),
            "state": "done" if place < reached else "now" if place == reached else "ahead",
        }
        for place, state in enumerate(WAY)
    ]


def _unit_plans(chosen: ChosenPlan, person: User) -> list[dict[str, Any]]:
    newest = newest_plans(chosen.plan.organisation, chosen.plan.year)
    return [
        {
            "name": part.name,
            "code": part.code,
            "plan": plan_link(newest[part.code]) if part.code in newest else None,
            "may_build": part.code not in newest and may_write_plan(person, part.code, chosen.bodies),
        }
        for part in chosen.bodies.parts(chosen.plan.body_code)
    ]


def _offers(chosen: ChosenPlan, person: User) -> list[dict[str, str]]:
    """Return the steps that the person may take from here, each with what keeps it now, if anything does."""
    shown = chosen.plan
    facts = step_facts(shown, chosen.document)
    offers = []
    for row in acts_from(PlanState(shown.state)):
        if not may_act_on_plan(person, row.act, shown.body_code, chosen.bodies):
            continue
        wish = PlanStepWish(row.act, person.username, timezone.localdate())
        kept = [fault for fault in step_faults(facts, wish) if fault.code not in SAID_IN_OTHER_WORDS]
        offers.append(
            {
                "label": act_label(row.act),
                "url": reverse("workspace:plan_step", args=[shown.pk, row.act.value]),
                "why_not": " ".join(problem_text(fault) for fault in kept),
            }
        )
    return offers


def _edit_url(chosen: ChosenPlan, person: User) -> str:
    shown = chosen.plan
    may = shown.state == PlanState.DRAFT and may_write_plan(person, shown.body_code, chosen.bodies)
    return reverse("workspace:plan_edit", args=[shown.pk]) if may else ""


def _revise_url(chosen: ChosenPlan, person: User) -> str:
    shown = chosen.plan
    is_newest = newest_plan(shown.organisation, shown.body_code, shown.year) == shown
    faults = revision_faults(PlanState(shown.state), is_newest=is_newest)
    may = not faults and may_write_plan(person, shown.body_code, chosen.bodies)
    return reverse("workspace:plan_revise", args=[shown.pk]) if may else ""


def _changed(shown: Plan) -> int:
    """Return in how many places things stand otherwise than when the plan was adopted; 0 for a draft."""
    return len(plan_differences(shown.pinned, live_contents(shown))) if shown.pinned else 0


def as_json(request: HttpRequest, pk: int) -> HttpResponse:
    access_plans(request.user)
    shown = chosen_plan(pk).plan
    if not shown.pinned:
        return HttpResponse(_("Only an adopted plan is pinned."), status=404)
    answer = JsonResponse(
        {"sha256": shown.digest, "pinned_at": shown.pinned_at, "contents": shown.pinned},
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    answer["Content-Disposition"] = f'attachment; filename="plan-{shown.body_code}-{shown.year}.json"'
    return answer
