"""Goals and budget as one page: every part of the book in its order, each figure with the page that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.investments.access import access_register_reading
from roder.apps.investments.queries import entries
from roder.apps.investments.statement_queries import statements_of
from roder.apps.ledger.steering_days import steering_day
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import section_ore
from roder.domain.register_shapes import RegisterKind
from roder.ui.csv_files import CsvForm
from roder.ui.csv_files import csv_answer
from roder.ui.formatting import number_text
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.budget_registers.book_parts import assignment_table
from roder.workspace.budget_registers.book_parts import book_facts
from roder.workspace.budget_registers.book_parts import frame_table
from roder.workspace.budget_registers.book_parts import goal_rows
from roder.workspace.budget_registers.book_parts import law_table
from roder.workspace.budget_registers.book_parts import platform_texts
from roder.workspace.budget_registers.book_parts import sheet_table
from roder.workspace.budget_registers.book_parts import tree_of_year
from roder.workspace.budget_registers.chosen import budget_choices
from roder.workspace.budget_registers.chosen import chosen_budget
from roder.workspace.budget_registers.companies import company_table
from roder.workspace.budget_registers.companies import directives_of
from roder.workspace.budget_registers.fees import fee_table
from roder.workspace.budget_registers.investments import project_table
from roder.workspace.budget_registers.money_flow import money_flow
from roder.workspace.budget_registers.names import body_names
from roder.workspace.budget_registers.statement_tables import statement_tables

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.goals.models import GoalTree
    from roder.ui.charts.sankey import Sankey
    from roder.ui.tables import DataTable
    from roder.workspace.budget_registers.chosen import ChosenBudget


def book(request: HttpRequest, year: int) -> HttpResponse:
    access_register_reading(request.user)
    key = budget_key(year)
    chosen = chosen_budget(request, key, year)
    url = reverse("workspace:budget_book", args=[year])
    context: dict[str, Any] = {
        "year": year,
        "tabs": budget_places(year, "budget_book"),
        "breadcrumbs": budget_breadcrumbs(year, (_("The book"), "")),
        "choices": budget_choices(key, year, chosen, url),
        "chosen": chosen,
    }
    if chosen is None:
        return render(request, "workspace/budget_registers/book.html", context)
    tree = tree_of_year(key, year)
    tables, flow = _tables(key, chosen, tree)
    asked = request.GET.get("csv", "")
    if asked:
        return _file({**tables, "flode": flow.table}, asked, request.GET.get("form", ""), year)
    context |= _facts(chosen, year) | {
        "platform": platform_texts(tree),
        "tree": tree,
        "tree_url": reverse("workspace:goal_tree", args=[tree.code]) if tree else "",
        "goals": goal_rows(tree),
        "tables": tables,
        "flow": flow,
        "query": f"?{chosen.query}&csv=",
        "directives": directives_of(key, year),
    }
    return render(request, "workspace/budget_registers/book.html", context)


def _tables(key: str, chosen: ChosenBudget, tree: GoalTree | None) -> tuple[dict[str, DataTable], Sankey]:
    year, names = chosen.version.year, body_names(key)
    found = statements_of(chosen.version, chosen.lines)
    statements = statement_tables(found.years)
    urls = _urls(year, chosen)
    facts = book_facts(
        key,
        chosen,
        tree,
        steering_day(),
        has_balance=found.has_balance,
        result_ore=found.years[0].result.result_ore,
    )
    tables = {
        "uppdrag": assignment_table(key, tree, names),
        "resultat": sheet_table(chosen, urls["result"]),
        "ramar": frame_table(chosen, names, urls["frames"]),
        "investeringar": project_table(
            entries(key, RegisterKind.PROJECT), chosen.years, names, may_edit=False
        ),
        "balans": statements["balans"] if found.has_balance else None,
        "kassaflode": statements["kassaflode"],
        "nyckeltal": statements["nyckeltal"],
        "taxor": fee_table(entries(key, RegisterKind.FEE), year, names, may_edit=False),
        "bolag": company_table(entries(key, RegisterKind.COMPANY), year, may_edit=False),
        "lagen": law_table(facts),
    }
    flow = money_flow(chosen.lines, year, names, get_language() or "sv", urls)
    return {name: table for name, table in tables.items() if table is not None and table.body}, flow


def _file(tables: dict[str, DataTable], asked: str, form: str, year: int) -> HttpResponse:
    if asked not in tables:
        raise Http404(asked)
    kind = CsvForm.MACHINE if form == "machine" else CsvForm.SHEET
    return csv_answer(tables[asked], kind, f"{asked}-{year}")


def _urls(year: int, chosen: ChosenBudget) -> dict[str, str]:
    """Return the pages that the figures of the book come from."""
    result = f"{reverse('workspace:statements', args=[year])}?{chosen.query}"
    return {
        "result": result,
        "financing": reverse("workspace:financing", args=[year]),
        "frames": reverse("workspace:frame_bridge", args=[year]),
    }


def _facts(chosen: ChosenBudget, year: int) -> dict[str, Any]:
    """Return the figures on top of the book and their pages."""
    lines = chosen.lines
    first = statements_of(chosen.version, lines).years[0]
    rate = chosen.tax_rate
    places = ("investments", "fees", "companies", "statements", "frame_changes")
    return {
        "tax_rate": "" if rate is None else number_text(rate, 2, get_language() or "sv"),
        "result_ore": first.result.result_ore,
        "frames_ore": -section_ore(lines, year, BudgetSection.FRAME),
        "invested_ore": -section_ore(lines, year, BudgetSection.INVESTMENT),
        "urls": {
            **_urls(year, chosen),
            **{name: reverse(f"workspace:{name}", args=[year]) for name in places},
        },
        "decision": str(chosen.version.decision or "") if chosen.proposal is None else "",
        "motivation": chosen.proposal.motivation if chosen.proposal else "",
    }
