"""To comment on a number of an internal budget, to answer, and to mark as settled; nothing is ever taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.internalbudgets.actions.line_rows import place_fields
from roder.apps.internalbudgets.actions.refusals import require
from roder.apps.internalbudgets.models import CellComment
from roder.domain.cell_faults import comment_faults

if TYPE_CHECKING:
    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.models import UnitPart
    from roder.domain.internal_budgets import LinePlace

Event = AuditEntry.Event


@transaction.atomic
def comment_on_cell(
    part: UnitPart, place: LinePlace, month: int, text: str, *, acting_user: User
) -> CellComment:
    """Comment on a month of a place, 0 for the whole line; raises ``InternalBudgetRefusedError``."""
    require(comment_faults(place, part.unit_code, month, text))
    budget = part.internal_budget
    comment = CellComment.objects.create(
        organisation=budget.organisation,
        body_code=budget.body_code,
        year=budget.year,
        month=month,
        text=text.strip(),
        written_by=acting_user,
        written_at=timezone.now(),
        **place_fields(place),
    )
    record(
        Event.CELL_COMMENTED,
        part.subject,
        acting_user=acting_user,
        new={"account": place.account, "month": month, "text": comment.text},
    )
    return comment


@transaction.atomic
def answer_comment(
    comment: CellComment, text: str, *, settles: bool = False, acting_user: User
) -> CellComment:
    """Answer a comment, or mark it as settled, with or without a word; raises ``InternalBudgetRefusedError``."""
    if not settles or text.strip():
        require(comment_faults(comment.place, comment.unit_code, comment.month, text))
    answer = CellComment.objects.create(
        organisation=comment.organisation,
        body_code=comment.body_code,
        year=comment.year,
        month=comment.month,
        comment=comment,
        text=text.strip(),
        settles=settles,
        written_by=acting_user,
        written_at=timezone.now(),
        **place_fields(comment.place),
    )
    record(
        Event.CELL_COMMENT_SETTLED if settles else Event.CELL_COMMENT_ANSWERED,
        f"{comment.organisation} {comment.body_code} {comment.year} {comment.unit_code}",
        acting_user=acting_user,
        new={"account": comment.account, "month": comment.month, "text": answer.text},
    )
    return answer
