"""To call a meeting, say what it is about and who has a seat at it, and open it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.models import AuditEntry
from roder.apps.meetings.actions.refusals import require
from roder.apps.meetings.models import Meeting
from roder.apps.meetings.models import MeetingItem
from roder.apps.meetings.models import MeetingMember
from roder.apps.meetings.queries import attendance
from roder.apps.meetings.queries import body_kind
from roder.apps.organisation.queries import organisation_tree
from roder.domain.meeting_order import MeetingState
from roder.domain.meetings import MemberFacts
from roder.domain.meetings import calling_faults
from roder.domain.meetings import item_faults
from roder.domain.meetings import member_faults
from roder.domain.meetings import opening_faults
from roder.domain.organisation import BodyKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from roder.apps.identity.models import User
    from roder.domain.budget_decisions import BudgetDecisionKind

Event = AuditEntry.Event


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting as it is called."""

    body_code: str
    day: date
    place: str = ""
    term: str = ""
    is_example: bool = False


@dataclass(frozen=True)
class ItemFacts:
    """A matter as it stands on the list: what is to be decided of which budget year."""

    year: int
    kind: BudgetDecisionKind
    title: str
    case_number: str = ""
    reason: str = ""
    tax_rate: Decimal | None = None


@transaction.atomic
def call_meeting(organisation: str, facts: MeetingFacts, *, acting_user: User) -> Meeting:
    """Call a meeting of the council or the executive board; raises ``MeetingRefusedError``."""
    body = organisation_tree(organisation, facts.day).bodies.get(facts.body_code)
    exists = Meeting.objects.filter(
        organisation=organisation, body_code=facts.body_code, day=facts.day
    ).exists()
    require(calling_faults(body.kind if body else None, exists=exists))
    meeting = Meeting.objects.create(
        organisation=organisation,
        body_code=facts.body_code,
        day=facts.day,
        place=facts.place.strip(),
        term=facts.term.strip(),
        is_example=facts.is_example,
    )
    new = {"place": meeting.place, "term": meeting.term}
    record(Event.MEETING_CALLED, meeting.subject, acting_user=acting_user, new=new)
    return meeting


@transaction.atomic
def put_item(
    meeting: Meeting, facts: ItemFacts, *, earlier: MeetingItem | None = None, acting_user: User
) -> MeetingItem:
    """Put a matter on a meeting's list; ``earlier`` is where it was remitted or postponed from.

    Raises ``MeetingRefusedError``.
    """
    meeting = locked_meeting(meeting)
    is_taken = meeting.items.filter(year=facts.year, kind=facts.kind).exists()
    is_council = body_kind(meeting) is BodyKind.COUNCIL
    require(
        item_faults(
            MeetingState(meeting.state), facts.kind, facts.title, is_council=is_council, is_taken=is_taken
        )
    )
    item = MeetingItem.objects.create(
        meeting=meeting,
        year=facts.year,
        kind=facts.kind,
        title=facts.title.strip(),
        case_number=facts.case_number.strip(),
        reason=facts.reason.strip(),
        tax_rate=facts.tax_rate,
        earlier=earlier,
    )
    new = {"title": item.title, "budget_decision": item.kind, "year": item.year, "reason": item.reason}
    record(Event.MATTER_PUT, meeting.subject, acting_user=acting_user, new=new)
    return item


@transaction.atomic
def set_members(
    meeting: Meeting, members: Sequence[MemberFacts], *, seen_version: int, acting_user: User
) -> None:
    """Write down who has a seat at a meeting, in place of what stood there, while it is only called.

    Raises ``MeetingRefusedError`` and ``StaleVersionError``.
    """
    meeting, event = locked_meeting(meeting), Event.MEETING_MEMBERS_SET
    require(member_faults(MeetingState(meeting.state), members))
    if meeting.version != seen_version:
        raise stale(meeting, mine={}, event=event, subject=meeting.subject)
    before = [str(row) for row in meeting.members.all()]
    meeting.members.all().delete()
    rows = [
        MeetingMember(
            meeting=meeting,
            position=position,
            name=each.name,
            party=each.party,
            seats=each.seats,
            stands_in_for=each.stands_in_for,
            is_chair=each.is_chair,
        )
        for position, each in enumerate(members)
    ]
    MeetingMember.objects.bulk_create(rows)
    _next_version(meeting)
    record(
        event,
        meeting.subject,
        acting_user=acting_user,
        old={"members": before},
        new={"members": [str(row) for row in rows]},
    )


@transaction.atomic
def open_meeting(meeting: Meeting, missing: Mapping[int, tuple[int, int]], *, acting_user: User) -> Meeting:
    """Open the meeting with how many seats of each member row are absent and disqualified, by its key.

    Raises ``MeetingRefusedError`` when there is no quorum.
    """
    meeting = locked_meeting(meeting)
    for row in meeting.members.all():
        row.absent, row.disqualified = missing.get(row.pk, (0, 0))
        row.save(update_fields=["absent", "disqualified"])
    count = attendance(meeting)
    fits = all(row.present >= 0 for row in meeting.members.all())
    require(opening_faults(MeetingState(meeting.state), count, fits=fits))
    meeting.state = MeetingState.IN_SESSION
    _next_version(meeting)
    new = {"present": count.present, "absent": count.absent, "disqualified": count.disqualified}
    record(Event.MEETING_OPENED, meeting.subject, acting_user=acting_user, new=new)
    return meeting


def locked_meeting(meeting: Meeting) -> Meeting:
    """Return the meeting as it stands, locked until the transaction ends."""
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def locked_item(item: MeetingItem) -> MeetingItem:
    """Return the matter and its meeting as they stand, the meeting locked until the transaction ends."""
    locked_meeting(item.meeting)
    return MeetingItem.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=item.pk)


def _next_version(meeting: Meeting) -> None:
    meeting.version += 1
    meeting.save(update_fields=["state", "version"])
