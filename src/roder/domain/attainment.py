"""Whether an indicator has come to its target: status, ratio and mean.

Everything is declared and nothing guessed: which way is better, what kind of target it is, how far off still
counts as nearly there. Numbers are ``Decimal`` in the indicator's own unit. Worked tables in
docs/algorithms/attainment.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN
from decimal import Decimal
from decimal import localcontext
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.indicators import Direction
from roder.domain.indicators import TargetKind
from roder.domain.indicators import ValueState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

NEAR_SHARE = Decimal("0.1")
"""How far from a target to reach still counts as nearly there when no limit is declared, as a share of it."""
DAYS_UNTIL_DUE = 90
"""How many days after its period a value is expected, until the indicator says otherwise."""
RATIO_STEP = Decimal("0.000001")
REACHED = Decimal("1.000000")
_DIGITS = 60


class DataState(StrEnum):
    """What is known of a value: there, revised, not due yet, late, missing by its source, hidden."""

    THERE = "there"
    REVISED = "revised"
    NOT_DUE = "not_due"
    LATE = "late"
    MISSING = "missing"
    HIDDEN = "hidden"


class AttainmentStatus(StrEnum):
    """Met, nearly met or not met; or why that cannot be said."""

    MET = "met"
    NEAR = "near"
    MISSED = "missed"
    NO_TARGET = "no_target"
    NOT_DUE = "not_due"
    LATE = "late"
    MISSING = "missing"
    HIDDEN = "hidden"


class RatioGap(StrEnum):
    """Why there is no ratio: the target is zero or negative, so a share of it means nothing."""

    TARGET_IS_ZERO = "target_is_zero"
    TARGET_IS_NEGATIVE = "target_is_negative"


@dataclass(frozen=True, slots=True)
class TargetValue:
    """A target's numbers. A range is ``value`` to ``upper``; ``limit`` is the worst value still nearly there."""

    kind: TargetKind
    value: Decimal
    upper: Decimal | None = None
    limit: Decimal | None = None

    def ends(self, direction: Direction) -> tuple[Decimal | None, Decimal | None]:
        """Return the lowest and the highest value that meet the target; ``None`` where there is no end.

        >>> TargetValue(TargetKind.REACH, Decimal(90)).ends(Direction.UP)
        (Decimal('90'), None)
        """
        if self.kind is TargetKind.RANGE:
            return self.value, self.value if self.upper is None else self.upper
        if direction is Direction.INTERVAL:
            return self.value, self.value
        return (self.value, None) if direction is Direction.UP else (None, self.value)

    def limits(self, direction: Direction) -> tuple[Decimal | None, Decimal | None]:
        """Return the lowest and the highest value that still count as nearly there.

        A declared limit holds as a distance from the end on its side, and the same distance on the other.
        Without one it is a tenth of the end itself; a target to keep has nothing nearly there.

        >>> TargetValue(TargetKind.REACH, Decimal(90)).limits(Direction.UP)
        (Decimal('81.0'), None)
        """
        lower, upper = self.ends(direction)
        return (
            None if lower is None else lower - self._gap(lower, lower, upper),
            None if upper is None else upper + self._gap(upper, lower, upper),
        )

    def _gap(self, end: Decimal, lower: Decimal | None, upper: Decimal | None) -> Decimal:
        if self.limit is not None:
            below = Decimal(0) if lower is None else lower - self.limit
            above = Decimal(0) if upper is None else self.limit - upper
            return max(below, above, Decimal(0))
        return Decimal(0) if self.kind is TargetKind.KEEP else abs(end) * NEAR_SHARE


@dataclass(frozen=True, slots=True)
class Attainment:
    """An indicator set against its target. ``ratio`` is the share of the target reached, 0 to 1."""

    status: AttainmentStatus
    ratio: Decimal | None = None
    ratio_gap: RatioGap | None = None


@dataclass(frozen=True, slots=True)
class MeanAttainment:
    """The mean of the ratios, and how many had none and why. Every indicator weighs the same."""

    ratio: Decimal | None
    counted: int
    without_value: int
    without_target: int
    without_ratio: int


