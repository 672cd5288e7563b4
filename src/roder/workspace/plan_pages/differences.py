"""What has changed since a plan was adopted: the pinned words beside those that hold now."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.apps.plans.access import access_plans
from roder.apps.plans.contents import live_contents
from roder.domain.plan_contents import PlanChange
from roder.domain.plan_contents import plan_differences
from roder.ui.formatting import amount_with_unit
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.plan_pages.chosen import chosen_plan
from roder.workspace.plan_words import AMOUNT_UNIT
from roder.workspace.plan_words import plan_crumbs

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.domain.plan_contents import PlanDifference

DEPTH = " › "


def differences(request: HttpRequest, pk: int) -> HttpResponse:
    access_plans(request.user)
    chosen = chosen_plan(pk)
    if not chosen.plan.pinned:
        raise Http404(str(pk))
    found = plan_differences(chosen.plan.pinned, live_contents(chosen.plan))
    context = {
        "plan": chosen.plan,
        "table": _table(found) if found else None,
        "breadcrumbs": plan_crumbs(chosen.plan, _("Changed since")),
    }
    return render(request, "workspace/plans/differences.html", context)


def _table(found: list[PlanDifference]) -> DataTable:
    names = {
        PlanChange.ADDED: pgettext("difference", "added"),
        PlanChange.CHANGED: pgettext("difference", "changed"),
        PlanChange.REMOVED: pgettext("difference", "removed"),
    }
    columns = [Column(_("Where")), Column(_("What")), Column(_("As adopted")), Column(_("Now"))]
    rows = [
        Row(
            [
                Cell(DEPTH.join(_place(each.path))),
                Cell(names[each.change]),
                Cell(_value(each.path, each.old)),
                Cell(_value(each.path, each.new)),
            ]
        )
        for each in found
    ]
    return DataTable(_("Changed since the plan was adopted"), columns, rows)


def _place(path: tuple[str, ...]) -> list[str]:
    names = {
        "title": _("Title"),
        "title_en": _("Title in English"),
        "text": _("Text"),
        "text_en": _("Text in English"),
        "sections": _("Sections"),
        "heading": _("Heading"),
        "goals": _("Goals"),
        "answer": _("Answer"),
        "answer_text": _("Answer"),
        "is_asked": _("Asked about"),
        "above": _("The committee's answer"),
        "own_goals": _("Own goals"),
        "activities": _("Activities"),
        "indicators": _("Indicators"),
        "targets": _("Targets"),
        "value": _("Target"),
        "assignments": _("Assignments"),
        "owner": _("Owner"),
        "due": _("Last day"),
        "given_by": _("Given by"),
        "decision": _("Decision"),
        "frame": _("Frame"),
        "amount_ore": _("Amount"),
        "allocations": _("Distribution of the frame"),
        "fundings": _("Money that names goals"),
        "project": _("Project"),
        "reason": _("Reason"),
        "body": _("Body"),
        "name": _("Name"),
        "unit": _("Unit"),
        "kind": _("Kind"),
    }
    return [names.get(step, step) for step in path]


def _value(path: tuple[str, ...], value: Any) -> str:
    if value in (None, ""):
        return ""
    if isinstance(value, dict):
        named = [value[name] for name in ("title", "heading", "name", "value") if value.get(name)]
        amount = value.get("amount_ore")
        return ", ".join([*map(str, named[:1]), *([_amount(amount)] if amount is not None else [])]) or str(
            value.get("key", "")
        )
    if isinstance(value, list):
        return ", ".join(_value((), each) for each in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _amount(value) if path and path[-1] == "amount_ore" else str(value)


def _amount(amount_ore: int) -> str:
    return amount_with_unit(amount_ore, AMOUNT_UNIT, get_language() or "sv")
