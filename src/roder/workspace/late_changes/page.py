"""Late changes: change a number after the budget is built and see every page, table and sum that moved, to sign off."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.budgets.access import access_budget_editing
from roder.apps.budgets.access import access_budget_reading
from roder.apps.budgets.access import may_edit_budget
from roder.apps.budgets.version_queries import base_of_year
from roder.apps.latechanges.actions import LateChangeRefusedError
from roder.apps.latechanges.actions import build_figures
from roder.apps.latechanges.actions import sign_late_changes
from roder.apps.latechanges.queries import acts_since
from roder.apps.latechanges.queries import figures_now
from roder.apps.latechanges.queries import moved_since
from roder.apps.latechanges.queries import newest_snapshot
from roder.apps.latechanges.queries import signed_moves
from roder.apps.latechanges.queries import snapshots
from roder.apps.organisation.queries import organisation_tree
from roder.domain.budget_figures import RESULT
from roder.domain.late_changes import figures_digest
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.problem_texts import problem_texts
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.history_rows import history_rows
from roder.workspace.late_changes.words import column_name
from roder.workspace.late_changes.words import page_name
from roder.workspace.late_changes.words import page_url
from roder.workspace.late_changes.words import row_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.latechanges.models import FigureSnapshot
    from roder.domain.budget_figures import MovedFigure

REFUSED = 422
DECEMBER = 12


def late_changes(request: HttpRequest, year: int) -> HttpResponse:
    access_budget_reading(request.user)
    return _page(request, year)


@require_POST
def build(request: HttpRequest, year: int) -> HttpResponse:
    person = access_budget_editing(request.user)
    version = base_of_year(budget_key(year), year)
    if version is not None:
        try:
            build_figures(version, acting_user=person)
        except LateChangeRefusedError as error:
            return _page(request, year, faults=_worded(error))
        messages.success(request, _("The figures are kept. What moves from now on is listed here."))
    return redirect("workspace:late_changes", year=year)


@require_POST
def sign(request: HttpRequest, year: int) -> HttpResponse:
    person = access_budget_editing(request.user)
    version = base_of_year(budget_key(year), year)
    if version is not None:
        reason = request.POST.get("reason", "")
        try:
            seen = request.POST.get("seen", "")
            sign_late_changes(version, reason, seen_digest=seen, acting_user=person)
        except LateChangeRefusedError as error:
            return _page(request, year, faults=_worded(error), reason=reason)
        messages.success(request, _("The late changes are signed."))
    return redirect("workspace:late_changes", year=year)


def late_changes_csv(request: HttpRequest, year: int) -> HttpResponse:
    access_budget_reading(request.user)
    key = budget_key(year)
    version = base_of_year(key, year)
    snapshot = newest_snapshot(version) if version else None
    found = moved_since(snapshot, figures_now(version)) if version else []
    form = asked_form(request)
    return csv_answer(_table(found, _bodies(key, year), year), form, f"sena_andringar_{year}")


def _worded(error: LateChangeRefusedError) -> list[str]:
    return problem_texts(error.problems)


def _page(request: HttpRequest, year: int, *, faults: Sequence[str] = (), reason: str = "") -> HttpResponse:
    key = budget_key(year)
    version = base_of_year(key, year)
    snapshot = newest_snapshot(version) if version else None
    context: dict[str, Any] = {
        "year": year,
        "version": version,
        "snapshot": snapshot,
        "tabs": budget_places(year, "late_changes"),
        "breadcrumbs": budget_breadcrumbs(year, (_("Late changes"), "")),
        "amount_unit": "tkr",
        "may_sign": may_edit_budget(access_budget_reading(request.user)),
        "build_url": reverse("workspace:late_changes_build", args=[year]),
        "sign_url": reverse("workspace:late_changes_sign", args=[year]),
        "csv_url": f"{reverse('workspace:late_changes_csv', args=[year])}?year={year}",
        "faults": faults,
        "reason": reason,
    }
    if version and snapshot:
        context |= _moved(version, snapshot, _bodies(key, year), year)
    return render(request, "workspace/late_changes/list.html", context, status=REFUSED if faults else 200)


def _moved(
    version: BudgetVersion, snapshot: FigureSnapshot, bodies: Mapping[str, str], year: int
) -> dict[str, Any]:
    figures = figures_now(version)
    found = moved_since(snapshot, figures)
    result = next((each for each in found if (each.key.row, each.key.column) == (RESULT, str(year))), None)
    return {
        "found": found,
        "result_ore": result.difference_ore if result else 0,
        "table": _table(found, bodies, year) if found else None,
        "seen": figures_digest(figures),
        "acts": history_rows(acts_since(snapshot)),
        "signed": [
            {"snapshot": each, "count": len(each.moved), "table": _table(signed_moves(each), bodies, year)}
            for each in reversed(snapshots(version))
            if each.moved
        ],
    }


def _bodies(key: str, year: int) -> dict[str, str]:
    tree = organisation_tree(key, date(year, DECEMBER, 31))
    return {code: body.name for code, body in tree.bodies.items()}


def _table(found: Iterable[MovedFigure], bodies: Mapping[str, str], year: int) -> DataTable:
    columns = [
        Column(_("Page"), key="page"),
        Column(_("Row"), key="row"),
        Column(_("Column"), key="column"),
        Column(_("Before"), "amount", "before_ore"),
        Column(_("After"), "amount", "after_ore"),
        Column(_("Difference"), "signed", "difference_ore"),
    ]
    rows = [
        Row(
            [
                Cell(page_name(each.key.page), page_url(each.key.page, year)),
                Cell(row_name(each.key, bodies)),
                Cell(column_name(each.key)),
                Cell(each.before_ore),
                Cell(each.after_ore),
                Cell(each.difference_ore),
            ]
        )
        for each in found
    ]
    return DataTable(_("Every figure that has moved"), columns, rows)
