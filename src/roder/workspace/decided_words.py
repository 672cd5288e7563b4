"""What a decision can have decided: the heading of each kind, and where a row of it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.db.models import Model

PAGES = {
    "goals.Assignment": ("workspace:assignment", "pk"),
}
"""The page of a row, by the label of its model: the address, and the field that it takes."""


def decided_heading(label: str) -> str:
    """Return what rows of a model are called; every model that points at a decision has its heading here."""
    headings = {
        "goals.GoalTree": _("Goals and budget"),
        "goals.Goal": _("Goals"),
        "goals.Contribution": _("Answers to goals"),
        "goals.Assignment": _("Assignments"),
        "goals.GoalFunding": _("Money for goals"),
        "indicators.Target": _("Targets"),
        "documents.Edition": _("Editions of steering documents"),
        "plans.Plan": _("Plans"),
    }
    return headings[label]


def decided_groups(found: dict[str, list[Model]]) -> list[dict[str, Any]]:
    """Return what points at a decision as groups of rows with a name and a link."""
    return [
        {
            "heading": decided_heading(label),
            "rows": [{"name": str(row), "url": _url(label, row)} for row in rows],
        }
        for label, rows in found.items()
    ]


def _url(label: str, row: Model) -> str:
    if label not in PAGES:
        return ""
    address, field = PAGES[label]
    value: Any = row
    for name in field.split("."):
        value = getattr(value, name)
    return reverse(address, args=[value])
