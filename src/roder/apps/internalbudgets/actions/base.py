"""To fill units' lines from a base: last year's outturn, an earlier budget or a forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.internalbudgets.actions.refusals import require
from roder.apps.internalbudgets.actions.writing import lock_writable
from roder.apps.internalbudgets.actions.writing import put_unit_lines
from roder.apps.internalbudgets.base_reading import base_reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.base_reading import BaseReading
    from roder.apps.internalbudgets.models import UnitPart
    from roder.domain.internal_base import BaseWish

Event = AuditEntry.Event


class BaseChangedError(Exception):
    """The lines or the source have changed since the person saw the preview; nothing was written."""


@transaction.atomic
def fill_from_base(
    parts: Sequence[UnitPart], wish: BaseWish, *, seen: str = "", acting_user: User
) -> BaseReading:
    """Fill units of one internal budget from a base; returns what became of each.

    ``seen`` is the fingerprint of the preview that the person said yes to. Raises ``InternalBudgetRefusedError`` when a
    unit's part may not be written now, an index is out of reason or the source is empty, and ``BaseChangedError``.
    """
    held = [lock_writable(part) for part in sorted(parts, key=lambda part: part.pk)]
    budget = held[0].internal_budget
    found = base_reading(budget, held, wish)
    require(found.problems)
    if seen and seen != found.fingerprint:
        raise BaseChangedError
    said = f"{wish.source.value} {wish.source_year}"
    changed = [
        unit
        for unit in found.units
        if put_unit_lines(unit.part, unit.based.lines, reason=said, acting_user=acting_user)
    ]
    if changed:
        record(
            Event.INTERNAL_BASE_FILLED,
            budget.subject,
            acting_user=acting_user,
            old={"net_ore": sum(unit.before_ore for unit in changed)},
            new={
                "source": said,
                "units": len(changed),
                "net_ore": sum(unit.after_ore for unit in changed),
                "fitted_ore": sum(unit.based.fitted_ore for unit in changed),
            },
        )
    return found
