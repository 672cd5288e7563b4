"""Assignments are what docs/algorithms/assignments.md says, however one walks through the states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from datetime import timedelta

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.domain.assignment_facts import ActivityFacts
from roder.domain.assignment_facts import AssignmentFacts
from roder.domain.assignment_facts import activity_faults
from roder.domain.assignment_facts import assignment_faults
from roder.domain.assignment_facts import giving_faults
from roder.domain.assignment_facts import next_code
from roder.domain.assignment_rounds import is_in_round
from roder.domain.assignment_rounds import round_began
from roder.domain.assignments import CLOSED
from roder.domain.assignments import TRANSITIONS
from roder.domain.assignments import AssignmentSide
from roder.domain.assignments import AssignmentState
from roder.domain.assignments import Timeliness
from roder.domain.assignments import assignment_progress
from roder.domain.assignments import report_day_faults
from roder.domain.assignments import report_faults
from roder.domain.assignments import states_after
from roder.domain.assignments import timeliness
from roder.domain.calendar import FollowUpCalendar
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.organisation import OrganisationTree

DAY = date(2018, 8, 31)
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no fault of the rule."""
TAKER = frozenset({AssignmentSide.TAKER})
GIVER = frozenset({AssignmentSide.GIVER})
TREE = OrganisationTree(
    [
        Body("100", "Council", BodyKind.COUNCIL),
        Body("400", "Preschool committee", BodyKind.COMMITTEE, "100"),
        Body("411", "Northern preschools", BodyKind.UNIT, "400"),
        Body("412", "Southern preschools", BodyKind.UNIT, "400"),
        Body("500", "Elderly committee", BodyKind.COMMITTEE, "100"),
        Body("900", "Company", BodyKind.COMPANY, "100"),
    ],
    DAY,
)
FACTS = AssignmentFacts("Try two teachers", "100", "400", DAY)


def test_what_can_be_reported_is_the_table_and_nothing_else() -> None:
    rows = worked_table("assignments", "now")
    assert {(row[0], row[1]) for row in rows} == {(now.value, said.value) for now, said in TRANSITIONS}
    for now, said, event, who, comment in rows:
        found = TRANSITIONS[AssignmentState(now), AssignmentState(said)]
        assert found.event.value == event
        assert " ".join(sorted(found.sides)) == who
        assert found.needs_comment is (comment == "yes")


@pytest.mark.parametrize(
    ("now", "said", "comment", "sides", "code"),
    [
        ("done", "deviating", "Why", TAKER, "report_not_possible"),
        ("done", "done", "Why", TAKER, "report_not_possible"),
        ("on_plan", "done", "Why", GIVER, "report_of_the_other_side"),
        ("on_plan", "stopped", "Why", frozenset(), "report_of_the_other_side"),
        ("on_plan", "stopped", "  ", GIVER, "report_without_comment"),
        ("deviating", "deviating", "", TAKER, "report_without_comment"),
    ],
)
def test_a_report_is_refused_with_its_reason(
    now: str, said: str, comment: str, sides: frozenset[AssignmentSide], code: str
) -> None:
    found = report_faults(AssignmentState(now), AssignmentState(said), comment, sides)
    assert [problem.code for problem in found] == [code]


def test_what_needs_no_comment_is_reported_without() -> None:
    assert report_faults(AssignmentState.ON_PLAN, AssignmentState.DONE, "", TAKER) == []


@pytest.mark.parametrize("row", worked_table("assignments", "day of the report"))
def test_reports_follow_one_another_in_time(row: list[str]) -> None:
    last = date.fromisoformat(row[1]) if row[1] else None
    found = report_day_faults(date.fromisoformat(row[0]), last, date.fromisoformat(row[2]))
    assert " ".join(problem.code for problem in found) == row[3]


@UNHURRIED
@given(st.lists(st.sampled_from(AssignmentState), max_size=12), st.sampled_from([TAKER, TAKER | GIVER]))
def test_a_walk_only_leaves_a_closed_state_by_reopening(
    walk: list[AssignmentState], sides: frozenset[AssignmentSide]
) -> None:
    """However one walks: what is offered is accepted, what is not offered is refused, nothing is a dead end."""
    state = AssignmentState.NOT_STARTED
    for said in walk:
        offered = states_after(state, sides)
        assert offered, "from every state there is a way on"
        assert (said in offered) is (report_faults(state, said, "because", sides) == [])
        if said in offered:
            assert state not in CLOSED or said is AssignmentState.ON_PLAN
            state = said


