from __future__ import annotations

import pytest
from tests.worked_tables import worked_table

from roder.domain.internal_budget_faults import beginning_faults
from roder.domain.internal_budget_faults import line_faults
from roder.domain.internal_budget_faults import writing_faults
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace
from roder.domain.internal_budgets import UnitPartState
from roder.domain.internal_budgets import first_difference
from roder.domain.internal_budgets import left_ore
from roder.domain.internal_budgets import net_of_units
from roder.domain.internal_budgets import summed
from roder.domain.organisation import BodyKind

NAME = "internal-budgets"


def pairs(cell: str) -> dict[str, int]:
    return {code: int(ore) for code, ore in (part.split() for part in cell.split(",") if part.strip())}


@pytest.mark.parametrize("row", worked_table(NAME, "grant"))
def test_what_is_left_follows_the_page(row: list[str]) -> None:
    assert left_ore(int(row[0]), int(row[1])) == int(row[2])


@pytest.mark.parametrize("row", worked_table(NAME, "body"))
def test_the_first_difference_follows_the_page(row: list[str]) -> None:
    found = first_difference(row[0], int(row[1]), pairs(row[2]), pairs(row[3]))
    said = "none" if found is None else f"{found.code} {found.given_ore} {found.budgeted_ore}"
    assert said == row[4]


def line(unit: str = "3010", account: str = "5011", ore: int = -1, **parts: str) -> InternalLine:
    return InternalLine(LinePlace(unit, account), (ore,) * 12, (ore, ore), **parts)


def test_layers_are_summed_by_place_and_the_latest_text_stands() -> None:
    first = line(ore=-5, text="Pay", origin="last_year", source="2017", formula="=1", profile="flat")
    found = summed([first, line(account="4600"), line(ore=2), line(ore=0, text="Less pay")])
    assert [(each.place.account, each.year_ore) for each in found] == [("4600", -12), ("5011", -36)]
    assert (found[1].text, found[1].origin, found[1].source) == ("Less pay", "last_year", "2017")
    assert (found[1].formula, found[1].profile, found[1].plan_ore) == ("", "", (-3, -3))
    assert net_of_units(found) == {"3010": -48}


@pytest.mark.parametrize(
    ("kind", "there", "codes"),
    [
        (None, 0, ["body_not_in_force"]),
        (BodyKind.UNIT, 0, ["body_divides_no_money"]),
        (BodyKind.COMPANY, 1, ["internal_budget_is_there"]),
        (BodyKind.COUNCIL, 0, []),
    ],
)
def test_what_keeps_an_internal_budget_from_being_begun(
    kind: BodyKind | None, there: int, codes: list[str]
) -> None:
    assert [fault.code for fault in beginning_faults("300", kind, is_there=bool(there))] == codes


@pytest.mark.parametrize(
    ("budget", "part", "codes"),
    [
        (InternalBudgetState.DRAFT, UnitPartState.DRAFT, []),
        (InternalBudgetState.DRAFT, UnitPartState.RETURNED, []),
        (InternalBudgetState.DRAFT, UnitPartState.APPROVED, ["unit_part_is_closed"]),
        (InternalBudgetState.APPROVED, UnitPartState.DRAFT, ["internal_budget_is_closed"]),
    ],
)
def test_what_keeps_a_part_from_being_written(
    budget: InternalBudgetState, part: UnitPartState, codes: list[str]
) -> None:
    assert [fault.code for fault in writing_faults(budget, part)] == codes


def test_every_fault_of_the_lines_is_told_with_its_number() -> None:
    short = InternalLine(LinePlace("3010", "4600"), (1,) * 11)
    lines = [line(), line(), line(unit="3020"), line(account=""), short, line(account="1", ore=10**16)]
    assert [(fault.code, fault.line) for fault in line_faults(lines, "3010")] == [
        ("line_twice", 2),
        ("line_of_another_unit", 3),
        ("line_without_account", 4),
        ("line_of_wrong_length", 5),
        ("amount_too_large", 6),
    ]
