from __future__ import annotations

from roder.apps.meetings.models.items import MeetingItem
from roder.apps.meetings.models.items import MeetingMotion
from roder.apps.meetings.models.items import PutProposal
from roder.apps.meetings.models.meetings import Meeting
from roder.apps.meetings.models.meetings import MeetingMember
from roder.apps.meetings.models.outcomes import BudgetDecision
from roder.apps.meetings.models.outcomes import MemberStatement
from roder.apps.meetings.models.votes import BallotRound
from roder.apps.meetings.models.votes import VoteCast

__all__ = [
    "BallotRound",
    "BudgetDecision",
    "Meeting",
    "MeetingItem",
    "MeetingMember",
    "MeetingMotion",
    "MemberStatement",
    "PutProposal",
    "VoteCast",
]
