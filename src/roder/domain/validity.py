"""Spans of days in which something is in force: both ends included, an open end is ``None``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Validity:
    """The days from ``first`` to ``last``, both included.

    >>> early = Validity(None, date(2018, 12, 31))
    >>> early.meets(Validity(date(2018, 12, 31), None)), early.meets(Validity(date(2019, 1, 1), None))
    (True, False)
    """

    first: date | None
    last: date | None

    @property
    def is_empty(self) -> bool:
        """Whether the end lies before the beginning."""
        return self.first is not None and self.last is not None and self.last < self.first

    def holds(self, day: date) -> bool:
        """Return whether the day lies within."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def meets(self, other: Validity) -> bool:
        """Return whether any day lies within both."""
        return not _is_before(self, other) and not _is_before(other, self)

    def is_covered_by(self, others: list[Validity]) -> bool:
        """Return whether every day lies within one of the others.

        >>> whole = Validity(date(2018, 1, 1), date(2018, 12, 31))
        >>> whole.is_covered_by([Validity(None, date(2018, 6, 30)), Validity(date(2018, 7, 1), None)])
        True
        >>> whole.is_covered_by([Validity(date(2018, 1, 2), None)])
        False
        """
        need = self.first or date.min
        for other in sorted(others, key=lambda one: one.first or date.min):
            if (other.first or date.min) > need:
                return False
            if other.last is None:
                return True
            if other.last >= need:
                if self.last is not None and other.last >= self.last:
                    return True
                need = other.last + ONE_DAY if other.last < date.max else date.max
        return False


def _is_before(first: Validity, second: Validity) -> bool:
    return first.last is not None and second.first is not None and first.last < second.first


def year_before(day: date) -> date:
    """Return the same day a year earlier; the 28th for a leap day.

    >>> year_before(date(2020, 2, 29))
    datetime.date(2019, 2, 28)
    """
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=day.day - 1)


def day_before(day: date) -> date:
    """Return the last day before a change takes force.

    >>> day_before(date(2019, 1, 1))
    datetime.date(2018, 12, 31)
    """
    return day - ONE_DAY
