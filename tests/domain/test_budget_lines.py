from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import whole_numbers
from tests.worked_tables import worked_table

from roder.domain.budget_lines import ProfileError
from roder.domain.budget_lines import ProfileKind
from roder.domain.budget_lines import spread
from roder.domain.budget_lines import to_date


@pytest.mark.parametrize("row", worked_table("budget-spread", "year öre"))
def test_spread_follows_the_worked_table(row: list[str]) -> None:
    year, kind, weights, months = row
    expected = whole_numbers(months)
    assert spread(int(year), ProfileKind(kind), len(expected), whole_numbers(weights)) == expected


@given(st.integers(-(10**15), 10**15), st.lists(st.integers(-(10**12), 10**12), min_size=12, max_size=12))
def test_the_months_sum_to_the_year_and_never_pass_it(year: int, last_year: list[int]) -> None:
    try:
        months = spread(year, ProfileKind.LAST_YEAR, 12, last_year)
    except ProfileError:
        assert sum(last_year) == 0 or not any(last_year)
        return
    assert sum(months) == year
    assert all(abs(month) <= abs(year) for month in months)


def test_a_year_without_last_year_cannot_take_its_shape() -> None:
    with pytest.raises(ProfileError, match="no month"):
        spread(-100, ProfileKind.LAST_YEAR, 2, [0, 0])
    with pytest.raises(ProfileError, match="2 months"):
        spread(-100, ProfileKind.LAST_YEAR, 12, [1, 2])
    with pytest.raises(ProfileError, match="negative"):
        spread(-100, ProfileKind.GIVEN, 2, [1, -2])


def test_to_date_is_the_first_months() -> None:
    assert to_date([1, 2, 3], 0) == 0
    assert to_date([1, 2, 3], 3) == 6
