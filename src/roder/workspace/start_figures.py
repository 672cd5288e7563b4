"""The month's figures on the start page: for what the person answers for, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse

from roder.apps.followup.access import access_follow_up
from roder.apps.followup.access import may_read_follow_up
from roder.apps.followup.queries import follow_up
from roder.apps.followup.queries import months_shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.identity.models import User
    from roder.domain.followup_rows import FollowUpRow
    from roder.domain.periods import Month

WORST = 3
LARGE_ORE = 100_000_000_00


def month_state(person: User) -> dict[str, Any] | None:
    """Return the newest month for what the person sees, and the bodies furthest below their frame."""
    if not may_read_follow_up(person):
        return None
    reach = access_follow_up(person)
    month = next(iter(months_shown(reach)), None)
    if month is None:
        return None
    table = follow_up(month, reach=reach)
    rows, total = table.rows, table.total
    if not rows:
        return None
    only = rows[0] if len(rows) == 1 else None
    whole = reverse("workspace:follow_up_period", args=[month])
    return {
        "period": month,
        "forecast_variance_ore": total.forecast_variance_ore,
        "variance_to_date_ore": total.variance_to_date_ore,
        "name": only.name if only else "",
        "url": _unit_url(month, only) if only else whole,
        "amount_unit": unit_for(rows),
        "below": [] if only else [{"row": row, "url": _unit_url(month, row)} for row in furthest_below(rows)],
        "count": len(rows),
    }


def _unit_url(month: Month, row: FollowUpRow) -> str:
    return reverse("workspace:follow_up_unit", args=[month, row.unit])


def furthest_below(rows: Sequence[FollowUpRow]) -> list[FollowUpRow]:
    """Return the rows whose forecast is below the frame, the largest deficit first; at most three."""
    below = [
        (row.forecast_variance_ore, row.unit, row)
        for row in rows
        if row.forecast_variance_ore is not None and row.forecast_variance_ore < 0
    ]
    return [row for _variance, _unit, row in sorted(below, key=lambda entry: entry[:2])[:WORST]]


def unit_for(rows: Sequence[FollowUpRow]) -> str:
    """Return the unit in which sums of this size are spoken of: millions, or thousands for a small one."""
    size = sum(abs(row.year_budget_ore or row.outturn_to_date_ore) for row in rows)
    return "mnkr" if size >= LARGE_ORE else "tkr"
