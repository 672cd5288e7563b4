"""Values are entered, and revised by a row of their own: what stood before can always be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError
from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.indicators.actions.refusals import IndicatorRefusedError
from roder.apps.indicators.models import Observation
from roder.apps.indicators.queries import indicator_subject
from roder.domain.indicator_checks import number_faults
from roder.domain.indicator_checks import period_faults
from roder.domain.indicators import IndicatorSource
from roder.domain.indicators import Sex
from roder.domain.indicators import ValueState
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from datetime import date
    from datetime import datetime
    from decimal import Decimal

    from roder.apps.identity.models import User
    from roder.apps.indicators.models import Indicator
    from roder.domain.problems import Problem

Key = tuple[int, str, str, str]
"""Indicator, place, period and sex: where there is one current value."""


@dataclass(frozen=True, slots=True)
class ValueEntry:
    """A value to enter. Without one it is missing. ``place`` is a body's code, empty for the municipality.

    ``seen`` is the observation that stood there when the person looked, ``None`` when there was none. Without a
    ``group_size`` the one that was known goes on: a small group is not forgotten by a new value.
    """

    indicator: Indicator
    period: str
    sex: Sex = Sex.ALL
    value: Decimal | None = None
    place: str = ""
    group_size: int | None = None
    source_note: str = ""
    published_on: date | None = None
    is_example: bool = False
    seen: int | None = None

    @property
    def key(self) -> Key:
        """Where the value stands."""
        return (self.indicator.pk, self.place, self.period, self.sex)

    @property
    def state(self) -> ValueState:
        """A value, or missing."""
        return ValueState.MISSING if self.value is None else ValueState.VALUE


class ValuesChangedError(Exception):
    """Somebody entered other values meanwhile; ``entries`` are those that came second."""

    def __init__(self, entries: Sequence[ValueEntry]) -> None:
        super().__init__(f"{len(entries)} values have been changed meanwhile")
        self.entries = entries


@transaction.atomic
def enter_values(entries: Iterable[ValueEntry], *, now: datetime, acting_user: User) -> int:
    """Enter values, all or none; what stands there already is left alone. Returns how many were new.

    Raises ``IndicatorRefusedError``, and ``ValuesChangedError`` for what somebody else entered meanwhile.
    """
    given = list(entries)
    problems = [problem for entry in given for problem in _faults(entry)]
    if refuses(problems):
        raise IndicatorRefusedError(problems)
    held = current_values({entry.indicator.pk for entry in given})
    new = [entry for entry in given if not _is_the_same(entry, held.get(entry.key))]
    late = [entry for entry in new if _pk(held.get(entry.key)) != entry.seen]
    if late:
        raise ValuesChangedError(late)
    Observation.objects.filter(pk__in=[entry.seen for entry in new if entry.seen]).update(is_current=False)
    try:
        with transaction.atomic():
            Observation.objects.bulk_create(
                [_row(entry, held.get(entry.key), now, acting_user) for entry in new], batch_size=1000
            )
    except IntegrityError:
        raise ValuesChangedError(new) from None
    _record(new, held, acting_user)
    return len(new)


def current_values(indicators: Iterable[int]) -> dict[Key, Observation]:
    """Return what stands now of the municipality and its bodies, locked until the transaction ends."""
    rows = Observation.objects.select_for_update().filter(
        indicator__in=indicators, is_current=True, place_kind__in=(Observation.OWN, Observation.BODY)
    )
    return {(row.indicator_id, row.place, row.period, row.sex): row for row in rows}


def _faults(entry: ValueEntry) -> list[Problem]:
    return [
        *period_faults(
            entry.period, entry.sex, entry.indicator.period_kind, is_by_sex=entry.indicator.is_by_sex
        ),
        *number_faults(entry.value),
    ]


def _pk(row: Observation | None) -> int | None:
    return None if row is None else row.pk


def _is_the_same(entry: ValueEntry, held: Observation | None) -> bool:
    if held is None:
        return False
    return (held.state, held.value, held.group_size) == (entry.state, entry.value, _group(entry, held))


def _group(entry: ValueEntry, held: Observation | None) -> int | None:
    return held.group_size if entry.group_size is None and held else entry.group_size


def _row(entry: ValueEntry, held: Observation | None, now: datetime, person: User) -> Observation:
    return Observation(
        indicator=entry.indicator,
        place_kind=Observation.BODY if entry.place else Observation.OWN,
        place=entry.place,
        period=entry.period,
        sex=entry.sex,
        value=entry.value,
        group_size=_group(entry, held),
        state=entry.state,
        source=_source(entry.indicator),
        source_note=entry.source_note,
        published_on=entry.published_on,
        entered_by=person,
        entered_at=now,
        revises=held,
        is_example=entry.is_example,
    )


def _source(indicator: Indicator) -> IndicatorSource:
    """What is typed in for an indicator that is fetched comes from somewhere else, and says so."""
    fetched = {IndicatorSource.KOLADA, IndicatorSource.SCB}
    return IndicatorSource.OTHER if indicator.source in fetched else IndicatorSource(indicator.source)


def _record(new: Sequence[ValueEntry], held: dict[Key, Observation], person: User) -> None:
    """One act for each indicator. The history tells which values were entered, never a value: some are hidden."""
    by_indicator: dict[int, list[ValueEntry]] = {}
    for entry in new:
        by_indicator.setdefault(entry.indicator.pk, []).append(entry)
    for found in by_indicator.values():
        record(
            AuditEntry.Event.VALUES_ENTERED,
            indicator_subject(found[0].indicator),
            acting_user=person,
            new=_told(found, held),
        )


def _told(found: Sequence[ValueEntry], held: dict[Key, Observation]) -> dict[str, list[str]]:
    told = {
        "entered": [_where(entry) for entry in found if entry.key not in held],
        "revised": [_where(entry) for entry in found if entry.key in held],
    }
    return {name: places for name, places in told.items() if places}


def _where(entry: ValueEntry) -> str:
    return " ".join(filter(None, (entry.period, entry.sex, entry.place)))
