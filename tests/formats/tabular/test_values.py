from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roder.domain.money import AmountError
from roder.domain.periods import Month
from roder.formats.tabular.control import control_total
from roder.formats.tabular.values import Fault
from roder.formats.tabular.values import account_value
from roder.formats.tabular.values import amount_ore
from roder.formats.tabular.values import date_value
from roder.formats.tabular.values import month_value
from roder.formats.tabular.values import plain_amounts
from roder.formats.tabular.values import protected
from roder.formats.tabular.values import unprotected

amount_texts = st.from_regex(r"-?[0-9]{1,9}([.,][0-9]{1,3})?", fullmatch=True)


@given(st.lists(st.one_of(amount_texts, st.text(max_size=5)), max_size=6), st.sampled_from(["", ",", "."]))
def test_many_at_once_equals_one_by_one(texts: list[str], decimal: str) -> None:
    found = plain_amounts(texts, unit="kr", decimal=decimal)
    if found is not None:
        assert found == [amount_ore(text, unit="kr", decimal=decimal) for text in texts]


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1))
def test_cents_are_read_at_once_and_the_control_agrees(amounts: list[int]) -> None:
    texts = [f"{'-' if ore < 0 else ''}{abs(ore) // 100},{abs(ore) % 100:02d}" for ore in amounts]
    assert plain_amounts(texts, unit="kr", decimal="") == amounts
    assert control_total(texts) * 100 == sum(amounts)


@given(st.lists(st.text(max_size=8)), st.sampled_from(["", ",", "."]))
def test_control_of_any_text_is_a_number(texts: list[str], decimal: str) -> None:
    assert control_total(texts, decimal).is_finite()


@pytest.mark.parametrize(
    "text", ["1 234,50", "1.234,50", "(1 234,5)", "1234,50-", "−1\u00a0234,50", "1,234.50"]
)
def test_control_reads_what_the_reader_reads(text: str) -> None:
    assert control_total([text]) * 100 == amount_ore(text, unit="kr", decimal="")


@pytest.mark.parametrize(("text", "decimal"), [("1234.50", ","), ("1,5", "."), ("1.234", "")])
def test_an_amount_that_a_wrong_sign_would_change_is_refused(text: str, decimal: str) -> None:
    with pytest.raises(AmountError):
        amount_ore(text, unit="tkr", decimal=decimal)


@given(st.text())
def test_protection_is_undone(text: str) -> None:
    assert unprotected(protected(text)) == text
    assert not protected(text).startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    "text",
    [
        "2018-08",
        "201808",
        "2018/8",
        "08-2018",
        "aug 2018",
        "Augusti 2018",
        "aug-18",
        "2018-08-31",
        "20180831",
    ],
)
def test_periods_as_people_write_them(text: str) -> None:
    assert month_value(text) == Month(2018, 8)


@given(st.text(max_size=12))
def test_any_text_is_a_value_or_a_fault(text: str) -> None:
    assert month_value(text) is not None
    assert isinstance(date_value(text), date | Fault)
    assert isinstance(account_value(text), str | Fault)


def test_single_values_of_the_control() -> None:
    assert control_total(["nan", "1e999", "", "2"]) == Decimal(2)
