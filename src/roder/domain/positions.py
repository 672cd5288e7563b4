"""What a unit's positions cost, month by month: wages with uplift and vacancy, and overhead on them.

Amounts are whole öre. Each position and month is rounded for itself, *half away from zero*, so that the lines are the
sum of what single positions show. Rules and worked tables: docs/algorithms/positions.md (DOMAIN 2.5).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from roder.domain.budget_assumptions import AssumptionKind
from roder.domain.budget_assumptions import overheads_at
from roder.domain.budget_assumptions import uplift_factor
from roder.domain.budget_assumptions import value_at
from roder.domain.disclosure import SMALLEST_GROUP
from roder.domain.disclosure import WHOLE
from roder.domain.disclosure import DisclosureRule
from roder.domain.disclosure import GroupValue
from roder.domain.disclosure import Spot
from roder.domain.disclosure import hidden_spots
from roder.domain.indicators import Sex
from roder.domain.internal_budgets import MONTHS
from roder.domain.internal_budgets import PLAN_YEARS
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import InternalLineOrigin
from roder.domain.internal_budgets import LinePlace
from roder.domain.periods import Month
from roder.domain.whole_units import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from roder.domain.budget_assumptions import Assumption

FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Position:
    """Positions of one title and wage: one person, or many together.

    ``monthly_wage_ore`` is for full time as the budget year begins; ``share`` and ``vacancy`` are per cent;
    ``vacancy`` of ``None`` is as assumed for all. ``first`` and ``last`` are months, ``None`` always and for good.
    """

    title: str
    positions: Decimal
    monthly_wage_ore: int
    account: str
    activity: str = ""
    share: Decimal = FULL
    first: Month | None = None
    last: Month | None = None
    vacancy: Decimal | None = None
    overhead: str = ""
    source: str = ""

    def is_there(self, month: Month) -> bool:
        """Return whether the positions are there in a month.

        >>> Position("Teacher", Decimal(1), 1, "5023", first=Month(2019, 8)).is_there(Month(2019, 7))
        False
        """
        return (self.first is None or self.first <= month) and (self.last is None or month <= self.last)


@dataclass(frozen=True, slots=True)
class TitleGroup:
    """The positions of a title together; ``wage_ore`` is the year's wages, ``None`` where it is not shown."""

    title: str
    positions: Decimal
    wage_ore: int | None


def months_of(year: int) -> list[Month]:
    """Return the months of a year.

    >>> len(months_of(2019))
    12
    """
    return [Month(year, month) for month in range(1, MONTHS + 1)]


def wage_ore(position: Position, assumptions: Sequence[Assumption], year: int, month: Month) -> int:
    """Return the wages of a position in a month in öre; ``year`` is the budget year, from which uplifts count.

    positions × share × wage × uplift × (1 − vacancy), exact, then rounded half away from zero to the öre.

    >>> wage_ore(Position("Teacher", Decimal(2), 3_500_000, "5023"), [], 2019, Month(2019, 1))
    7000000
    """
    if not position.is_there(month):
        return 0
    vacancy = position.vacancy
    if vacancy is None:
        vacancy = value_at(assumptions, AssumptionKind.VACANCY, "", month) or Decimal(0)
    people = Fraction(position.positions) * Fraction(position.share) * (100 - Fraction(vacancy)) / 10_000
    exact = people * position.monthly_wage_ore * uplift_factor(assumptions, year, month)
    return rounded(exact, 1)


def overhead_ore(
    position: Position, assumptions: Sequence[Assumption], month: Month, wages_ore: int
) -> dict[str, int]:
    """Return the overhead on a month's wages by account: wages × per cent, rounded half away from zero to the öre.

    >>> overhead_ore(Position("Teacher", Decimal(1), 1, "5023", overhead="PO"), [], Month(2019, 1), 100)
    {}
    """
    rates = overheads_at(assumptions, position.overhead, month) if position.overhead else {}
    parts = {account: Fraction(rate) / 100 for account, rate in rates.items()}
    return {account: rounded(part * wages_ore, 1) for account, part in parts.items()}


def position_lines(
    unit: str, positions: Iterable[Position], assumptions: Sequence[Assumption], year: int, source: str = ""
) -> list[InternalLine]:
    """Return the cost lines of a unit's positions in report sign (minus), by place: wages and overhead.

    The two plan years are reckoned by the same rule and months, with what is assumed of them.

    >>> lines = position_lines("3030", [Position("Teacher", Decimal(1), 100, "5023")], [], 2019)
    >>> lines[0].year_ore, lines[0].plan_ore
    (-1200, (-1200, -1200))
    """
    years = [months_of(year + step) for step in range(PLAN_YEARS + 1)]
    sums: dict[LinePlace, dict[Month, int]] = defaultdict(lambda: defaultdict(int))
    for position in positions:
        for month in (month for months in years for month in months):
            wages = wage_ore(position, assumptions, year, month)
            costs = {position.account: wages}
            for account, ore in overhead_ore(position, assumptions, month, wages).items():
                costs[account] = costs.get(account, 0) + ore
            for account, ore in costs.items():
                sums[LinePlace(unit, account, position.activity)][month] -= ore
    lines = []
    for place, amounts in sorted(sums.items()):
        own, *plan = (tuple(amounts.get(month, 0) for month in months) for months in years)
        lines.append(
            InternalLine(
                place,
                own,
                (sum(plan[0]), sum(plan[1])),
                origin=InternalLineOrigin.POSITIONS.value,
                source=source,
            )
        )
    return [line for line in lines if any((*line.months_ore, *line.plan_ore))]


def year_wage_ore(position: Position, assumptions: Sequence[Assumption], year: int) -> int:
    """Return the wages of a position in the budget year, without overhead, in öre (plus).

    >>> year_wage_ore(Position("Teacher", Decimal(1), 100, "5023", last=Month(2019, 6)), [], 2019)
    600
    """
    return sum(wage_ore(position, assumptions, year, month) for month in months_of(year))


def title_groups(
    positions: Iterable[Position], assumptions: Sequence[Assumption], year: int
) -> list[TitleGroup]:
    """Return the titles with their positions and the year's wages, and last the unit as a whole (title ``""``).

    For those who may not see single wages: a title of fewer than five positions shows none, and neither does what
    would give it away by subtraction (the rule of docs/algorithms/disclosure.md).

    >>> [group.wage_ore for group in title_groups([Position("Head", Decimal(1), 100, "5020")], [], 2019)]
    [None, None]
    """
    counts: dict[str, Decimal] = defaultdict(Decimal)
    wages: dict[str, int] = defaultdict(int)
    for position in positions:
        for title in (position.title, WHOLE):
            counts[title] += position.positions
            wages[title] += year_wage_ore(position, assumptions, year)
    cells = {
        Spot(title, Sex.ALL): GroupValue(Decimal(wages[title]), floor(counts[title])) for title in counts
    }
    hidden = {spot.place for spot in hidden_spots(cells, {}, DisclosureRule(SMALLEST_GROUP))}
    order = [*sorted(title for title in counts if title != WHOLE), *([WHOLE] if counts else [])]
    return [TitleGroup(title, counts[title], None if title in hidden else wages[title]) for title in order]


def accounts_of_few(positions: Iterable[Position]) -> list[tuple[str, str]]:
    """Return the accounts and activities whose line rests on fewer than five positions: it tells of their wages.

    >>> accounts_of_few([Position("Head", Decimal(1), 100, "5020", "440")])
    [('5020', '440')]
    """
    counts: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for position in positions:
        counts[position.account, position.activity] += position.positions
    return sorted(place for place, count in counts.items() if count < SMALLEST_GROUP)
