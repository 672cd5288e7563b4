"""Where one can go within a budget year: the tabs on top of each of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.ledger.steering_days import steering_day

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


def budget_places(year: int, current: str) -> list[dict[str, Any]]:
    """Return the tabs of a budget year for ``ui/components/tabs.html``; ``current`` is an address name without its space."""
    known = [
        ("budget_year", _("Budget year")),
        ("financing", _("Financing")),
        ("budget_scan", _("Environmental scan")),
        ("budget_analysis", _("Cost and quality")),
        ("budget_ideas", _("Ideas")),
        ("budget_consultation", _("Consultation")),
        ("budget_calendar", _("Calendar")),
        ("frame_bridge", _("Frames")),
        ("volumes", _("Volumes")),
        ("balance_requirement", _("Balance requirement")),
        ("what_if", _("What if")),
        ("late_changes", _("Late changes")),
        ("proposals", _("Proposals")),
        ("investments", _("Investments")),
        ("statements", _("Result, balance and cash flow")),
        ("fees", _("Fees and charges")),
        ("companies", _("Companies")),
        ("budget_book", _("The book")),
        ("meetings", _("Decision")),
        ("frame_changes", _("Changes after the vote")),
    ]
    return [
        {
            "name": name,
            "url": reverse(f"workspace:{name}", args=[year]),
            "label": label,
            "is_current": name == current,
        }
        for name, label in known
    ]


def budget_breadcrumbs(year: int, *rest: tuple[str, str]) -> list[dict[str, Any]]:
    """Return the way to a page of a budget year; ``rest`` is label and address, the last without one."""
    trail: Iterable[tuple[str, str]] = [
        (_("Budget"), reverse("workspace:budget")),
        (str(year), reverse("workspace:budget_year", args=[year])),
        *rest,
    ]
    return [{"label": label, "url": url} for label, url in trail]
