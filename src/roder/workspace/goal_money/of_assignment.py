"""The money of one assignment, for its page: ``workspace/assignments/_money.html`` reads it as ``money``."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from roder.apps.followup.access import follow_up_reach
from roder.apps.followup.goal_money_tables import money_of_assignment
from roder.apps.goals.funding_access import funding_reach
from roder.workspace.goal_money.rows import funding_rows
from roder.workspace.goal_money.words import AMOUNT_UNIT
from roder.workspace.goal_money.words import not_followed_text

if TYPE_CHECKING:
    from roder.apps.goals.models import Assignment
    from roder.apps.identity.models import User


def assignment_money(assignment: Assignment, user: User) -> dict[str, Any]:
    """Return what the assignment is granted, used and has left, year by year, with the rows behind."""
    reach = funding_reach(user)
    return {
        "amount_unit": AMOUNT_UNIT,
        "years": [
            {
                "year": each.year,
                "month": each.basis.month,
                "money": each.money,
                "not_followed": not_followed_text(each.money),
                "rows": funding_rows(each.rows, each.basis, reach),
            }
            for each in money_of_assignment(assignment, follow_up_reach(user))
        ],
    }
