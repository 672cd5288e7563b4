"""What comes before the questions: the proposals that are put, motions to remit or postpone, the order approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.meetings.actions.calling import locked_item
from roder.apps.meetings.actions.refusals import require
from roder.apps.meetings.models import MeetingMotion
from roder.apps.meetings.models import PutProposal
from roder.apps.meetings.queries import matter_facts
from roder.domain.meeting_faults import motion_faults
from roder.domain.meeting_faults import step_order_faults
from roder.domain.meeting_order import MeetingStep
from roder.domain.meeting_order import MotionKind
from roder.domain.meetings import put_faults
from roder.domain.proposals import ProposalState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.identity.models import User
    from roder.apps.meetings.models import MeetingItem
    from roder.apps.proposals.models import Proposal

Event = AuditEntry.Event
BEFORE_THE_QUESTIONS = (
    MeetingStep.OPEN_SESSION,
    MeetingStep.PUT_PROPOSALS,
    MeetingStep.DECIDE_TODAY,
    MeetingStep.APPROVE_ORDER,
)


@transaction.atomic
def put_proposals(
    item: MeetingItem, proposals: Sequence[tuple[Proposal, str]], *, acting_user: User
) -> list[PutProposal]:
    """Put these proposals in a matter, the main proposal first, each with who moved it; in place of those there.

    Raises ``MeetingRefusedError``.
    """
    item = locked_item(item)
    organisation, year = item.meeting.organisation, item.year
    on_the_table = all(
        (each.organisation, each.year, each.state) == (organisation, year, ProposalState.HANDED_IN)
        for each, _mover in proposals
    )
    require(
        [
            *step_order_faults(matter_facts(item), *BEFORE_THE_QUESTIONS),
            *put_faults([each.pk for each, _mover in proposals], are_handed_in=on_the_table),
        ]
    )
    item.proposals.all().delete()
    rows = [
        PutProposal.objects.create(item=item, proposal=each, position=place, moved_by=mover.strip())
        for place, (each, mover) in enumerate(proposals)
    ]
    new = {"proposals": [str(row) for row in rows]}
    record(Event.PROPOSALS_PUT, item.meeting.subject, acting_user=acting_user, new=new)
    return rows


@transaction.atomic
def move_motion(
    item: MeetingItem, kind: MotionKind, *, moved_by: str, reason: str, acting_user: User
) -> MeetingMotion:
    """Record that a member moved to remit or postpone the matter; raises ``MeetingRefusedError``."""
    item = locked_item(item)
    require([*motion_faults(matter_facts(item), kind, reason)])
    motion = MeetingMotion.objects.create(
        item=item, kind=kind, moved_by=moved_by.strip(), reason=reason.strip()
    )
    new = {"motion": kind, "moved_by": motion.moved_by, "reason": motion.reason}
    record(Event.MOTION_MADE, item.meeting.subject, acting_user=acting_user, new=new)
    return motion


@transaction.atomic
def approve_order(item: MeetingItem, *, acting_user: User) -> None:
    """Record that the meeting approved the order of propositions; raises ``MeetingRefusedError``."""
    item = locked_item(item)
    require(step_order_faults(matter_facts(item), MeetingStep.APPROVE_ORDER))
    item.is_order_approved = True
    item.version += 1
    item.save(update_fields=["is_order_approved", "version"])
    new = {"proposals": [str(row) for row in item.proposals.select_related("proposal")]}
    record(Event.ORDER_APPROVED, item.meeting.subject, acting_user=acting_user, new=new)
