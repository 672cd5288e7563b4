"""To write a draft: texts that are kept while one writes, how the frame is divided, and what is still lacking."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.plans.access import access_plan_writing
from roder.apps.plans.actions.refusals import PlanRefusedError
from roder.apps.plans.actions.writing import add_section
from roder.apps.plans.actions.writing import begin_revision
from roder.apps.plans.actions.writing import distribute_frame
from roder.apps.plans.actions.writing import remove_section
from roder.apps.plans.actions.writing import write_section
from roder.domain.money import AmountError
from roder.domain.money import ore_from_text
from roder.domain.plan_contents import plan_gaps
from roder.domain.plans import PlanState
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import problem_texts
from roder.ui.problem_texts import say_problems
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import texts
from roder.ui.versions import version_conflict
from roder.workspace.amounts_as_written import amount_as_written
from roder.workspace.plan_pages.chosen import chosen_plan
from roder.workspace.plan_pages.shown_contents import shown_contents
from roder.workspace.plan_words import AMOUNT_UNIT
from roder.workspace.plan_words import gap_text
from roder.workspace.plan_words import plan_crumbs
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.identity.models import User
    from roder.apps.plans.models import Plan
    from roder.apps.plans.models import PlanSection
    from roder.workspace.plan_pages.chosen import ChosenPlan

SECTION_FIELDS = ("heading", "text")
PART = "part-"


def _writing(request: HttpRequest, pk: int) -> tuple[ChosenPlan, User]:
    chosen = chosen_plan(pk)
    return chosen, access_plan_writing(request.user, chosen.plan.body_code, chosen.bodies)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    chosen, _person = _writing(request, pk)
    if chosen.plan.state != PlanState.DRAFT:
        messages.info(request, _("Only a draft can be written in."))
        return redirect("workspace:plan", pk=pk)
    return _page(request, chosen)


def _page(
    request: HttpRequest,
    chosen: ChosenPlan,
    *,
    given: QueryDict | None = None,
    faults: list[str] | None = None,
) -> HttpResponse:
    shown = chosen.plan
    context = {
        "plan": shown,
        "sections": [_section(section) for section in shown.sections.all()],
        "gaps": [gap_text(gap) for gap in plan_gaps(chosen.document)],
        "contents": shown_contents(chosen),
        "parts": _parts(chosen, given),
        "faults": faults or [],
        "add_url": reverse("workspace:plan_section_add", args=[shown.pk]),
        "distribute_url": reverse("workspace:plan_distribute", args=[shown.pk]),
        "plan_url": reverse("workspace:plan", args=[shown.pk]),
        "breadcrumbs": plan_crumbs(shown, _("Write")),
    }
    return render(request, "workspace/plans/edit.html", context, status=422 if faults else 200)


def _section(section: PlanSection) -> dict[str, Any]:
    values = {name: getattr(section, name) for name in SECTION_FIELDS}
    return {
        "section": section,
        "seen": str(Seen(section.version, texts(values))),
        "url": reverse("workspace:plan_section", args=[section.plan_id, section.pk]),
        "remove_url": reverse("workspace:plan_section_remove", args=[section.plan_id, section.pk]),
    }


def _parts(chosen: ChosenPlan, given: QueryDict | None) -> list[dict[str, str]]:
    kept = {part.part_code: part.amount_ore for part in chosen.plan.allocations.all()}
    own = [("", _("Kept by the body itself"))]
    below = [(part.code, part.name) for part in chosen.bodies.parts(chosen.plan.body_code)]
    return [
        {
            "name": f"{PART}{code}",
            "label": label,
            "value": given.get(f"{PART}{code}", "")
            if given is not None
            else (amount_as_written(kept[code]) if code in kept else ""),
        }
        for code, label in [*below, *own]
    ]


@require_POST
def section(request: HttpRequest, pk: int, section: int) -> HttpResponse:
    """Keep a text: in place while one writes, or by the button, which leads back to the whole."""
    chosen, person = _writing(request, pk)
    found = _found(chosen.plan, section)
    given = resolved(request.POST)
    seen = read_seen(given)
    values = {name: given.get(name, "") for name in SECTION_FIELDS}
    values["heading"] = values["heading"].strip()[:200] or found.heading
    in_place = bool(request.htmx)  # type: ignore[attr-defined] # set by middleware
    try:
        write_section(found, **values, seen_version=seen.version, acting_user=person)
    except StaleVersionError as error:
        return _stale_in_place(request) if in_place else _conflict(request, found, given, error)
    except PlanRefusedError as error:
        return _refused(request, chosen.plan, error)
    if in_place:
        context = {
            "saved_at": timezone.localtime(),
            "seen": str(Seen(found.version, values)),
            "is_stale": False,
        }
        return render(request, "workspace/plans/_section_state.html", context)
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('workspace:plan_edit', args=[pk])}#section-{found.pk}")


def _found(plan: Plan, pk: int) -> PlanSection:
    found = plan.sections.filter(pk=pk).first()
    if found is None:
        raise Http404(str(pk))
    return found


def _stale_in_place(request: HttpRequest) -> HttpResponse:
    context = {"saved_at": None, "seen": request.POST.get("seen", ""), "is_stale": True}
    return render(request, "workspace/plans/_section_state.html", context)


def _refused(request: HttpRequest, plan: Plan, error: PlanRefusedError) -> HttpResponse:
    say_problems(request, error.problems)
    return redirect("workspace:plan", pk=plan.pk)


def _conflict(
    request: HttpRequest, section: PlanSection, given: QueryDict, error: StaleVersionError
) -> HttpResponse:
    conflict = version_conflict(
        error,
        read_seen(given),
        theirs=texts(error.theirs),
        mine=texts(error.mine),
        labels={"heading": _("Heading"), "text": _("Text")},
    )
    return conflict_page(
        request,
        conflict,
        name=section.heading,
        cancel_url=reverse("workspace:plan_edit", args=[section.plan_id]),
        breadcrumbs=plan_crumbs(section.plan, _("Write")),
    )


@require_POST
def section_add(request: HttpRequest, pk: int) -> HttpResponse:
    chosen, person = _writing(request, pk)
    heading = request.POST.get("heading", "").strip()[:200]
    if not heading:
        return _page(request, chosen, faults=[_("Write a heading for the new section.")])
    try:
        made = add_section(chosen.plan, heading, acting_user=person)
    except PlanRefusedError as error:
        return _refused(request, chosen.plan, error)
    return redirect(f"{reverse('workspace:plan_edit', args=[pk])}#section-{made.pk}")


@require_POST
def section_remove(request: HttpRequest, pk: int, section: int) -> HttpResponse:
    chosen, person = _writing(request, pk)
    found = _found(chosen.plan, section)
    seen = request.POST.get("version", "")
    try:
        remove_section(found, seen_version=int(seen) if seen.isdigit() else 0, acting_user=person)
    except StaleVersionError:
        messages.warning(request, _("Somebody has written in the section meanwhile. It was not removed."))
    except PlanRefusedError as error:
        return _refused(request, chosen.plan, error)
    else:
        messages.success(request, _("The section is removed. Its text is kept in the history."))
    return redirect("workspace:plan_edit", pk=pk)


@require_POST
def distribute(request: HttpRequest, pk: int) -> HttpResponse:
    chosen, person = _writing(request, pk)
    amounts, faults = _amounts(chosen, request.POST)
    if not faults:
        version = request.POST.get("version", "")
        try:
            distribute_frame(
                chosen.plan,
                amounts,
                seen_version=int(version) if version.isdigit() else 0,
                acting_user=person,
            )
        except PlanRefusedError as error:
            faults = problem_texts(error.problems)
        except StaleVersionError:
            faults = [_("Somebody has changed the plan meanwhile. Look at it as it stands, and save again.")]
    if faults:
        return _page(request, chosen_plan(pk), given=request.POST, faults=faults)
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('workspace:plan_edit', args=[pk])}#frame")


def _amounts(chosen: ChosenPlan, given: QueryDict) -> tuple[dict[str, int | None], list[str]]:
    amounts: dict[str, int | None] = {}
    faults = []
    for part in _parts(chosen, given):
        text = part["value"].strip()
        try:
            amounts[part["name"].removeprefix(PART)] = ore_from_text(text, unit=AMOUNT_UNIT) if text else None
        except AmountError:
            faults.append(
                _("%(part)s: write the amount in thousands of kronor, as 1 250 or 12,5.")
                % {"part": part["label"]}
            )
    return amounts, faults


@require_POST
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    chosen, person = _writing(request, pk)
    try:
        revision = begin_revision(chosen.plan, acting_user=person)
    except PlanRefusedError as error:
        return _refused(request, chosen.plan, error)
    messages.success(request, _("A revision has begun. The plan holds until the revision comes into force."))
    return redirect("workspace:plan_edit", pk=revision.pk)
