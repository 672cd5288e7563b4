"""A start for a unit's budget: last year's outturn, an earlier budget or a forecast, with an index by account group.

Amounts are whole öre in report sign; an index is per cent of change as ``Decimal`` (2.8 is 2,8 per cent more). Rules
and worked tables: docs/algorithms/internal-base.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from decimal import ROUND_HALF_UP
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.accounts import BALANCE
from roder.domain.accounts import EXCLUDED
from roder.domain.accounts import report_lines
from roder.domain.cell_merging import reshaped
from roder.domain.forecasting import ForecastMethod
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import InternalLineOrigin
from roder.domain.internal_budgets import LinePlace
from roder.domain.money import allocate
from roder.domain.periodisation import MONTHS
from roder.domain.periodisation import spread_months

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from collections.abc import Sequence

HUNDRED = Decimal(100)
LONGEST_SOURCE = 200


class BaseSource(StrEnum):
    """What a budget starts from."""

    OUTTURN = "outturn"
    LEDGER_BUDGET = "ledger_budget"
    INTERNAL_BUDGET = "internal_budget"
    FORECAST = "forecast"


ORIGIN_OF_SOURCE = {
    BaseSource.OUTTURN: InternalLineOrigin.LAST_YEAR,
    BaseSource.LEDGER_BUDGET: InternalLineOrigin.LEDGER_BUDGET,
    BaseSource.INTERNAL_BUDGET: InternalLineOrigin.EARLIER,
    BaseSource.FORECAST: InternalLineOrigin.FORECAST,
}

_SAID = {
    BaseSource.OUTTURN: "Utfall",
    BaseSource.LEDGER_BUDGET: "Ekonomisystemets budget",
    BaseSource.INTERNAL_BUDGET: "Internbudget",
    BaseSource.FORECAST: "Prognos",
}


@dataclass(frozen=True, slots=True)
class BaseWish:
    """What a person wants: the source and its year, an index by report line, how the year falls, and what may go.

    ``indexes`` are by report line, ``rest_index`` for lines not named; ``plan_indexes`` of each plan year on the year
    before. ``weights`` are the twelve of a chosen shape, empty for the source's own months; ``shape`` is its name.
    ``fit_account`` is the account that takes what is left of the allotment, empty for none. ``with_activity`` keeps the
    source's activities apart. Of a forecast, ``through_month`` is the last month of outturn, ``method`` how the rest is made.
    """

    source: BaseSource
    source_year: int
    indexes: Mapping[str, Decimal] = field(default_factory=dict)
    rest_index: Decimal = Decimal(0)
    plan_indexes: tuple[Decimal, Decimal] = (Decimal(0), Decimal(0))
    weights: tuple[int, ...] = ()
    shape: str = ""
    fit_account: str = ""
    replaces_typed: bool = False
    with_activity: bool = True
    through_month: int = 0
    method: ForecastMethod = ForecastMethod.BUDGET_PROFILE

    def index_of(self, line: str) -> Decimal:
        """Return the index of a report line.

        >>> BaseWish(BaseSource.OUTTURN, 2017, {"personnel": Decimal("2.8")}).index_of("premises")
        Decimal('0')
        """
        return self.indexes.get(line, self.rest_index)


def indexed(ore: int, per_cent: Decimal) -> int:
    """Return an amount raised by per cent, to whole öre, half an öre away from zero.

    >>> indexed(-1000, Decimal("2.8")), indexed(-50, Decimal(1)), indexed(49, Decimal(1))
    (-1028, -51, 49)
    """
    return int((ore * (HUNDRED + per_cent) / HUNDRED).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def based_lines(
    rows: Mapping[LinePlace, Sequence[int]], wish: BaseWish, line_of: Callable[[str], str]
) -> list[InternalLine]:
    """Return the lines that a source gives, by place; ``rows`` are the source's twelve months in öre.

    Balance accounts and those that no result counts are left out, and places without an amount in any month.

    >>> from roder.domain.internal_budgets import LinePlace
    >>> wish = BaseWish(BaseSource.OUTTURN, 2017, {"personnel": Decimal("2.8")})
    >>> line = based_lines({LinePlace("3011", "5011"): [-1000] * 12}, wish, lambda account: "personnel")[0]
    >>> line.year_ore, line.source
    (-12336, 'Utfall 2017 × index Personal 2,8 %')
    """
    found = []
    for place, months in sorted(rows.items()):
        line = line_of(place.account)
        if any(months) and line not in {BALANCE, EXCLUDED}:
            found.append(_based(place, months, wish, line))
    return found


def _based(place: LinePlace, months: Sequence[int], wish: BaseWish, line: str) -> InternalLine:
    index = wish.index_of(line)
    year = indexed(sum(months), index)
    first = indexed(year, wish.plan_indexes[0])
    spread = (
        spread_months(year, wish.weights).months_ore if wish.weights else _own_months(months, year, index)
    )
    return InternalLine(
        place,
        spread,
        (first, indexed(first, wish.plan_indexes[1])),
        origin=ORIGIN_OF_SOURCE[wish.source].value,
        source=source_text(wish, line, index),
        profile=wish.shape,
    )


def _own_months(months: Sequence[int], year_ore: int, index: Decimal) -> tuple[int, ...]:
    """Return the source's months raised to the year: months of both signs are raised one by one, the rest put evenly."""
    if min(months) < 0 < max(months):
        return reshaped([indexed(ore, index) for ore in months], year_ore)
    return reshaped(months, year_ore)


def source_text(wish: BaseWish, line: str, index: Decimal) -> str:
    """Return what a line rests on, in Swedish as the line stores it.

    >>> source_text(BaseWish(BaseSource.LEDGER_BUDGET, 2018), "personnel", Decimal(0))
    'Ekonomisystemets budget 2018'
    """
    said = f"{_SAID[wish.source]} {wish.source_year}"
    if not index:
        return said
    names = {each.code: each.name_sv for each in report_lines()}
    return f"{said} × index {names.get(line, 'övrigt')} {per_cent_text(index)} %"[:LONGEST_SOURCE]


def per_cent_text(per_cent: Decimal) -> str:
    """Return per cent as Swedish writes it, without noughts at the end.

    >>> per_cent_text(Decimal("2.80")), per_cent_text(Decimal("10"))
    ('2,8', '10')
    """
    return f"{per_cent.normalize():f}".replace(".", ",")


def fall_of_forecast(outturn: Sequence[int], year_ore: int, last_year: Sequence[int] = ()) -> list[int]:
    """Return a forecast's twelve months: the outturn so far, and what remains spread over the months that are left.

    As last year's same months fell when they say anything, else evenly. A whole year of outturn is itself.

    >>> fall_of_forecast([-10] * 10, -130)
    [-10, -10, -10, -10, -10, -10, -10, -10, -10, -10, -15, -15]
    """
    rest = MONTHS - len(outturn)
    if not rest:
        return list(outturn)
    weights = [abs(ore) for ore in last_year[len(outturn) :]] if len(last_year) == MONTHS else []
    more = year_ore - sum(outturn)
    return [*outturn, *allocate(more, weights or [1] * rest)]
