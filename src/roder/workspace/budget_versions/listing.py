"""The list of versions: what each is, whether it is frozen, its decision and its result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.budgets.access import access_budget_reading
from roder.apps.budgets.access import may_edit_budget
from roder.apps.budgets.version_queries import versions
from roder.apps.budgets.version_sums import results
from roder.apps.budgets.version_sums import section_sums
from roder.domain.budget_versions import YEARS_OF_A_BUDGET
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.budget_versions.words import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.budgets.models import BudgetVersion


def versions_page(request: HttpRequest, year: int) -> HttpResponse:
    person = access_budget_reading(request.user)
    found = list(versions(budget_key(year)).select_related("decision"))
    of_year = [each for each in found if each.year == year]
    others = [each for each in found if each.year != year]
    context = {
        "year": year,
        "tabs": budget_places(year, "budget_versions"),
        "amount_unit": "mnkr",
        "of_year": _table(_("Versions of %(year)s") % {"year": year}, of_year) if of_year else None,
        "others": _table(_("Versions of other years"), others) if others else None,
        "may_edit": may_edit_budget(person),
        "import_url": reverse("workspace:budget_import", args=[year]),
        "compare_url": reverse("workspace:budget_comparison", args=[year]),
        "breadcrumbs": budget_breadcrumbs(year, (_("Versions"), "")),
    }
    return render(request, "workspace/budget_versions/list.html", context)


def version_url(version: BudgetVersion, name: str = "budget_version") -> str:
    """Return the address of a page of a version."""
    return reverse(f"workspace:{name}", args=[version.year, version.pk])


def state_name(version: BudgetVersion) -> str:
    """Return whether a version is frozen, in a word."""
    return _("Frozen") if version.is_frozen else _("Draft")


def _table(caption: str, found: Sequence[BudgetVersion]) -> DataTable:
    by_version = section_sums(found)
    columns = [
        Column(_("Version")),
        Column(_("What it is")),
        Column(_("Year")),
        Column(_("State")),
        Column(_("Decision")),
        Column(_("Result"), "amount"),
        Column(_("Plan year 1"), "amount"),
        Column(_("Plan year 2"), "amount"),
    ]
    rows = []
    for each in found:
        by_year = results(by_version.get(each.pk, {}))
        decision_url = reverse("workspace:decision", args=[each.decision_id]) if each.decision_id else ""
        rows.append(
            Row(
                [
                    Cell(str(each), version_url(each)),
                    Cell(str(KINDS[each.kind])),
                    Cell(str(each.year)),
                    Cell(state_name(each)),
                    Cell(str(each.decision) if each.decision else "", decision_url),
                    *(Cell(by_year.get(each.year + later)) for later in range(YEARS_OF_A_BUDGET)),
                ]
            )
        )
    return DataTable(caption, columns, rows)
