"""A meeting goes in its order, and one decision makes the adopted budget with all that follows, or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.meeting_world import DAY
from tests.meeting_world import NAMED
from tests.meeting_world import SEATS
from tests.meeting_world import WISH
from tests.meeting_world import MeetingWorld
from tests.meeting_world import ballot
from tests.meeting_world import decided
from tests.meeting_world import make_item
from tests.meeting_world import make_meeting
from tests.meeting_world import make_meeting_world
from tests.proposal_world import KEY
from tests.proposal_world import TKR
from tests.proposal_world import YEAR
from tests.proposal_world import frame_row
from tests.proposal_world import make_handed_in

from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.actions import FrameRow
from roder.apps.budgets.actions import set_frames
from roder.apps.budgets.models import BudgetVersion
from roder.apps.budgets.queries import frames
from roder.apps.budgets.version_queries import adopted_of_year
from roder.apps.budgets.version_queries import lines_of
from roder.apps.decisions.actions import register_decision
from roder.apps.goals.actions.council_goals import add_goal
from roder.apps.goals.actions.trees import make_tree
from roder.apps.goals.models import Assignment
from roder.apps.identity.queries import system_user
from roder.apps.meetings.actions.calling import MeetingFacts
from roder.apps.meetings.actions.calling import call_meeting
from roder.apps.meetings.actions.calling import open_meeting
from roder.apps.meetings.actions.calling import set_members
from roder.apps.meetings.actions.deciding import settle
from roder.apps.meetings.actions.matters import move_motion
from roder.apps.meetings.actions.matters import put_proposals
from roder.apps.meetings.actions.minutes import StatementWish
from roder.apps.meetings.actions.minutes import adjust_minutes
from roder.apps.meetings.actions.minutes import register_statement
from roder.apps.meetings.actions.minutes import register_tax_notice
from roder.apps.meetings.actions.refusals import MeetingRefusedError
from roder.apps.meetings.actions.rounds import Ballot
from roder.apps.meetings.actions.rounds import record_acclamation
from roder.apps.meetings.actions.rounds import record_party_vote
from roder.apps.meetings.actions.rounds import record_roll_call
from roder.apps.meetings.actions.rounds import take_back_round
from roder.apps.meetings.models import BudgetDecision
from roder.apps.meetings.queries import board_item_of_year
from roder.apps.meetings.queries import budget_decision_of_year
from roder.apps.meetings.queries import matter_facts
from roder.apps.meetings.queries import minority_may_delay
from roder.apps.proposals.actions.texts import add_text
from roder.apps.proposals.queries import proposal_lines
from roder.domain.budget_decisions import BudgetDecisionKind
from roder.domain.budget_lines import ProfileKind
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import frames_of
from roder.domain.decisions import DecisionFacts
from roder.domain.goal_tree import GoalFacts
from roder.domain.goal_tree import TreeFacts
from roder.domain.meeting_order import ItemState
from roder.domain.meeting_order import MotionKind
from roder.domain.meeting_order import Question
from roder.domain.meetings import members_from_text
from roder.domain.minutes import StatementKind
from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import ProposedChange
from roder.domain.proposals import TextAct
from roder.domain.versions import StaleVersionError
from roder.domain.votes import VoteChoice
from roder.domain.votes import VoteCount

if TYPE_CHECKING:
    from roder.domain.problems import Problem

YES, NO, ABSTAIN = VoteChoice.YES, VoteChoice.NO, VoteChoice.ABSTAIN


@pytest.fixture
def world(db: None) -> MeetingWorld:
    del db
    return make_meeting_world()


def codes(error: pytest.ExceptionInfo[MeetingRefusedError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def test_a_meeting_is_called_once_by_the_council_or_the_board_with_members_and_quorum(
    world: MeetingWorld,
) -> None:
    me = system_user()
    for body, day, code in (
        ("400", DAY, "meeting_of_another_body"),
        ("9", DAY, "meeting_of_another_body"),
        ("100", DAY, "meeting_called_already"),
    ):
        with pytest.raises(MeetingRefusedError) as error:
            call_meeting(KEY, MeetingFacts(body, day), acting_user=me)
        assert codes(error) == [code]
    meeting = make_meeting(day=date(2018, 12, 10), is_open=False)
    with pytest.raises(StaleVersionError):
        set_members(meeting, SEATS, seen_version=1, acting_user=me)
    rows = list(meeting.members.all())
    for missing, code in (
        ({rows[0].pk: (5, 0)}, "meeting_without_quorum"),
        ({rows[2].pk: (2, 0)}, "more_missing_than_seats"),
    ):
        with pytest.raises(MeetingRefusedError) as error:
            open_meeting(meeting, missing, acting_user=me)
        assert codes(error) == [code]
    open_meeting(meeting, {rows[0].pk: (4, 0)}, acting_user=me)
    for act in (
        lambda: open_meeting(meeting, {}, acting_user=me),
        lambda: set_members(meeting, SEATS, seen_version=3, acting_user=me),
        lambda: make_item(meeting, BudgetDecisionKind.BOARD_PROPOSAL),
    ):
        with pytest.raises(MeetingRefusedError):
            act()


def test_members_are_written_down_by_name_or_by_party() -> None:
    found = members_from_text("Ada Ek; S; Ordf.\nBo Al\tM\tför Eva\n\nKD, 3\nV")
    assert [(each.party, each.name, each.seats, each.stands_in_for, each.is_chair) for each in found] == [
        ("S", "Ada Ek", 1, "", True),
        ("M", "Bo Al", 1, "för Eva", False),
        ("KD", "", 3, "", False),
        ("", "V", 1, "", False),
    ]


def test_the_vote_makes_the_adopted_budget_frozen_with_frames_and_proposals_marked(
    world: MeetingWorld,
) -> None:
    me = system_user()
    set_frames(KEY, YEAR, [FrameRow("300", 1, "example", ProfileKind.LAST_YEAR)], acting_user=me)
    main = ballot(world.item)
    record_party_vote(
        world.item,
        main,
        {"Apartiet": VoteCount(no=4, absent=1), "Bpartiet": VoteCount(yes=3), "Cpartiet": VoteCount(no=1)},
        acting_user=me,
    )
    settled = settle(world.item, WISH, acting_user=me)
    version = adopted_of_year(KEY, YEAR)
    assert version is not None
    assert (version.name, version.kind, version.is_frozen, version.tax_rate) == (
        "Mål och budget 2019",
        VersionKind.ADOPTED,
        True,
        Decimal("20.00"),
    )
    assert version.decision == settled.decision
    assert sorted(map(str, lines_of(version))) == sorted(map(str, proposal_lines(world.second)))
    assert {code: frame.original_ore for code, frame in frames(KEY, YEAR).items()} == {
        "300": 900 * TKR,
        "400": 305 * TKR,
    }
    assert frames(KEY, YEAR)["300"].profile == ProfileKind.LAST_YEAR
    world.first.refresh_from_db()
    world.second.refresh_from_db()
    assert (world.first.state, world.second.state) == ("lost", "won")
    made = budget_decision_of_year(KEY, YEAR)
    assert made is not None
    assert made.winner is not None
    assert made.winner.proposal == world.second
    last = AuditEntry.objects.filter(event=AuditEntry.Event.MATTER_SETTLED).get()
    assert last.new["digest"] == version.digest
    with pytest.raises(MeetingRefusedError) as error:
        settle(world.item, WISH, acting_user=me)
    assert codes(error) == ["meeting_out_of_order"]


def test_either_all_of_a_decision_happens_or_nothing(world: MeetingWorld) -> None:
    """The name of the version is taken, which is found out late: no decision, no frames, no state is left."""
    me = system_user()
    BudgetVersion.objects.create(organisation=KEY, name=WISH.version_name, kind="imported", year=YEAR)
    record_acclamation(world.item, ballot(world.item), ballot(world.item).options[0], acting_user=me)
    with pytest.raises(ValueError, match="name"):
        settle(world.item, WISH, acting_user=me)
    world.item.refresh_from_db()
    assert (world.item.state, world.item.decision) == (ItemState.OPEN, None)
    assert frames(KEY, YEAR) == {}
    with pytest.raises(MeetingRefusedError) as error:
        settle(world.item, replace(WISH, tax_rate=None, version_name="x"), acting_user=me)
    assert codes(error) == ["budget_without_tax_rate"]
    assert settle(world.item, replace(WISH, version_name="x"), acting_user=me).state == ItemState.DECIDED


def test_a_minority_remits_once_and_the_matter_comes_again(world: MeetingWorld) -> None:
    me = system_user()
    with pytest.raises(MeetingRefusedError) as error:
        move_motion(world.item, MotionKind.REMIT, moved_by="Bo", reason="", acting_user=me)
    assert codes(error) == ["meeting_remittal_without_reason"]
    move_motion(world.item, MotionKind.REMIT, moved_by="Bo (B)", reason="Räkna om", acting_user=me)
    asked = ballot(world.item)
    assert (asked.question, asked.options) == (Question.DECIDE_TODAY, ("today", "later"))
    votes = {"Apartiet": VoteCount(yes=5), "Bpartiet": VoteCount(no=3), "Cpartiet": VoteCount(abstain=1)}
    made = record_party_vote(world.item, asked, votes, acting_user=me)
    assert (made.winner, made.decided_by, made.count.no) == ("later", "minority", 3)
    settled = settle(world.item, replace(WISH, paragraph="209"), acting_user=me)
    assert settled.state == ItemState.REMITTED
    assert BudgetDecision.objects.count() == 0
    again = make_item(make_meeting(day=date(2018, 12, 17)), earlier=settled)
    assert not minority_may_delay(again)
    put_proposals(again, [(world.first, "")], acting_user=me)
    done = decided(again)
    assert BudgetDecision.objects.get(item=done).warnings == ["budget_after_november"]


def test_a_roll_call_names_everybody_and_the_chair_has_the_casting_vote(db: None) -> None:
    del db
    world, me = make_meeting_world(NAMED), system_user()
    ann, alf, bo, bea = (row.pk for row in world.meeting.members.all())
    main = ballot(world.item)
    with pytest.raises(MeetingRefusedError) as error:
        record_roll_call(world.item, main, {ann: YES, bo: NO}, acting_user=me)
    assert codes(error) == ["vote_members_missing"]
    tied = {ann: ABSTAIN, alf: YES, bo: NO, bea: VoteChoice.ABSENT}
    with pytest.raises(MeetingRefusedError) as error:
        record_roll_call(world.item, main, tied, acting_user=me)
    assert codes(error) == ["vote_tied"]
    wrong = Ballot(Question.MAIN, tuple(reversed(main.options)))
    with pytest.raises(MeetingRefusedError) as error:
        record_roll_call(world.item, wrong, tied | {ann: YES}, acting_user=me)
    assert codes(error) == ["meeting_out_of_order"]
    made = record_roll_call(
        world.item, main, {ann: YES, alf: ABSTAIN, bo: NO, bea: VoteChoice.ABSENT}, acting_user=me
    )
    assert (made.winner, made.decided_by, made.casting_vote) == (main.options[0], "casting_vote", "yes")
    with pytest.raises(MeetingRefusedError) as error:
        take_back_round(world.item, 2, acting_user=me)
    assert codes(error) == ["meeting_round_not_last"]
    take_back_round(world.item, 1, acting_user=me)
    told = AuditEntry.objects.filter(event=AuditEntry.Event.BALLOT_TAKEN_BACK).get()
    assert "Ann (Apartiet): yes 1" in told.old["votes"]
    assert not world.item.rounds.exists()


def test_three_proposals_meet_by_elimination_unless_found_by_acclamation(world: MeetingWorld) -> None:
    me = system_user()
    third = make_handed_in(world.people.ann, "Apartiet", "En tredje")
    with pytest.raises(MeetingRefusedError) as error:
        put_proposals(world.item, [(third, ""), (third, "")], acting_user=me)
    assert codes(error) == ["proposal_put_twice"]
    rows = put_proposals(world.item, [(world.first, ""), (world.second, ""), (third, "")], acting_user=me)
    first, second, last = (row.key for row in rows)
    asked = ballot(world.item)
    assert (asked.question, asked.options) == (Question.COUNTER_PROPOSAL, (second, last))
    every = Ballot(Question.MAIN, (first, second, last))
    with pytest.raises(MeetingRefusedError) as error:
        record_acclamation(world.item, every, "nothing", acting_user=me)
    assert codes(error) == ["vote_without_winner"]
    record_acclamation(world.item, every, last, acting_user=me)
    take_back_round(world.item, 1, acting_user=me)
    record_acclamation(world.item, asked, last, acting_user=me)
    assert ballot(world.item).options == (first, last)
    with pytest.raises(MeetingRefusedError):
        put_proposals(world.item, [(world.first, "")], acting_user=me)


def test_reservations_come_before_the_minutes_are_adjusted(world: MeetingWorld) -> None:
    me = system_user()
    main = ballot(world.item)
    votes = {"Apartiet": VoteCount(yes=5), "Bpartiet": VoteCount(no=3), "Cpartiet": VoteCount(absent=1)}
    record_party_vote(world.item, main, votes, acting_user=me)
    reservation = StatementWish(StatementKind.RESERVATION, "Bpartiet", text="Vi vill annat")
    with pytest.raises(MeetingRefusedError) as error:
        register_statement(world.item, reservation, acting_user=me)
    assert codes(error) == ["statement_before_the_decision"]
    with pytest.raises(MeetingRefusedError) as error:
        _adjusted(world, DAY)
    assert codes(error) == ["minutes_with_open_items"]
    settle(world.item, WISH, acting_user=me)
    register_statement(world.item, reservation, acting_user=me)
    for party, code in (
        ("Apartiet", "reservation_of_the_winners"),
        ("Dpartiet", "statement_of_the_absent"),
    ):
        with pytest.raises(MeetingRefusedError) as error:
            register_statement(world.item, replace(reservation, party=party), acting_user=me)
        assert codes(error) == [code]
    assert [problem.code for problem in _adjusted(world, date(2018, 12, 12))] == ["minutes_adjusted_late"]
    with pytest.raises(MeetingRefusedError) as error:
        register_statement(world.item, reservation, acting_user=me)
    assert codes(error) == ["minutes_are_adjusted"]
    with pytest.raises(MeetingRefusedError) as error:
        _adjusted(world, DAY)
    assert codes(error) == ["minutes_are_adjusted"]
    made = BudgetDecision.objects.get()
    assert register_tax_notice(made, date(2018, 11, 28), seen_version=1, acting_user=me)
    with pytest.raises(MeetingRefusedError):
        register_tax_notice(made, date(2018, 11, 1), seen_version=2, acting_user=me)


def _adjusted(world: MeetingWorld, day: date) -> list[Problem]:
    return adjust_minutes(
        world.meeting, adjusters="Alf", adjusted_on=day, announced_on=None, acting_user=system_user()
    )


def test_the_boards_decision_hands_its_proposal_to_the_council(world: MeetingWorld) -> None:
    meeting = make_meeting(NAMED, body="200", day=date(2018, 10, 29))
    item = make_item(meeting, BudgetDecisionKind.BOARD_PROPOSAL)
    put_proposals(item, [(world.second, ""), (world.first, "")], acting_user=system_user())
    assert not minority_may_delay(item)
    decided(item, 0, replace(WISH, paragraph="190", tax_rate=None))
    found = board_item_of_year(KEY, YEAR)
    assert found is not None
    assert [put.proposal for put in found.proposals.filter(won_in__item=found)] == [world.second]
    world.second.refresh_from_db()
    assert world.second.state == "handed_in"
    assert adopted_of_year(KEY, YEAR) is None


def test_the_odd_states_of_the_law_are_decided_in_their_turn(world: MeetingWorld) -> None:
    """The rate alone in November, nothing prolonged without a year before, a budget in December, a revision in April."""
    me = system_user()
    november = make_item(world.meeting, BudgetDecisionKind.TAX_RATE_ALONE, reason="Ny majoritet")
    decided(november, 0, replace(WISH, paragraph="208"))
    prolonged = make_item(world.meeting, BudgetDecisionKind.PROLONGED, reason="Ingen majoritet")
    with pytest.raises(MeetingRefusedError) as error:
        decided(prolonged, 0, replace(WISH, paragraph="209"))
    assert codes(error) == ["budget_nothing_to_prolong"]
    take_back_round(prolonged, 1, acting_user=me)
    rejected = decided(prolonged, 1, replace(WISH, paragraph="209"))
    assert rejected.outcome.is_rejected
    december = make_meeting(day=date(2018, 12, 17))
    item = make_item(december)
    put_proposals(item, [(world.first, "")], acting_user=me)
    budget = decided(item, 0, replace(WISH, tax_rate=Decimal("20.13")))
    assert budget.outcome.warnings == []
    third = make_handed_in(world.people.ann, "Apartiet", "Revidering", frame_row("300", 20, why="mer"))
    revision = make_item(make_meeting(day=date(2019, 4, 29)), BudgetDecisionKind.REVISION, reason="Bidrag")
    put_proposals(revision, [(third, "")], acting_user=me)
    changed = decided(revision, 0, replace(WISH, version_name="Reviderad"))
    version = adopted_of_year(KEY, YEAR)
    assert version is not None
    assert (version.name, version.kind) == ("Reviderad", VersionKind.REVISED)
    assert changed.outcome.replaced == budget.outcome.budget_version
    assert frames(KEY, YEAR)["300"].original_ore == 920 * TKR
    following = make_meeting(day=date(2019, 12, 16))
    late = make_item(following, BudgetDecisionKind.PROLONGED, reason="Ingen majoritet")
    late.year = YEAR + 1
    late.save()
    decided(late, 0, replace(WISH, tax_rate=None, version_name="Förlängd 2020"))
    assert {code: frame.original_ore for code, frame in frames(KEY, YEAR + 1).items()} == frames_of(
        lines_of(version), YEAR
    )


def test_goals_are_reworded_and_adopted_and_what_cannot_be_done_is_listed(world: MeetingWorld) -> None:
    me = system_user()
    tree = make_tree(KEY, TreeFacts("2019-2021", YEAR, "Mål 2019"), acting_user=me)
    goal = add_goal(tree, GoalFacts("1", "overall", "Skola"), acting_user=me)
    proposal = world.first
    proposal.state = "draft"
    proposal.save()
    for change in (
        ProposedChange(ChangeTarget.GOAL, "1", YEAR, text="Alla når målen", motivation="x"),
        ProposedChange(ChangeTarget.GOAL, "1", YEAR, motivation="x", act=TextAct.REMOVE),
        ProposedChange(
            ChangeTarget.ASSIGNMENT, "", YEAR, text="Utred", motivation="x", act=TextAct.ADD, body="400"
        ),
    ):
        add_text(proposal, change, acting_user=me)
    proposal.state = "handed_in"
    proposal.save()
    registered = register_decision(
        KEY,
        DecisionFacts("100", DAY, "210", world.item.title, world.item.case_number, is_example=False),
        acting_user=me,
    )
    settled = decided(world.item)
    assert settled.decision == registered
    goal.refresh_from_db()
    tree.refresh_from_db()
    assert (goal.text, tree.state, tree.decision) == ("Alla når målen", "adopted", registered)
    assert [(row["target"], row["is_done"]) for row in settled.outcome.texts] == [
        ("goal", True),
        ("goal", False),
        ("assignment", True),
    ]
    assert Assignment.objects.get(decision=registered).given_to == "400"
    assert matter_facts(settled).item is ItemState.DECIDED
