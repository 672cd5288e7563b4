"""How many of a goal's indicators reach their targets in a period, beside what a person judges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.apps.goals.models import GoalIndicator
from roder.apps.indicators.queries import attainment_of
from roder.domain.attainment import AttainmentStatus
from roder.domain.indicators import Sex

if TYPE_CHECKING:
    from roder.apps.goals.models import Goal


@dataclass(frozen=True, slots=True)
class IndicatorStatuses:
    """The goal's indicators counted by their status, for all (not by sex)."""

    reached: int
    near: int
    missed: int
    total: int

    @property
    def unsaid(self) -> int:
        """Indicators of which nothing can be said: no value, no target, or hidden."""
        return self.total - self.reached - self.near - self.missed


def indicator_statuses(goal: Goal, period: str) -> IndicatorStatuses:
    """Return how the goal's indicators stand to their targets in a year or a month."""
    links = GoalIndicator.objects.filter(goal=goal).select_related("indicator")
    found = attainment_of([link.indicator for link in links], period)
    statuses = [row.latest.attainment.status for row in found.rows if row.sex is Sex.ALL]
    return IndicatorStatuses(
        statuses.count(AttainmentStatus.MET),
        statuses.count(AttainmentStatus.NEAR),
        statuses.count(AttainmentStatus.MISSED),
        len(statuses),
    )
