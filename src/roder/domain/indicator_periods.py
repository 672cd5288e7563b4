"""The periods that indicators are measured in, as people write them: 2018, 2017/18, 2018T2, 2018Q3, 2018-08."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from roder.domain.indicators import PeriodKind
from roder.domain.periods import MONTHS_PER_YEAR
from roder.domain.periods import Month

if TYPE_CHECKING:
    from datetime import date

_MONTHS_OF_KIND = {
    PeriodKind.YEAR: MONTHS_PER_YEAR,
    PeriodKind.SCHOOL_YEAR: MONTHS_PER_YEAR,
    PeriodKind.TERTIAL: 4,
    PeriodKind.QUARTER: 3,
    PeriodKind.MONTH: 1,
}
_SHAPES = {
    PeriodKind.YEAR: re.compile(r"(\d{4})\Z"),
    PeriodKind.SCHOOL_YEAR: re.compile(r"(\d{4})/(\d{2}|\d{4})\Z"),
    PeriodKind.TERTIAL: re.compile(r"(\d{4})T([1-3])\Z"),
    PeriodKind.QUARTER: re.compile(r"(\d{4})Q([1-4])\Z"),
    PeriodKind.MONTH: re.compile(r"(\d{4})-(0[1-9]|1[0-2])\Z"),
}
_LETTERS = {PeriodKind.TERTIAL: "T", PeriodKind.QUARTER: "Q"}
_SCHOOL_STARTS = 7
_CENTURY = 100


@dataclass(frozen=True, slots=True, order=True)
class IndicatorPeriod:
    """A period of one kind, known by its first month. A school year runs from July to June.

    >>> period = IndicatorPeriod.parse("2018T2")
    >>> str(period), str(period.plus(-2)), period.last_day.isoformat()
    ('2018T2', '2017T3', '2018-08-31')
    """

    first: Month
    kind: PeriodKind

    @classmethod
    def parse(cls, text: str) -> IndicatorPeriod:
        """Return the period of a text; raises ``ValueError`` when it is none.

        >>> str(IndicatorPeriod.parse("2017/2018")), IndicatorPeriod.parse("2018").kind.value
        ('2017/18', 'year')
        """
        cleaned = text.strip().upper()
        for kind, shape in _SHAPES.items():
            match = shape.match(cleaned)
            if match is not None:
                return cls(_first_month(kind, match), kind)
        msg = f"not a period (2018, 2017/18, 2018T2, 2018Q3, 2018-08): {text}"
        raise ValueError(msg)

    @classmethod
    def at(cls, kind: PeriodKind, day: date) -> IndicatorPeriod:
        """Return the period of the kind that the day lies in.

        >>> from datetime import date
        >>> str(IndicatorPeriod.at(PeriodKind.SCHOOL_YEAR, date(2018, 3, 1)))
        '2017/18'
        """
        year, month = day.year, day.month
        if kind is PeriodKind.SCHOOL_YEAR:
            return cls(Month(year if month >= _SCHOOL_STARTS else year - 1, _SCHOOL_STARTS), kind)
        length = _MONTHS_OF_KIND[kind]
        return cls(Month(year, (month - 1) // length * length + 1), kind)

    def __str__(self) -> str:
        """Return the period as it is kept and written."""
        year, number = self.first.year, (self.first.month - 1) // _MONTHS_OF_KIND[self.kind] + 1
        if self.kind is PeriodKind.YEAR:
            return f"{year:04d}"
        if self.kind is PeriodKind.SCHOOL_YEAR:
            return f"{year:04d}/{(year + 1) % _CENTURY:02d}"
        letter = _LETTERS.get(self.kind)
        return f"{year:04d}{letter}{number}" if letter else str(self.first)

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        return self.first.plus(_MONTHS_OF_KIND[self.kind] - 1).last_day

    def plus(self, periods: int) -> IndicatorPeriod:
        """Return the period so many later of the same kind (earlier when negative)."""
        return IndicatorPeriod(self.first.plus(periods * _MONTHS_OF_KIND[self.kind]), self.kind)


def periods_to(last: IndicatorPeriod, count: int) -> list[IndicatorPeriod]:
    """Return so many periods, oldest first, ending with ``last``.

    >>> [str(period) for period in periods_to(IndicatorPeriod.parse("2018"), 3)]
    ['2016', '2017', '2018']
    """
    return [last.plus(step - count + 1) for step in range(count)]


def latest_within(kind: PeriodKind, day: date) -> IndicatorPeriod:
    """Return the last period of the kind that has ended on the day.

    >>> from datetime import date
    >>> [str(latest_within(kind, date(2018, 12, 31))) for kind in PeriodKind]
    ['2018', '2017/18', '2018T3', '2018Q4', '2018-12']
    """
    period = IndicatorPeriod.at(kind, day)
    return period if period.last_day <= day else period.plus(-1)


@lru_cache(maxsize=1024)
def due_on(period: str, days: int) -> date:
    """Return the day by which a period's value is expected.

    >>> due_on("2018", 90).isoformat()
    '2019-03-31'
    """
    return IndicatorPeriod.parse(period).last_day + timedelta(days=days)


def _first_month(kind: PeriodKind, match: re.Match[str]) -> Month:
    year = int(match[1])
    if kind is PeriodKind.YEAR:
        return Month(year, 1)
    if kind is PeriodKind.SCHOOL_YEAR:
        if int(match[2]) % _CENTURY != (year + 1) % _CENTURY:
            msg = f"a school year runs over two years in a row: {match[0]}"
            raise ValueError(msg)
        return Month(year, _SCHOOL_STARTS)
    return Month(year, (int(match[2]) - 1) * _MONTHS_OF_KIND[kind] + 1)
