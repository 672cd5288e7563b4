"""A round is made, copied, renamed, locked and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.financing.actions.refusals import require
from roder.apps.financing.models import FinancingInput
from roder.apps.financing.models import FinancingRound
from roder.apps.financing.models import StatedLine
from roder.apps.financing.queries import rounds
from roder.domain.financing_rounds import naming_faults
from roder.domain.financing_rounds import removal_faults
from roder.domain.financing_rounds import writing_faults

if TYPE_CHECKING:
    from datetime import date

    from roder.apps.identity.models import User

Event = AuditEntry.Event


@transaction.atomic
def make_round(
    organisation: str,
    *,
    name: str,
    title: str = "",
    published_on: date | None = None,
    source: str = "",
    copied_from: FinancingRound | None = None,
    is_example: bool = False,
    acting_user: User,
) -> FinancingRound:
    """Make a round, empty or with everything that another one says."""
    require(naming_faults(name, list(rounds(organisation).values_list("name", flat=True))))
    made = FinancingRound.objects.create(
        organisation=organisation,
        name=name.strip(),
        title=title.strip(),
        published_on=published_on,
        source=source.strip(),
        is_example=is_example,
    )
    if copied_from is not None:
        _copy(copied_from, made)
    new = {"source": made.source, "copied_from": copied_from.name if copied_from else ""}
    record(Event.FINANCING_ROUND_MADE, made.subject, acting_user=acting_user, new=new)
    return made


def _copy(source: FinancingRound, target: FinancingRound) -> None:
    FinancingInput.objects.bulk_create(
        FinancingInput(financing_round=target, year=row.year, key=row.key, value=row.value, source=row.source)
        for row in source.inputs.all()
    )
    StatedLine.objects.bulk_create(
        StatedLine(
            financing_round=target,
            year=row.year,
            key=row.key,
            label=row.label,
            amount_ore=row.amount_ore,
            source=row.source,
        )
        for row in source.stated_lines.all()
    )


def locked(financing_round: FinancingRound) -> FinancingRound:
    """Return the round as it stands now, held until the transaction ends."""
    return FinancingRound.objects.select_for_update().get(pk=financing_round.pk)


@transaction.atomic
def lock_round(financing_round: FinancingRound, *, acting_user: User) -> None:
    """Let nothing of the round be changed from now on."""
    current = locked(financing_round)
    require(writing_faults(is_locked=current.is_locked))
    current.is_locked = True
    current.save(update_fields=["is_locked"])
    financing_round.is_locked = True
    record(Event.FINANCING_ROUND_LOCKED, current.subject, acting_user=acting_user)


@transaction.atomic
def remove_round(financing_round: FinancingRound, *, acting_user: User) -> None:
    """Remove a round that is not locked and that no budget version rests on; its history is kept."""
    current = locked(financing_round)
    resting = current.budget_versions.count()
    require(removal_faults(is_locked=current.is_locked, versions=resting))
    old = {
        "inputs": {f"{row.year} {row.key}": str(row.value) for row in current.inputs.all()},
        "lines": {f"{row.year} {row.key}": row.amount_ore for row in current.stated_lines.all()},
    }
    current.delete()
    record(Event.FINANCING_ROUND_REMOVED, current.subject, acting_user=acting_user, old=old)
