"""The investments of a budget year: every project with its decision, its years, what is left, and what it costs to use."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.budgets.version_queries import base_of_year
from roder.apps.budgets.version_queries import lines_of
from roder.apps.investments.access import access_register_editing
from roder.apps.investments.access import access_register_reading
from roder.apps.investments.access import may_edit_registers
from roder.apps.investments.actions.putting_in import put_projects_in
from roder.apps.investments.actions.putting_in import put_running_costs_in
from roder.apps.investments.actions.refusals import RegisterRefusedError
from roder.apps.investments.console.register_words import choice_name
from roder.apps.investments.queries import entries
from roder.apps.investments.queries import project_of
from roder.domain.budget_versions import YEARS_OF_A_BUDGET
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import section_ore
from roder.domain.internal_rates import rate_of
from roder.domain.investments import body_consequences
from roder.domain.investments import left_ore
from roder.domain.investments import net_ore
from roder.domain.investments import spent_ore
from roder.domain.register_shapes import RegisterKind
from roder.ui.csv_files import CsvForm
from roder.ui.csv_files import csv_answer
from roder.ui.problem_texts import say_problems
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.budget_registers.names import body_names
from roder.workspace.budget_registers.registers import register_actions
from roder.workspace.budget_registers.registers import register_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.domain.budget_registers import RegisterEntry

PROJECT = RegisterKind.PROJECT
TABLES = {"projekt", "driftkonsekvenser"}


def investments(request: HttpRequest, year: int) -> HttpResponse:
    person = access_register_reading(request.user)
    key, register = budget_key(year), register_of(PROJECT, year)
    found = entries(key, PROJECT)
    years = [year + each for each in range(YEARS_OF_A_BUDGET)]
    names = body_names(key)
    may_edit = may_edit_registers(person)
    tables = {
        "projekt": project_table(found, years, names, may_edit=may_edit),
        "driftkonsekvenser": consequence_table(found, years, names),
    }
    asked = request.GET.get("csv", "")
    if asked:
        return _file(tables, asked, request.GET.get("form", ""), year)
    plans = [project_of(entry) for entry in found.values()]
    context = {
        "year": year,
        "years": years,
        "tabs": budget_places(year, "investments"),
        "breadcrumbs": budget_breadcrumbs(year, (_("Investments"), "")),
        "amount_unit": "tkr",
        "actions": register_actions(register, has_entries=bool(found), may_edit=may_edit),
        "nets": [{"year": each, "amount_ore": net_ore(plans, each)} for each in years],
        "projects": tables["projekt"] if found else None,
        "consequences": tables["driftkonsekvenser"],
        "rates": [{"year": each, "rate": rate_of(each)} for each in years],
        "base": _base_state(key, year, [net_ore(plans, each) for each in years]),
        "may_edit": may_edit,
    }
    return render(request, "workspace/budget_registers/investments.html", context)


def _file(tables: Mapping[str, DataTable], asked: str, form: str, year: int) -> HttpResponse:
    if asked not in tables:
        raise Http404(asked)
    return csv_answer(
        tables[asked], CsvForm.MACHINE if form == "machine" else CsvForm.SHEET, f"{asked}-{year}"
    )


def _base_state(key: str, year: int, nets: Sequence[int]) -> dict[str, Any] | None:
    """Return whether the base holds what the register says, ``None`` when the year has no base that can be written."""
    base = base_of_year(key, year)
    if base is None or base.is_frozen:
        return None
    lines = lines_of(base, range(year, year + YEARS_OF_A_BUDGET))
    held = [-section_ore(lines, year + place, BudgetSection.INVESTMENT) for place in range(YEARS_OF_A_BUDGET)]
    return {
        "name": str(base),
        "agrees": held == list(nets),
        "put_in_url": reverse("workspace:investments_put_in", args=[year]),
        "running_costs_url": reverse("workspace:investments_running_costs", args=[year]),
    }


@require_POST
def put_in(request: HttpRequest, year: int) -> HttpResponse:
    person = access_register_editing(request.user)
    base = base_of_year(budget_key(year), year)
    if base is None:
        raise Http404(str(year))
    try:
        is_changed = put_projects_in(base, acting_user=person)
    except RegisterRefusedError as error:
        say_problems(request, error.problems)
    else:
        done = _("The base has the investments of the register.")
        messages.success(request, done if is_changed else _("The base had them already."))
    return redirect("workspace:investments", year=year)


@require_POST
def running_costs(request: HttpRequest, year: int) -> HttpResponse:
    person = access_register_editing(request.user)
    base = base_of_year(budget_key(year), year)
    if base is None:
        raise Http404(str(year))
    try:
        put_running_costs_in(base, acting_user=person)
    except RegisterRefusedError as error:
        say_problems(request, error.problems)
    else:
        messages.success(request, _("The bridge of the frames has the running costs of the projects."))
    return redirect("workspace:investments", year=year)


def project_table(
    found: Mapping[str, RegisterEntry], years: Sequence[int], names: Mapping[str, str], *, may_edit: bool
) -> DataTable:
    """Return the projects as a table (DOMAIN 3.6 T5); expenditure less grants of each year."""
    columns = [
        Column(_("Project"), key="code"),
        Column(_("Name"), key="name"),
        Column(_("Body"), key="body"),
        Column(_("Kind"), key="kind"),
        Column(_("Goal"), key="goal"),
        Column(_("Decided whole"), "amount", "decided_ore"),
        Column(_("Spent through %(year)s") % {"year": years[0] - 1}, "amount", "spent_ore"),
        *(Column(_("Net %(year)s") % {"year": year}, "amount", f"net_{year}_ore") for year in years),
        Column(_("Left after %(year)s") % {"year": years[-1]}, "amount", "left_ore"),
        Column(_("Final year"), key="ends"),
        Column(_("Status"), key="status"),
        Column(_("Decision"), key="decision"),
    ]
    register = register_of(PROJECT, years[0])
    rows = []
    for code, entry in found.items():
        url = register.url("change", code) if may_edit else ""
        rows.append(Row(_project_cells(entry, years, names, url)))
    sums = [sum(_whole(row.cells[place].value) for row in rows) for place in range(5, 8 + len(years))]
    total = [Cell(_("Total")), *[Cell("")] * 4, *map(Cell, sums), *[Cell("")] * 3]
    return DataTable(_("Investment projects"), columns, [*rows, Row(total, is_total=True)])


def _project_cells(
    entry: RegisterEntry, years: Sequence[int], names: Mapping[str, str], url: str
) -> list[Cell]:
    plan, facts = project_of(entry), entry.facts
    body = str(facts.get("body_code") or "")
    return [
        Cell(entry.code, url),
        Cell(entry.name, note=_("example data") if facts.get("example") else ""),
        Cell(names.get(body, body)),
        Cell(choice_name(str(facts["kind"]))),
        Cell(facts.get("goal") or ""),
        Cell(plan.decided_ore),
        Cell(spent_ore(plan, years[0] - 1)),
        *(Cell(net_ore([plan], year)) for year in years),
        Cell(left_ore(plan, years[-1])),
        Cell(facts.get("ends") or ""),
        Cell(choice_name(str(facts["status"]))),
        Cell(decision_text(facts)),
    ]


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def decision_text(facts: Mapping[str, Any]) -> str:
    """Return where a decision stands: body, day and paragraph; empty when there is none."""
    if not facts.get("decision_date"):
        return ""
    return f"{facts['decision_body']} {facts['decision_date']} § {facts['paragraph']}"


def consequence_table(
    found: Mapping[str, RegisterEntry], years: Sequence[int], names: Mapping[str, str]
) -> DataTable:
    """Return what the projects do to the result of each year, by body: what frames must have room for."""
    columns = [
        Column(_("Body"), key="body"),
        Column(_("Year"), key="year"),
        Column(_("Depreciation"), "amount", "depreciation_ore"),
        Column(_("Grants taken as income"), "amount", "grant_release_ore"),
        Column(_("Internal interest"), "amount", "interest_ore"),
        Column(_("Running cost"), "amount", "running_ore"),
        Column(_("In all"), "amount", "total_ore"),
    ]
    rows = []
    plans = [project_of(entry) for entry in found.values()]
    for body, several in body_consequences(plans, years).items():
        rows += [
            Row(
                [
                    Cell(names.get(body, body)),
                    Cell(str(one.year)),
                    Cell(one.depreciation_ore),
                    Cell(one.grant_release_ore),
                    Cell(one.interest_ore),
                    Cell(one.running_ore),
                    Cell(one.total_ore),
                ]
            )
            for one in several
        ]
    return DataTable(_("Operating consequences"), columns, rows)
