"""What keeps a day of a budget from being registered: only what cannot have happened.

The rules that the days are held against are in ``legal_dates``; both rest on docs/algorithms/budget-dates.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from datetime import date

    from roder.domain.legal_dates import LegalDays


def legal_day_faults(days: LegalDays, today: date) -> list[Problem]:
    """Return what is wrong with days that are to be registered. What breaks the law is no fault: it did happen.

    A day lies in the year before the budget year or in it, and not ahead of today.

    >>> from datetime import date
    >>> from roder.domain.legal_dates import LegalDays
    >>> [fault.code for fault in legal_day_faults(LegalDays(2019, adopted_on=date(2018, 11, 26)), date(2018, 8, 31))]
    ['legal_day_ahead']
    """
    given = [
        days.board_proposed_on,
        days.board_tax_proposed_on,
        days.adopted_on,
        days.tax_adopted_on,
        days.tax_notified_on,
    ]
    known = [each for each in given if each is not None]
    told, decided = days.tax_notified_on, days.tax_decided_on
    checks = [
        (any(each > today for each in known), _AHEAD),
        (any(each.year not in {days.year - 1, days.year} for each in known), _far_away(days.year)),
        (told is not None and (decided is None or told < decided), _TOLD_BEFORE),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def _far_away(year: int) -> Problem:
    return Problem(
        Severity.ERROR,
        "legal_day_far_away",
        None,
        f"A day of the budget {year} lies in {year - 1} or {year}. Look at the year of the dates.",
        f"En dag för budgeten {year} ligger i {year - 1} eller {year}. Se över årtalet i datumen.",
    )


_AHEAD = Problem(
    Severity.ERROR,
    "legal_day_ahead",
    None,
    "The day lies ahead. Register what has happened; what is planned stands with the step.",
    "Dagen ligger framåt i tiden. Registrera det som har hänt; det som är planerat står vid steget.",
)
_TOLD_BEFORE = Problem(
    Severity.ERROR,
    "told_before_decided",
    None,
    "The tax authority is told after the council has decided the tax rate. Enter the decision's day too.",
    "Skatteverket underrättas sedan fullmäktige har beslutat skattesatsen. Ange också beslutets dag.",
)
