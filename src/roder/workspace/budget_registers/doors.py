"""A register in by file, with its differences shown before they are saved, and out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.investments.access import access_register_editing
from roder.apps.investments.access import access_register_reading
from roder.apps.investments.actions.imports import import_register
from roder.apps.investments.console.register_words import change_text
from roder.apps.investments.console.register_words import entry_name
from roder.apps.investments.importing import RegisterPlan
from roder.apps.investments.importing import plan_register
from roder.apps.investments.queries import entries
from roder.formats.tabular.register_table import write_register
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_registers.registers import register_name
from roder.workspace.budget_registers.registers import shown_register
from roder.workspace.explanations import difference_name
from roder.workspace.organisation import file_answer
from roder.workspace.table_doors import ChoosePage
from roder.workspace.table_doors import TableDoor
from roder.workspace.table_doors import choose_table
from roder.workspace.table_doors import confirm_shown

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.identity.models import User
    from roder.workspace.table_imports import ShownTable


def export(request: HttpRequest, year: int, slug: str, form: str) -> HttpResponse:
    access_register_reading(request.user)
    key, register = budget_key(year), shown_register(year, slug)
    found = entries(key, register.kind)
    if form not in {"csv", "xlsx"} or not found:
        raise Http404(form)
    written = write_register(register.kind, found.values(), as_workbook=form == "xlsx")
    return file_answer(written.content, f"{slug}.{form}")


def choose(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    return choose_table(request, access_register_editing(request.user), _door(year, slug))


@require_POST
def confirm(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    return confirm_shown(request, access_register_editing(request.user), _door(year, slug))


def _door(year: int, slug: str) -> TableDoor[RegisterPlan]:
    key, register = budget_key(year), shown_register(year, slug)

    def save(table: ShownTable, person: User) -> RegisterPlan:
        return import_register(
            register.kind,
            key,
            table.content,
            mapping=table.mapping,
            expected=table.before,
            file_name=table.file_name,
            acting_user=person,
        )

    return TableDoor(
        purpose=f"register {register.kind.value}",
        choosing=ChoosePage(
            title=_("Import: %(name)s") % {"name": register_name(register.kind)},
            hint=_(
                "One row for each entry and year. What is missing in the file stays as it is. CSV, Excel or JSON, amounts in kronor unless a mapping says otherwise."
            ),
            form_url=register.url("import"),
            breadcrumbs=register.crumbs((_("Import"), "")),
        ),
        confirm_url=register.url("import_confirm"),
        done_url=register.page_url,
        plan=lambda table: plan_register(register.kind, key, table.content, mapping=table.mapping),
        carry_out=save,
        table=difference_table,
        is_owner_known=bool(key),
    )


def difference_table(plan: RegisterPlan) -> DataTable:
    """Return the differences of a register as a table."""
    columns = [
        Column(_("Difference")),
        Column(_("What it is")),
        Column(_("Code")),
        Column(_("Name")),
        Column(_("What becomes another")),
    ]
    rows = [
        Row(
            [
                Cell(difference_name(each.kind)),
                Cell(entry_name(each.what)),
                Cell(each.code),
                Cell(each.name),
                Cell(
                    "; ".join(
                        change_text({"field": one.field, "old": one.old, "new": one.new})
                        for one in each.changes
                    )
                ),
            ]
        )
        for each in plan.differences
    ]
    return DataTable(_("Differences"), columns, rows)