def data_state(state: ValueState | None, *, is_revision: bool, due_on: date, today: date) -> DataState:
    """Return what is known of a value; ``state`` is ``None`` while there is no observation at all.

    >>> from datetime import date
    >>> data_state(None, is_revision=False, due_on=date(2019, 3, 31), today=date(2019, 4, 1)).value
    'late'
    """
    if state is None:
        return DataState.LATE if today > due_on else DataState.NOT_DUE
    if state is not ValueState.VALUE:
        return DataState.MISSING
    return DataState.REVISED if is_revision else DataState.THERE


def attainment(
    value: Decimal | None, state: DataState, target: TargetValue | None, direction: Direction
) -> Attainment:
    """Return the status of a value against its target, and the ratio where one means something.

    >>> attainment(Decimal(72), DataState.THERE, TargetValue(TargetKind.REACH, Decimal(90)), Direction.UP)
    Attainment(status=<AttainmentStatus.MISSED: 'missed'>, ratio=Decimal('0.800000'), ratio_gap=None)
    """
    if target is None:
        return Attainment(AttainmentStatus.NO_TARGET)
    if value is None or state is DataState.HIDDEN:
        return Attainment(_WITHOUT_VALUE[state])
    ratio, gap = _ratio(value, *target.ends(direction))
    return Attainment(_status(value, target, direction), ratio, gap)


def mean_attainment(attainments: Iterable[Attainment]) -> MeanAttainment:
    """Return the mean of the ratios, cut to six decimals, and what is not in it.

    Without a target comes first, then without a value, then without a ratio: each is counted once.

    >>> mean_attainment([Attainment(AttainmentStatus.MISSED, Decimal("0.5")), Attainment(AttainmentStatus.LATE)])
    MeanAttainment(ratio=Decimal('0.500000'), counted=1, without_value=1, without_target=0, without_ratio=0)
    """
    found = list(attainments)
    ratios = [item.ratio for item in found if item.ratio is not None]
    without_target = sum(item.status is AttainmentStatus.NO_TARGET for item in found)
    without_ratio = sum(item.ratio_gap is not None for item in found)
    return MeanAttainment(
        _quotient(sum(ratios, Decimal(0)), Decimal(len(ratios))) if ratios else None,
        len(ratios),
        len(found) - len(ratios) - without_target - without_ratio,
        without_target,
        without_ratio,
    )


_WITHOUT_VALUE = {
    DataState.NOT_DUE: AttainmentStatus.NOT_DUE,
    DataState.LATE: AttainmentStatus.LATE,
    DataState.HIDDEN: AttainmentStatus.HIDDEN,
    DataState.MISSING: AttainmentStatus.MISSING,
    DataState.THERE: AttainmentStatus.MISSING,
    DataState.REVISED: AttainmentStatus.MISSING,
}


def _status(value: Decimal, target: TargetValue, direction: Direction) -> AttainmentStatus:
    if _lies_between(value, target.ends(direction)):
        return AttainmentStatus.MET
    if _lies_between(value, target.limits(direction)):
        return AttainmentStatus.NEAR
    return AttainmentStatus.MISSED


def _lies_between(value: Decimal, ends: tuple[Decimal | None, Decimal | None]) -> bool:
    lower, upper = ends
    return (lower is None or lower <= value) and (upper is None or value <= upper)


def _ratio(
    value: Decimal, lower: Decimal | None, upper: Decimal | None
) -> tuple[Decimal | None, RatioGap | None]:
    ends = [end for end in (lower, upper) if end is not None]
    lowest, highest = min(ends), max(ends)
    if lowest < 0:
        return None, RatioGap.TARGET_IS_NEGATIVE
    if highest == 0:
        return None, RatioGap.TARGET_IS_ZERO
    if lower is not None and value < lower:
        return (_quotient(value, lower) if value > 0 else Decimal("0.000000")), None
    if upper is not None and value > upper:
        return _quotient(upper, value), None
    return REACHED, None


def _quotient(part: Decimal, whole: Decimal) -> Decimal:
    """Cut, not rounded: a ratio of 1 then always means that the target is reached."""
    with localcontext() as context:
        context.prec = _DIGITS
        return (part / whole).quantize(RATIO_STEP, rounding=ROUND_DOWN)
