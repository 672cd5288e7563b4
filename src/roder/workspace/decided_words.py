"""What a decision can have decided: the heading of each kind, and where a row of it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.ui.formatting import amount_text
from roder.workspace.goal_words import goal_url
from roder.workspace.goal_words import tree_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model

PAGES: dict[str, Callable[[Any], str]] = {
    "goals.GoalTree": tree_url,
    "goals.Goal": goal_url,
    "goals.Contribution": lambda row: goal_url(row.goal),
    "goals.Assignment": lambda row: reverse("workspace:assignment", args=[row.pk]),
    "goals.GoalFunding": lambda row: goal_url(row.goal),
    "documents.Edition": lambda row: reverse("workspace:document", args=[row.document.code]),
    "plans.Plan": lambda row: reverse("workspace:plan", args=[row.pk]),
    "indicators.Target": lambda row: reverse("workspace:indicator", args=[row.indicator.code]),
}
"""From a row to its page, by the label of its model; a kind without a page is shown by its name."""


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
        "budgets.BudgetVersion": _("Versions of the budget"),
        "budgets.BudgetLine": _("Lines of the budget"),
        "budgets.FrameAmendment": _("Changes of frames"),
        "meetings.MeetingItem": _("Matters of meetings"),
    }
    return headings[label]


def decided_groups(found: dict[str, list[Model]]) -> list[dict[str, Any]]:
    """Return what points at a decision as groups of rows with a name and a link."""
    return [
        {"heading": decided_heading(label), "rows": [_row(label, row) for row in rows]}
        for label, rows in found.items()
    ]


def _row(label: str, row: Any) -> dict[str, str]:
    return {"name": _name(label, row), "url": PAGES[label](row) if label in PAGES else ""}


def _name(label: str, row: Any) -> str:
    if label == "documents.Edition":
        return _("%(title)s, edition %(number)s") % {"title": row.document.title, "number": row.number}
    if label == "goals.GoalFunding":
        amount = amount_text(row.amount_ore, "tkr", get_language() or "sv")
        return _("%(goal)s, %(year)s: %(amount)s tkr") % {
            "goal": row.goal,
            "year": row.year,
            "amount": amount,
        }
    return str(row)
