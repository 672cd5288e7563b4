"""Where an indicator's values come from, and what they were before they were revised: after suppression as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.apps.indicators.models import IndicatorVerdict
from roder.apps.indicators.models import Observation
from roder.apps.indicators.suppression import HiddenPlace
from roder.apps.indicators.suppression import hidden_places
from roder.apps.indicators.suppression import stored_values
from roder.domain.indicators import Sex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from datetime import datetime
    from decimal import Decimal

    from roder.apps.indicators.models import Indicator


@dataclass(frozen=True, slots=True)
class ValueOrigin:
    """One value that stands or stood: where, what, from whom and when. ``value`` is ``None`` when hidden or missing."""

    period: str
    sex: Sex
    place: str
    value: Decimal | None
    is_hidden: bool
    is_current: bool
    is_revised: bool
    source: str
    source_note: str
    fetched_at: datetime | None
    published_on: date | None
    entered_at: datetime
    entered_by: str
    is_example: bool


def value_origins(indicator: Indicator, periods: Sequence[str], place: str = "") -> list[ValueOrigin]:
    """Return the values of some periods with where they come from, latest first, the replaced ones too."""
    hidden = hidden_places([indicator], stored_values([indicator], periods))
    rows = Observation.objects.filter(
        indicator=indicator,
        period__in=periods,
        place=place,
        place_kind=Observation.BODY if place else Observation.OWN,
    )
    return [
        _origin(row, is_hidden=HiddenPlace(indicator.pk, row.place, row.period, row.sex) in hidden)
        for row in rows.select_related("entered_by").order_by("-period", "-entered_at", "-pk")
    ]


def verdicts_of_indicator(indicator: Indicator) -> list[IndicatorVerdict]:
    """Return the verdicts of an indicator, the latest period first, and in it the latest signed."""
    found = IndicatorVerdict.objects.filter(indicator=indicator).select_related("judged_by")
    return list(found.order_by("-period", "-judged_at", "-pk"))


def _origin(row: Observation, *, is_hidden: bool) -> ValueOrigin:
    return ValueOrigin(
        row.period,
        Sex(row.sex),
        row.place,
        None if is_hidden else row.value,
        is_hidden and row.value is not None,
        row.is_current,
        row.revises_id is not None,
        row.source,
        row.source_note,
        row.fetched_at,
        row.published_on,
        row.entered_at,
        str(row.entered_by),
        row.is_example,
    )
