from __future__ import annotations

from datetime import date

import pytest
from tests.worked_tables import worked_table

from roder.domain.internal_budget_steps import BUDGET_TRANSITIONS
from roder.domain.internal_budget_steps import PART_TRANSITIONS
from roder.domain.internal_budget_steps import BudgetStanding
from roder.domain.internal_budget_steps import InternalBudgetAct
from roder.domain.internal_budget_steps import InternalStepWish
from roder.domain.internal_budget_steps import PartAct
from roder.domain.internal_budget_steps import PartStanding
from roder.domain.internal_budget_steps import budget_step_faults
from roder.domain.internal_budget_steps import budget_transition
from roder.domain.internal_budget_steps import next_act
from roder.domain.internal_budget_steps import part_step_faults
from roder.domain.internal_budgets import DifferingNode
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import UnitPartState
from roder.domain.internal_budgets import first_difference

NAME = "internal-budgets"
DAY = date(2018, 11, 20)
Draft = InternalBudgetState.DRAFT


def asks(**flags: bool) -> str:
    return ", ".join(word.replace("_", " ") for word, is_asked in flags.items() if is_asked)


def test_the_steps_of_a_part_follow_the_page() -> None:
    found = [
        [
            row.act,
            ", ".join(state for state in UnitPartState if state in row.sources),
            row.target,
            row.permission,
            asks(four_eyes=row.asks_four_eyes, reason=row.asks_reason),
        ]
        for row in PART_TRANSITIONS
    ]
    assert found == worked_table(NAME, "part's act")


def test_the_steps_of_the_whole_follow_the_page() -> None:
    found = [
        [
            row.act,
            row.source,
            row.target,
            row.permission,
            asks(sum=row.asks_sum, decision=row.asks_decision, reason=row.asks_reason),
        ]
        for row in BUDGET_TRANSITIONS
    ]
    assert found == worked_table(NAME, "budget's act")


def part_of(text: str) -> PartStanding:
    unit, state, given, net = text.split()
    return PartStanding(unit, UnitPartState(state), int(given), int(net), has_lines=int(net) != 0)


@pytest.mark.parametrize("row", worked_table(NAME, "state"))
def test_what_a_budget_waits_for_follows_the_page(row: list[str]) -> None:
    parts = tuple(part_of(text) for text in row[2].split(", "))
    frame = None if row[1] == "none" else int(row[1])
    given = {part.unit: part.allotted_ore for part in parts}
    nets = {part.unit: part.net_ore for part in parts}
    difference = None if frame is None else first_difference("300", frame, given, nets)
    standing = BudgetStanding(InternalBudgetState(row[0]), 2019, frame, difference, parts)
    assert next_act(standing, sum(given.values())) == row[3]


def part_faults(
    act: PartAct, part: str, reason: str = "", handed_in_by: str = "", state: InternalBudgetState = Draft
) -> list[str]:
    wish = InternalStepWish("nils", DAY, reason)
    return [fault.code for fault in part_step_faults(act, part_of(part), state, wish, handed_in_by)]


def test_a_part_is_handed_in_over_what_it_was_given_only_with_a_reason() -> None:
    assert part_faults(PartAct.SUBMIT, "3011 draft 100 -101") == ["part_over_without_reason"]
    assert part_faults(PartAct.SUBMIT, "3011 draft 100 -101", "A new class") == []
    assert part_faults(PartAct.SUBMIT, "3011 returned 100 -99") == []


def test_whoever_handed_in_does_not_approve_and_sending_back_says_why() -> None:
    assert part_faults(PartAct.APPROVE, "3011 submitted 100 -100", handed_in_by="nils") == ["part_own_work"]
    assert part_faults(PartAct.APPROVE, "3011 submitted 100 -100", handed_in_by="eva") == []
    assert part_faults(PartAct.RETURN, "3011 approved 100 -100", " ") == ["internal_step_without_reason"]


def test_a_part_is_stepped_from_its_state_while_the_whole_is_a_draft() -> None:
    assert part_faults(PartAct.APPROVE, "3011 draft 100 -100") == ["internal_budget_in_another_state"]
    found = part_faults(PartAct.SUBMIT, "3011 draft 1 0", state=InternalBudgetState.APPROVED)
    assert found == ["internal_budget_is_closed"]


def whole_faults(
    act: InternalBudgetAct,
    *,
    reason: str = "",
    by: str = "",
    day: date = DAY,
    state: InternalBudgetState | None = None,
    difference: DifferingNode | None = None,
    parts: tuple[PartStanding, ...] = (),
) -> list[str]:
    standing = BudgetStanding(state or budget_transition(act).source, 2018, 100, difference, parts, {"300"})
    return [
        fault.code for fault in budget_step_faults(act, standing, InternalStepWish("nils", day, reason, by))
    ]


def test_the_whole_is_approved_when_every_part_is_and_the_sum_is_the_frame() -> None:
    open_part = (part_of("3011 submitted 100 -100"),)
    node = DifferingNode("3020", 40, 41)
    assert whole_faults(InternalBudgetAct.APPROVE) == []
    assert whole_faults(InternalBudgetAct.APPROVE, parts=open_part) == ["parts_not_approved"]
    assert whole_faults(InternalBudgetAct.APPROVE, difference=node) == ["internal_budget_differs"]
    assert whole_faults(InternalBudgetAct.ADOPT, difference=node, by="300") == ["internal_budget_differs"]


def test_it_is_adopted_by_the_bodys_own_decision() -> None:
    assert whole_faults(InternalBudgetAct.ADOPT) == ["internal_budget_without_decision"]
    assert whole_faults(InternalBudgetAct.ADOPT, by="400") == ["internal_decision_of_another_body"]
    assert whole_faults(InternalBudgetAct.ADOPT, by="300") == []


def test_it_is_in_force_in_its_year_and_ended_after_it() -> None:
    assert whole_faults(InternalBudgetAct.BEGIN, day=date(2017, 12, 31)) == [
        "internal_budget_before_its_year"
    ]
    assert whole_faults(InternalBudgetAct.BEGIN, day=date(2018, 1, 1)) == []
    assert whole_faults(InternalBudgetAct.END, reason="Over") == ["internal_budget_year_not_over"]
    assert whole_faults(InternalBudgetAct.END, day=date(2019, 1, 1)) == ["internal_step_without_reason"]
    assert whole_faults(InternalBudgetAct.SEND_BACK, state=Draft) == ["internal_budget_in_another_state"]


@pytest.mark.parametrize(
    ("part", "deadline", "days"),
    [
        ("3011 draft 100 0", date(2018, 11, 16), 4),
        ("3011 returned 100 0", date(2018, 11, 20), 0),
        ("3011 submitted 100 0", date(2018, 11, 16), 0),
        ("3011 draft 0 0", date(2018, 11, 16), 0),
        ("3011 draft 100 0", None, 0),
    ],
)
def test_a_part_is_late_when_its_day_has_passed_and_it_is_with_the_unit(
    part: str, deadline: date | None, days: int
) -> None:
    at = part_of(part)
    standing = PartStanding(at.unit, at.state, at.allotted_ore, at.net_ore, deadline)
    assert standing.days_late(DAY) == days
