"""What is kept of indicators, as the rows of the table that they come in by."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import Observation
from roder.apps.indicators.models import Target
from roder.domain.indicator_rows import OutcomeKey
from roder.domain.indicator_rows import TargetKey

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal


AT_A_TIME = 500
"""Keys of one question: databases limit the number of parameters."""
SAME = (
    *("title", "title_en", "definition", "area", "kind", "unit", "decimals", "direction", "period_kind"),
    *("source", "source_reference", "source_note", "owner_title", "no_sex_reason", "counts_people"),
    *("smallest_group", "days_until_due", "retired_on"),
)
"""Fields that the model calls by the same name."""


class KeptOutcome(NamedTuple):
    """A current outcome as it lies in the table."""

    pk: int
    value: Decimal | None
    group_size: int | None
    published_on: date | None
    note: str


def definition_row(indicator: Indicator) -> dict[str, Any]:
    """Return an indicator as a row."""
    return {name: getattr(indicator, name) for name in SAME} | {
        "body": indicator.responsible_body,
        "owner": indicator.owner.username if indicator.owner else "",
        "by_sex": indicator.is_by_sex,
        "example": indicator.is_example,
    }


def kept_indicators(organisation: str) -> dict[str, Indicator]:
    """Return the indicators of an organisation by code."""
    rows = Indicator.objects.filter(organisation=organisation).select_related("owner")
    return {row.code: row for row in rows}


def _parts(keys: Collection[int]) -> Iterator[Sequence[int]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), AT_A_TIME):
        yield ordered[start : start + AT_A_TIME]


def kept_targets(codes: dict[int, str]) -> dict[TargetKey, Target]:
    """Return the targets of indicators, given by key and code."""
    return {
        TargetKey(codes[row.indicator_id], row.period, row.sex): row
        for part in _parts(codes)
        for row in Target.objects.filter(indicator__in=part)
    }


def kept_outcomes(codes: dict[int, str]) -> dict[OutcomeKey, KeptOutcome]:
    """Return the current outcomes of indicators, given by key and code."""
    fields = (
        "place_kind",
        "place",
        "period",
        "sex",
        "pk",
        "value",
        "group_size",
        "published_on",
        "source_note",
    )
    found: dict[OutcomeKey, KeptOutcome] = {}
    for part in _parts(codes):
        rows = Observation.objects.filter(indicator__in=part, is_current=True)
        for indicator, kind, place, period, sex, *kept in rows.values_list(
            "indicator_id", *fields
        ).iterator():
            found[OutcomeKey(codes[indicator], kind, place, period, sex)] = KeptOutcome(*kept)
    return found
