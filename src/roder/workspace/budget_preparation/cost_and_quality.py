"""Cost and quality of bodies as the system knows them now: net cost deviation, indicators, keeping of the budget."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from roder.apps.followup.queries import follow_up
from roder.apps.followup.queries import months_shown
from roder.apps.indicators.fetch_queries import GROUP
from roder.apps.indicators.fetch_queries import compared_places
from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import Observation
from roder.apps.indicators.queries import indicator_rows
from roder.domain.attainment import AttainmentStatus
from roder.domain.cost_quality import CostLevel
from roder.domain.cost_quality import CostQualityPosition
from roder.domain.cost_quality import QualityLevel
from roder.domain.cost_quality import QualityMark
from roder.domain.cost_quality import budget_adherence
from roder.domain.cost_quality import cost_level
from roder.domain.cost_quality import mark_of
from roder.domain.cost_quality import position
from roder.domain.cost_quality import quality_balance
from roder.domain.cost_quality import quality_level
from roder.domain.indicator_periods import latest_within
from roder.domain.indicator_periods import periods_to
from roder.domain.indicators import Direction
from roder.domain.indicators import IndicatorKind
from roder.domain.indicators import PeriodKind
from roder.domain.indicators import Sex

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from roder.apps.budgetprocess.models import CostQualityAnalysis
    from roder.apps.indicators.queries import IndicatorRow
    from roder.domain.reach import Reach

WHOLE_DEVIATION = "N00097"
"""Kolada's net cost deviation of all that a municipality does: the whole's cost when nobody has chosen another."""
PERIODS = 3
DECEMBER = 12
LAST_DAY = 31
YEARS_BACK = 3
_MARKS = {
    AttainmentStatus.MET: QualityMark.BETTER,
    AttainmentStatus.NEAR: QualityMark.ALIKE,
    AttainmentStatus.MISSED: QualityMark.WORSE,
}


@dataclass(frozen=True)
class QualityRow:
    """One indicator of quality, what it is set against, and how it stands. ``against`` is ``None`` for its own target."""

    row: IndicatorRow
    reference: Decimal | None
    is_target: bool
    mark: QualityMark


@dataclass(frozen=True)
class BodyPosition:
    """Where a body stands in cost and quality; an empty ``body`` is the whole municipality."""

    body: str
    cost_row: IndicatorRow | None
    quality: Sequence[QualityRow]

    @property
    def deviation(self) -> Decimal | None:
        """The net cost deviation in per cent; ``None`` when it is not known."""
        return self.cost_row.latest.value if self.cost_row else None

    @property
    def cost(self) -> CostLevel:
        """What the deviation says."""
        return cost_level(self.deviation)

    @property
    def balance(self) -> Decimal | None:
        """Better less worse in per cent of the indicators that are known."""
        return quality_balance(each.mark for each in self.quality)

    @property
    def level(self) -> QualityLevel:
        """What the balance says."""
        return quality_level(self.balance)

    @property
    def position(self) -> CostQualityPosition:
        """The corner of cost and quality."""
        return position(self.cost, self.level)


@dataclass(frozen=True)
class YearOfMoney:
    """A body's earlier year. ``is_forecast`` while the year's books do not reach its end."""

    body: str
    name: str
    year: int
    budget_ore: int | None
    outturn_ore: int | None
    is_forecast: bool

    @property
    def variance_ore(self) -> int | None:
        """Outturn minus budget, plus is better; ``None`` when either is not known."""
        if self.budget_ore is None or self.outturn_ore is None:
            return None
        return self.outturn_ore - self.budget_ore

    @property
    def adherence(self) -> Decimal | None:
        """How far from the budget in per cent of it."""
        return budget_adherence(self.outturn_ore, self.budget_ore)


def positions(
    organisation: str, year: int, bodies: Sequence[str], found: Mapping[str, CostQualityAnalysis]
) -> list[BodyPosition]:
    """Return where each body stands before a budget year: by the last year that was closed when it is analysed."""
    known = list(
        Indicator.objects.filter(organisation=organisation, retired_on=None).order_by("area", "code")
    )
    rows = {row.indicator.code: row for row in _rows(known, year)}
    means = _group_means(list(rows.values()))
    return [_position(body, rows, means, found.get(body)) for body in bodies]


def _rows(indicators: Sequence[Indicator], year: int) -> list[IndicatorRow]:
    closed = date(year - 2, DECEMBER, LAST_DAY)
    by_kind: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        by_kind[indicator.period_kind].append(indicator)
    return [
        row
        for kind, same in by_kind.items()
        for row in indicator_rows(
            same,
            [str(each) for each in periods_to(latest_within(PeriodKind(kind), closed), PERIODS)],
            sexes=[Sex.ALL],
            today=date(year, 1, 1),
        )
    ]


def _group_means(rows: Sequence[IndicatorRow]) -> dict[int, Decimal]:
    groups = [place.code for place in compared_places() if place.kind == GROUP]
    found = Observation.objects.filter(
        indicator__in=[row.indicator.pk for row in rows],
        period__in={row.latest.period for row in rows},
        sex=Sex.ALL,
        place_kind=Observation.PLACE,
        place__in=groups[:1],
        is_current=True,
        value__isnull=False,
    )
    latest = {row.indicator.pk: row.latest.period for row in rows}
    return {
        each.indicator_id: each.value
        for each in found
        if each.value is not None and each.period == latest[each.indicator_id]
    }


def _position(
    body: str,
    rows: Mapping[str, IndicatorRow],
    means: Mapping[int, Decimal],
    analysis: CostQualityAnalysis | None,
) -> BodyPosition:
    cost = analysis.cost_indicator if analysis and analysis.cost_indicator else ""
    cost = cost or ("" if body else WHOLE_DEVIATION)
    chosen = list(analysis.quality_indicators) if analysis else []
    quality = [rows[code] for code in chosen if code in rows] or [
        row for row in rows.values() if _is_quality_of(row.indicator, body)
    ]
    return BodyPosition(
        body, rows.get(cost), [quality_row(row, means.get(row.indicator.pk)) for row in quality]
    )


def _is_quality_of(indicator: Indicator, body: str) -> bool:
    is_measure = indicator.kind == IndicatorKind.MEASURE and indicator.direction != Direction.INTERVAL
    return is_measure and body in {"", indicator.responsible_body}


def quality_row(row: IndicatorRow, mean: Decimal | None) -> QualityRow:
    """Return an indicator beside its target, else beside the mean of the municipalities compared with."""
    cell = row.latest
    if cell.target is not None:
        mark = _MARKS.get(cell.attainment.status, QualityMark.UNKNOWN)
        return QualityRow(row, cell.target.value, is_target=True, mark=mark)
    direction = Direction(row.indicator.direction)
    is_higher_better = None if direction is Direction.INTERVAL else direction is Direction.UP
    mark = mark_of(cell.value, mean, is_higher_better=is_higher_better)
    return QualityRow(row, mean, is_target=False, mark=mark)


def years_of_money(year: int, reach: Reach) -> list[YearOfMoney]:
    """Return what the bodies within reach cost beside their budgets in the years before a budget, oldest first.

    A year whose books do not reach December is shown by its forecast, and says so; one without books is not there.
    """
    months = months_shown(reach)
    found = []
    for before in range(year - YEARS_BACK, year):
        month = next((each for each in months if each.year == before), None)
        if month is None:
            continue
        is_forecast = month.month != DECEMBER
        table = follow_up(month, reach=reach)
        found += [
            YearOfMoney(
                row.unit,
                row.name,
                before,
                row.year_budget_ore,
                row.forecast_ore if is_forecast else row.outturn_to_date_ore,
                is_forecast,
            )
            for row in table.rows
            if row.year_budget_ore is not None
        ]
    return found
