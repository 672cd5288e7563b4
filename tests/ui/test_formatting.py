from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roder.domain.money import ORE_PER_UNIT
from roder.domain.money import ore_from_text
from roder.domain.periods import Month
from roder.ui import formatting
from roder.ui.formatting import amount_text
from roder.ui.formatting import amount_with_unit

MILLION = 100_000_000
LARGEST = 10**15


@pytest.mark.parametrize(
    ("amount_ore", "unit", "swedish", "english"),
    [
        (5_450 * MILLION, "mnkr", "5\u00a0450,0", "5,450.0"),
        (-12 * MILLION - 34 * MILLION // 100, "mnkr", "−12,3", "−12.3"),
        (5_000_000, "mnkr", "0,1", "0.1"),
        (-5_000_000, "mnkr", "−0,1", "−0.1"),
        (-4_999_999, "mnkr", "0,0", "0.0"),
        (137_163_99_500, "tkr", "137\u00a0164", "137,164"),
        (-123_456_789, "kr", "−1\u00a0234\u00a0567,89", "−1,234,567.89"),
        (0, "kr", "0,00", "0.00"),
        (None, "tkr", "–", "–"),
    ],
)
def test_amounts_are_written_as_each_language_writes_them(
    amount_ore: int | None, unit: str, swedish: str, english: str
) -> None:
    assert amount_text(amount_ore, unit, "sv") == swedish
    assert amount_text(amount_ore, unit, "en") == english


def test_a_variance_has_its_sign_and_zero_has_none() -> None:
    assert amount_text(7 * MILLION, "mnkr", "sv", signed=True) == "+7,0"
    assert amount_text(-7 * MILLION, "mnkr", "sv", signed=True) == "−7,0"
    assert amount_text(1, "mnkr", "sv", signed=True) == "0,0"


def test_a_sentence_has_the_unit_where_the_language_has_it() -> None:
    assert amount_with_unit(1_234_500_000_00, "mnkr", "sv") == "1\u00a0234,5\u00a0mnkr"
    assert amount_with_unit(1_234_500_000_00, "mnkr", "en") == "SEK\u00a01,234.5\u00a0million"
    assert amount_with_unit(100, "kr", "en") == "SEK\u00a01.00"
    assert amount_with_unit(None, "kr", "sv") == "–"
    assert [formatting.unit_name(unit, "en") for unit in formatting.UNITS] == [
        "SEK million",
        "SEK thousand",
        "SEK",
    ]
    assert formatting.unit_name("tkr", "sv") == "tkr"


@given(st.integers(-LARGEST, LARGEST), st.sampled_from(["sv", "en"]))
def test_kronor_read_back_are_the_same_ore(amount_ore: int, language: str) -> None:
    assert ore_from_text(amount_text(amount_ore, "kr", language)) == amount_ore


@given(st.integers(-LARGEST, LARGEST), st.sampled_from(formatting.UNITS), st.sampled_from(["sv", "en"]))
def test_rounding_never_moves_an_amount_by_more_than_half_of_its_last_digit(
    amount_ore: int, unit: str, language: str
) -> None:
    decimal = "," if language == "sv" else "."
    text = amount_text(amount_ore, unit, language)
    last_digit = ORE_PER_UNIT[unit] // 10 ** formatting.DECIMALS_OF_UNIT[unit]
    assert abs(ore_from_text(text, unit=unit, decimal=decimal) - amount_ore) * 2 <= last_digit
    assert amount_text(-amount_ore, unit, language).lstrip("−") == text.lstrip("−")


@pytest.mark.parametrize(
    ("part", "whole", "swedish", "english"),
    [
        (1, 8, "12,5\u00a0%", "12.5%"),
        (-1, 3, "−33,3\u00a0%", "−33.3%"),
        (1, 0, "–", "–"),
        (None, 5, "–", "–"),
        (5, None, "–", "–"),
    ],
)
def test_percent(part: int | None, whole: int | None, swedish: str, english: str) -> None:
    assert formatting.percent_text(part, whole, "sv") == swedish
    assert formatting.percent_text(part, whole, "en") == english


def test_counts() -> None:
    assert formatting.whole_number_text(2_000_000, "sv") == "2\u00a0000\u00a0000"
    assert formatting.whole_number_text(None, "sv") == "–"


def test_months() -> None:
    august = Month(2018, 8)
    assert formatting.month_text(august, "sv") == "aug 2018"
    assert formatting.month_text(august, "en", short=False) == "August 2018"
    assert formatting.to_date_text(august, "sv") == "jan–aug 2018"
    assert formatting.to_date_text(Month(2018, 1), "sv") == "jan 2018"
    assert formatting.span_text(Month(2017, 7), Month(2018, 6), "sv") == "jul 2017–jun 2018"
    assert formatting.month_from("2018-08") == formatting.month_from(august) == august


def test_days_are_iso_in_both_languages() -> None:
    assert formatting.date_text(date(2018, 5, 18)) == "2018-05-18"
    assert formatting.date_text(None) == "–"
    assert formatting.moment_text(datetime(2018, 5, 18, 14, 2, tzinfo=UTC)) == "2018-05-18 14:02"
    assert formatting.moment_text(None) == "–"
