"""Votes are counted, ordered and minuted as docs/algorithms/votes.md says."""

from __future__ import annotations

from datetime import date

import pytest
from tests.worked_tables import worked_table

from roder.domain.meeting_faults import motion_faults
from roder.domain.meeting_faults import order_faults
from roder.domain.meeting_faults import step_order_faults
from roder.domain.meeting_order import ItemState
from roder.domain.meeting_order import MatterFacts
from roder.domain.meeting_order import MeetingState
from roder.domain.meeting_order import MeetingStep
from roder.domain.meeting_order import MotionKind
from roder.domain.meeting_order import Question
from roder.domain.meeting_order import RoundResult
from roder.domain.meeting_order import may_minority_delay
from roder.domain.meeting_order import next_step
from roder.domain.minutes import StatementFacts
from roder.domain.minutes import StatementKind
from roder.domain.minutes import adjustment_faults
from roder.domain.minutes import statement_faults
from roder.domain.votes import VoteChoice
from roder.domain.votes import VoteCount
from roder.domain.votes import count_votes
from roder.domain.votes import has_quorum
from roder.domain.votes import party_faults
from roder.domain.votes import vote_faults
from roder.domain.votes import vote_outcome

YES_NO = {True: "yes", False: "no"}


def words(cell: str) -> list[str]:
    return [] if cell == "-" else cell.split()


def rounds(cell: str) -> tuple[RoundResult, ...]:
    pairs = [word.split("=") for word in words(cell)]
    return tuple(RoundResult(Question(question), winner) for question, winner in pairs)


@pytest.mark.parametrize("row", worked_table("votes", "case"), ids=lambda row: row[0])
def test_the_next_step_is_that_of_the_page(row: list[str]) -> None:
    _case, meeting, item, motions, proposals, approved, held, step, options = row
    facts = MatterFacts(
        MeetingState(meeting),
        ItemState(item),
        frozenset(MotionKind(motion) for motion in words(motions)),
        tuple(words(proposals)),
        approved == "yes",
        rounds(held),
    )
    found = next_step(facts)
    assert (found.step.value, list(found.options)) == (step, words(options))
    assert not step_order_faults(facts, found.step)
    wrong = MeetingStep.DONE if found.step is not MeetingStep.DONE else MeetingStep.MAIN
    assert [fault.code for fault in step_order_faults(facts, wrong)] == ["meeting_out_of_order"]


@pytest.mark.parametrize("row", worked_table("votes", "asked"), ids=lambda row: row[0])
def test_a_question_out_of_order_is_refused(row: list[str]) -> None:
    _asked, proposals, held, question, options, acclamation, faults = row
    facts = MatterFacts(proposals=tuple(words(proposals)), is_order_approved=True, rounds=rounds(held))
    found = order_faults(
        facts, Question(question), tuple(words(options)), by_acclamation=acclamation == "yes"
    )
    assert [fault.code for fault in found] == words(faults)


@pytest.mark.parametrize("row", worked_table("votes", "motion"))
def test_a_motion_is_put_when_the_page_says(row: list[str]) -> None:
    motion, meeting, item, moved, held, reason, faults = row
    facts = MatterFacts(
        MeetingState(meeting),
        ItemState(item),
        frozenset(MotionKind(each) for each in words(moved)),
        ("a", "b"),
        rounds=rounds(held),
    )
    found = motion_faults(facts, MotionKind(motion), " ".join(words(reason)))
    assert [fault.code for fault in found] == words(faults)


@pytest.mark.parametrize("row", worked_table("votes", "vote"), ids=lambda row: row[0])
def test_a_vote_is_counted_as_the_page_says(row: list[str]) -> None:
    _vote, *numbers, casting, third, quorum, winner, decided_by = row
    count = count_votes(zip(VoteChoice, map(int, numbers), strict=True))
    chair = VoteChoice(casting) if casting != "-" else None
    found = vote_outcome(count, chair, third_is_enough_for_no=third == "yes")
    assert (YES_NO[found.is_yes] if found else "none") == winner
    assert (found.decided_by.value if found else "-") == decided_by
    assert YES_NO[has_quorum(count)] == quorum
    faults = [*(["vote_without_quorum"] if quorum == "no" else []), *([] if found else ["vote_tied"])]
    assert [fault.code for fault in vote_faults(count, found)] == faults


def test_nobody_votes_where_there_are_no_members() -> None:
    assert [fault.code for fault in vote_faults(VoteCount(), None)] == ["vote_without_members"]


@pytest.mark.parametrize("row", worked_table("votes", "parties"), ids=lambda row: row[0])
def test_votes_by_party_add_up_to_the_seats(row: list[str]) -> None:
    _name, seats, votes, faults = row
    held = {party: int(number) for party, number in (word.split("=") for word in words(seats))}
    cast = {party: VoteCount(yes=int(number)) for party, number in (word.split("=") for word in words(votes))}
    assert [fault.code for fault in party_faults(held, cast)] == words(faults)


@pytest.mark.parametrize("row", worked_table("votes", "council"))
def test_a_minority_may_delay_as_the_page_says(row: list[str]) -> None:
    council, used, may = row
    assert YES_NO[may_minority_delay(is_council=council == "yes", used_before=used == "yes")] == may


@pytest.mark.parametrize("row", worked_table("votes", "statement"))
def test_a_statement_is_registered_as_the_page_says(row: list[str]) -> None:
    kind, meeting, item, present, voted_for, text, faults = row
    facts = StatementFacts(
        StatementKind(kind),
        MeetingState(meeting),
        ItemState(item),
        present == "yes",
        voted_for == "yes",
        " ".join(words(text)),
    )
    assert [fault.code for fault in statement_faults(facts)] == words(faults)


@pytest.mark.parametrize("row", worked_table("votes", "meeting day"))
def test_minutes_are_adjusted_and_announced_as_the_page_says(row: list[str]) -> None:
    day, adjusted, announced, open_items, faults = row
    found = adjustment_faults(
        date.fromisoformat(day),
        date.fromisoformat(adjusted),
        date.fromisoformat(announced) if announced != "-" else None,
        open_items=int(open_items),
    )
    assert [fault.code for fault in found] == words(faults)
