"""The companies of the group in a budget year: their budgets (KL 11 ch. 6 a §) and what the owner demands of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.documents.queries import documents_by_code
from roder.apps.investments.access import access_register_reading
from roder.apps.investments.access import may_edit_registers
from roder.apps.investments.console.register_words import choice_name
from roder.apps.investments.queries import entries
from roder.domain.book_contents import COMPANIES_FROM
from roder.domain.register_shapes import RegisterKind
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.formatting import percent_text
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

SUMMED = ("turnover_ore", "result_ore", "investments_ore", "dividend_ore", "group_contribution_ore")


def companies(request: HttpRequest, year: int) -> HttpResponse:
    person = access_register_reading(request.user)
    key = budget_key(year)
    found = entries(key, RegisterKind.COMPANY)
    directives = directives_of(key, year)
    may_edit = may_edit_registers(person)
    table = company_table(found, year, may_edit=may_edit)
    asked = request.GET.get("csv", "")
    if asked:
        if asked != "bolag":
            raise Http404(asked)
        form = asked_form(request)
        return csv_answer(table, form, f"bolag-{year}")
    kinds = (RegisterKind.COMPANY, RegisterKind.DIRECTIVE)
    actions = [
        register_actions(register_of(kind, year), has_entries=bool(rows), may_edit=may_edit)
        for kind, rows in zip(kinds, (found, directives), strict=True)
    ]
    context = {
        "year": year,
        "tabs": budget_places(year, "companies"),
        "breadcrumbs": budget_breadcrumbs(year, (_("Companies"), "")),
        "amount_unit": "tkr",
        "company_actions": actions[0],
        "directive_actions": actions[1],
        "table": table if found else None,
        "directives": directives,
        "is_required": year >= COMPANIES_FROM,
        "required_from": COMPANIES_FROM,
        "may_edit": may_edit,
    }
    return render(request, "workspace/budget_registers/companies.html", context)


def company_table(found: Mapping[str, RegisterEntry], year: int, *, may_edit: bool) -> DataTable:
    """Return the companies' budgets of a year as a table with its sums; the group is not consolidated by them."""
    columns = [
        Column(_("Company"), key="name"),
        Column(_("Turnover"), "amount", "turnover_ore"),
        Column(_("Result"), "amount", "result_ore"),
        Column(_("Investments"), "amount", "investments_ore"),
        Column(_("Dividend"), "amount", "dividend_ore"),
        Column(_("Group contribution"), "amount", "group_contribution_ore"),
        Column(_("Equity ratio"), key="solidity"),
        Column(_("Comment"), key="text"),
    ]
    register = register_of(RegisterKind.COMPANY, year)
    language = get_language() or "sv"
    rows = []
    for code, entry in found.items():
        amounts = entry.years.get(year, {})
        solidity = percent_text(amounts.get("equity_ore"), amounts.get("assets_ore"), language)
        note = _("example data") if entry.facts.get("example") else ""
        url = register.url("change", code) if may_edit else ""
        rows.append(
            Row(
                [
                    Cell(entry.name, url, note),
                    *(Cell(amounts.get(name)) for name in SUMMED),
                    Cell(solidity),
                    Cell(entry.facts.get("text") or ""),
                ]
            )
        )
    sums = [sum(each.years.get(year, {}).get(name, 0) for each in found.values()) for name in SUMMED]
    total = Row([Cell(_("Sum of the companies")), *map(Cell, sums), Cell(""), Cell("")], is_total=True)
    return DataTable(_("Budgets of the companies %(year)s") % {"year": year}, columns, [*rows, total])


def directives_of(key: str, year: int) -> list[dict[str, Any]]:
    """Return the owner directives that hold in a year, general ones first, with what they rest on."""
    names, documents = body_names(key), documents_by_code(key)
    register = register_of(RegisterKind.DIRECTIVE, year)
    found = []
    for code, entry in entries(key, RegisterKind.DIRECTIVE).items():
        facts = entry.facts
        begins, ends = facts.get("from_year") or year, facts.get("to_year") or year
        if not begins <= year <= ends:
            continue
        document = documents.get(str(facts.get("document") or ""))
        company = str(facts.get("body_code") or "")
        found.append(
            {
                "code": code,
                "name": entry.name,
                "kind": choice_name(str(facts["kind"])),
                "company": names.get(company, company),
                "text": facts.get("text") or "",
                "decision": decision_text(facts),
                "document": document.title if document else "",
                "document_url": reverse("workspace:document", args=[document.code]) if document else "",
                "is_example": bool(facts.get("example")),
                "url": register.url("change", code),
            }
        )
    return found
