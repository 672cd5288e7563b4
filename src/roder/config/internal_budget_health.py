"""Whether the columns that the follow-up reads hold the internal budgets in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from roder.apps.internalbudgets.actions.columns import rebuild_columns
from roder.apps.internalbudgets.columns import column_faults
from roder.config.health_check import Check

if TYPE_CHECKING:
    from roder.apps.identity.models import User


def internal_budget_check(*, repair: bool, acting_user: User) -> Check:
    """Return whether rows and columns agree; with ``repair`` the columns are made anew first."""
    if repair:
        rebuild_columns(acting_user=acting_user)
    faults = column_faults()
    return Check(
        "internal_budget_columns",
        not faults,
        _("the follow-up reads the internal budgets in force as they stand")
        if not faults
        else _(
            "the follow-up does not read the internal budgets in force as they stand for %(where)s. "
            "Run: roder internalbudget rebuild"
        )
        % {"where": ", ".join(faults)},
    )
