"""From a source's values to rows of ours: which indicator, which place, which period."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from roder.apps.indicators.models import Observation
from roder.domain.indicator_periods import IndicatorPeriod
from roder.domain.indicators import Sex
from roder.domain.indicators import ValueState
from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.sources.table_series import our_period

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from datetime import date

    from roder.apps.indicators.models import Indicator
    from roder.sources.observed import ObservedValue

MILLIONTH = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class FetchedRow:
    """One value as it would stand among the observations. ``status`` is the source's word for a missing one."""

    indicator: Indicator
    place: str
    period: str
    sex: Sex
    state: ValueState
    value: Decimal | None
    status: str = ""
    group_size: int | None = None
    published_on: date | None = None

    @property
    def place_kind(self) -> str:
        """Whether the value is of the municipality itself or of a place beside it."""
        return Observation.PLACE if self.place else Observation.OWN

    @property
    def key(self) -> tuple[int, str, str, str]:
        """What there is one current value of."""
        return self.indicator.pk, self.place, self.period, self.sex.value


def matched(
    values: Iterable[ObservedValue],
    indicators: Mapping[str, list[Indicator]],
    own: str,
    places: set[str],
    published: Mapping[str, date],
) -> tuple[list[FetchedRow], list[Problem]]:
    """Return the rows of values whose indicator and place are ours, and a problem for each that cannot be.

    ``indicators`` are by the source's name; ``own`` is the municipality's code there. Values of other
    places and of other key figures are left out.
    """
    rows: dict[tuple[int, str, str, str], FetchedRow] = {}
    wrong: dict[str, Problem] = {}
    for value in values:
        if value.area != own and value.area not in places:
            continue
        for indicator in indicators.get(value.indicator, ()):
            period = our_period(value.period)
            if not _is_of_kind(period, indicator):
                wrong[indicator.code] = _other_period(indicator, value.period)
            elif indicator.is_by_sex or value.sex is Sex.ALL:
                row = _row(value, indicator, period, own, published)
                rows[row.key] = row
    return list(rows.values()), list(wrong.values())


def _row(
    value: ObservedValue, indicator: Indicator, period: str, own: str, published: Mapping[str, date]
) -> FetchedRow:
    is_group = value.members != 1
    return FetchedRow(
        indicator=indicator,
        place="" if value.area == own else value.area,
        period=period,
        sex=value.sex,
        state=_state(value),
        value=None if value.is_deleted or value.value is None else value.value.quantize(MILLIONTH),
        status=value.status,
        group_size=value.members if is_group else None,
        published_on=published.get(value.indicator),
    )


def _state(value: ObservedValue) -> ValueState:
    if value.is_deleted:
        return ValueState.DELETED
    return ValueState.MISSING if value.value is None else ValueState.VALUE


def _is_of_kind(period: str, indicator: Indicator) -> bool:
    try:
        return IndicatorPeriod.parse(period).kind == indicator.period_kind
    except ValueError:
        return False


def _other_period(indicator: Indicator, period: str) -> Problem:
    return Problem(
        Severity.WARNING,
        "period_of_another_kind",
        None,
        f"{indicator.code}: the source gives {period}, which is no period of the kind that the indicator has. Change the indicator's period or choose another table.",
        f"{indicator.code}: källan ger {period}, som inte är en period av det slag mätvärdet har. Ändra mätvärdets period eller välj en annan tabell.",
        values={"reference": indicator.source_reference},
    )
