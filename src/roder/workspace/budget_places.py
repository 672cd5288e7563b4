"""Where one can go within a budget year: the tabs on top of each of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.ledger.steering_days import steering_day
from roder.workspace.tab_groups import place
from roder.workspace.tab_groups import tabs_of

if TYPE_CHECKING:
    from collections.abc import Iterable

YEARS = range(1990, 2100)


def budget_key(year: int) -> str:
    """Return whose budget is shown; raises ``Http404`` for a year that cannot be."""
    if year not in YEARS:
        raise Http404(str(year))
    return tree_organisation_shown()


def year_in_work() -> int:
    """Return the budget year that is worked on: the one after the day on which the municipality is looked at."""
    return steering_day().year + 1


def _groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the groups of pages in the order of the work: what each is called, its addresses and their names."""
    return [
        (_("Budget year"), [("budget_year", _("Steps")), ("budget_calendar", _("Calendar"))]),
        (
            _("Preparation"),
            [
                ("budget_scan", _("Environmental scan")),
                ("budget_analysis", _("Cost and quality")),
                ("budget_ideas", _("Ideas")),
                ("budget_consultation", _("Consultation")),
            ],
        ),
        (
            _("The base"),
            [
                ("financing", _("Financing")),
                ("frame_bridge", _("Frames")),
                ("volumes", _("Volumes")),
                ("investments", _("Investments")),
                ("fees", _("Fees and charges")),
                ("companies", _("Companies")),
                ("statements", _("Result, balance and cash flow")),
                ("balance_requirement", _("Balance requirement")),
                ("what_if", _("What if")),
                ("late_changes", _("Late changes")),
            ],
        ),
        (_("Proposals and decision"), [("proposals", _("Proposals")), ("meetings", _("Decision"))]),
        (
            _("Versions"),
            [("budget_versions", _("All versions")), ("budget_comparison", _("Compare versions"))],
        ),
        (_("Goals and budget"), [("budget_book", _("The book"))]),
        (_("After the vote"), [("frame_changes", _("Changes after the vote"))]),
        (_("Internal budgets"), [("internal_budgets", _("Internal budgets"))]),
    ]


def all_places(year: int) -> list[dict[str, Any]]:
    """Return every page of a budget year: the name of its address, the address and what it is called."""
    return [place(year, name, label) for _group, pages in _groups() for name, label in pages]


def budget_places(year: int, current: str) -> list[dict[str, Any]]:
    """Return the tabs of a budget year for ``ui/components/tabs.html``, one for each group of pages.

    ``current`` is an address name without its space; its group is open and shows its pages.
    """
    return tabs_of(_groups(), year, current)


def budget_breadcrumbs(year: int, *rest: tuple[str, str]) -> list[dict[str, Any]]:
    """Return the way to a page of a budget year; ``rest`` is label and address, the last without one."""
    trail: Iterable[tuple[str, str]] = [
        (_("Budget"), reverse("workspace:budget")),
        (str(year), reverse("workspace:budget_year", args=[year])),
        *rest,
    ]
    return [{"label": label, "url": url} for label, url in trail]
