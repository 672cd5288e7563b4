from __future__ import annotations

import pytest
from tests.worked_tables import worked_table

from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LayerKind
from roder.domain.internal_budgets import LinePlace
from roder.domain.internal_transfers import InternalRight
from roder.domain.internal_transfers import change_faults
from roder.domain.internal_transfers import decision_faults
from roder.domain.internal_transfers import right_of_change
from roder.domain.internal_transfers import spread_over

Transfer, Amendment = LayerKind.TRANSFER, LayerKind.AMENDMENT


def line(unit: str, ore: int, account: str = "5011") -> InternalLine:
    return InternalLine(LinePlace(unit, account), (ore, *(0,) * 11))


@pytest.mark.parametrize("row", worked_table("internal-budgets", "nets of the change"))
def test_the_right_follows_the_page(row: list[str]) -> None:
    nets = dict(part.split() for part in row[0].split(", "))
    departments = dict(part.split() for part in row[1].split(", "))
    lines = [line(unit, int(net)) for unit, net in nets.items()]
    assert right_of_change(lines, departments) == row[2]


@pytest.mark.parametrize(
    ("kind", "lines", "left", "codes"),
    [
        (Transfer, [line("3011", -5), line("3012", 5)], 0, []),
        (Transfer, [line("3011", -5)], 0, ["internal_transfer_not_zero"]),
        (Transfer, [line("3011", 0)], 0, ["internal_change_is_empty"]),
        (Transfer, [line("3011", -5), line("9", 5)], 0, ["internal_change_of_strange_unit"]),
        (Amendment, [line("3011", -5)], 5, []),
        (Amendment, [line("3011", -4)], 5, ["internal_amendment_differs"]),
        (Amendment, [line("3011", -4)], 0, ["internal_frame_unchanged"]),
    ],
)
def test_what_keeps_a_change_from_being_made(
    kind: LayerKind, lines: list[InternalLine], left: int, codes: list[str]
) -> None:
    found = change_faults(kind, InternalBudgetState.IN_FORCE, lines, {"3011", "3012"}, left)
    assert [fault.code for fault in found] == codes


def test_a_draft_is_changed_on_its_lines() -> None:
    found = change_faults(Transfer, InternalBudgetState.DRAFT, [], {"3011"}, 0)
    assert [fault.code for fault in found] == ["internal_budget_not_decided"]


@pytest.mark.parametrize(
    ("right", "by", "codes"),
    [
        (InternalRight.UNIT, "", []),
        (InternalRight.COMMITTEE, "", ["internal_budget_without_decision"]),
        (InternalRight.COMMITTEE, "400", ["internal_decision_of_another_body"]),
        (InternalRight.FRAME, "300", []),
    ],
)
def test_the_committees_changes_ask_for_its_decision(right: InternalRight, by: str, codes: list[str]) -> None:
    assert [fault.code for fault in decision_faults(right, by, {"300"})] == codes


def test_an_amount_is_spread_over_months_exactly() -> None:
    assert spread_over([10, 11, 12], -100) == (*(0,) * 9, -34, -33, -33)
