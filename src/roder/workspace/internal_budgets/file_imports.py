"""A file into a unit's budget, or a whole body's: chosen, its differences and conflicts shown, and only then saved."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.internalbudgets.access import access_unit_writing
from roder.apps.internalbudgets.actions.file_imports import import_internal_file
from roder.apps.internalbudgets.importing import plan_internal_file
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.organisation.importing import TableChangedError
from roder.workspace.budget_places import budget_key
from roder.workspace.internal_budgets.file_tables import changed_table
from roder.workspace.internal_budgets.file_tables import conflict_choices
from roder.workspace.internal_budgets.file_tables import new_table
from roder.workspace.internal_budgets.file_tables import removal_choices
from roder.workspace.internal_budgets.file_tables import sums_table
from roder.workspace.internal_budgets.file_tables import texts_table
from roder.workspace.internal_budgets.places import internal_breadcrumbs
from roder.workspace.internal_budgets.workbooks import budget_or_404
from roder.workspace.table_doors import ChoosePage
from roder.workspace.table_doors import choose_page
from roder.workspace.table_imports import ShownTable
from roder.workspace.table_imports import UnusableFileError
from roder.workspace.table_imports import file_received
from roder.workspace.table_imports import mapping_received
from roder.workspace.table_imports import opened
from roder.workspace.table_imports import sealed

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.importing import InternalBudgetPlan
    from roder.apps.internalbudgets.models import InternalBudget
    from roder.ui.tables import DataTable

LARGEST = 4_000_000
"""Bytes of a file that travels in a form: some ten thousand lines with their copy."""
ACCEPT = ".xlsx,.csv,.tsv,.txt"
AMOUNT_UNIT = "kr"


@dataclass(frozen=True)
class _Door:
    """Into what a file is read, by whom, and the addresses of its pages."""

    person: User
    budget: InternalBudget
    unit: str

    @property
    def purpose(self) -> str:
        return f"internal budget {self.budget.pk} {self.unit}"

    def url(self, name: str) -> str:
        kind = "" if self.unit else "body_"
        arguments = [self.budget.year, self.budget.body_code, *([self.unit] if self.unit else [])]
        return reverse(f"workspace:internal_budget_{kind}{name}", args=arguments)

    @property
    def choosing(self) -> ChoosePage:
        budget, workbook = self.budget, self.url("workbook")
        return ChoosePage(
            title=_("Read in a file"),
            hint=_(
                "The workbook that you have fetched here and filled in, or another table with a mapping file."
            ),
            form_url=self.url("import"),
            breadcrumbs=internal_breadcrumbs(budget.year, budget.body_code, self.unit, _("Read in a file")),
            exports=[
                {"label": _("Fetch as Excel"), "url": workbook},
                {"label": _("Fetch as CSV"), "url": f"{workbook}?form=csv"},
            ],
        )


def choose_for_unit(request: HttpRequest, year: int, body: str, unit: str) -> HttpResponse:
    return _choose(request, _door(request, year, body, unit))


def choose_for_body(request: HttpRequest, year: int, body: str) -> HttpResponse:
    return _choose(request, _door(request, year, body))


@require_POST
def confirm_for_unit(request: HttpRequest, year: int, body: str, unit: str) -> HttpResponse:
    return _confirm(request, _door(request, year, body, unit))


@require_POST
def confirm_for_body(request: HttpRequest, year: int, body: str) -> HttpResponse:
    return _confirm(request, _door(request, year, body))


def _door(request: HttpRequest, year: int, body: str, unit: str = "") -> _Door:
    """Return the door when the person may write what the file is read into; a whole body by its own code."""
    person = access_unit_writing(request.user, unit or body, bodies_of_year(budget_key(year), year))
    return _Door(person, budget_or_404(year, body, unit), unit)


def _choose(request: HttpRequest, door: _Door) -> HttpResponse:
    if request.method != "POST":
        return choose_page(request, door.choosing, accept=ACCEPT)
    try:
        file = file_received(request, largest=LARGEST)
        table = ShownTable((file.name or "")[-200:], file.read(), mapping_received(request), "")
    except UnusableFileError as error:
        return choose_page(request, door.choosing, errors=[str(error)], accept=ACCEPT)
    plan = plan_internal_file(door.budget, table.content, unit=door.unit, mapping=table.mapping)
    return _differences(request, door, table, plan)


def _confirm(request: HttpRequest, door: _Door) -> HttpResponse:
    """Save what was shown and ticked, or show what has become of it."""
    try:
        table = opened(request.POST.get("table", ""), door.person, door.purpose)
        plan = import_internal_file(
            door.budget,
            table.content,
            unit=door.unit,
            mapping=table.mapping,
            file_name=table.file_name,
            take=_numbers(request, "take"),
            remove=_numbers(request, "remove"),
            expected=table.before,
            acting_user=door.person,
        )
    except UnusableFileError as error:
        return choose_page(request, door.choosing, errors=[str(error)], accept=ACCEPT)
    except TableChangedError as error:
        return _differences(request, door, table, error.plan, is_stale=True)
    if plan.refused:
        return _differences(request, door, table, plan)
    messages.success(request, _("%(file)s is read in.") % {"file": table.file_name})
    return redirect(
        reverse("workspace:internal_budget_unit", args=[door.budget.year, door.budget.body_code, door.unit])
        if door.unit
        else door.url("import")
    )


def _numbers(request: HttpRequest, name: str) -> list[int]:
    return [int(text) for text in request.POST.getlist(name) if text.isdecimal()]


def _differences(
    request: HttpRequest,
    door: _Door,
    table: ShownTable,
    plan: InternalBudgetPlan,
    *,
    is_stale: bool = False,
) -> HttpResponse:
    sealing = replace(table, before=plan.before)
    context = {
        "title": table.file_name,
        "plan": plan,
        "is_stale": is_stale,
        "problems": plan.problems,
        "tables": [] if plan.refused else _tables(plan),
        "sums": sums_table(plan.sums()),
        "conflicts": conflict_choices(plan, AMOUNT_UNIT),
        "removals": removal_choices(plan, AMOUNT_UNIT),
        "amount_unit": AMOUNT_UNIT,
        "table": sealed(sealing, door.person, door.purpose) if plan.changes_something else "",
        "confirm_url": door.url("import_confirm"),
        "cancel_url": door.choosing.form_url,
        "breadcrumbs": door.choosing.breadcrumbs,
    }
    status = 422 if plan.refused else 409 if is_stale else 200
    return render(request, "workspace/internal_budgets/file_differences.html", context, status=status)


def _tables(plan: InternalBudgetPlan) -> list[DataTable]:
    found = plan.found
    made: list[Any] = [
        new_table(found.new),
        changed_table(found.changed, plan.budget.year),
        texts_table(found.changed),
    ]
    return [table for table in made if table.rows]
