from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.actions import write_seen
from roder.apps.audit.models import AuditEntry
from roder.apps.proposals.actions.writing import locked
from roder.apps.proposals.actions.writing import require_draft
from roder.apps.proposals.models import ProposalChange
from roder.domain.versions import StaleVersionError

if TYPE_CHECKING:
    from roder.apps.identity.models import User
    from roder.apps.proposals.models import Proposal
    from roder.domain.proposals import ProposedChange

Event = AuditEntry.Event
TEXT_FIELDS = ("text", "motivation", "goal_code", "body_code")


@transaction.atomic
def add_text(proposal: Proposal, change: ProposedChange, *, acting_user: User) -> ProposalChange:
    """Add, change or remove a goal or an assignment in a draft proposal."""
    require_draft(locked(proposal))
    last = proposal.changes.order_by("-position").values_list("position", flat=True).first() or 0
    made = ProposalChange.objects.create(
        proposal=proposal,
        target=change.target,
        key=change.key,
        year=proposal.year,
        text=change.text,
        act=change.act,
        body_code=change.body,
        motivation=change.motivation,
        goal_code=change.goal_code,
        position=last + 1,
    )
    record(Event.PROPOSAL_CHANGED, proposal.subject, acting_user=acting_user)
    return made


@transaction.atomic
def change_text(row: ProposalChange, values: dict[str, str], *, seen_version: int, acting_user: User) -> bool:
    """Write the words of such a change anew; raises ``StaleVersionError`` when somebody was first."""
    require_draft(locked(row.proposal))
    kept = {name: values[name] for name in TEXT_FIELDS if name in values}
    subject = row.proposal.subject
    before = write_seen(row, kept, seen_version=seen_version, event=Event.PROPOSAL_CHANGED, subject=subject)
    if before:
        record(Event.PROPOSAL_CHANGED, subject, acting_user=acting_user)
    return bool(before)


@transaction.atomic
def remove_text(row: ProposalChange, *, seen_version: int, acting_user: User) -> None:
    """Take such a change out of the draft again; raises ``StaleVersionError`` when it has changed since it was seen."""
    require_draft(locked(row.proposal))
    gone, _by_model = ProposalChange.objects.filter(pk=row.pk, version=seen_version).delete()
    if not gone:
        raise StaleVersionError(theirs={}, mine={}, version=row.version)
    record(Event.PROPOSAL_CHANGED, row.proposal.subject, acting_user=acting_user)
