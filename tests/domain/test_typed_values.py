from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roder.domain.attainment import TargetValue
from roder.domain.indicators import TargetKind
from roder.domain.typed_values import TypedValue
from roder.domain.typed_values import typed_number
from roder.domain.typed_values import typed_target
from roder.domain.typed_values import typed_value


@pytest.mark.parametrize(
    "text", ["", "abc", "1 2", "1 2345", "1,2,3", "1.234,5", "12 kr", "1e5", "NaN", "--1", ",5", "٣", "%"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        typed_number(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", "7"),
        ("7,1", "7.1"),
        ("7.1", "7.1"),
        ("1 234 567,8", "1234567.8"),
        ("1\u00a0234", "1234"),
        ("1\u202f234", "1234"),
        ("−5,5", "-5.5"),
        ("-5,5", "-5.5"),
        ("12,5 %", "12.5"),
        (" 12,5\u00a0% ", "12.5"),
        ("0", "0"),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, number: str) -> None:
    assert typed_number(text) == Decimal(number)


def test_a_cell_says_a_value_that_it_is_missing_or_that_it_is_hidden() -> None:
    for text in ("", "  ", "-", "–", "−", "Saknas", "missing"):
        assert typed_value(text) == TypedValue(None)
    assert typed_value("..") == TypedValue(is_hidden=True)
    assert typed_value("0") == TypedValue(Decimal(0))
    with pytest.raises(ValueError, match=r"\.\.\."):
        typed_value("...")


def test_a_target_keeps_what_the_cell_does_not_say() -> None:
    kept = TargetValue(TargetKind.KEEP, Decimal(90), None, Decimal(85))
    assert typed_target("91", kept) == TargetValue(TargetKind.KEEP, Decimal(91), None, Decimal(85))
    assert typed_target("", kept) is None
    span = TargetValue(TargetKind.RANGE, Decimal(-2), Decimal(4))
    for text in ("-2–4", "−2 – 4", "-2 till 4", "-2 to 4"):
        assert typed_target(text) == span
    assert typed_target("3", span) == TargetValue(TargetKind.REACH, Decimal(3))
    for text in ("2–", "–", "a–b", "two"):
        with pytest.raises(ValueError, match=r".*"):
            typed_target(text)


@given(st.decimals(-(10**12), 10**12, places=4))
def test_what_is_written_in_either_language_is_read_back(number: Decimal) -> None:
    english = f"{number:,.4f}"
    swedish = english.replace(",", "\u00a0").replace(".", ",").replace("-", "−")
    assert typed_number(swedish) == number
    assert typed_number(f"{number:.4f}") == number
