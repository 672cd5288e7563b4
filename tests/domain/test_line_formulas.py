from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.domain.line_formulas import DEEPEST
from roder.domain.line_formulas import LONGEST
from roder.domain.line_formulas import formula_ore
from roder.domain.line_formulas import typed_ore
from roder.domain.money import AmountError


@pytest.mark.parametrize("row", worked_table("line-formulas", "typed"))
def test_what_is_typed_is_reckoned_as_the_page_says(row: list[str]) -> None:
    typed, becomes = row
    if becomes == "refused":
        with pytest.raises(AmountError):
            typed_ore(typed)
    else:
        assert typed_ore(typed) == int(becomes)


@pytest.mark.parametrize("text", ["=" + "1" * LONGEST, "=" + "(" * (DEEPEST + 2) + "1" + ")" * (DEEPEST + 2)])
def test_what_is_too_long_or_too_deep_is_refused(text: str) -> None:
    with pytest.raises(AmountError):
        formula_ore(text)


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**4))
def test_a_quotient_is_rounded_once(number: int, by: int) -> None:
    ore = formula_ore(f"={number}/{by}")
    assert abs(ore * by - number * 100) * 2 <= by
    assert formula_ore(f"=-({number}/{by})") == -ore
