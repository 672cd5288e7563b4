from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roder.domain.indicator_periods import IndicatorPeriod
from roder.domain.indicator_periods import periods_to
from roder.domain.indicators import PeriodKind


@pytest.mark.parametrize(
    "text", ["", "18", "2018T4", "2018Q0", "2018-13", "2018/20", "2017/17", "201808", "2018-8", "autumn"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"period|school year"):
        IndicatorPeriod.parse(text)


@pytest.mark.parametrize(
    ("text", "written", "kind", "last_day"),
    [
        ("2018", "2018", PeriodKind.YEAR, date(2018, 12, 31)),
        ("2017/18", "2017/18", PeriodKind.SCHOOL_YEAR, date(2018, 6, 30)),
        ("1999/2000", "1999/00", PeriodKind.SCHOOL_YEAR, date(2000, 6, 30)),
        ("2018t2", "2018T2", PeriodKind.TERTIAL, date(2018, 8, 31)),
        (" 2018Q4 ", "2018Q4", PeriodKind.QUARTER, date(2018, 12, 31)),
        ("2018-02", "2018-02", PeriodKind.MONTH, date(2018, 2, 28)),
    ],
)
def test_periods_are_read_and_written(text: str, written: str, kind: PeriodKind, last_day: date) -> None:
    period = IndicatorPeriod.parse(text)
    assert (str(period), period.kind, period.last_day) == (written, kind, last_day)


@given(
    st.sampled_from(list(PeriodKind)), st.dates(date(1950, 1, 1), date(2100, 12, 31)), st.integers(-60, 60)
)
def test_a_period_holds_its_day_and_steps_lead_back(kind: PeriodKind, day: date, steps: int) -> None:
    period = IndicatorPeriod.at(kind, day)
    assert period.first.first_day <= day <= period.last_day
    assert IndicatorPeriod.parse(str(period)) == period
    assert period.plus(steps).plus(-steps) == period
    assert (period.plus(1).first.first_day - period.last_day).days == 1


def test_periods_come_oldest_first() -> None:
    last = IndicatorPeriod.parse("2018T1")
    assert [str(period) for period in periods_to(last, 3)] == ["2017T2", "2017T3", "2018T1"]
