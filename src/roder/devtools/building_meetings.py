"""The example's meetings, through the same doors as a user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

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
from roder.apps.meetings.actions.matters import move_motion
from roder.apps.meetings.actions.matters import put_proposals
from roder.apps.meetings.actions.minutes import StatementWish
from roder.apps.meetings.actions.minutes import adjust_minutes
from roder.apps.meetings.actions.minutes import register_statement
from roder.apps.meetings.actions.minutes import register_tax_notice
from roder.apps.meetings.actions.rounds import Ballot
from roder.apps.meetings.actions.rounds import record_party_vote
from roder.apps.meetings.actions.rounds import record_roll_call
from roder.apps.meetings.models import BudgetDecision
from roder.apps.meetings.queries import items_of_year
from roder.apps.meetings.queries import matter_facts
from roder.apps.proposals.queries import handed_in
from roder.devtools.example.data_files import read_settings
from roder.domain.budget_decisions import BudgetDecisionKind
from roder.domain.meeting_order import MeetingStep
from roder.domain.meeting_order import MotionKind
from roder.domain.meeting_order import Question
from roder.domain.meeting_order import next_step
from roder.domain.meetings import MemberFacts
from roder.domain.minutes import StatementKind
from roder.domain.votes import VoteChoice
from roder.domain.votes import VoteCount

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from roder.apps.identity.models import User
    from roder.apps.meetings.models import Meeting
    from roder.apps.meetings.models import MeetingItem
    from roder.apps.proposals.models import Proposal

YEAR = 2018
MEETINGS_FILE = "meetings.toml"


def build_meetings(key: str, people: Iterable[User], say: Callable[[str], None]) -> None:
    """Hold the meetings, unless there are meetings already: what a person has done since stands."""
    found = {each.title: each for each in handed_in(key, YEAR)}
    facts = read_settings(MEETINGS_FILE)["meeting"]
    wanted = {title for each in facts for title, _mover in each["proposals"]}
    if items_of_year(key, YEAR).exists() or not wanted <= set(found):
        return
    person = next((each for each in people if each.username == "karin.ek"), None) or system_user()
    for each in facts:
        _hold(key, each, found, person)
        say(f"meeting of {each['body']} {each['day']}: held, § {each['paragraph']}")


def _hold(key: str, facts: dict[str, Any], found: dict[str, Proposal], person: User) -> None:
    called = MeetingFacts(facts["body"], facts["day"], facts["place"], facts["term"], is_example=True)
    meeting = call_meeting(key, called, acting_user=person)
    kind = BudgetDecisionKind(facts["kind"])
    matter = ItemFacts(YEAR, kind, facts["title"], facts["case_number"])
    item = put_item(meeting, matter, acting_user=person)
    set_members(meeting, _members(facts), seen_version=1, acting_user=person)
    put = [(found[title], mover) for title, mover in facts["proposals"]]
    put_proposals(item, put, acting_user=person)
    open_meeting(meeting, _missing(meeting, facts), acting_user=person)
    for motion in facts.get("motion", ()):
        move_motion(
            item,
            MotionKind(motion["kind"]),
            moved_by=motion["moved_by"],
            reason=motion["reason"],
            acting_user=person,
        )
    _vote(item, facts, person)
    rate = found[facts["proposals"][0][0]].base.tax_rate if kind is BudgetDecisionKind.BUDGET else None
    wish = DecisionWish(facts["paragraph"], facts["wording"].strip(), rate, facts.get("version_name", ""))
    settle(item, wish, acting_user=person)
    _minute(item, facts, person)


def _members(facts: dict[str, Any]) -> list[MemberFacts]:
    named = [
        MemberFacts(party, name, is_chair=mark == "chair") for name, party, mark in facts.get("members", ())
    ]
    return named or [MemberFacts(party, seats=seats) for party, seats in facts["seats"]]


def _missing(meeting: Meeting, facts: dict[str, Any]) -> dict[int, tuple[int, int]]:
    absent = dict(facts.get("absent", ()))
    return {row.pk: (absent.get(row.party, 0), 0) for row in meeting.members.all()}


def _vote(item: MeetingItem, facts: dict[str, Any], person: User) -> None:
    for named in facts.get("roll_call", ()):
        by_party = {party: VoteChoice(choice) for choice, parties in named.items() for party in parties}
        choices = {row.pk: by_party[row.party] for row in item.meeting.members.all()}
        record_roll_call(item, _asked(item, person), choices, acting_user=person)
    for counted in facts.get("by_party", ()):
        counts = {party: VoteCount(*numbers) for party, *numbers in counted["votes"]}
        record_party_vote(item, _asked(item, person), counts, acting_user=person)


def _asked(item: MeetingItem, person: User) -> Ballot:
    """Return the question that comes next; the order of propositions is approved on the way."""
    item.refresh_from_db()
    if next_step(matter_facts(item)).step is MeetingStep.APPROVE_ORDER:
        approve_order(item, acting_user=person)
        item.refresh_from_db()
    coming = next_step(matter_facts(item))
    return Ballot(Question(coming.step.value), coming.options)


def _minute(item: MeetingItem, facts: dict[str, Any], person: User) -> None:
    put = {str(each): each for each in item.proposals.select_related("proposal")}
    for said in facts.get("statement", ()):
        wish = StatementWish(
            StatementKind(said["kind"]),
            said["party"],
            text=said["text"],
            in_favour_of=put.get(said.get("in_favour_of", "")),
        )
        register_statement(item, wish, acting_user=person)
    if "tax_notice_on" in facts:
        made = BudgetDecision.objects.get(item=item)
        register_tax_notice(made, facts["tax_notice_on"], seen_version=made.version, acting_user=person)
    adjust_minutes(
        item.meeting,
        adjusters=facts["adjusters"],
        adjusted_on=facts["adjusted_on"],
        announced_on=facts["announced_on"],
        acting_user=person,
    )
