"""The volume model in by file and out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.budgets.access import access_budget_editing
from roder.apps.budgets.access import access_budget_reading
from roder.apps.budgets.actions.volumes import import_volumes
from roder.apps.budgets.volume_importing import kept_volumes
from roder.apps.budgets.volume_importing import plan_volumes
from roder.formats.tabular.volume_table import write_volumes
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.explanations import difference_name
from roder.workspace.organisation import file_answer
from roder.workspace.table_doors import ChoosePage
from roder.workspace.table_doors import TableDoor
from roder.workspace.table_doors import choose_table
from roder.workspace.table_doors import confirm_shown

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.budgets.volume_importing import VolumePlan
    from roder.apps.identity.models import User
    from roder.workspace.table_imports import ShownTable

SHOWN = 500
VALUES = ("number", "amount_ore", "months", "source")


def volumes_import(request: HttpRequest, year: int) -> HttpResponse:
    return choose_table(request, access_budget_editing(request.user), _door(year))


@require_POST
def volumes_import_confirm(request: HttpRequest, year: int) -> HttpResponse:
    return confirm_shown(request, access_budget_editing(request.user), _door(year))


def volumes_file(request: HttpRequest, year: int, form: str) -> HttpResponse:
    access_budget_reading(request.user)
    found = kept_volumes(budget_key(year))
    if form not in {"csv", "xlsx"} or not found:
        raise Http404(form)
    return file_answer(write_volumes(found, as_workbook=form == "xlsx").content, f"volymer.{form}")


def _door(year: int) -> TableDoor[VolumePlan]:
    key = budget_key(year)
    url = reverse("workspace:volumes", args=[year])

    def save(table: ShownTable, person: User) -> VolumePlan:
        return import_volumes(
            key, table.content, mapping=table.mapping, expected=table.before, acting_user=person
        )

    return TableDoor(
        purpose="volumes",
        choosing=ChoosePage(
            title=_("Import the volume model"),
            hint=_(
                "One row for each number: kind (population, use, price, part, volume or counted), year, key, committee, age and value. Rows that the file does not name stay."
            ),
            form_url=reverse("workspace:volumes_import", args=[year]),
            breadcrumbs=budget_breadcrumbs(year, (_("Volumes"), url), (_("Import"), "")),
        ),
        confirm_url=reverse("workspace:volumes_import_confirm", args=[year]),
        done_url=url,
        plan=lambda table: plan_volumes(key, table.content, mapping=table.mapping),
        carry_out=save,
        table=difference_table,
        is_owner_known=bool(key),
    )


def difference_table(plan: VolumePlan) -> DataTable:
    """Return what a table changes in the model; of very many the first ones."""
    columns = [
        Column(_("Difference")),
        Column(_("Year")),
        Column(_("What it is")),
        Column(_("Now")),
        Column(_("In the file")),
    ]
    rows = []
    for each in plan.differences[:SHOWN]:
        changes = [change for change in each.changes if change.field in VALUES]
        before = "; ".join(change.old for change in changes if change.old)
        after = "; ".join(change.new for change in changes if change.new)
        rows.append(
            Row(
                [
                    Cell(difference_name(each.kind)),
                    Cell(each.code),
                    Cell(each.name),
                    Cell(before),
                    Cell(after),
                ]
            )
        )
    return DataTable(_("Differences"), columns, rows)
