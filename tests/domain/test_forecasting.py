from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import whole_numbers
from tests.worked_tables import worked_table

from roder.domain.forecasting import ForecastBasis
from roder.domain.forecasting import ForecastMethod
from roder.domain.forecasting import divide_half_up
from roder.domain.forecasting import forecast
from roder.domain.forecasting import proposed_forecast


def number(cell: str) -> int | None:
    return int(cell) if cell and cell != "none" else None


@pytest.mark.parametrize("row", worked_table("forecasting", "method"))
def test_forecast_follows_the_worked_table(row: list[str]) -> None:
    method, outturn, months, year_budget, to_date, last_year, expected = row
    basis = ForecastBasis(
        whole_numbers(outturn), int(months), number(year_budget), number(to_date), whole_numbers(last_year)
    )
    assert forecast(ForecastMethod(method), basis) == number(expected)


@given(
    st.lists(st.integers(-(10**12), 10**12), min_size=12, max_size=12), st.sampled_from(list(ForecastMethod))
)
def test_after_the_last_month_every_method_gives_the_outturn(
    outturn: list[int], method: ForecastMethod
) -> None:
    basis = ForecastBasis(outturn, 12, -500, -500, outturn)
    assert forecast(method, basis) in {sum(outturn), None}


def test_the_next_method_that_can_is_used_and_named() -> None:
    assert proposed_forecast(ForecastBasis([-10], 12)) == (-120, ForecastMethod.LINEAR)
    season = ForecastBasis([-10], 2, last_year=[-5, -5])
    assert proposed_forecast(season) == (-20, ForecastMethod.SEASON)
    with_budget = ForecastBasis([-10], 2, -30, -15, last_year=[-5, -5])
    assert proposed_forecast(with_budget) == (-25, ForecastMethod.BUDGET_PROFILE)
    assert proposed_forecast(with_budget, ForecastMethod.SEASON) == (-20, ForecastMethod.SEASON)
    assert proposed_forecast(ForecastBasis([], 12)) == (None, ForecastMethod.BUDGET_PROFILE)


@given(st.integers(-(10**20), 10**20), st.integers(1, 10**12))
def test_division_rounds_to_the_nearest_and_is_odd(numerator: int, denominator: int) -> None:
    quotient = divide_half_up(numerator, denominator)
    assert abs(2 * (quotient * denominator - numerator)) <= denominator
    assert divide_half_up(-numerator, denominator) == -quotient
    assert divide_half_up(numerator, -denominator) == -quotient
