"""A budget comes in by a file on a page: read whole, shown with its sums, faults and differences, and only then saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.budgets.access import access_budget_editing
from roder.apps.budgets.actions.budget_files import import_budget
from roder.apps.budgets.budget_files import BudgetFile
from roder.apps.budgets.budget_files import plan_budget
from roder.apps.organisation.importing import TableChangedError
from roder.domain.version_comparison import compared
from roder.domain.version_comparison import largest
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_versions.listing import version_url
from roder.workspace.table_imports import ACCEPT
from roder.workspace.table_imports import ShownTable
from roder.workspace.table_imports import UnusableFileError
from roder.workspace.table_imports import file_received
from roder.workspace.table_imports import mapping_received
from roder.workspace.table_imports import opened
from roder.workspace.table_imports import sealed

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.budgets.budget_files import BudgetPlan
    from roder.apps.budgets.budget_files import VersionPlan
    from roder.apps.identity.models import User

LARGEST = 8_000_000
"""Bytes of a file: some hundred thousand rows. Sealed in a form it must be less than a request may hold."""
PURPOSE = "budget"
REFUSED, STALE = 422, 409
PART = "\n"
"""Stands between the name and the file name where both travel in the sealed form."""


def choose(request: HttpRequest, year: int) -> HttpResponse:
    person = access_budget_editing(request.user)
    if request.method != "POST":
        return _choose_page(request, year)
    name = " ".join(request.POST.get("name", "").split())
    try:
        file = file_received(request, largest=LARGEST)
        mapping = mapping_received(request)
    except UnusableFileError as error:
        return _choose_page(request, year, name=name, errors=[str(error)])
    table = ShownTable(f"{name}{PART}{(file.name or '')[-200:]}", file.read(), mapping, "")
    return _shown_page(request, year, table, plan_budget(_file(year, table)), person)


@require_POST
def confirm(request: HttpRequest, year: int) -> HttpResponse:
    person = access_budget_editing(request.user)
    try:
        table = opened(request.POST.get("table", ""), person, PURPOSE)
    except UnusableFileError as error:
        return _choose_page(request, year, errors=[str(error)])
    file = _file(year, table)
    file_name = table.file_name.partition(PART)[2]
    try:
        plan = import_budget(file, file_name=file_name, expected=table.before, acting_user=person)
    except TableChangedError as error:
        return _shown_page(request, year, table, error.plan, person, is_stale=True)
    count = sum(part.lines for part in plan.versions.values())
    messages.success(request, _("%(name)s is saved: %(count)s lines.") % {"name": plan.name, "count": count})
    return redirect("workspace:budget_versions", year=min(part.year for part in plan.versions.values()))


def _file(year: int, table: ShownTable) -> BudgetFile:
    return BudgetFile(budget_key(year), table.file_name.partition(PART)[0], table.content, table.mapping)


def _choose_page(
    request: HttpRequest, year: int, *, name: str = "", errors: list[str] | None = None
) -> HttpResponse:
    budget_key(year)
    context = {
        "year": year,
        "name": name,
        "errors": errors or [],
        "accept": ACCEPT,
        "form_url": reverse("workspace:budget_import", args=[year]),
        "breadcrumbs": _breadcrumbs(year),
    }
    return render(
        request, "workspace/budget_versions/choose_file.html", context, status=REFUSED if errors else 200
    )


def _shown_page(
    request: HttpRequest,
    year: int,
    table: ShownTable,
    plan: BudgetPlan,
    person: User,
    *,
    is_stale: bool = False,
) -> HttpResponse:
    seal = sealed(replace(table, before=plan.before), person, PURPOSE) if plan.changes_something else ""
    if len(seal) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE - 10_000:
        message = _("The file is larger than %(size)s MB. Import it with the command roder instead.")
        errors = [message % {"size": LARGEST // 2_000_000}]
        return _choose_page(request, year, name=plan.name, errors=errors)
    context = {
        "plan": plan,
        "file_name": table.file_name.partition(PART)[2],
        "problems": plan.problems,
        "is_stale": is_stale,
        "parts": [_part(part) for part in plan.versions.values()],
        "amount_unit": "tkr",
        "table": seal,
        "confirm_url": reverse("workspace:budget_import_confirm", args=[year]),
        "cancel_url": reverse("workspace:budget_import", args=[year]),
        "breadcrumbs": _breadcrumbs(year),
    }
    status = REFUSED if plan.refused else STALE if is_stale else 200
    return render(request, "workspace/budget_versions/shown_file.html", context, status=status)


def _breadcrumbs(year: int) -> list[dict[str, Any]]:
    list_url = reverse("workspace:budget_versions", args=[year])
    return budget_breadcrumbs(year, (_("Versions"), list_url), (_("Import"), ""))


def _part(part: VersionPlan) -> dict[str, Any]:
    return {
        "name": part.name,
        "current": part.current,
        "current_url": version_url(part.current) if part.current else "",
        "is_changed": part.is_changed,
        "lines": part.lines,
        "table": _sums_table(part),
    }


def _sums_table(part: VersionPlan) -> DataTable:
    """Return the sum of each body of the file beside that of the version it takes the place of, largest first."""
    before = part.body_sums_before()
    columns = [
        Column(_("Body")),
        Column(_("Now"), "amount"),
        Column(_("In the file"), "amount"),
        Column(_("Difference"), "variance"),
    ]
    rows = [
        Row([Cell(row.key or _("Not said")), Cell(row.a_ore), Cell(row.b_ore), Cell(row.difference_ore)])
        for row in largest(compared(before, part.by_body))
    ]
    totals = [sum(before.values()), part.total_ore]
    last = [
        Cell(_("Total")),
        Cell(totals[0] if before else None),
        Cell(totals[1]),
        Cell(totals[1] - totals[0]),
    ]
    return DataTable(_("Sums by body, all years"), columns, [*rows, Row(last, is_total=True)])
