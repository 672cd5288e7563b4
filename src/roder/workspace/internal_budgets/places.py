"""Where one can go within an internal budget: the tabs of a unit's pages and of a body's, and the way there.

Each page adds a line here when it is made: the name of its address, and what it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.ledger.queries import tree_organisation_shown
from roder.workspace.budget_places import budget_breadcrumbs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


def unit_tabs(year: int, body: str, unit: str, current: str) -> list[dict[str, Any]]:
    """Return the tabs of a unit's pages for ``ui/components/tabs.html``; ``current`` is an address name."""
    pages = [
        ("internal_budget_unit", _("The unit's budget")),
        ("internal_budget_positions", _("Positions")),
        ("internal_budget_drivers", _("Drivers")),
        ("internal_budget_grid", _("Grid")),
        ("internal_budget_import", _("Excel, out and back")),
        ("internal_budget_base", _("Start from")),
    ]
    return _tabs(pages, [year, body, unit], current)


def body_tabs(year: int, body: str, current: str) -> list[dict[str, Any]]:
    """Return the tabs of a committee's or company's pages; ``current`` is an address name."""
    pages = [
        ("internal_budget", _("Units and steps")),
        ("internal_budget_body_import", _("Excel, out and back")),
        ("internal_budget_transfers", _("Transfers")),
        ("internal_budget_assumptions", _("Assumptions")),
    ]
    return _tabs(pages, [year, body], current)


def _tabs(pages: Iterable[tuple[str, str]], args: list[Any], current: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": reverse(f"workspace:{name}", args=args), "is_current": name == current}
        for name, label in pages
    ]


def internal_breadcrumbs(year: int, body: str = "", unit: str = "", last: str = "") -> list[dict[str, Any]]:
    """Return the way to a page of an internal budget; ``last`` is the page when it is not the unit's or body's own."""
    bodies = bodies_of_year(tree_organisation_shown(), year).bodies
    steps = [(_("Internal budgets"), reverse("workspace:internal_budgets", args=[year]))]
    if body:
        url = reverse("workspace:internal_budget", args=[year, body])
        steps.append((bodies[body].name if body in bodies else body, url))
    if unit and unit != body:
        steps.append(
            (
                bodies[unit].name if unit in bodies else unit,
                reverse("workspace:internal_budget_unit", args=[year, body, unit]),
            )
        )
    if last:
        steps.append((last, ""))
    label, _url = steps[-1]
    return budget_breadcrumbs(year, *steps[:-1], (label, ""))
