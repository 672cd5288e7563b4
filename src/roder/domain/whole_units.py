"""Exact amounts rounded to whole units of money, so that the parts sum to the whole.

A frame is decided in whole thousands of kronor, so what a formula gives is rounded before it becomes a line. The
rule and its worked table: docs/algorithms/indexation.md.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

HALF = Fraction(1, 2)


def rounded(exact_ore: Fraction | Decimal | int, unit_ore: int) -> int:
    """Return an amount in öre as a whole number of units (in öre), half a unit away from zero.

    The rule is called *half away from zero*: −1,5 becomes −2, as 1,5 becomes 2. Raises ``ValueError`` for a unit
    below one öre.

    >>> rounded(Fraction(150_000), 100_000), rounded(-150_000, 100_000)
    (200000, -200000)
    """
    if unit_ore < 1:
        msg = "a unit is one öre or more"
        raise ValueError(msg)
    units = Fraction(exact_ore) * Fraction(1, unit_ore)
    whole = floor(abs(units) + HALF)
    return (whole if units >= 0 else -whole) * unit_ore


def apportioned(exact_ore: Sequence[Fraction], unit_ore: int) -> list[int]:
    """Return exact amounts in whole units that sum to their rounded sum, by largest remainder.

    Each part is its exact amount cut downwards; the units that are left go to the largest remainders, equal ones to
    the earlier part. No part differs from its exact amount by a whole unit, and an exact amount is kept.

    >>> apportioned([Fraction(1, 3)] * 3, 1), apportioned([Fraction(-3, 2), Fraction(0)], 1)
    ([1, 0, 0], [-2, 0])
    """
    if not exact_ore:
        return []
    whole = rounded(sum(exact_ore, Fraction(0)), unit_ore) // unit_ore
    units = [exact * Fraction(1, unit_ore) for exact in exact_ore]
    parts = [floor(each) for each in units]
    order = sorted(range(len(units)), key=lambda place: (parts[place] - units[place], place))
    for place in order[: whole - sum(parts)]:
        parts[place] += 1
    return [part * unit_ore for part in parts]
