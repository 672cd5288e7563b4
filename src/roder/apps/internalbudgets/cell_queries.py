"""What a grid asks of a unit's lines: what others wrote since, the sums, who else is here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count
from django.db.models import Max
from django.db.models import Sum

from roder.domain.internal_budgets import left_ore

if TYPE_CHECKING:
    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.models import BudgetLayer
    from roder.apps.internalbudgets.models import GridVisit
    from roder.apps.internalbudgets.models import InternalBudgetLine
    from roder.apps.internalbudgets.models import UnitPart

STILL_HERE = timedelta(seconds=30)
"""So long after the last sign of them a person is shown as being in a grid."""
OVERLAP = timedelta(minutes=1)
"""Lines of the minute before are sent once more, since clocks of two servers may differ; twice does no harm."""


@dataclass(frozen=True, slots=True)
class PartSums:
    """What a unit was given, the net of its lines, and what is left to distribute; öre, what was given a grant."""

    given_ore: int
    net_ore: int

    @property
    def left_ore(self) -> int:
        """What is left to distribute; negative when there is more than was given."""
        return left_ore(self.given_ore, self.net_ore)


@dataclass(frozen=True, slots=True)
class LinesNow:
    """A unit's lines as a grid follows them: ``mark`` tells this moment from another; no ``keys``: nothing changed."""

    mark: str
    changed: list[InternalBudgetLine]
    keys: list[int] | None


def part_sums(part: UnitPart, layer: BudgetLayer) -> PartSums:
    """Return the sums of a unit's part over the lines of a layer, reckoned by the database."""
    net = layer.lines.filter(unit_code=part.unit_code).aggregate(net=Sum("year_ore"))["net"]
    return PartSums(part.allotted_ore, net or 0)


def lines_now(layer: BudgetLayer, unit_code: str, since: str = "") -> LinesNow:
    """Return the lines that changed since a mark, and the keys of all; nothing when nothing did.

    Without a mark, or with one that is not understood, every line is among the changed.
    """
    rows = layer.lines.filter(unit_code=unit_code)
    found = rows.order_by().aggregate(
        lines=Count("pk"), last=Max("pk"), changes=Sum("version"), at=Max("changed_at")
    )
    at = found["at"]
    mark = f"{found['lines']}.{found['last'] or 0}.{found['changes'] or 0}.{at.isoformat() if at else ''}"
    if mark == since:
        return LinesNow(mark, [], None)
    after = _moment(since)
    keys = list(rows.values_list("pk", flat=True))
    changed = rows.select_related("changed_by")
    if after is not None:
        changed = changed.filter(changed_at__gte=after - OVERLAP)
    return LinesNow(mark, list(changed), keys)


def others_here(part: UnitPart, person: User, now: datetime) -> list[GridVisit]:
    """Return who else is in a unit's grid now, by name."""
    visits = part.visits.filter(seen_at__gte=now - STILL_HERE).exclude(person=person)
    return list(visits.select_related("person").order_by("person__first_name", "person_id"))


def _moment(mark: str) -> datetime | None:
    _counts, _dot, text = mark.partition(".")
    try:
        return datetime.fromisoformat(text.split(".", 2)[-1])
    except ValueError:
        return None
