"""Months and fiscal years as small values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS_PER_YEAR = 12
_TEXT = re.compile(r"(\d{4})-?(\d{2})\Z")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month.

    >>> Month(2018, 8).next(), str(Month(2018, 8)), Month(2018, 8).number
    (Month(year=2018, month=9), '2018-08', 201808)
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        """Refuse a month outside 1 to 12."""
        if not 1 <= self.month <= MONTHS_PER_YEAR:
            msg = f"no such month: {self.year}-{self.month}"
            raise ValueError(msg)

    def __str__(self) -> str:
        """Return ``YYYY-MM``."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def number(self) -> int:
        """The month as the integer YYYYMM, as the column store keeps it."""
        return self.year * 100 + self.month

    @classmethod
    def from_number(cls, number: int) -> Month:
        """Return the month of an integer YYYYMM; raises ``ValueError`` when there is none.

        >>> Month.from_number(201808)
        Month(year=2018, month=8)
        """
        return cls(number // 100, number % 100)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Return the month of ``YYYY-MM`` or ``YYYYMM``; raises ``ValueError`` otherwise.

        >>> Month.parse("2018-08")
        Month(year=2018, month=8)
        """
        match = _TEXT.match(text.strip())
        if match is None:
            msg = f"not a month (YYYY-MM): {text}"
            raise ValueError(msg)
        return cls(int(match[1]), int(match[2]))

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return self.next().first_day - timedelta(days=1)

    def plus(self, months: int) -> Month:
        """Return the month so many months later (earlier when negative).

        >>> Month(2018, 1).plus(-1)
        Month(year=2017, month=12)
        """
        index = self.year * MONTHS_PER_YEAR + self.month - 1 + months
        return Month(index // MONTHS_PER_YEAR, index % MONTHS_PER_YEAR + 1)

    def next(self) -> Month:
        """Return the following month."""
        return self.plus(1)

    def months_since(self, earlier: Month) -> int:
        """Return how many months lie between; 0 for the same month.

        >>> Month(2018, 8).months_since(Month(2017, 12))
        8
        """
        return (self.year - earlier.year) * MONTHS_PER_YEAR + self.month - earlier.month


def month_of(day: date) -> Month:
    """Return the month a day lies in."""
    return Month(day.year, day.month)


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Yield the months from ``first`` to ``last``, both included.

    >>> [str(m) for m in months_between(Month(2017, 12), Month(2018, 1))]
    ['2017-12', '2018-01']
    """
    month = first
    while month <= last:
        yield month
        month = month.next()


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """A fiscal year, broken or whole. ``year`` is the year in which it begins.

    >>> FiscalYear(date(2009, 7, 1), date(2010, 6, 30)).year
    2009
    """

    start: date
    end: date

    @property
    def year(self) -> int:
        """The calendar year in which the fiscal year begins."""
        return self.start.year

    @property
    def months(self) -> list[Month]:
        """Every month the fiscal year touches, in order."""
        return list(months_between(month_of(self.start), month_of(self.end)))

    def holds(self, day: date) -> bool:
        """Return whether the day lies in the fiscal year."""
        return self.start <= day <= self.end
