"""A council meeting on the budget of 2019 with two parties' proposals: for tests of meetings and their pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.proposal_world import BODIES
from tests.proposal_world import KEY
from tests.proposal_world import YEAR
from tests.proposal_world import ProposalWorld
from tests.proposal_world import frame_row
from tests.proposal_world import make_handed_in
from tests.proposal_world import make_proposal_world

from roder.apps.identity.queries import system_user
from roder.apps.meetings.actions.calling import ItemFacts
from roder.apps.meetings.actions.calling import MeetingFacts
from roder.apps.meetings.actions.calling import call_meeting
from roder.apps.meetings.actions.calling import open_meeting
from roder.apps.meetings.actions.calling import put_item
from roder.apps.meetings.actions.calling import set_members
from roder.apps.meetings.actions.deciding import DecisionWish
from roder.apps.meetings.actions.deciding import settle
from roder.apps.meetings.actions.matters import approve_order
from roder.apps.meetings.actions.matters import put_proposals
from roder.apps.meetings.actions.rounds import Ballot
from roder.apps.meetings.actions.rounds import record_acclamation
from roder.apps.meetings.queries import matter_facts
from roder.apps.organisation.actions import replace_organisation
from roder.domain.budget_decisions import BudgetDecisionKind
from roder.domain.meeting_order import MeetingStep
from roder.domain.meeting_order import Question
from roder.domain.meeting_order import next_step
from roder.domain.meetings import MemberFacts
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind

if TYPE_CHECKING:
    from roder.apps.meetings.models import Meeting
    from roder.apps.meetings.models import MeetingItem
    from roder.apps.proposals.models import Proposal

DAY = date(2018, 11, 26)
BOARD = Body("200", "Kommunstyrelsen", BodyKind.EXECUTIVE_BOARD, "100", ("20",))
SEATS = (MemberFacts("Apartiet", seats=5), MemberFacts("Bpartiet", seats=3), MemberFacts("Cpartiet", seats=1))
NAMED = (
    MemberFacts("Apartiet", "Ann", is_chair=True),
    MemberFacts("Apartiet", "Alf"),
    MemberFacts("Bpartiet", "Bo"),
    MemberFacts("Bpartiet", "Bea"),
)
WISH = DecisionWish("210", "Fullmäktige fastställer.", Decimal("20.00"), "Mål och budget 2019")


@dataclass
class MeetingWorld:
    """The people and base of the proposals, their two proposals, and the meeting with its matter."""

    people: ProposalWorld
    first: Proposal
    second: Proposal
    meeting: Meeting
    item: MeetingItem


def make_meeting_world(
    members: tuple[MemberFacts, ...] = SEATS, kind: BudgetDecisionKind = BudgetDecisionKind.BUDGET
) -> MeetingWorld:
    people = make_proposal_world()
    replace_organisation(KEY, [*BODIES, BOARD], acting_user=system_user())
    first = make_handed_in(people.ann, "Apartiet", "A:s budget", frame_row("300", 10, why="skolan"))
    second = make_handed_in(people.bo, "Bpartiet", "B:s budget", frame_row("400", 5, why="omsorgen"))
    meeting = make_meeting(members)
    item = make_item(meeting, kind)
    put_proposals(item, [(first, "Ann (A)"), (second, "Bo (B)")], acting_user=system_user())
    return MeetingWorld(people, first, second, meeting, item)


def make_meeting(
    members: tuple[MemberFacts, ...] = SEATS, *, body: str = "100", day: date = DAY, is_open: bool = True
) -> Meeting:
    facts = MeetingFacts(body, day, "Stadshuset", "2018–2022")
    meeting = call_meeting(KEY, facts, acting_user=system_user())
    set_members(meeting, members, seen_version=1, acting_user=system_user())
    return open_meeting(meeting, {}, acting_user=system_user()) if is_open else meeting


def make_item(
    meeting: Meeting,
    kind: BudgetDecisionKind = BudgetDecisionKind.BUDGET,
    *,
    reason: str = "",
    earlier: MeetingItem | None = None,
) -> MeetingItem:
    facts = ItemFacts(YEAR, kind, "Mål och budget 2019–2021", "KS 18/201", reason)
    return put_item(meeting, facts, earlier=earlier, acting_user=system_user())


def ballot(item: MeetingItem) -> Ballot:
    """Return the question that comes next, the order being approved on the way."""
    item.refresh_from_db()
    if next_step(matter_facts(item)).step is MeetingStep.APPROVE_ORDER:
        approve_order(item, acting_user=system_user())
        item.refresh_from_db()
    coming = next_step(matter_facts(item))
    return Ballot(Question(coming.step.value), coming.options)


def decided(item: MeetingItem, place: int = 0, wish: DecisionWish = WISH) -> MeetingItem:
    """Decide a matter by acclamation: the option at a place, and register it."""
    asked = ballot(item)
    record_acclamation(item, asked, asked.options[place], acting_user=system_user())
    return settle(item, wish, acting_user=system_user())
