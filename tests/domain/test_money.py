from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import whole_numbers
from tests.worked_tables import worked_table

from roder.domain.money import AmountError
from roder.domain.money import allocate
from roder.domain.money import kronor_text
from roder.domain.money import ore_from_text


@pytest.mark.parametrize("row", worked_table("money-allocation", "total öre"))
def test_allocate_follows_the_worked_table(row: list[str]) -> None:
    total, weights, parts = row
    assert allocate(int(total), whole_numbers(weights)) == whole_numbers(parts)


@given(st.integers(-(10**15), 10**15), st.lists(st.integers(0, 10**9), min_size=1, max_size=40))
def test_allocate_loses_no_ore_and_strays_less_than_one_from_the_exact_share(
    total: int, weights: list[int]
) -> None:
    parts = allocate(total, weights)
    assert sum(parts) == total
    shares = weights if any(weights) else [1] * len(weights)
    for part, share in zip(parts, shares, strict=True):
        assert abs(part * sum(shares) - total * share) < sum(shares)


@pytest.mark.parametrize("weights", [[], [1, -1]])
def test_allocate_refuses_weights_that_are_no_shares(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        allocate(1, weights)


@given(st.integers(-(10**15), 10**15))
def test_kronor_text_is_read_back_to_the_same_ore(ore: int) -> None:
    assert ore_from_text(kronor_text(ore)) == ore
    assert ore_from_text(kronor_text(ore).replace(".", ",")) == ore


@pytest.mark.parametrize(
    ("text", "unit", "ore"),
    [
        ("1 234,50", "kr", 123450),
        ("1\u00a0234,50", "kr", 123450),
        ("1\u202f234", "kr", 123400),
        ("1.234,50", "kr", 123450),
        ("1,234.50", "kr", 123450),
        ("1.234.567", "kr", 123456700),
        ("\u2212500", "kr", -50000),
        ("(500)", "kr", -50000),
        ("500-", "kr", -50000),
        ("(-500)", "kr", 50000),
        (".5", "kr", 50),
        ("5.", "kr", 500),
        ("2263,4", "tkr", 226340000),
        ("5,45", "mnkr", 545000000),
        ("1,000", "kr", 100),
    ],
)
def test_amounts_are_read_as_people_and_ledgers_write_them(text: str, unit: str, ore: int) -> None:
    assert ore_from_text(text, unit=unit) == ore


def test_a_known_decimal_sign_settles_what_the_other_sign_means() -> None:
    assert ore_from_text("1,000", decimal=".") == 100000
    assert ore_from_text("1.000,5", decimal=",") == 100050


@pytest.mark.parametrize("text", ["", "-", "abc", "1,2,3.4.5", "12,345", "1e5", "()", "--5", "1 2a"])
def test_what_is_no_exact_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountError):
        ore_from_text(text)
