"""A file into a round: chosen, its differences shown, and only then saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.financing.access import access_financing_editing
from roder.apps.financing.actions.imports import import_round
from roder.apps.financing.importing import plan_round
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_key
from roder.workspace.explanations import difference_name
from roder.workspace.financing.chosen import chosen_round
from roder.workspace.financing.chosen import financing_crumbs
from roder.workspace.financing.grid import amount_as_typed
from roder.workspace.financing_words import input_text
from roder.workspace.table_doors import ChoosePage
from roder.workspace.table_doors import TableDoor
from roder.workspace.table_doors import choose_table
from roder.workspace.table_doors import confirm_shown

if TYPE_CHECKING:
    from decimal import Decimal

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.financing.importing import FigureDifference
    from roder.apps.financing.importing import RoundPlan
    from roder.apps.identity.models import User
    from roder.workspace.table_imports import ShownTable


def choose(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    return choose_table(request, access_financing_editing(request.user), _door(year, pk))


@require_POST
def confirm(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    return confirm_shown(request, access_financing_editing(request.user), _door(year, pk))


def _door(year: int, pk: int) -> TableDoor[RoundPlan]:
    found = chosen_round(year, pk)
    key = budget_key(year)
    url = reverse("workspace:financing_round", args=[year, pk])

    def save(table: ShownTable, person: User) -> RoundPlan:
        return import_round(
            key, found.name, table.content, mapping=table.mapping, expected=table.before, acting_user=person
        )

    return TableDoor(
        purpose=f"financing {pk}",
        choosing=ChoosePage(
            title=_("Import a forecast into %(name)s") % {"name": found.name},
            hint=_(
                "A row for each line or input and a column for each year, as SKR's forecast has it. The file may state the unit in a column of its own. CSV or Excel. What it does not mention stays as it is."
            ),
            form_url=reverse("workspace:financing_import", args=[year, pk]),
            breadcrumbs=financing_crumbs(
                year,
                (_("Financing rounds"), reverse("workspace:financing_rounds", args=[year])),
                (found.name, url),
                (_("Import"), ""),
            ),
        ),
        confirm_url=reverse("workspace:financing_import_confirm", args=[year, pk]),
        done_url=url,
        plan=lambda table: plan_round(key, found.name, table.content, mapping=table.mapping),
        carry_out=save,
        table=lambda plan: _table(plan.differences),
    )


def _table(differences: list[FigureDifference]) -> DataTable:
    columns = [
        Column(_("Difference")),
        Column(_("Line or input")),
        Column(_("Year")),
        Column(_("Now")),
        Column(_("In the file")),
    ]
    language = get_language() or "sv"
    rows = [
        Row(
            [
                Cell(difference_name(each.kind)),
                Cell(each.name(language)),
                Cell(each.year),
                Cell(_text(each, each.old)),
                Cell(_text(each, each.new)),
            ]
        )
        for each in differences
    ]
    return DataTable(_("Differences"), columns, rows)


def _text(each: FigureDifference, value: Decimal | int | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, int):
        return f"{amount_as_typed(value)}\u00a0{_('SEK million')}"
    return input_text(each.key, value)
