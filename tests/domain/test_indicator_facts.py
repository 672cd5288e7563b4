from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from roder.domain.indicator_checks import number_faults
from roder.domain.indicator_checks import period_faults


def test_a_missing_value_has_no_fault_and_the_longest_fits() -> None:
    assert number_faults(None) == []
    assert number_faults(Decimal("-99999999999999.999999")) == []
    assert period_faults("2018", "T", "year", is_by_sex=False) == []
    assert period_faults("2018", "K", "year", is_by_sex=True) == []


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_only_numbers_that_the_database_keeps_whole_pass(value: Decimal) -> None:
    if not number_faults(value):
        assert abs(value) < Decimal(10) ** 14
        assert value == value.quantize(Decimal("0.000001"))
