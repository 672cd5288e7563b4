"""Stores what the sources say: revisions beside what they revise, nothing lost, done twice as done once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.indicators.fetch_summary import Stored
from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import Observation
from roder.domain.fetching import HeldValue
from roder.domain.fetching import IncomingValue
from roder.domain.fetching import effect
from roder.domain.indicators import ValueState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from datetime import datetime

    from roder.apps.identity.models import User
    from roder.apps.indicators.fetch_matching import FetchedRow
    from roder.domain.indicators import IndicatorSource

AT_A_TIME = 500
NOTES = {"kolada": "Kolada (RKA)", "scb": "SCB"}
"""How a source wants to be named where its values are shown."""


@transaction.atomic
def store_fetched(
    rows: Sequence[FetchedRow],
    *,
    source: IndicatorSource,
    fetched_at: datetime,
    is_example: bool = False,
    acting_user: User,
) -> Stored:
    """Store the values that differ from what is kept, each as a row that names the one it takes the place of.

    What the source does not mention is left as it is; so is a value that a person entered where the
    source has none. All or nothing: a fault on the way leaves everything as it was.
    """
    keys = {row.indicator.pk for row in rows}
    list(Indicator.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    held = _held(keys)
    stored = Stored()
    new, replaced = [], []
    for row in rows:
        before = held.get(row.key)
        found = effect(
            _value_held(before, source), IncomingValue(row.state, row.value, is_example=is_example)
        )
        stored.add(row, before, found)
        if found.gives_a_row:
            new.append(_observation(row, before, source, fetched_at, is_example, acting_user))
            if before is not None:
                replaced.append(before.pk)
    _write(new, replaced)
    if new:
        record(
            AuditEntry.Event.STATISTICS_FETCHED,
            source,
            acting_user=acting_user,
            new={
                "indicators_fetched": len(stored.by_indicator),
                **{f"{name}_values": number for name, number in stored.counts.items()},
            },
        )
    return stored


def _held(keys: Iterable[int]) -> dict[tuple[int, str, str, str], Observation]:
    found = Observation.objects.filter(indicator__in=keys, is_current=True)
    of_places = found.exclude(place_kind=Observation.BODY)
    return {(each.indicator_id, each.place, each.period, each.sex): each for each in of_places}


def _value_held(held: Observation | None, source: IndicatorSource) -> HeldValue | None:
    if held is None:
        return None
    return HeldValue(
        ValueState(held.state),
        held.value,
        is_of_source=held.source == source,
        is_example=held.is_example,
    )


def _observation(
    row: FetchedRow,
    before: Observation | None,
    source: IndicatorSource,
    fetched_at: datetime,
    is_example: bool,  # noqa: FBT001 - the caller's own fact, handed on
    acting_user: User,
) -> Observation:
    note = NOTES[source]
    return Observation(
        indicator=row.indicator,
        place_kind=row.place_kind,
        place=row.place,
        period=row.period,
        sex=row.sex,
        value=row.value,
        group_size=row.group_size,
        state=row.state,
        source=source,
        source_note=f"{note}: {row.status}" if row.status else note,
        fetched_at=fetched_at,
        published_on=row.published_on,
        entered_by=acting_user,
        entered_at=fetched_at,
        revises=before,
        is_example=is_example,
    )


def _write(new: list[Observation], replaced: list[int]) -> None:
    for start in range(0, len(replaced), AT_A_TIME):
        Observation.objects.filter(pk__in=replaced[start : start + AT_A_TIME]).update(is_current=False)
    Observation.objects.bulk_create(new, batch_size=AT_A_TIME)