@pytest.mark.parametrize("row", worked_table("assignments", "state"))
def test_lateness_is_what_the_page_says(row: list[str]) -> None:
    due = date.fromisoformat(row[1]) if row[1] else None
    assert timeliness(AssignmentState(row[0]), due, date.fromisoformat(row[2])).value == row[3]


@UNHURRIED
@given(st.integers(0, 4000))
def test_what_is_not_started_and_not_due_is_never_late(days: int) -> None:
    found = timeliness(AssignmentState.NOT_STARTED, DAY + timedelta(days=days), DAY)
    assert found in {Timeliness.NOT_YET, Timeliness.SOON}


@pytest.mark.parametrize("row", worked_table("assignments", "not started"))
def test_a_set_stands_as_the_page_says(row: list[str]) -> None:
    *counts, late = (int(cell) for cell in row[:-1])
    tasks: list[tuple[AssignmentState, date | None]] = []
    for state, count in zip(AssignmentState, counts, strict=True):
        tasks += [(state, None)] * count
    for place in range(late):
        tasks[place] = (tasks[place][0], DAY - timedelta(days=1))
    found = assignment_progress(tasks, DAY)
    said = f"{found.done} of {found.counted}, {found.stopped} left out, {found.overdue} late"
    assert said == row[-1]
    assert found.total == sum(counts)


@UNHURRIED
@given(st.lists(st.tuples(st.sampled_from(AssignmentState), st.none() | st.dates()), max_size=30))
def test_the_counts_of_a_set_are_all_of_it(tasks: list[tuple[AssignmentState, date | None]]) -> None:
    found = assignment_progress(tasks, DAY)
    assert found.total == len(tasks)
    assert found.done <= found.counted <= found.total
    assert found.overdue + found.soon <= found.counted - found.done


@pytest.mark.parametrize("row", worked_table("assignments", "on the day"))
def test_the_round_begins_when_the_page_says(row: list[str]) -> None:
    assert round_began(date.fromisoformat(row[0])) == date.fromisoformat(row[1])


@pytest.mark.parametrize("row", worked_table("assignments", "last report"))
def test_who_has_reported_in_the_round_is_what_the_page_says(row: list[str]) -> None:
    last = date.fromisoformat(row[0]) if row[0] else None
    assert is_in_round(last, date.fromisoformat(row[1])) is (row[2] == "yes")


def test_a_calendar_without_large_follow_ups_has_no_round() -> None:
    assert round_began(DAY, FollowUpCalendar(large=frozenset())) is None


@pytest.mark.parametrize("row", worked_table("assignments", "by"))
def test_between_whom_is_what_the_page_says(row: list[str]) -> None:
    found = giving_faults(row[0], row[1], TREE)
    assert " ".join(problem.code for problem in found) == row[2]


def test_an_assignment_says_all_that_is_missing() -> None:
    wrong = replace(FACTS, title=" ", due=DAY - timedelta(days=1), given_to="")
    codes = ["assignment_without_title", "assignment_due_before_given", "assignment_without_taker"]
    assert [problem.code for problem in assignment_faults(wrong, TREE)] == codes
    assert assignment_faults(replace(FACTS, due=DAY), TREE) == []


def test_an_activity_ends_after_it_begins() -> None:
    facts = ActivityFacts("Recruit", "411", begins=DAY, due=DAY - timedelta(days=1))
    assert [problem.code for problem in activity_faults(facts, TREE)] == ["activity_ends_before_it_begins"]
    assert activity_faults(replace(facts, due=DAY), TREE) == []


def test_codes_run_on_within_their_year() -> None:
    taken = frozenset({"U18-2", "U17-9", "U18-x", "other"})
    assert next_code("U", 2018, taken) == "U18-3"
    assert next_code("A", 2005, taken) == "A05-1"
