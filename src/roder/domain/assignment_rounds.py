"""When assignments are reported anew: at the large follow-ups (docs/algorithms/assignments.md, The round)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.calendar import FollowUpCalendar
from roder.domain.calendar import FollowUpKind
from roder.domain.periods import Month

if TYPE_CHECKING:
    from datetime import date

MONTHS_OF_A_YEAR = 12


def round_began(day: date, calendar: FollowUpCalendar | None = None) -> date | None:
    """Return the first day of the latest month with a large follow-up; ``None`` when no month has one.

    >>> from datetime import date
    >>> round_began(date(2018, 9, 14))
    datetime.date(2018, 8, 1)
    """
    follows = calendar or FollowUpCalendar()
    months = (Month(day.year, day.month).plus(-back) for back in range(MONTHS_OF_A_YEAR))
    return next((month.first_day for month in months if follows.kind(month) is FollowUpKind.TERTIAL), None)


def is_in_round(last_report: date | None, began: date | None) -> bool:
    """Return whether the last report of a task was made in the round that began on the day.

    >>> is_in_round(None, None)
    False
    """
    return last_report is not None and (began is None or last_report >= began)
