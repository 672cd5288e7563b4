"""The rows of money behind a sum, each with where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse

from roder.workspace.goal_money.words import kind_name
from roder.workspace.goal_words import goal_link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roder.apps.followup.goal_money import MoneyBasis
    from roder.apps.goals.models import GoalFunding
    from roder.domain.reach import Reach


def funding_rows(rows: Iterable[GoalFunding], basis: MoneyBasis, reach: Reach) -> list[dict[str, Any]]:
    """Return fundings in words; those within reach with the address that changes them."""
    within = reach.bodies(basis.bodies)
    return [
        {
            "row": row,
            "goal": goal_link(row.goal),
            "body": basis.body_name(row.body_code),
            "kind": kind_name(row.kind),
            "change_url": _change_url(row) if row.body_code in within else "",
        }
        for row in rows
    ]


def _change_url(row: GoalFunding) -> str:
    return reverse("workspace:funding_change", args=[row.goal.tree.code, row.pk])
