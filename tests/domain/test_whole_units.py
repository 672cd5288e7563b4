from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import whole_numbers
from tests.worked_tables import worked_table

from roder.domain.whole_units import apportioned
from roder.domain.whole_units import rounded

EXACT = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=1200)


def test_the_worked_table_is_right() -> None:
    for exact, unit, parts in worked_table("indexation", "exact"):
        given_amounts = [Fraction(part) for part in whole_numbers(exact)]
        assert apportioned(given_amounts, int(unit)) == whole_numbers(parts), exact


@given(st.lists(EXACT, max_size=20), st.sampled_from([1, 100, 100_000]))
def test_the_parts_sum_to_the_rounded_whole_and_stay_within_a_unit(exact: list[Fraction], unit: int) -> None:
    parts = apportioned(exact, unit)
    assert sum(parts) == rounded(sum(exact, Fraction(0)), unit)
    assert all(abs(part - each) < unit for part, each in zip(parts, exact, strict=True))


def test_a_unit_is_something() -> None:
    with pytest.raises(ValueError, match="one öre"):
        rounded(1, 0)
