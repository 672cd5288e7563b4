"""Fees and charges of a budget year: what one pays, how that changes, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.investments.access import access_register_reading
from roder.apps.investments.access import may_edit_registers
from roder.apps.investments.queries import entries
from roder.domain.fees import FeeChange
from roder.domain.register_shapes import RegisterKind
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.formatting import ABSENT
from roder.ui.formatting import amount_text
from roder.ui.formatting import decimal_text
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.budget_registers.investments import decision_text
from roder.workspace.budget_registers.names import body_names
from roder.workspace.budget_registers.registers import register_actions
from roder.workspace.budget_registers.registers import register_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.domain.budget_registers import RegisterEntry


def fees(request: HttpRequest, year: int) -> HttpResponse:
    person = access_register_reading(request.user)
    key, register = budget_key(year), register_of(RegisterKind.FEE, year)
    found = entries(key, RegisterKind.FEE)
    may_edit = may_edit_registers(person)
    table = fee_table(found, year, body_names(key), may_edit=may_edit)
    asked = request.GET.get("csv", "")
    if asked:
        if asked != "taxor":
            raise Http404(asked)
        form = asked_form(request)
        return csv_answer(table, form, f"taxor-{year}")
    context = {
        "year": year,
        "tabs": budget_places(year, "fees"),
        "breadcrumbs": budget_breadcrumbs(year, (_("Fees and charges"), "")),
        "amount_unit": "kr",
        "actions": register_actions(register, has_entries=bool(found), may_edit=may_edit),
        "table": table if found else None,
        "volume_ore": sum(row.years.get(year, {}).get("volume_ore", 0) for row in found.values()),
    }
    return render(request, "workspace/budget_registers/fees.html", context)


def fee_table(
    found: Mapping[str, RegisterEntry], year: int, names: Mapping[str, str], *, may_edit: bool
) -> DataTable:
    """Return the fees as a table: last year, this year, the change in percent, and what they bring in."""
    columns = [
        Column(_("Fee"), key="name"),
        Column(_("Area"), key="area"),
        Column(_("Per"), key="unit"),
        Column(_("Body"), key="body"),
        Column(str(year - 1), "amount", "before_ore"),
        Column(str(year), "amount", "amount_ore"),
        Column(_("Change"), key="change"),
        Column(_("Income volume"), "amount", "volume_ore"),
        Column(_("Basis"), key="basis"),
        Column(_("Decision"), key="decision"),
    ]
    register = register_of(RegisterKind.FEE, year)
    rows = []
    for code, entry in found.items():
        url = register.url("change", code) if may_edit else ""
        rows.append(Row(_fee_cells(entry, year, names, url)))
    return DataTable(_("Fees and charges %(year)s") % {"year": year}, columns, rows)


def _fee_cells(entry: RegisterEntry, year: int, names: Mapping[str, str], url: str) -> list[Cell]:
    facts, now = entry.facts, entry.years.get(year, {})
    change = FeeChange(entry.years.get(year - 1, {}).get("amount_ore"), now.get("amount_ore"))
    body = str(facts.get("body_code") or "")
    return [
        Cell(entry.name, url, _("example data") if facts.get("example") else ""),
        Cell(facts.get("area") or ""),
        Cell(facts.get("unit") or ""),
        Cell(names.get(body, body)),
        Cell(change.before_ore),
        Cell(change.now_ore),
        Cell(_change_text(change, get_language() or "sv")),
        Cell(now.get("volume_ore")),
        Cell(facts.get("basis") or ""),
        Cell(decision_text(facts)),
    ]


def _change_text(change: FeeChange, language: str) -> str:
    """Return the change in percent, or in kronor where there was no fee before."""
    if change.per_mille is not None:
        return f"{decimal_text(change.per_mille, 1, language, signed=True)} %"
    if change.change_ore is not None:
        return amount_text(change.change_ore, "kr", language, signed=True)
    return ABSENT
