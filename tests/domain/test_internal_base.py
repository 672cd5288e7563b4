from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import whole_numbers
from tests.worked_tables import worked_table

from roder.domain.base_faults import wish_faults
from roder.domain.base_placing import based_unit
from roder.domain.base_placing import group_moves
from roder.domain.internal_base import BaseSource
from roder.domain.internal_base import BaseWish
from roder.domain.internal_base import based_lines
from roder.domain.internal_base import fall_of_forecast
from roder.domain.internal_base import indexed
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace
from roder.domain.internal_budgets import net_of_units

NAME = "internal-base"
UNIT = "3011"
PLACE = LinePlace(UNIT, "5011")


def personnel(_account: str) -> str:
    return "personnel"


def lines(cell: str) -> list[InternalLine]:
    parts = [part.strip().split(":") for part in cell.split(",") if part.strip()]
    return [
        InternalLine(LinePlace(UNIT, account), (int(year) // 12,) * 12, origin=origin)
        if int(year) % 12 == 0
        else InternalLine(LinePlace(UNIT, account), (int(year), *(0,) * 11), origin=origin)
        for account, origin, year in parts
    ]


def said(found: tuple[InternalLine, ...]) -> str:
    return ", ".join(f"{line.place.account}:{line.origin}:{line.year_ore}" for line in found)


@pytest.mark.parametrize("row", worked_table(NAME, "amount öre"))
def test_an_amount_is_raised_as_the_page_says(row: list[str]) -> None:
    assert indexed(int(row[0]), Decimal(row[1])) == int(row[2])


@pytest.mark.parametrize("row", worked_table(NAME, "months öre"))
def test_months_and_plan_years_follow_the_page(row: list[str]) -> None:
    wish = BaseWish(
        BaseSource.OUTTURN,
        2017,
        {"personnel": Decimal(row[1])},
        plan_indexes=(Decimal(2), Decimal(3)),
        weights=(1,) * 12 if row[2] == "flat" else (),
    )
    months = [*whole_numbers(row[0]), *[0] * 10]
    [line] = based_lines({PLACE: months}, wish, personnel)
    assert list(line.months_ore[:2]) == whole_numbers(row[3])
    assert line.year_ore == int(row[4])
    assert list(line.plan_ore) == whole_numbers(row[5])


@pytest.mark.parametrize("row", worked_table(NAME, "now"))
def test_what_stays_and_goes_follows_the_page(row: list[str]) -> None:
    wish = BaseWish(BaseSource.OUTTURN, 2017, replaces_typed=row[2] == "yes")
    found = based_unit(lines(row[0]), lines(row[1]), wish, UNIT, 0)
    assert said(found.lines) == row[3]
    assert " ".join(line.place.account for line in found.kept) == row[4]
    assert " ".join(line.place.account for line in found.replaced) == row[5]


@pytest.mark.parametrize("row", worked_table(NAME, "given"))
def test_what_is_left_is_put_on_the_named_account(row: list[str]) -> None:
    held = lines(row[1])
    is_base = held[0].origin == "last_year"
    wish = BaseWish(BaseSource.OUTTURN, 2017, fit_account=row[2])
    found = based_unit([] if is_base else held, held if is_base else [], wish, UNIT, int(row[0]))
    assert said(found.lines) == row[3]
    assert found.fitted_ore == int(row[4])


def test_a_fitted_line_says_by_how_much() -> None:
    wish = BaseWish(BaseSource.LEDGER_BUDGET, 2018, fit_account="5011")
    based = based_lines({PLACE: [-100] * 12}, wish, personnel)
    assert [line.source for line in based_unit([], based, wish, UNIT, 2400).lines] == [
        "Ekonomisystemets budget 2018; anpassat till tilldelningen med -12.00 kr".replace(".", ",")
    ]
    typed = based_unit([InternalLine(PLACE, (-100,) * 12)], [], wish, UNIT, 1300).lines
    assert typed[0].source == "Inskrivet; anpassat till tilldelningen med -1,00 kr"


def test_balance_accounts_and_empty_places_are_left_out() -> None:
    wish = BaseWish(BaseSource.OUTTURN, 2017)
    rows = {PLACE: [0] * 12, LinePlace(UNIT, "1510"): [5] * 12}
    assert based_lines(rows, wish, lambda account: "balance" if account == "1510" else "personnel") == []


@given(
    st.integers(0, 10**12),
    st.lists(st.integers(-(10**10), 10**10), min_size=12, max_size=12),
    st.decimals(-100, 1000, places=2),
)
def test_a_fitted_unit_is_exactly_its_allotment(given_ore: int, months: list[int], index: Decimal) -> None:
    wish = BaseWish(BaseSource.OUTTURN, 2017, rest_index=index, fit_account="7699")
    based = based_lines({PLACE: months}, wish, personnel)
    assert [line.year_ore for line in based] == ([indexed(sum(months), index)] if any(months) else [])
    found = based_unit([], based, wish, UNIT, given_ore)
    assert -net_of_units(found.lines).get(UNIT, 0) == given_ore


def test_account_groups_stand_in_the_order_of_the_statement() -> None:
    before = [InternalLine(PLACE, (-1,) * 12)]
    after = [
        *before,
        InternalLine(LinePlace(UNIT, "3110"), (2,) * 12),
        InternalLine(LinePlace(UNIT, "x"), (0,) * 12),
    ]
    groups = {"5011": "personnel", "3110": "operating_income"}
    found = group_moves(before, after, lambda account: groups.get(account, "unmapped"))
    assert [(each.line, each.difference_ore) for each in found] == [
        ("operating_income", 24),
        ("personnel", 0),
        ("unmapped", 0),
    ]


def test_a_forecast_falls_over_the_months_that_are_left() -> None:
    assert fall_of_forecast([-1] * 12, -99) == [-1] * 12
    assert fall_of_forecast([-10] * 10, -130, [-1] * 10 + [-3, -1])[10:] == [-23, -7]


def test_an_index_out_of_reason_is_told() -> None:
    wish = BaseWish(BaseSource.OUTTURN, 2017, {"personnel": Decimal(2000)}, Decimal("0.00001"))
    assert [fault.code for fault in wish_faults(wish, has_rows=True)] == ["index_out_of_reason"] * 2
