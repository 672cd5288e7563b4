"""A year's amount spread over months by a profile, so that year to date has a budget."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.money import allocate

if TYPE_CHECKING:
    from collections.abc import Sequence


class ProfileKind(StrEnum):
    """How a year is spread: evenly, as last year's outturn fell, or by given weights."""

    FLAT = "flat"
    LAST_YEAR = "last_year"
    GIVEN = "given"


class ProfileError(ValueError):
    """The profile cannot spread this year; the message says why."""


def spread(year_ore: int, kind: ProfileKind, months: int, weights: Sequence[int] = ()) -> list[int]:
    """Spread a year's amount over its months; the parts sum to the year to the öre.

    ``weights`` are whole numbers per month: last year's outturn in öre (either sign) for
    ``LAST_YEAR``, any non-negative numbers for ``GIVEN``; unused for ``FLAT``. A last year whose
    months do not all lean the same way (a month with the opposite sign of the year) counts that
    month as 0, since a profile is a share and never negative; a last year without figures raises
    ``ProfileError``. Worked tables: docs/algorithms/budget-spread.md.

    >>> spread(-1200, ProfileKind.FLAT, 12)[:2], spread(-100, ProfileKind.GIVEN, 2, [3, 1])
    ([-100, -100], [-75, -25])
    """
    if kind is ProfileKind.FLAT:
        return allocate(year_ore, [1] * months)
    if len(weights) != months:
        raise ProfileError(f"the profile has {len(weights)} months, the year has {months}")
    shares = list(weights) if kind is ProfileKind.GIVEN else last_year_weights(weights)
    if min(shares) < 0:
        raise ProfileError("a given profile may not have negative months")
    if not any(shares):
        raise ProfileError("the profile has no month with an amount")
    return allocate(year_ore, shares)


def last_year_weights(outturn: Sequence[int]) -> list[int]:
    """Return months of a year as weights: a month that leans the other way than the year weighs nothing.

    >>> last_year_weights([-300, 50, -100])
    [300, 0, 100]
    """
    leaning = 1 if sum(outturn) >= 0 else -1
    return [max(0, amount * leaning) for amount in outturn]


def to_date(month_amounts: Sequence[int], months: int) -> int:
    """Return the sum of the first so many months.

    >>> to_date([1, 2, 3], 2)
    3
    """
    return sum(month_amounts[:months])
