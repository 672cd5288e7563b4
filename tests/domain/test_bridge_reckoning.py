from __future__ import annotations

from decimal import Decimal

from roder.domain.bridge_reckoning import BridgeLine
from roder.domain.bridge_reckoning import by_rate
from roder.domain.bridge_reckoning import taken_back
from roder.domain.budget_versions import ChangeGroup

LAST, TECHNICAL, SAVING = ChangeGroup.LAST_FRAME, ChangeGroup.TECHNICAL, ChangeGroup.SAVING


def test_what_moves_is_raised_where_it_has_come_and_each_year_builds_on_the_one_before() -> None:
    lines = [
        BridgeLine("A", 2019, LAST, 1000),
        BridgeLine("A", 2019, TECHNICAL, -1000),
        BridgeLine("B", 2019, TECHNICAL, 1000),
        BridgeLine("B", 2020, SAVING, -100),
        BridgeLine("B", 2020, LAST, 77),
    ]
    rates = {year: {"A": Decimal(10), "B": Decimal(10)} for year in (2019, 2020, 2021)}
    found = by_rate([line.as_version_line() for line in lines], 2019, rates, ChangeGroup.INDEX, 1)
    assert found == [
        BridgeLine("B", 2019, ChangeGroup.INDEX, 100),
        BridgeLine("B", 2020, ChangeGroup.INDEX, 110),
        BridgeLine("B", 2021, ChangeGroup.INDEX, 111),
    ]


def test_a_year_without_rates_gives_nothing_and_a_base_below_zero_counts_as_nothing() -> None:
    lines = [BridgeLine("A", 2019, LAST, 1000), BridgeLine("A", 2019, TECHNICAL, -1001)]
    rates = {2019: {"A": Decimal(10)}}
    assert not by_rate([line.as_version_line() for line in lines], 2019, rates, SAVING, 1)


def test_what_is_for_one_year_is_taken_back_in_the_next() -> None:
    (back,) = taken_back([BridgeLine("A", 2019, ChangeGroup.VOLUME, -5, "Avstämning", "15 feb")])
    assert back == BridgeLine("A", 2020, ChangeGroup.FULL_YEAR, 5, "Avstämning", "15 feb")
