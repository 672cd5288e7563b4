"""To record how a question was settled: by acclamation, or in a vote by name or by party; and to take it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.meetings.actions.calling import locked_item
from roder.apps.meetings.actions.refusals import require
from roder.apps.meetings.models import BallotRound
from roder.apps.meetings.models import VoteCast
from roder.apps.meetings.queries import matter_facts
from roder.apps.meetings.queries import minority_may_delay
from roder.apps.meetings.queries import seats_by_party
from roder.domain.meeting_faults import order_faults
from roder.domain.meeting_faults import take_back_faults
from roder.domain.meeting_order import ItemState
from roder.domain.meeting_order import Question
from roder.domain.votes import DecidedBy
from roder.domain.votes import VoteChoice
from roder.domain.votes import VoteCount
from roder.domain.votes import VoteMethod
from roder.domain.votes import VoteOutcome
from roder.domain.votes import acclamation_faults
from roder.domain.votes import count_votes
from roder.domain.votes import member_faults
from roder.domain.votes import party_faults
from roder.domain.votes import vote_faults
from roder.domain.votes import vote_outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.apps.identity.models import User
    from roder.apps.meetings.models import MeetingItem
    from roder.apps.meetings.models import MeetingMember
    from roder.domain.problems import Problem

Event = AuditEntry.Event


@dataclass(frozen=True)
class Ballot:
    """A question as it was put: what yes and no (or, by acclamation, all options) stood for."""

    question: Question
    options: tuple[str, ...]


@transaction.atomic
def record_acclamation(item: MeetingItem, ballot: Ballot, winner: str, *, acting_user: User) -> BallotRound:
    """Record what the chair found adopted when nobody asked for a vote; raises ``MeetingRefusedError``."""
    item = locked_item(item)
    faults = order_faults(matter_facts(item), ballot.question, ballot.options, by_acclamation=True)
    require([*faults, *acclamation_faults(winner, ballot.options)])
    found = VoteOutcome(winner == ballot.options[0], DecidedBy.ACCLAMATION)
    made = _made(item, ballot, VoteMethod.ACCLAMATION, found, winner)
    _tell(made, VoteCount(), acting_user)
    return made


@transaction.atomic
def record_roll_call(
    item: MeetingItem,
    ballot: Ballot,
    choices: Mapping[int, VoteChoice],
    casting_vote: VoteChoice | None = None,
    *,
    acting_user: User,
) -> BallotRound:
    """Record how each named member voted, by the member's key; raises ``MeetingRefusedError``."""
    item = locked_item(item)
    members = list(item.meeting.members.all())
    named = [row for row in members if row.name]
    missing = [str(row) for row in members if row.pk not in choices or not row.name]
    count = count_votes((choices[row.pk], 1) for row in named if row.pk in choices)
    casting = casting_vote or _of_the_chair(members, choices)
    outcome = _outcome(item, ballot, count, casting, member_faults(missing))
    made = _made(item, ballot, VoteMethod.ROLL_CALL, outcome, _winner(ballot, outcome), casting)
    VoteCast.objects.bulk_create(
        VoteCast(ballot_round=made, member=row, party=row.party, choice=choices[row.pk]) for row in named
    )
    _tell(made, count, acting_user)
    return made


@transaction.atomic
def record_party_vote(
    item: MeetingItem,
    ballot: Ballot,
    counts: Mapping[str, VoteCount],
    casting_vote: VoteChoice | None = None,
    *,
    acting_user: User,
) -> BallotRound:
    """Record how many of each party did what; raises ``MeetingRefusedError``."""
    item = locked_item(item)
    rows = [
        (party, choice, getattr(count, choice.value))
        for party, count in counts.items()
        for choice in VoteChoice
    ]
    total = count_votes((choice, number) for _party, choice, number in rows)
    faults = party_faults(seats_by_party(item.meeting), counts)
    outcome = _outcome(item, ballot, total, casting_vote, faults)
    made = _made(item, ballot, VoteMethod.BY_PARTY, outcome, _winner(ballot, outcome), casting_vote)
    VoteCast.objects.bulk_create(
        VoteCast(ballot_round=made, party=party, choice=choice, number=number)
        for party, choice, number in rows
        if number
    )
    _tell(made, total, acting_user)
    return made


@transaction.atomic
def take_back_round(item: MeetingItem, number: int, *, acting_user: User) -> None:
    """Take the last question back, recorded by mistake; its votes stay in the history. Not once it is decided.

    Raises ``MeetingRefusedError``.
    """
    item = locked_item(item)
    last = item.rounds.last()
    is_last = last is not None and last.number == number
    require(take_back_faults(ItemState(item.state), is_last=is_last))
    if last is None:
        return
    old = _told(last, last.count) | {"votes": [str(vote) for vote in last.votes.select_related("member")]}
    last.delete()
    record(Event.BALLOT_TAKEN_BACK, item.meeting.subject, acting_user=acting_user, old=old)


def _of_the_chair(members: list[MeetingMember], choices: Mapping[int, VoteChoice]) -> VoteChoice | None:
    return next((choices.get(row.pk) for row in members if row.is_chair), None)


def _outcome(
    item: MeetingItem,
    ballot: Ballot,
    count: VoteCount,
    casting_vote: VoteChoice | None,
    faults: list[Problem],
) -> VoteOutcome:
    third = ballot.question is Question.DECIDE_TODAY and minority_may_delay(item)
    outcome = vote_outcome(count, casting_vote, third_is_enough_for_no=third)
    ordered = order_faults(matter_facts(item), ballot.question, ballot.options)
    require([*ordered, *(faults or vote_faults(count, outcome))])
    # What is required above leaves no vote without an outcome.
    return outcome or VoteOutcome(is_yes=False, decided_by=DecidedBy.MAJORITY)


def _winner(ballot: Ballot, outcome: VoteOutcome) -> str:
    return ballot.options[0 if outcome.is_yes else 1]


def _made(
    item: MeetingItem,
    ballot: Ballot,
    method: VoteMethod,
    outcome: VoteOutcome,
    winner: str,
    casting_vote: VoteChoice | None = None,
) -> BallotRound:
    is_vote = method is not VoteMethod.ACCLAMATION
    decided_by_chair = outcome.decided_by is DecidedBy.CASTING_VOTE
    return BallotRound.objects.create(
        item=item,
        number=item.rounds.count() + 1,
        question=ballot.question,
        method=method,
        yes_option=ballot.options[0] if is_vote else winner,
        no_option=ballot.options[1] if is_vote else "",
        winner=winner,
        decided_by=outcome.decided_by,
        casting_vote=casting_vote or "" if decided_by_chair else "",
    )


def _told(made: BallotRound, count: VoteCount) -> dict[str, str | int]:
    return {
        "question": made.question,
        "method": made.method,
        "decided_by": made.decided_by,
        "winner": _named(made),
        "yes": count.yes,
        "no": count.no,
        "abstain": count.abstain,
        "absent": count.absent,
        "disqualified": count.disqualified,
    }


def _named(made: BallotRound) -> str:
    """Return the option that won as the history keeps it: a proposal by its title."""
    titles = {put.key: str(put) for put in made.item.proposals.select_related("proposal")}
    return titles.get(made.winner, made.winner)


def _tell(made: BallotRound, count: VoteCount, acting_user: User) -> None:
    subject = made.item.meeting.subject
    record(Event.BALLOT_RECORDED, subject, acting_user=acting_user, new=_told(made, count))
