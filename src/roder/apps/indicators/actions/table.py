"""A whole table of values and targets saved at once: all of it, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.indicators.actions.observations import ValuesChangedError
from roder.apps.indicators.actions.observations import enter_values
from roder.apps.indicators.actions.targets import clear_target
from roder.apps.indicators.actions.targets import set_target
from roder.apps.indicators.queries import targets_of
from roder.domain.versions import StaleVersionError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from roder.apps.identity.models import User
    from roder.apps.indicators.actions.observations import ValueEntry
    from roder.apps.indicators.models import Indicator
    from roder.domain.attainment import TargetValue
    from roder.domain.indicators import Sex


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """A target to set, or (``None``) to take away; ``seen_version`` is 0 when none stood there."""

    indicator: Indicator
    period: str
    sex: Sex
    target: TargetValue | None
    seen_version: int = 0


class TableChangedError(Exception):
    """Somebody saved other values or targets meanwhile; these are the ones that came second."""

    def __init__(self, values: Sequence[ValueEntry], targets: Sequence[TargetEntry]) -> None:
        super().__init__(f"{len(values)} values and {len(targets)} targets have been changed meanwhile")
        self.values = values
        self.targets = targets


def save_table(
    values: Sequence[ValueEntry], targets: Sequence[TargetEntry], *, now: datetime, acting_user: User
) -> int:
    """Save values and targets in one transaction. Returns how many cells were written.

    Raises ``IndicatorRefusedError``, and ``TableChangedError`` with every cell that somebody changed meanwhile.
    """
    late_values: Sequence[ValueEntry] = ()
    late_targets = []
    written = 0
    with transaction.atomic():
        for entry in targets:
            try:
                with transaction.atomic():
                    _save_target(entry, acting_user)
                written += 1
            except StaleVersionError:
                late_targets.append(entry)
        try:
            with transaction.atomic():
                written += enter_values(values, now=now, acting_user=acting_user) if values else 0
        except ValuesChangedError as error:
            late_values = error.entries
        if late_values or late_targets:
            transaction.set_rollback(True)
    if late_values or late_targets:
        raise TableChangedError(late_values, late_targets)
    return written


def _save_target(entry: TargetEntry, person: User) -> None:
    if entry.target is not None:
        set_target(
            entry.indicator,
            entry.period,
            entry.sex,
            entry.target,
            seen_version=entry.seen_version,
            acting_user=person,
        )
        return
    held = targets_of([entry.indicator], [entry.period])
    row = held.get((entry.indicator.pk, entry.period, entry.sex.value))
    if row is not None:
        clear_target(row, seen_version=entry.seen_version, acting_user=person)
