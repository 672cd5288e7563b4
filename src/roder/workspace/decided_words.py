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
    "internalbudgets.BudgetLayer": lambda row: reverse(
        "workspace:internal_budget", args=[row.internal_budget.year, row.internal_budget.body_code]
    ),
    "indicators.Target": lambda row: reverse("workspace:indicator", args=[row.indicator.code]),
    "budgets.BudgetVersion": lambda row: reverse("workspace:budget_version", args=[row.year, row.pk]),
    "budgets.BudgetLine": lambda row: reverse(
        "workspace:budget_version", args=[row.budget_version.year, row.budget_version_id]
    ),
    "budgets.FrameAmendment": lambda row: reverse("workspace:frame_changes", args=[row.year]),
    "budgets.BalanceYear": lambda row: reverse("workspace:balance_requirement", args=[row.year]),
    "meetings.MeetingItem": lambda row: reverse("workspace:matter", args=[row.year, row.pk]),
    "investments.OwnerDirective": lambda row: _of_the_decided_year("companies", row),
    "investments.Fee": lambda row: _of_the_decided_year("fees", row),
    "investments.InvestmentProject": lambda row: _of_the_decided_year("investments", row),
    "budgetprocess.ConsultationAnswer": lambda row: reverse(
        "workspace:budget_consultation", args=[row.consultation.year]
    ),
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
        "internalbudgets.BudgetLayer": _("Internal budgets"),
        "budgets.BudgetVersion": _("Versions of the budget"),
        "budgets.BudgetLine": _("Lines of the budget"),
        "budgets.FrameAmendment": _("Changes of frames"),
        "budgets.BalanceYear": _("Balance requirement"),
        "meetings.MeetingItem": _("Matters of meetings"),
        "investments.OwnerDirective": _("Owner directives"),
        "investments.Fee": _("Fees and charges"),
        "investments.InvestmentProject": _("Investment projects"),
        "budgetprocess.ConsultationAnswer": _("Consultation"),
    }
    return headings[label]


def _of_the_decided_year(name: str, row: Any) -> str:
    """Return a page of the budget year after the decision: what a decision is about comes in force then."""
    return reverse(f"workspace:{name}", args=[row.decision.meeting_date.year + 1])


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
