"""What keeps a staff list from being reckoned, as values in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

from roder.domain.budget_assumptions import is_kept
from roder.domain.budget_assumptions import overheads_at
from roder.domain.positions import FULL
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.domain.budget_assumptions import Assumption
    from roder.domain.periods import Month
    from roder.domain.positions import Position

MOST_POSITIONS: Final = 100_000
LARGEST_WAGE_ORE: Final = 100_000_000
"""A million kronor a month."""
MESSAGES: Final = {
    "position_without_title": ("Row {number}: say the title.", "Rad {number}: ange titel."),
    "position_without_account": (
        "Row {number}: say the account of the wages.",
        "Rad {number}: ange kontot för lönerna.",
    ),
    "positions_unusable": (
        "Row {number}: the number of positions is more than 0, with four decimals at most. It says {value}.",
        "Rad {number}: antalet tjänster ska vara mer än 0, med högst fyra decimaler. Där står {value}.",
    ),
    "wage_unusable": (
        "Row {number}: the wage is for full time and a month, at most a million kronor.",
        "Rad {number}: lönen ska gälla heltid och en månad, högst en miljon kronor.",
    ),
    "share_unusable": (
        "Row {number}: the share of full time is more than 0 and at most 100 per cent. It says {value}.",
        "Rad {number}: sysselsättningsgraden ska vara mer än 0 och högst 100 procent. Där står {value}.",
    ),
    "vacancy_unusable": (
        "Row {number}: vacancy is 0 to 100 per cent. It says {value}.",
        "Rad {number}: vakansen ska vara 0 till 100 procent. Där står {value}.",
    ),
    "position_months_reversed": (
        "Row {number}: the last month {last} is before the first, {first}.",
        "Rad {number}: sista månaden {last} är före den första, {first}.",
    ),
    "overhead_unknown": (
        "Row {number}: no overhead called “{name}” is assumed from the beginning of the year. Add it to the assumptions first.",
        "Rad {number}: inget PO-pålägg som heter ”{name}” gäller från årets början. Lägg först till det bland antagandena.",
    ),
}
"""Code to English and Swedish sentence."""


def position_faults(
    positions: Sequence[Position],
    assumptions: Sequence[Assumption],
    begins: Month,
    numbers: Sequence[int] = (),
) -> list[Problem]:
    """Return what is wrong with a staff list, the number of each row as its line; ``begins`` is the year's first month.

    ``numbers`` are those of the rows where they stand, as in a file; without them they are counted from 1.

    >>> position_faults([], [], None)
    []
    """
    found: list[Problem] = []
    for number, row in zip(numbers or range(1, len(positions) + 1), positions, strict=True):
        found += _fault_of(row, number)
        first = max(begins, row.first) if row.first else begins
        if row.overhead and not overheads_at(assumptions, row.overhead, first):
            found.append(position_fault("overhead_unknown", number, name=row.overhead))
    return found


def _fault_of(row: Position, number: int) -> list[Problem]:
    found = []
    if not row.title:
        found.append(position_fault("position_without_title", number))
    if not row.account:
        found.append(position_fault("position_without_account", number))
    if not (0 < row.positions <= MOST_POSITIONS and is_kept(row.positions)):
        found.append(position_fault("positions_unusable", number, value=str(row.positions)))
    if not 0 < row.monthly_wage_ore <= LARGEST_WAGE_ORE:
        found.append(position_fault("wage_unusable", number))
    if not (0 < row.share <= FULL and is_kept(row.share)):
        found.append(position_fault("share_unusable", number, value=str(row.share)))
    if row.vacancy is not None and not (0 <= row.vacancy <= FULL and is_kept(row.vacancy)):
        found.append(position_fault("vacancy_unusable", number, value=str(row.vacancy)))
    if row.first and row.last and row.last < row.first:
        found.append(
            position_fault("position_months_reversed", number, first=str(row.first), last=str(row.last))
        )
    return found


def position_fault(code: str, number: int, **facts: str | int) -> Problem:
    """Return the problem of a code with its facts.

    >>> position_fault("wage_unusable", 3).line
    3
    """
    english, swedish = (text.format(number=number, **facts) for text in MESSAGES[code])
    return Problem(Severity.ERROR, code, number, english, swedish, values=facts)
