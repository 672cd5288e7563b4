"""Which months are followed up, and how: a rule plus settings, never fixed months in code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roder.domain.periods import Month


class FollowUpKind(StrEnum):
    """``MONTHLY`` is money only, ``TERTIAL`` money and goals for the whole, ``NONE`` no follow-up."""

    MONTHLY = "monthly"
    TERTIAL = "tertial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class FollowUpCalendar:
    """The months that are skipped and those that are large.

    The defaults are the source municipality's: every month but January, June and July; April,
    August and December large (DOMAIN 3.2).

    >>> from roder.domain.periods import Month
    >>> FollowUpCalendar().kind(Month(2018, 8)), FollowUpCalendar().kind(Month(2018, 7))
    (<FollowUpKind.TERTIAL: 'tertial'>, <FollowUpKind.NONE: 'none'>)
    """

    skipped: frozenset[int] = frozenset({1, 6, 7})
    large: frozenset[int] = frozenset({4, 8, 12})

    def kind(self, month: Month) -> FollowUpKind:
        """Return what follow-up the month has."""
        if month.month in self.skipped:
            return FollowUpKind.NONE
        return FollowUpKind.TERTIAL if month.month in self.large else FollowUpKind.MONTHLY

    def months(self) -> list[int]:
        """Return the calendar months that are followed up; nine with the defaults.

        >>> FollowUpCalendar().months()
        [2, 3, 4, 5, 8, 9, 10, 11, 12]
        """
        return [number for number in range(1, 13) if number not in self.skipped]
