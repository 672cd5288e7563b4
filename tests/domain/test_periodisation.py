from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import whole_numbers
from tests.worked_tables import worked_table

from roder.domain.periodisation import SCHOOL_DAYS
from roder.domain.periodisation import MonthShape
from roder.domain.periodisation import easter_day
from roder.domain.periodisation import midsummer_eve
from roder.domain.periodisation import shaped
from roder.domain.periodisation import spread_months
from roder.domain.periodisation import working_days

NAME = "periodisation"


@pytest.mark.parametrize("row", worked_table(NAME, "year öre"))
def test_a_year_falls_over_its_months_as_the_page_says(row: list[str]) -> None:
    year, shape, given_months, months, extra = row
    numbers = whole_numbers(given_months)
    found = shaped(int(year), MonthShape(shape), 2018, last_year=numbers, own=numbers)
    assert list(found.months_ore) == whole_numbers(months)
    assert list(found.extra) == whole_numbers(extra)


@pytest.mark.parametrize("row", worked_table(NAME, "calendar year"))
def test_free_days_follow_the_page(row: list[str]) -> None:
    year = int(row[0])
    assert [easter_day(year).isoformat(), midsummer_eve(year).isoformat()] == row[1:3]
    assert working_days(year) == whole_numbers(row[3])


@given(st.integers(-(10**15), 10**15), st.lists(st.integers(0, 10**9), min_size=12, max_size=12))
def test_the_months_sum_to_the_year_and_the_extra_are_fewer_than_twelve(year: int, own: list[int]) -> None:
    found = spread_months(year, own)
    assert sum(found.months_ore) == year
    assert len(found.extra) < 12


def test_a_year_has_twelve_weights_and_a_school_year_its_days() -> None:
    assert sum(SCHOOL_DAYS) == 178
    with pytest.raises(ValueError, match="twelve"):
        spread_months(100, [1, 2])
