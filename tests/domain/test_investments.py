from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.worked_tables import worked_table

from roder.domain.internal_rates import InternalRate
from roder.domain.internal_rates import interest_ore
from roder.domain.internal_rates import known_rates
from roder.domain.internal_rates import rate_of
from roder.domain.investments import InvestmentPlan
from roder.domain.investments import ProjectYear
from roder.domain.investments import body_consequences
from roder.domain.investments import book_value_ore
from roder.domain.investments import consequence
from roder.domain.investments import investment_lines
from roder.domain.investments import left_ore
from roder.domain.investments import net_ore
from roder.domain.investments import running_cost_steps
from roder.domain.investments import spent_ore
from roder.domain.investments import written_down_ore


@pytest.mark.parametrize("row", worked_table("investments", "spent"))
def test_depreciation_is_straight_from_the_year_of_use(row: Any) -> None:
    years = [ProjectYear(*map(int, part.split(":"))) for part in row[0].split()]
    project = InvestmentPlan(
        "1", "School", lifetime_years=int(row[1]), in_use_year=int(row[2]) if row[2] else None, years=years
    )
    year = int(row[3])
    assert (written_down_ore(project, year), book_value_ore(project, year)) == (int(row[4]), int(row[5]))


SCHOOL = InvestmentPlan(
    "1",
    "School",
    "300",
    decided_ore=29_000_000_00,
    lifetime_years=30,
    in_use_year=2019,
    years=[
        ProjectYear(2018, 30_000_000_00, 6_000_000_00),
        *(ProjectYear(year, 0, 0, 200_000_00) for year in (2019, 2020, 2021)),
    ],
)


@pytest.mark.parametrize("row", worked_table("investments", "consequence of"))
def test_a_project_costs_depreciation_interest_and_running(row: Any) -> None:
    found = consequence(SCHOOL, int(row[0]))
    assert [
        found.depreciation_ore,
        found.grant_release_ore,
        found.interest_ore,
        found.running_ore,
        found.total_ore,
    ] == [int(cell) * 100 for cell in row[1:]]


def test_what_is_left_of_the_decision_may_be_too_little() -> None:
    assert left_ore(InvestmentPlan("1", "x"), 2019) is None
    assert left_ore(SCHOOL, 2017) == 29_000_000_00
    assert left_ore(SCHOOL, 2018) == -1_000_000_00
    assert spent_ore(InvestmentPlan("1", "x", spent_before_ore=4), 2019) == 4


def test_a_project_that_was_spent_on_before_is_depreciated_too_and_grants_wait_until_use() -> None:
    old = InvestmentPlan("2", "Road", spent_before_ore=90, lifetime_years=3, in_use_year=2019)
    assert [written_down_ore(old, year) for year in (2018, 2019, 2022)] == [0, 30, 0]
    waiting = InvestmentPlan("3", "Hall", years=[ProjectYear(2018, 100, 40)])
    assert consequence(waiting, 2019).total_ore == 0


def test_a_cancelled_project_has_no_money_and_no_consequence() -> None:
    gone = InvestmentPlan(
        "1", "x", is_cancelled=True, lifetime_years=1, in_use_year=2018, years=[ProjectYear(2018, 5)]
    )
    assert investment_lines([gone], [2018]) == []
    assert (net_ore([gone], 2018), book_value_ore(gone, 2018), written_down_ore(gone, 2018)) == (0, 0, 0)
    assert consequence(gone, 2018).total_ore == 0


def test_lines_sum_to_the_net_investment_with_the_sign_turned() -> None:
    lines = investment_lines([SCHOOL], [2018, 2019])
    assert sum(line.amount_ore for line in lines) == -net_ore([SCHOOL], 2018)
    assert {line.body for line in lines} == {"300"}
    assert [line.account for line in lines] == ["expenditure", "income"]


def test_frames_grow_by_what_running_costs_grow_and_not_by_the_capital() -> None:
    gone = InvestmentPlan("9", "x", "300", is_cancelled=True, years=[ProjectYear(2019, 0, 0, 7)])
    assert running_cost_steps([SCHOOL, gone, InvestmentPlan("8", "y")], [2018, 2019, 2020]) == {
        ("300", 2019): 200_000_00
    }


def test_consequences_are_summed_by_body() -> None:
    found = body_consequences([SCHOOL, SCHOOL, InvestmentPlan("9", "Park", "700")], [2019], known_rates())
    assert list(found) == ["300", "700"]
    assert found["300"][0].total_ore == 2 * consequence(SCHOOL, 2019).total_ore
    assert found["700"][0].total_ore == 0


def test_a_rate_holds_until_the_next_and_half_an_ore_is_rounded_away() -> None:
    rates = [InternalRate(2020, Decimal(2), "b"), InternalRate(2018, Decimal(1), "a")]
    found = [rate_of(year, rates) for year in (2017, 2019, 2021)]
    assert [each and each.percent for each in found] == [None, Decimal(1), Decimal(2)]
    assert (interest_ore(50, rates[1]), interest_ore(-50, rates[1]), interest_ore(50, None)) == (1, -1, 0)
