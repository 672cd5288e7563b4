"""What-if on a budget version. Everything stands in the address: it can be kept, sent on, and changes nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.budgets.access import access_budget_reading
from roder.apps.budgets.version_queries import adopted_of_year
from roder.apps.budgets.version_queries import base_of_year
from roder.apps.budgets.version_queries import lines_of
from roder.apps.organisation.queries import organisation_tree
from roder.domain.budget_versions import BudgetSection
from roder.domain.financing_parameters import sheet_line
from roder.scenarios.budget import BudgetScenario
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.budget_versions.words import SECTIONS
from roder.workspace.what_if.drivers import PRICE
from roder.workspace.what_if.drivers import VOLUME
from roder.workspace.what_if.drivers import TypedDrivers
from roder.workspace.what_if.drivers import name_of
from roder.workspace.what_if.drivers import typed_drivers

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.budgets.models import BudgetVersion
    from roder.scenarios.budget import WhatIf

REFUSED = 422
DECEMBER = 12


def what_if(request: HttpRequest, year: int) -> HttpResponse:
    access_budget_reading(request.user)
    key = budget_key(year)
    version, scenario = _scenario(key, year)
    context: dict[str, Any] = {
        "year": year,
        "version": version,
        "tabs": budget_places(year, "what_if"),
        "breadcrumbs": budget_breadcrumbs(year, (_("What if"), "")),
        "amount_unit": "tkr",
        "page_url": reverse("workspace:what_if", args=[year]),
    }
    if scenario is None:
        return render(request, "workspace/what_if/what_if.html", context)
    typed = typed_drivers(request.GET, scenario)
    base, found = scenario.reckon({}, {}), scenario.reckon(typed.prices, typed.volumes)
    names = _names(key, year)
    context |= {
        "typed": typed,
        "years": scenario.years,
        "prices": _fields(PRICE, scenario.parts, scenario.years, typed, part_name),
        "volumes": _fields(VOLUME, scenario.bodies, scenario.years, typed, names.get),
        "figures": [
            {
                "year": each,
                "result_ore": found.results[each],
                "difference_ore": found.results[each] - base.results[each],
            }
            for each in scenario.years
        ],
        "results": result_table(scenario, base, found),
        "frames": frame_table(scenario, base, found, names) if scenario.bodies else None,
        "csv_url": f"{reverse('workspace:what_if_csv', args=[year])}?{request.GET.urlencode() or 'allt='}",
    }
    status = REFUSED if typed.faults else 200
    return render(request, "workspace/what_if/what_if.html", context, status=status)


def what_if_csv(request: HttpRequest, year: int) -> HttpResponse:
    access_budget_reading(request.user)
    key = budget_key(year)
    _version, scenario = _scenario(key, year)
    form = asked_form(request)
    if scenario is None:
        return csv_answer(
            DataTable(_("Frames"), [Column(_("Body"), key="body")], []), form, f"tank_om_{year}"
        )
    typed = typed_drivers(request.GET, scenario)
    base, found = scenario.reckon({}, {}), scenario.reckon(typed.prices, typed.volumes)
    return csv_answer(frame_table(scenario, base, found, _names(key, year)), form, f"tank_om_{year}")


def _scenario(key: str, year: int) -> tuple[BudgetVersion | None, BudgetScenario | None]:
    """Return the year's base, else what was adopted for it, and its lines as a cube."""
    version = base_of_year(key, year) or adopted_of_year(key, year)
    lines = lines_of(version) if version else []
    is_there = any(each.section is not BudgetSection.INVESTMENT for each in lines)
    return version, BudgetScenario(lines) if is_there else None


def _names(key: str, year: int) -> dict[str, str]:
    tree = organisation_tree(key, date(year, DECEMBER, 31))
    return {code: f"{code} {body.name}" for code, body in tree.bodies.items()}


def part_name(part: str) -> str:
    """Return what a part of the budget is called: a section, or a line of the financing."""
    return str(SECTIONS[part]) if part in SECTIONS else sheet_line(part).name(get_language() or "sv")


def _fields(
    kind: str,
    keys: Sequence[str],
    years: Sequence[int],
    typed: TypedDrivers,
    name: Callable[[str], str | None],
) -> list[dict[str, Any]]:
    found = []
    for key in keys:
        label = name(key) or key
        fields = [
            {
                "name": name_of(kind, key, year),
                "label": f"{label} {year}",
                "text": typed.texts.get(name_of(kind, key, year), ""),
                "fault": typed.faults.get(name_of(kind, key, year), ""),
            }
            for year in years
        ]
        found.append({"label": label, "fields": fields})
    return found


def result_table(scenario: BudgetScenario, base: WhatIf, found: WhatIf) -> DataTable:
    """Return each part of the budget as it is and as it would be, by year, with the result last."""
    columns = [Column(_("Part of the budget"), key="part"), *_columns(scenario.years)]
    rows = [
        Row([Cell(part_name(part)), *_cells(scenario.years, base.parts, found.parts, part)])
        for part in scenario.parts
    ]
    sums = {("", year): ore for year, ore in base.results.items()}
    would_be = {("", year): ore for year, ore in found.results.items()}
    last = Row([Cell(_("The year's result")), *_cells(scenario.years, sums, would_be, "")], is_total=True)
    return DataTable(_("Result, as it is and as it would be"), columns, [*rows, last], is_sortable=False)


def frame_table(scenario: BudgetScenario, base: WhatIf, found: WhatIf, names: Mapping[str, str]) -> DataTable:
    """Return each body's frame as it is and as it would be, by year, as grants."""
    columns = [Column(_("Body"), key="body"), *_columns(scenario.years)]
    given = {key: -ore for key, ore in base.bodies.items()}
    would_be = {key: -ore for key, ore in found.bodies.items()}
    rows = [
        Row([Cell(names.get(body, body)), *_cells(scenario.years, given, would_be, body)])
        for body in scenario.bodies
    ]
    whole = [_summed(sums, scenario.years) for sums in (given, would_be)]
    last = Row([Cell(_("Total")), *_cells(scenario.years, whole[0], whole[1], "")], is_total=True)
    return DataTable(_("Frames, as they are and as they would be"), columns, [*rows, last])


def _summed(amounts: Mapping[tuple[str, int], int], years: Sequence[int]) -> dict[tuple[str, int], int]:
    return {
        ("", year): sum(ore for (_key, of_year), ore in amounts.items() if of_year == year) for year in years
    }


def _columns(years: Sequence[int]) -> list[Column]:
    found = []
    for year in years:
        found.append(Column(str(year), "amount", f"y{year}_ore"))
        found.append(Column(_("%(year)s, what if") % {"year": year}, "amount", f"y{year}_what_if_ore"))
    return found


def _cells(
    years: Sequence[int],
    base: Mapping[tuple[str, int], int],
    found: Mapping[tuple[str, int], int],
    key: str,
) -> list[Cell]:
    return [Cell(amounts[key, year]) for year in years for amounts in (base, found)]
