"""Indicators as pages, files and commands may show them. Every value passes through the rule of small numbers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max
from django.db.models import Q
from django.utils import timezone

from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import Observation
from roder.apps.indicators.models import Target
from roder.apps.indicators.suppression import AT_A_TIME
from roder.apps.indicators.suppression import HiddenPlace
from roder.apps.indicators.suppression import hidden_places
from roder.apps.indicators.suppression import stored_values
from roder.domain.attainment import Attainment
from roder.domain.attainment import DataState
from roder.domain.attainment import TargetValue
from roder.domain.attainment import attainment
from roder.domain.attainment import data_state
from roder.domain.attainment import mean_attainment
from roder.domain.attainment_reasons import why
from roder.domain.indicator_periods import IndicatorPeriod
from roder.domain.indicator_periods import due_on
from roder.domain.indicator_periods import latest_within
from roder.domain.indicators import Direction
from roder.domain.indicators import PeriodKind
from roder.domain.indicators import Sex
from roder.domain.indicators import TargetKind
from roder.domain.indicators import ValueState
from roder.domain.trend import Trend
from roder.domain.trend import trend

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from django.db.models import QuerySet

    from roder.apps.indicators.suppression import StoredValue
    from roder.domain.attainment import MeanAttainment
    from roder.domain.attainment_reasons import Reason

Targets = dict[tuple[int, str, str], Target]


@dataclass(frozen=True, slots=True)
class IndicatorCell:
    """One period of an indicator for one sex, as it may be shown. ``observation`` names the row, not its value."""

    period: str
    value: Decimal | None
    state: DataState
    target: TargetValue | None
    attainment: Attainment
    has_own_target: bool = False
    observation: int | None = None


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator for one sex over the periods that were asked for, oldest first."""

    indicator: Indicator
    sex: Sex
    cells: Sequence[IndicatorCell]

    @property
    def latest(self) -> IndicatorCell:
        """The last of the periods."""
        return self.cells[-1]

    @property
    def trend(self) -> Trend:
        """Which way the values shown go."""
        values = [cell.value for cell in self.cells]
        return trend(values, Direction(self.indicator.direction), self.latest.target)


@dataclass(frozen=True, slots=True)
class PeriodAttainment:
    """Indicators of a period, each for all and by sex, and the mean over those for all."""

    rows: Sequence[IndicatorRow]
    mean: MeanAttainment


def indicator_subject(indicator: Indicator) -> str:
    """Return what the history calls an indicator."""
    return f"{indicator.organisation} {indicator.code}"


def followed_indicators(organisation: str, day: date) -> QuerySet[Indicator]:
    """Return the indicators that are not retired on the day; of every organisation for an empty key."""
    found = Indicator.objects.filter(Q(retired_on=None) | Q(retired_on__gt=day))
    if organisation:
        found = found.filter(organisation=organisation)
    return found.order_by("organisation", "area", "code")


def last_year_known(organisation: str, day: date) -> IndicatorPeriod:
    """Return the last year that an indicator has a value of, else a target for, else the year of the day."""
    of_one = {"indicator__organisation": organisation} if organisation else {}
    values = Observation.objects.filter(
        **of_one, place_kind=Observation.OWN, is_current=True, state=ValueState.VALUE
    )
    targets = Target.objects.filter(**of_one)
    latest = (rows.aggregate(latest=Max("period"))["latest"] for rows in (values, targets))
    # Every kind of period begins with its year.
    return IndicatorPeriod.parse(next(filter(None, latest), str(day.year))[:4])


def reason_of(indicator: Indicator, cell: IndicatorCell) -> Reason:
    """Return why a cell has its status, as a sentence in both languages."""
    due = due_on(cell.period, indicator.days_until_due)
    return why(cell.attainment, cell.value, cell.target, Direction(indicator.direction), due)


def indicator_rows(
    indicators: Iterable[Indicator],
    periods: Sequence[str],
    *,
    place: str = "",
    sexes: Collection[Sex] = tuple(Sex),
    today: date | None = None,
) -> list[IndicatorRow]:
    """Return the values of indicators after suppression: a row for all, and one each for women and men.

    ``place`` is a body's code, empty for the municipality. A few questions, however many indicators.
    """
    found = list(indicators)
    stored = stored_values(found, periods)
    hidden = hidden_places(found, stored)
    current = {
        (row.indicator, row.period, row.sex): row for row in stored if row.is_current and row.place == place
    }
    targets = targets_of(found, periods)
    # house: allow clock: what is late is so on the day that somebody looks; tests hand in the day
    day = today or timezone.localdate()
    return [
        IndicatorRow(
            indicator,
            sex,
            [
                _cell(indicator, sex, period, current.get((indicator.pk, period, sex)), targets, hidden, day)
                for period in periods
            ],
        )
        for indicator in found
        for sex in sexes
        if sex is Sex.ALL or indicator.is_by_sex
    ]


def attainment_of(
    indicators: Iterable[Indicator],
    period: str,
    *,
    sexes: Collection[Sex] = tuple(Sex),
    today: date | None = None,
) -> PeriodAttainment:
    """Return how indicators stand to their targets in a period, and the mean over those for all.

    An indicator of another kind of period is taken at its own last period that ends in or before it.
    """
    by_period: dict[str, list[Indicator]] = defaultdict(list)
    day = IndicatorPeriod.parse(period).last_day
    order = {}
    for place, indicator in enumerate(indicators):
        order[indicator.pk] = place
        by_period[str(latest_within(PeriodKind(indicator.period_kind), day))].append(indicator)
    rows = [
        row
        for own, found in by_period.items()
        for row in indicator_rows(found, [own], sexes=sexes, today=today)
    ]
    rows.sort(key=lambda row: order[row.indicator.pk])
    of_all = [row.latest.attainment for row in rows if row.sex is Sex.ALL]
    return PeriodAttainment(rows, mean_attainment(of_all))


def targets_of(indicators: Sequence[Indicator], periods: Iterable[str]) -> Targets:
    """Return the targets by indicator, period and sex."""
    wanted = list(periods)
    found: Targets = {}
    for start in range(0, len(indicators), AT_A_TIME):
        keys = [each.pk for each in indicators[start : start + AT_A_TIME]]
        for target in Target.objects.filter(indicator__in=keys, period__in=wanted):
            found[target.indicator_id, target.period, target.sex] = target
    return found


def target_value(target: Target) -> TargetValue:
    """Return a target's numbers as the rules take them."""
    return TargetValue(TargetKind(target.kind), target.value, target.upper, target.limit)


def _cell(
    indicator: Indicator,
    sex: Sex,
    period: str,
    row: StoredValue | None,
    targets: Targets,
    hidden: frozenset[HiddenPlace],
    today: date,
) -> IndicatorCell:
    own = targets.get((indicator.pk, period, sex))
    # A number of people for all is no target for one of the sexes; a share or a mean is.
    shared = None if indicator.counts_people else targets.get((indicator.pk, period, Sex.ALL))
    used = own or shared
    target = target_value(used) if used else None
    state = data_state(
        ValueState(row.state) if row else None,
        is_revision=bool(row and row.revises),
        due_on=due_on(period, indicator.days_until_due),
        today=today,
    )
    value = row.value if row else None
    if row and row.value is not None and HiddenPlace(indicator.pk, row.place, period, sex) in hidden:
        value, state = None, DataState.HIDDEN
    return IndicatorCell(
        period,
        value,
        state,
        target,
        attainment(value, state, target, Direction(indicator.direction)),
        own is not None,
        row.pk if row else None,
    )
