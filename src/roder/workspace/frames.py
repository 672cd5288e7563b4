"""The frames of a year: what the council has given each committee, in by file and out again."""

from __future__ import annotations

from dataclasses import replace
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

from roder.apps.budgets.access import access_frame_reading
from roder.apps.budgets.access import access_frame_setting
from roder.apps.budgets.access import may_set_frames
from roder.apps.budgets.actions import FramesChangedError
from roder.apps.budgets.actions import import_frames
from roder.apps.budgets.importing import kept_frames
from roder.apps.budgets.importing import plan_frames
from roder.apps.budgets.queries import years_with_frames
from roder.apps.ledger.queries import tree_organisation_shown
from roder.formats.tabular.frame_table import write_frames
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.explanations import value_name
from roder.workspace.goal_money.of_body import named_money
from roder.workspace.history_rows import FRAMES
from roder.workspace.history_rows import object_history
from roder.workspace.organisation import file_answer
from roder.workspace.table_imports import ACCEPT
from roder.workspace.table_imports import ShownTable
from roder.workspace.table_imports import UnusableFileError
from roder.workspace.table_imports import frame_table
from roder.workspace.table_imports import no_organisation
from roder.workspace.table_imports import opened
from roder.workspace.table_imports import received
from roder.workspace.table_imports import sealed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.budgets.importing import FramePlan
    from roder.apps.identity.models import User
    from roder.domain.frame_changes import FrameProposal
    from roder.workspace.goal_money.of_body import NamedMoney

YEARS = range(1990, 2100)


def latest(request: HttpRequest) -> HttpResponse:
    access_frame_reading(request.user)
    years = years_with_frames(tree_organisation_shown())
    return redirect("workspace:frames_year", year=max(years, default=timezone.localdate().year))


def year(request: HttpRequest, year: int) -> HttpResponse:
    person = access_frame_reading(request.user)
    key = _key(year)
    kept = list(kept_frames(key, year).values())
    years = sorted({*years_with_frames(key), year})
    named = named_money(key, year, person)
    context = {
        "year": year,
        "amount_unit": "tkr",
        "years": [
            {"year": each, "url": reverse("workspace:frames_year", args=[each]), "is_current": each == year}
            for each in [*years, max(years) + 1]
        ],
        "table": _table(kept, named) if kept else None,
        "goal_money_url": named.url() if named else "",
        "entries": object_history(f"{key} {year}", FRAMES),
        "may_set": may_set_frames(person),
        "import_url": reverse("workspace:frames_import", args=[year]),
        "workbook_url": reverse("workspace:frames_export", args=[year, "xlsx"]),
        "csv_url": reverse("workspace:frames_export", args=[year, "csv"]),
    }
    return render(request, "workspace/frames/year.html", context)


def _key(year: int) -> str:
    if year not in YEARS:
        raise Http404(str(year))
    return tree_organisation_shown()


def _table(kept: Sequence[FrameProposal], named: NamedMoney | None) -> DataTable:
    columns = [
        Column(_("Code")),
        Column(_("Body")),
        Column(_("Frame"), "amount"),
        Column(_("Spread over months")),
        Column(_("Status")),
        *([Column(_("Names a goal"), "amount"), Column(_("Names no goal"), "amount")] if named else []),
    ]
    rows = [
        Row(
            [
                Cell(each.body),
                Cell(each.name),
                Cell(each.amount_ore),
                Cell(value_name("profile", str(each.profile))),
                Cell(each.status),
                *_goal_cells(named, each.body),
            ]
        )
        for each in kept
    ]
    total = sum(each.amount_ore for each in kept)
    sums = [sum(part) for part in zip(*(_goal_amounts(named, each.body) for each in kept), strict=True)]
    last = Row([Cell(_("Total")), Cell(""), Cell(total), Cell(""), Cell(""), *map(Cell, sums)], is_total=True)
    return DataTable(_("Frames"), columns, [*rows, last])


def _goal_amounts(named: NamedMoney | None, body: str) -> list[int]:
    return [named.named_ore(body), named.rest_ore(body)] if named else []


def _goal_cells(named: NamedMoney | None, body: str) -> list[Cell]:
    return [Cell(ore, named.url(body) if named else "") for ore in _goal_amounts(named, body)]


def export(request: HttpRequest, year: int, form: str) -> HttpResponse:
    access_frame_reading(request.user)
    kept = kept_frames(_key(year), year)
    if form not in {"csv", "xlsx"} or not kept:
        raise Http404(form)
    written = write_frames(kept.values(), as_workbook=form == "xlsx")
    return file_answer(written.content, f"frames_{year}.{form}")


def choose(request: HttpRequest, year: int) -> HttpResponse:
    person = access_frame_setting(request.user)
    key = _key(year)
    if request.method != "POST":
        return _choose_page(request, year)
    if not key:
        return _choose_page(request, year, errors=[no_organisation()], status=422)
    try:
        table = received(request)
    except UnusableFileError as error:
        return _choose_page(request, year, errors=[str(error)], status=422)
    plan = plan_frames(key, year, table.content, mapping=table.mapping)
    return _differences_page(request, table, plan, person)


@require_POST
def confirm(request: HttpRequest, year: int) -> HttpResponse:
    person = access_frame_setting(request.user)
    try:
        table = opened(request.POST.get("table", ""), person, f"frames {year}")
        plan = import_frames(
            _key(year),
            year,
            table.content,
            mapping=table.mapping,
            expected=table.before,
            acting_user=person,
        )
    except UnusableFileError as error:
        return _choose_page(request, year, errors=[str(error)], status=422)
    except FramesChangedError as error:
        return _differences_page(request, table, error.plan, person, is_stale=True)
    messages.success(request, _("%(count)s differences saved.") % {"count": len(plan.differences)})
    return redirect("workspace:frames_year", year=year)


def _crumbs(year: int) -> list[dict[str, Any]]:
    return [
        {"label": _("Frames"), "url": reverse("workspace:frames")},
        {"label": str(year), "url": reverse("workspace:frames_year", args=[year])},
        {"label": _("Import"), "url": ""},
    ]


def _choose_page(
    request: HttpRequest, year: int, *, errors: list[str] | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "title": _("Import the frames of %(year)s") % {"year": year},
        "accept": ACCEPT,
        "errors": errors or [],
        "form_url": reverse("workspace:frames_import", args=[year]),
        "hint": _(
            "One row for each committee: code, name, frame. The unit may stand in the heading, as “Ram tkr”. CSV or Excel."
        ),
        "exports": [],
        "breadcrumbs": _crumbs(year),
    }
    return render(request, "workspace/tables/choose.html", context, status=status)


def _differences_page(
    request: HttpRequest,
    table: ShownTable,
    plan: FramePlan,
    person: User,
    *,
    is_stale: bool = False,
) -> HttpResponse:
    sealing = replace(table, before=plan.before)
    context = {
        "title": table.file_name,
        "plan": plan,
        "is_stale": is_stale,
        "problems": plan.problems,
        "differences": frame_table(plan.differences) if plan.differences else None,
        "amount_unit": "tkr",
        "table": sealed(sealing, person, f"frames {plan.year}") if plan.changes_something else "",
        "confirm_url": reverse("workspace:frames_import_confirm", args=[plan.year]),
        "cancel_url": reverse("workspace:frames_import", args=[plan.year]),
        "breadcrumbs": _crumbs(plan.year),
    }
    status = 422 if plan.refused else 409 if is_stale else 200
    return render(request, "workspace/tables/differences.html", context, status=status)
