"""To register a change of frames after the vote, with its decision and its financing (KL 11 ch. 15 §)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.actions.refusals import require
from roder.apps.budgets.models import Frame
from roder.apps.budgets.models import FrameAmendment
from roder.apps.budgets.queries import frames
from roder.domain.frame_amendments import AmendmentKind
from roder.domain.frame_amendments import amendment_faults

if TYPE_CHECKING:
    from roder.apps.decisions.models import Decision
    from roder.apps.identity.models import User
    from roder.domain.frame_amendments import AmendmentWish


@transaction.atomic
def amend_frames(
    organisation: str,
    wish: AmendmentWish,
    decision: Decision,
    *,
    is_example: bool = False,
    acting_user: User,
) -> list[FrameAmendment]:
    """Add a decided change to frames of a year: one row for each body. Raises ``BudgetRefusedError``.

    The rows are never changed: a change that was wrong is met by another, with its own decision.
    """
    list(Frame.objects.select_for_update().filter(organisation=organisation, year=wish.year))
    require(amendment_faults(wish, frames(organisation, wish.year)))
    key = f"{decision.pk}-{wish.year}" if wish.kind is AmendmentKind.TRANSFER else ""
    rows = FrameAmendment.objects.bulk_create(
        FrameAmendment(
            organisation=organisation,
            body_code=body,
            year=wish.year,
            kind=wish.kind,
            amount_ore=ore,
            text=wish.text.strip(),
            source=wish.source or "",
            financing=wish.financing.strip(),
            transfer_key=key,
            decision=decision,
            is_example=is_example,
        )
        for body, ore in wish.amounts_ore
    )
    record(
        AuditEntry.Event.FRAME_AMENDED,
        f"{organisation} {wish.year}",
        acting_user=acting_user,
        new={
            "kind": wish.kind.value,
            "amounts": dict(wish.amounts_ore),
            "text": wish.text.strip(),
            "financing": wish.financing.strip(),
            "decision": str(decision),
        },
    )
    return rows
