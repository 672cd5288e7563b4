"""Words, icons and tones of internal budgets and of the units' parts of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import Promise

INTERNAL_BUDGET_STATES: dict[str, tuple[str | Promise, str, str]] = {
    "unit_part_draft": (pgettext_lazy("state of a unit's part", "Being filled in"), "circle", "quiet"),
    "unit_part_submitted": (
        pgettext_lazy("state of a unit's part", "Handed in by the unit"),
        "right",
        "live",
    ),
    "unit_part_returned": (pgettext_lazy("state of a unit's part", "Sent back"), "undo", "warn"),
    "unit_part_approved": (pgettext_lazy("state of a unit's part", "Approved"), "check", "good"),
    "internal_budget_none": (pgettext_lazy("state of an internal budget", "Not begun"), "circle", "warn"),
    "internal_budget_draft": (pgettext_lazy("state of an internal budget", "Draft"), "circle", "quiet"),
    "internal_budget_approved": (
        pgettext_lazy("state of an internal budget", "Approved by the department"),
        "right",
        "live",
    ),
    "internal_budget_adopted": (
        pgettext_lazy("state of an internal budget", "Adopted by the committee"),
        "check",
        "good",
    ),
    "internal_budget_in_force": (
        pgettext_lazy("state of an internal budget", "Now in force"),
        "check",
        "good",
    ),
    "internal_budget_ended": (
        pgettext_lazy("state of an internal budget", "Brought to an end"),
        "even",
        "quiet",
    ),
}
