"""A year's amount spread over its twelve months, by what a person chooses; no öre is lost, and its place is told.

What is chosen becomes weights, and ``money.allocate`` spreads by them, as for frames (``budget_lines``). Working days
and school days are counted from the calendar. Rules and worked tables: docs/algorithms/periodisation.md.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.budget_lines import last_year_weights
from roder.domain.money import allocate

if TYPE_CHECKING:
    from collections.abc import Sequence

MONTHS = 12
_SATURDAY = 5
_FRIDAY = 4

SCHOOL_DAYS = (16, 15, 21, 15, 19, 9, 0, 10, 21, 18, 20, 14)
"""A school year's days by calendar month: the 178 days of skolförordningen (2011:185) 3 ch. 3 §, spread as terms usually lie."""


class MonthShape(StrEnum):
    """How a year falls over its months: evenly, as the source, by working days, by school days, or by an own profile."""

    FLAT = "flat"
    LAST_YEAR = "last_year"
    WORKING_DAYS = "working_days"
    SCHOOL_YEAR = "school_year"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class MonthSpread:
    """A year by month, in öre. ``extra`` are the months (1–12) that hold an öre more than their share rounded down."""

    months_ore: tuple[int, ...]
    extra: tuple[int, ...]


def spread_months(year_ore: int, weights: Sequence[int]) -> MonthSpread:
    """Spread a year by whole weights; the months sum to it exactly, and the months that took the rest are named.

    Weights that are all 0 spread evenly. Raises ``ValueError`` when one is negative or there are not twelve.

    >>> spread_months(100, [1, 1, 1] + [0] * 9)
    MonthSpread(months_ore=(34, 33, 33, 0, 0, 0, 0, 0, 0, 0, 0, 0), extra=(1,))
    """
    if len(weights) != MONTHS:
        raise ValueError(f"a year has twelve weights, not {len(weights)}")
    months = allocate(year_ore, weights)
    shares = weights if any(weights) else [1] * MONTHS
    whole = sum(shares)
    extra = [
        month
        for month, (ore, share) in enumerate(zip(months, shares, strict=True), 1)
        if abs(ore) > abs(year_ore) * share // whole
    ]
    return MonthSpread(tuple(months), tuple(extra))


def shaped(
    year_ore: int,
    shape: MonthShape,
    year: int,
    *,
    last_year: Sequence[int] = (),
    own: Sequence[int] = (),
) -> MonthSpread:
    """Spread a year by a chosen shape.

    ``last_year`` are the months of what is looked back on (öre, either sign), ``own`` the weights of an own profile.
    A shape that says nothing (a last year without amounts, a profile of zeros) spreads evenly.

    >>> shaped(1200, MonthShape.FLAT, 2018).months_ore[:2]
    (100, 100)
    """
    return spread_months(year_ore, _weights(shape, year, last_year, own))


def _weights(shape: MonthShape, year: int, last_year: Sequence[int], own: Sequence[int]) -> list[int]:
    if shape is MonthShape.WORKING_DAYS:
        return working_days(year)
    if shape is MonthShape.SCHOOL_YEAR:
        return list(SCHOOL_DAYS)
    if shape is MonthShape.OWN and own:
        return list(own)
    if shape is MonthShape.LAST_YEAR and last_year:
        return last_year_weights(last_year)
    return [1] * MONTHS


def working_days(year: int) -> list[int]:
    """Return the working days of each month: Monday to Friday, less the days that are free in Sweden.

    >>> working_days(2018)
    [22, 20, 21, 20, 21, 19, 22, 23, 20, 23, 22, 17]
    """
    free = free_days(year)
    found = []
    for month in range(1, MONTHS + 1):
        days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
        found.append(sum(day.weekday() < _SATURDAY and day not in free for day in days))
    return found


def free_days(year: int) -> frozenset[date]:
    """Return the days that are free beside Saturdays and Sundays.

    The public holidays of lagen (1989:253) om allmänna helgdagar, and the eves of midsummer, Christmas and New Year,
    which semesterlagen (1977:480) 7 § counts with Sundays. Holidays that always are a Sunday are left out.

    >>> date(2018, 6, 22) in free_days(2018), date(2018, 4, 2) in free_days(2018)
    (True, True)
    """
    easter = easter_day(year)
    fixed = [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)]
    moving = [easter - timedelta(2), easter + timedelta(1), easter + timedelta(39), midsummer_eve(year)]
    return frozenset([*(date(year, month, day) for month, day in fixed), *moving])


def midsummer_eve(year: int) -> date:
    """Return the Friday between 19 and 25 June.

    >>> midsummer_eve(2018)
    datetime.date(2018, 6, 22)
    """
    first = date(year, 6, 19)
    return first + timedelta((_FRIDAY - first.weekday()) % 7)


def easter_day(year: int) -> date:
    """Return Easter Day of the Gregorian calendar (the anonymous algorithm, Meeus, Astronomical Algorithms ch. 8).

    >>> easter_day(2018), easter_day(2019)
    (datetime.date(2018, 4, 1), datetime.date(2019, 4, 21))
    """
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, left = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    full = (19 * golden + century - leaps - moon + 15) % 30
    week = (32 + 2 * left + 2 * (rest // 4) - full - rest % 4) % 7
    late = (golden + 11 * full + 22 * week) // 451
    month, day = divmod(full + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
