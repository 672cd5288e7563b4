from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roder.domain.periods import FiscalYear
from roder.domain.periods import Month
from roder.domain.periods import month_of

months = st.builds(Month, st.integers(1900, 2100), st.integers(1, 12))


@given(months, st.integers(-500, 500))
def test_months_are_counted_on_one_line(month: Month, steps: int) -> None:
    assert month.plus(steps).months_since(month) == steps
    assert month.plus(steps).plus(-steps) == month


@given(months)
def test_a_month_is_written_and_read_back(month: Month) -> None:
    assert Month.parse(str(month)) == month
    assert Month.from_number(month.number) == month
    assert month_of(month.last_day) == month == month_of(month.first_day)
    assert (month.next().first_day - month.last_day).days == 1


@pytest.mark.parametrize("text", ["", "2018", "2018-13", "2018-00", "18-01", "2018-1", "x"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)


def test_a_broken_fiscal_year_is_named_by_the_year_it_begins_in() -> None:
    year = FiscalYear(date(2009, 7, 1), date(2010, 6, 30))
    assert year.year == 2009
    assert [str(year.months[0]), str(year.months[-1]), len(year.months)] == ["2009-07", "2010-06", 12]
    assert year.holds(date(2010, 6, 30))
    assert not year.holds(date(2010, 7, 1))
