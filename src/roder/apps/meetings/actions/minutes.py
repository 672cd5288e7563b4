"""What is written into the minutes after the decision: reservations, statements, their adjustment, the tax notice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import change
from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.budgetprocess.actions.legal_days import note_day
from roder.apps.meetings.actions.calling import locked_item
from roder.apps.meetings.actions.calling import locked_meeting
from roder.apps.meetings.actions.refusals import require
from roder.apps.meetings.models import MemberStatement
from roder.apps.meetings.models import PutProposal
from roder.apps.meetings.queries import seats_by_party
from roder.domain.meeting_order import ItemState
from roder.domain.meeting_order import MeetingState
from roder.domain.minutes import StatementFacts
from roder.domain.minutes import StatementKind
from roder.domain.minutes import adjustment_faults
from roder.domain.minutes import statement_faults
from roder.domain.minutes import tax_notice_faults
from roder.domain.votes import VoteChoice

if TYPE_CHECKING:
    from datetime import date

    from roder.apps.identity.models import User
    from roder.apps.meetings.models import BallotRound
    from roder.apps.meetings.models import BudgetDecision
    from roder.apps.meetings.models import Meeting
    from roder.apps.meetings.models import MeetingItem
    from roder.apps.meetings.models import VoteCast
    from roder.domain.problems import Problem

Event = AuditEntry.Event


@dataclass(frozen=True)
class StatementWish:
    """A reservation or special statement as it is handed in: of a party, or of named members of it."""

    kind: StatementKind
    party: str
    names: str = ""
    text: str = ""
    in_favour_of: PutProposal | None = None


@transaction.atomic
def register_statement(item: MeetingItem, wish: StatementWish, *, acting_user: User) -> MemberStatement:
    """Register a reservation or a special statement; raises ``MeetingRefusedError``."""
    item = locked_item(item)
    facts = StatementFacts(
        wish.kind,
        MeetingState(item.meeting.state),
        ItemState(item.state),
        _was_present(item, wish),
        _voted_for_it(item, wish),
        wish.text,
    )
    require(statement_faults(facts))
    made = MemberStatement.objects.create(
        item=item,
        kind=wish.kind,
        party=wish.party,
        names=wish.names.strip(),
        text=wish.text.strip(),
        in_favour_of=wish.in_favour_of,
        registered_at=timezone.now(),
    )
    new = {"statement": made.kind, "party": made.party, "names": made.names, "text": made.text}
    record(Event.STATEMENT_REGISTERED, item.meeting.subject, acting_user=acting_user, new=new)
    return made


@transaction.atomic
def adjust_minutes(
    meeting: Meeting,
    *,
    adjusters: str,
    adjusted_on: date,
    announced_on: date | None,
    acting_user: User,
) -> list[Problem]:
    """Record that the minutes are adjusted; nothing is added to the meeting after that.

    Returns the warnings (late by the law); raises ``MeetingRefusedError``.
    """
    meeting = locked_meeting(meeting)
    open_items = meeting.items.filter(state=ItemState.OPEN).count()
    found = adjustment_faults(
        meeting.day,
        adjusted_on,
        announced_on,
        open_items=open_items,
        is_adjusted=meeting.state == MeetingState.ADJUSTED,
    )
    require(found)
    meeting.state = MeetingState.ADJUSTED
    meeting.adjusters = adjusters.strip()
    meeting.adjusted_on, meeting.announced_on = adjusted_on, announced_on
    meeting.version += 1
    meeting.save()
    new = {"adjusters": meeting.adjusters, "adjusted_on": adjusted_on, "announced_on": announced_on}
    record(Event.MINUTES_ADJUSTED, meeting.subject, acting_user=acting_user, new=new)
    return found


@transaction.atomic
def register_tax_notice(made: BudgetDecision, told_on: date, *, seen_version: int, acting_user: User) -> bool:
    """Register when the tax authority was told of the decided rate (lag 1965:269 3 a §); whether it was new.

    Raises ``MeetingRefusedError`` and ``StaleVersionError``.
    """
    require(tax_notice_faults(made.item.meeting.day, told_on, has_rate=made.tax_rate is not None))
    year = made.item.year
    note_day(made.item.meeting.organisation, year, "tax_notified_on", told_on, acting_user=acting_user)
    return change(
        made,
        {"tax_notice_on": told_on},
        seen_version=seen_version,
        event=Event.TAX_NOTICE_REGISTERED,
        subject=made.item.meeting.subject,
        acting_user=acting_user,
    )


def _was_present(item: MeetingItem, wish: StatementWish) -> bool:
    if wish.party not in seats_by_party(item.meeting):
        return False
    return any(row.present > 0 for row in item.meeting.members.all() if row.party == wish.party)


def _voted_for_it(item: MeetingItem, wish: StatementWish) -> bool:
    """Return whether all who make the statement voted, in the last vote by name or party, for what was decided."""
    last: BallotRound | None = item.rounds.last()
    votes = (
        [] if last is None else [vote for vote in last.votes.select_related("member") if _is_of(vote, wish)]
    )
    counted = {VoteChoice.YES, VoteChoice.NO}
    cast = [vote.choice for vote in votes if _is_of(vote, wish) and vote.choice in counted]
    if last is None or not cast:
        return False
    winning = VoteChoice.YES if last.winner == last.yes_option else VoteChoice.NO
    return all(choice == winning for choice in cast)


def _is_of(vote: VoteCast, wish: StatementWish) -> bool:
    names = [name.strip() for name in wish.names.split(",") if name.strip()]
    if vote.member is not None and names:
        return vote.member.name in names
    return vote.party == wish.party
