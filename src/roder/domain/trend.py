"""Which way an indicator goes over its periods. Worked table in docs/algorithms/attainment.md."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.indicators import Direction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.domain.attainment import TargetValue

UNCHANGED_SHARE = Decimal("0.01")
"""How large a change still counts as unchanged, as a share of the value before."""
_TWO = 2


class Trend(StrEnum):
    """Which way the values go, by the declared direction."""

    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"
    UNKNOWN = "unknown"


def trend(
    values: Sequence[Decimal | None],
    direction: Direction,
    target: TargetValue | None = None,
    *,
    tolerance: Decimal = UNCHANGED_SHARE,
) -> Trend:
    """Return which way the values go, oldest first: the last against the first that is known.

    A change of at most ``tolerance`` of the first value is none. Where the better lies inside an interval,
    the distance to the target decides; without a target it cannot be said.

    >>> trend([Decimal(80), None, Decimal(82)], Direction.UP).value, trend([Decimal(80)], Direction.UP).value
    ('better', 'unknown')
    """
    known = [value for value in values if value is not None]
    if len(known) < _TWO or values[-1] is None or (direction is Direction.INTERVAL and target is None):
        return Trend.UNKNOWN
    first, last = known[0], known[-1]
    if abs(last - first) <= tolerance * abs(first):
        return Trend.UNCHANGED
    gain = {Direction.UP: last - first, Direction.DOWN: first - last}.get(direction)
    if gain is None and target is not None:
        gain = _distance(first, target) - _distance(last, target)
    return Trend.UNCHANGED if not gain else Trend.BETTER if gain > 0 else Trend.WORSE


def _distance(value: Decimal, target: TargetValue) -> Decimal:
    lower, upper = target.ends(Direction.INTERVAL)
    below = Decimal(0) if lower is None else lower - value
    above = Decimal(0) if upper is None else value - upper
    return max(below, above, Decimal(0))
