"""Which year, version and round the address asks for, and where its pages stand."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.budgets.version_queries import adopted_of_year
from roder.apps.budgets.version_queries import base_of_year
from roder.apps.financing.queries import rounds
from roder.domain.budget_versions import YEARS_OF_A_BUDGET
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places

if TYPE_CHECKING:
    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.financing.models import FinancingRound


def chosen_version(year: int) -> BudgetVersion | None:
    """Return what the year is steered by: what the council has adopted, else the base that is worked on."""
    key = budget_key(year)
    return adopted_of_year(key, year) or base_of_year(key, year)


def chosen_round(year: int, pk: int) -> FinancingRound:
    """Return the round of the address; raises ``Http404``."""
    found = rounds(budget_key(year)).filter(pk=pk).first()
    if found is None:
        raise Http404(str(pk))
    return found


def round_asked(year: int, text: str) -> FinancingRound | None:
    """Return the round that a query names by its number, ``None`` when it names none."""
    return chosen_round(year, int(text)) if text.isascii() and text.isdigit() else None


def budget_years(year: int) -> list[int]:
    """Return the budget year and the plan years."""
    return list(range(year, year + YEARS_OF_A_BUDGET))


def financing_crumbs(year: int, *rest: tuple[str, str]) -> list[dict[str, Any]]:
    """Return the way to a page of financing; ``rest`` is label and address, the last without one."""
    own = reverse("workspace:financing", args=[year]) if rest else ""
    return budget_breadcrumbs(year, (_("Financing"), own), *rest)


def financing_tabs(year: int) -> list[dict[str, Any]]:
    """Return the places of the budget year, financing being where one is."""
    return budget_places(year, "financing")
