from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.domain.indexation import IndexComponent
from roder.domain.indexation import IndexWeightsError
from roder.domain.indexation import WeighedRate
from roder.domain.indexation import efficiency
from roder.domain.indexation import in_force
from roder.domain.indexation import index_rate
from roder.domain.indexation import indexed
from roder.domain.indexation import pkv_rate
from roder.domain.whole_units import rounded


def part(component: IndexComponent, weight: str, rate: str) -> WeighedRate:
    return WeighedRate(component, Decimal(weight), Decimal(rate))


def test_the_worked_table_is_right() -> None:
    for wage_weight, wage, price_weight, price, index in worked_table("indexation", "wage weight"):
        parts = [
            part(IndexComponent.WAGE, wage_weight, wage),
            part(IndexComponent.PRICE, price_weight, price),
        ]
        assert index_rate(parts) == Decimal(index)
        assert pkv_rate(Decimal(wage_weight), Decimal(wage), Decimal(price)) == Decimal(index)


def test_weights_that_are_no_whole_are_refused() -> None:
    for weights in ([], ["0.5", "0.4"], ["1.5", "-0.5"]):
        parts = [
            part(component, weight, "1") for component, weight in zip(IndexComponent, weights, strict=False)
        ]
        with pytest.raises(IndexWeightsError, match="sum to 1"):
            index_rate(parts)


def test_a_rate_holds_until_a_later_one() -> None:
    old, new = part(IndexComponent.WAGE, "1", "3"), part(IndexComponent.WAGE, "1", "2")
    other = part(IndexComponent.BOUGHT, "0", "5")
    rows = [(2020, new), (2018, old), (2018, other)]
    assert in_force(rows, 2019) == [old, other]
    assert in_force(rows, 2021) == [new, other]
    assert in_force(rows, 2017) == []


@given(
    st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 10**12), min_size=1),
    st.decimals(-9, 9, places=3),
)
def test_the_bodies_make_the_rounded_whole(bases: dict[str, int], rate: Decimal) -> None:
    found = indexed(bases, dict.fromkeys(bases, rate), 100_000)
    assert sum(found.values()) == rounded(sum(bases.values()) * rate / 100, 100_000)


def test_a_body_without_a_rate_is_not_raised_and_efficiency_takes() -> None:
    assert indexed({"A": 1000, "B": 1000}, {"A": Decimal(10)}, 1) == {"A": 100}
    assert efficiency({"A": 1000, "B": 0}, Decimal("0.5"), 1) == {"A": -5, "B": 0}
