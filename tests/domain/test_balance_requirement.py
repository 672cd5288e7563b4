"""The balance requirement, its deficits and reserves, as docs/algorithms/balance-requirement.md says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.domain.balance_requirement import BalanceFacts
from roder.domain.balance_requirement import BalanceStep
from roder.domain.balance_requirement import Deficit
from roder.domain.balance_requirement import amount_of
from roder.domain.balance_requirement import deficits_after
from roder.domain.balance_requirement import investigation
from roder.domain.balance_requirement import needs_action_plan
from roder.domain.balance_requirement import result_faults
from roder.domain.proposals import ImbalanceReason
from roder.domain.result_reserves import ReserveFacts
from roder.domain.result_reserves import ReserveKind
from roder.domain.result_reserves import most_to_reserve
from roder.domain.result_reserves import reserve_faults
from roder.domain.result_reserves import reserve_rules

PAGE = "balance-requirement"


@pytest.mark.parametrize(("column", "year"), [(1, 2015), (2, 2014), (3, 2013)])
def test_the_published_table_comes_out(column: int, year: int) -> None:
    printed = {row[0]: int(row[column]) for row in worked_table(PAGE, "step")}
    facts = BalanceFacts(
        year,
        printed["result"],
        gains_ore=-printed["gains"],
        reserved_ore=-printed["reserved"],
        reserve_used_ore=printed["reserve_used"],
        reasons_ore=printed["reasons"],
    )
    rows = investigation(facts, earlier_deficits_ore=-printed["earlier_deficits"])
    assert {step: amount_of(rows, BalanceStep(step)) for step in printed} == printed
    assert [row.step for row in rows] == list(BalanceStep)


@pytest.mark.parametrize("row", worked_table(PAGE, "results by year"))
def test_deficits_are_restored_the_oldest_first(row: list[str]) -> None:
    years = [BalanceFacts(*map(int, part.split())) for part in row[0].split(";")]
    found = deficits_after(years)
    told = "; ".join(f"{each.year} {each.amount_ore} {each.left_ore}" for each in found)
    assert (told or "-") == row[1]
    assert (" ".join(each.state(int(row[2])).value for each in found) or "-") == row[3]
    assert needs_action_plan(found) == any(each.left_ore for each in found)


def test_what_is_exempted_is_not_left_to_restore() -> None:
    assert deficits_after([BalanceFacts(2014, -193, exempted_ore=100)]) == [Deficit(2014, 193, 93)]
    assert deficits_after([BalanceFacts(2014, -193, exempted_ore=193)]) == [Deficit(2014, 193, 0)]


@given(st.lists(st.integers(-(10**12), 10**12), max_size=8))
def test_what_is_left_is_never_more_than_the_deficits_and_never_less_than_nothing(results: list[int]) -> None:
    found = deficits_after([BalanceFacts(2010 + number, ore) for number, ore in enumerate(results)])
    assert all(0 <= each.left_ore <= each.amount_ore for each in found)
    restored = sum(each.amount_ore - each.left_ore for each in found)
    assert restored <= sum(ore for ore in results if ore > 0)


@pytest.mark.parametrize("row", worked_table(PAGE, "kind"))
def test_no_more_is_put_aside_than_the_law_lets(row: list[str]) -> None:
    facts = ReserveFacts(*map(int, row[2:7]))
    assert most_to_reserve(ReserveKind(row[0]), int(row[1]), facts) == int(row[7])


def test_each_breach_of_the_reserve_is_told() -> None:
    facts = ReserveFacts(500000, 100000, 15000, 12000, balance_ore=10)
    rules = reserve_rules()
    assert all(rule.source for rule in rules.values())
    cases = [
        (ReserveKind.RESULT_RESERVE, 2024, 7000, 0, 0, []),
        (ReserveKind.RESULT_RESERVE, 2024, 7001, 0, 0, ["reserve_too_much"]),
        (ReserveKind.RESULT_RESERVE, 2024, 1, 0, 5, ["reserve_before_deficit"]),
        (ReserveKind.RESULT_RESERVE, 2024, 0, 11, 0, ["reserve_not_there"]),
        (ReserveKind.RESULT_RESERVE, 2024, 1, 10, 0, ["reserve_both_ways"]),
        (ReserveKind.EQUALISATION_RESERVE, 2034, 0, 10, 0, ["reserve_not_usable"]),
        (ReserveKind.EQUALISATION_RESERVE, 2033, 0, 10, 0, []),
    ]
    for kind, year, reserved, used, deficit, codes in cases:
        found = reserve_faults(kind, year, facts, reserved_ore=reserved, used_ore=used, deficit_ore=deficit)
        assert [each.code for each in found] == codes


@pytest.mark.parametrize("row", worked_table(PAGE, "budgeted result"))
def test_a_budget_without_surplus_needs_the_laws_reason(row: list[str]) -> None:
    reason = None if row[1] == "-" else ImbalanceReason(row[1])
    text = row[2].replace("-", "")
    found = result_faults(int(row[0]), reason=reason, text=text, reserve_ore=int(row[3]))
    assert (" ".join(each.code for each in found) or "-") == row[4]
