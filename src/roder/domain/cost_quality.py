"""Where an activity stands in cost and quality, so that earlier years can be analysed before frames are drafted.

Cost is read off the net cost deviation: how much more, in per cent, the activity costs than what the
equalisation system expects of a municipality with its structure (Kolada N00097 and its parts by activity; plus is
dearer). Quality is read off indicators that are each better, alike or worse than what they are set against. What
is not known stays unknown: nothing here takes ``None`` for 0. Rules and worked tables: docs/algorithms/cost-quality.md
(DOMAIN 2.6 and 3.1, step 2).
"""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NEAR_PERCENT = Decimal(2)
"""A net cost deviation of at most this many per cent either way is as expected."""
NEAR_BALANCE = Decimal(20)
"""A balance of quality of at most this many per cent either way is neither good nor weak."""
_PERCENT = Decimal(100)
_TENTH = Decimal("0.1")


class CostLevel(StrEnum):
    """What an activity costs beside what is expected of it."""

    LOWER = "lower"
    EXPECTED = "expected"
    HIGHER = "higher"
    UNKNOWN = "unknown"


class QualityMark(StrEnum):
    """How one indicator of quality stands beside what it is set against."""

    BETTER = "better"
    ALIKE = "alike"
    WORSE = "worse"
    UNKNOWN = "unknown"


class QualityLevel(StrEnum):
    """How the quality of an activity stands, its indicators taken together."""

    GOOD = "good"
    MIDDLE = "middle"
    WEAK = "weak"
    UNKNOWN = "unknown"


class CostQualityPosition(StrEnum):
    """The corner an activity stands in; between them, or not to be said."""

    CHEAP_AND_GOOD = "cheap_and_good"
    CHEAP_AND_WEAK = "cheap_and_weak"
    DEAR_AND_GOOD = "dear_and_good"
    DEAR_AND_WEAK = "dear_and_weak"
    BETWEEN = "between"
    UNKNOWN = "unknown"


def cost_level(deviation: Decimal | None, near: Decimal = NEAR_PERCENT) -> CostLevel:
    """Return what a net cost deviation in per cent says; within ``near`` it is as expected.

    >>> cost_level(Decimal("-3.1")).value, cost_level(None).value
    ('lower', 'unknown')
    """
    if deviation is None:
        return CostLevel.UNKNOWN
    if abs(deviation) <= near:
        return CostLevel.EXPECTED
    return CostLevel.HIGHER if deviation > 0 else CostLevel.LOWER


def quality_balance(marks: Iterable[QualityMark]) -> Decimal | None:
    """Return better less worse in per cent of the indicators that are known, one decimal, half away from zero.

    ``None`` when none is known: an activity without values has no quality of 0.

    >>> quality_balance([QualityMark.BETTER, QualityMark.BETTER, QualityMark.WORSE, QualityMark.UNKNOWN])
    Decimal('33.3')
    """
    found = Counter(marks)
    known = sum(count for mark, count in found.items() if mark is not QualityMark.UNKNOWN)
    if not known:
        return None
    balance = Decimal(found[QualityMark.BETTER] - found[QualityMark.WORSE]) * _PERCENT / known
    return balance.quantize(_TENTH, rounding=ROUND_HALF_UP)


def quality_level(balance: Decimal | None, near: Decimal = NEAR_BALANCE) -> QualityLevel:
    """Return what a balance of quality says.

    >>> quality_level(Decimal("33.3")).value
    'good'
    """
    if balance is None:
        return QualityLevel.UNKNOWN
    if abs(balance) <= near:
        return QualityLevel.MIDDLE
    return QualityLevel.GOOD if balance > 0 else QualityLevel.WEAK


def position(cost: CostLevel, quality: QualityLevel) -> CostQualityPosition:
    """Return the corner that cost and quality make together; one unknown makes the whole unknown.

    >>> position(CostLevel.HIGHER, QualityLevel.WEAK).value
    'dear_and_weak'
    """
    if cost is CostLevel.UNKNOWN or quality is QualityLevel.UNKNOWN:
        return CostQualityPosition.UNKNOWN
    corners = {
        (CostLevel.LOWER, QualityLevel.GOOD): CostQualityPosition.CHEAP_AND_GOOD,
        (CostLevel.LOWER, QualityLevel.WEAK): CostQualityPosition.CHEAP_AND_WEAK,
        (CostLevel.HIGHER, QualityLevel.GOOD): CostQualityPosition.DEAR_AND_GOOD,
        (CostLevel.HIGHER, QualityLevel.WEAK): CostQualityPosition.DEAR_AND_WEAK,
    }
    return corners.get((cost, quality), CostQualityPosition.BETWEEN)


def mark_of(
    value: Decimal | None, reference: Decimal | None, *, is_higher_better: bool | None
) -> QualityMark:
    """Return how a value stands beside a reference in the same unit; alike within a hundredth of the reference.

    ``is_higher_better`` is ``None`` for an indicator whose better lies inside an interval: it cannot be said.

    >>> mark_of(Decimal(84), Decimal(80), is_higher_better=True).value
    'better'
    """
    if value is None or reference is None or is_higher_better is None:
        return QualityMark.UNKNOWN
    difference = value - reference
    if abs(difference) * _PERCENT <= abs(reference):
        return QualityMark.ALIKE
    return QualityMark.BETTER if (difference > 0) == is_higher_better else QualityMark.WORSE


def budget_adherence(outturn_ore: int | None, budget_ore: int | None) -> Decimal | None:
    """Return how far a year's net cost came from its budget in per cent of it: ``|outturn − budget| / |budget|``.

    Both are öre in report sign. One decimal, half away from zero. ``None`` when either is not known or the budget is 0.
    Source: DOMAIN 2.6, budgetföljsamhet.

    >>> budget_adherence(-5_150, -5_000)
    Decimal('3.0')
    """
    if outturn_ore is None or not budget_ore:
        return None
    share = Decimal(abs(outturn_ore - budget_ore)) * _PERCENT / abs(budget_ore)
    return share.quantize(_TENTH, rounding=ROUND_HALF_UP)
