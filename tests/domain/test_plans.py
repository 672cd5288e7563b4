"""A plan goes its way as docs/algorithms/plans.md says."""

from __future__ import annotations

from datetime import date

import pytest
from tests.worked_tables import worked_table

from roder.domain.organisation import BodyKind
from roder.domain.plan_faults import allocation_faults
from roder.domain.plan_faults import build_faults
from roder.domain.plan_faults import revision_faults
from roder.domain.plan_faults import writing_faults
from roder.domain.plans import PINNED_STATES
from roder.domain.plans import TRANSITIONS
from roder.domain.plans import PlanAct
from roder.domain.plans import PlanFacts
from roder.domain.plans import PlanKind
from roder.domain.plans import PlanState
from roder.domain.plans import PlanStepWish
from roder.domain.plans import acts_from
from roder.domain.plans import is_late
from roder.domain.plans import plan_due
from roder.domain.plans import plan_kind
from roder.domain.plans import step_faults

YES_NO = {True: "yes", False: "no"}


def words(cell: str) -> list[str]:
    return [] if cell == "-" else cell.split()


def test_each_kind_of_body_makes_the_plan_of_the_page() -> None:
    rows = worked_table("plans", "body")
    found = {kind.value: (made.value if (made := plan_kind(kind)) else "none") for kind in BodyKind}
    assert found == dict(rows)


def test_the_table_of_steps_is_that_of_the_page() -> None:
    found = [
        [
            row.act.value,
            " ".join(state.value for state in PlanState if state in row.sources),
            row.target.value,
            row.permission.value,
            YES_NO[row.asks_four_eyes],
            YES_NO[row.asks_reason],
            YES_NO[row.asks_decision],
        ]
        for row in TRANSITIONS
    ]
    assert found == worked_table("plans", "act")


@pytest.mark.parametrize("row", worked_table("plans", "case"), ids=lambda row: row[0])
def test_a_step_is_refused_for_what_the_page_says(row: list[str]) -> None:
    (
        _case,
        kind,
        state,
        year,
        writers,
        reviewer,
        gaps,
        deciders,
        act,
        person,
        day,
        reason,
        decided_by,
        faults,
    ) = row
    facts = PlanFacts(
        PlanKind(kind),
        PlanState(state),
        int(year),
        frozenset(words(writers)),
        "".join(words(reviewer)),
        int(gaps),
        frozenset(words(deciders)),
    )
    wish = PlanStepWish(
        PlanAct(act), person, date.fromisoformat(day), "".join(words(reason)), "".join(words(decided_by))
    )
    assert [fault.code for fault in step_faults(facts, wish)] == words(faults)


@pytest.mark.parametrize("row", worked_table("plans", "year"))
def test_a_plan_is_late_when_the_page_says(row: list[str]) -> None:
    year, due, state, day, late = row
    assert plan_due(int(year)).isoformat() == due
    found = is_late(None if state == "none" else PlanState(state), int(year), date.fromisoformat(day))
    assert YES_NO[found] == late


@pytest.mark.parametrize("row", worked_table("plans", "building"), ids=lambda row: row[0])
def test_a_plan_is_built_as_the_page_says(row: list[str]) -> None:
    _name, kind, year, tree_year, adopted, exists, faults = row
    made = None if kind == "none" else PlanKind(kind)
    found = build_faults(made, int(year), int(tree_year), is_adopted=adopted == "yes", exists=exists == "yes")
    assert [fault.code for fault in found] == words(faults)


@pytest.mark.parametrize("row", worked_table("plans", "state"), ids=lambda row: row[0])
def test_a_state_is_written_in_and_revised_as_the_page_says(row: list[str]) -> None:
    state = PlanState(row[0])
    found = [writing_faults(state), *(revision_faults(state, is_newest=newest) for newest in (True, False))]
    assert [YES_NO[not faults] for faults in found] == row[1:]


@pytest.mark.parametrize("row", worked_table("plans", "parts"))
def test_a_frame_is_divided_as_the_page_says(row: list[str]) -> None:
    amounts, frame, fault = row
    found = allocation_faults(
        [int(part) for part in amounts.split()], None if frame == "none" else int(frame)
    )
    assert [each.code for each in found] == words(fault)


def test_every_state_but_the_last_has_a_way_on_and_none_leads_back_over_the_pin() -> None:
    ends = {PlanState.REVISED, PlanState.ENDED}
    assert {state for state in PlanState if not acts_from(state)} == ends
    assert not [row for row in TRANSITIONS if row.sources & PINNED_STATES and row.target not in PINNED_STATES]
