"""The example ledger: exact budgets, balanced vouchers, balances that carry over, stated calibration."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from roder.devtools.example.balances import FINANCE_CLEARING
from roder.devtools.example.balances import make_balances
from roder.devtools.example.budget import budget_amounts
from roder.devtools.example.budget import make_budget
from roder.devtools.example.cells import INTERNAL_PURCHASES
from roder.devtools.example.cells import INTERNAL_SALES
from roder.devtools.example.cells import load_cells
from roder.devtools.example.chart import load_accounts
from roder.devtools.example.ledger import Ledger
from roder.devtools.example.ledger import Scale
from roder.devtools.example.ledger import make_ledger
from roder.devtools.example.organisation import load_frames
from roder.devtools.example.outturn import outturn_amounts
from roder.devtools.example.postings import make_month
from roder.devtools.example.spreading import cells_of_bodies
from roder.domain.money import ORE_PER_KRONA
from roder.domain.periods import Month

# Cost above (+) or below (-) the budget from January to August 2018, per cent.
BANDS_2018 = {
    "200": (-4, -2),
    "300": (0.3, 1),
    "400": (3, 4),
    "450": (1.5, 2.5),
    "500": (1, 2),
    "600": (-2, -1),
    "700": (1, 3),
    "810": (0.5, 1.5),
}
OTHER_BAND = (-1, 1)


def movements_of(ledger: Ledger) -> Counter[str]:
    """Sum the postings by account as they stand in the vouchers."""
    cells, accounts = load_cells().cells, load_accounts()
    sums: Counter[str] = Counter()
    for block in ledger.blocks():
        for key, ore in zip(block.key.tolist(), block.amount_ore.tolist(), strict=True):
            sums[cells[key].account if key >= 0 else accounts[-1 - key].number] += ore
    return sums


@pytest.mark.parametrize("year", [2017, 2018])
def test_internal_budgets_sum_to_the_frames_to_the_ore(year: int) -> None:
    sums: Counter[str] = Counter()
    for row in make_budget(year):
        sums[row.body] += sum(row.months_ore)
        assert all(ore % ORE_PER_KRONA == 0 for ore in row.months_ore)
    assert dict(sums) == load_frames(year)


def test_each_month_of_the_budget_is_a_believable_part_of_the_year() -> None:
    for body, indexes in cells_of_bodies().items():
        months = budget_amounts(2018)[indexes].sum(axis=0)
        assert months.min() > 0
        if body not in {"100", "550", "700"}:
            assert 0.06 < months.min() / months.sum() < months.max() / months.sum() < 0.13


@pytest.mark.parametrize("year", [2017, 2018])
def test_internal_trade_nets_to_zero_in_every_month_of_budget_and_outturn(year: int) -> None:
    traded = [
        index
        for index, cell in enumerate(load_cells().cells)
        if cell.account in {INTERNAL_PURCHASES, INTERNAL_SALES}
    ]
    for amounts in (budget_amounts(year), outturn_amounts(year)):
        assert amounts[traded].any()
        assert not amounts[traded].sum(axis=0).any()


def test_outturn_to_august_lies_in_the_stated_bands() -> None:
    for body, indexes in cells_of_bodies().items():
        budget = int(budget_amounts(2018)[indexes, :8].sum())
        outturn = int(outturn_amounts(2018)[indexes, :8].sum())
        low, high = BANDS_2018.get(body, OTHER_BAND)
        assert low <= 100 * (outturn - budget) / budget <= high, body


def test_outturn_of_2017_is_the_published_share_of_its_budget() -> None:
    share = int(outturn_amounts(2017).sum()) / sum(load_frames(2017).values())
    assert abs(share - 5102 / 5303) < 0.005


def test_the_winter_overrun_shows_in_winter_and_on_winter_accounts() -> None:
    indexes = cells_of_bodies()["700"]
    over = (outturn_amounts(2018)[indexes] - budget_amounts(2018)[indexes]).sum(axis=0)
    assert (over[:3] > 0).all()
    assert (over[3:8] < 0).all()
    winter = [index for index in indexes if load_cells().cells[index].account in {"4631", "4121"}]
    beyond = (outturn_amounts(2018)[winter, :3] - budget_amounts(2018)[winter, :3]).sum()
    assert beyond > 0.7 * over[:3].sum()


def test_income_is_credit_and_cost_is_debit_in_every_cell() -> None:
    is_income = np.array([cell.account[0] == "3" for cell in load_cells().cells])
    for amounts in (budget_amounts(2018), outturn_amounts(2018)):
        assert (amounts[is_income] <= 0).all()
        assert (amounts[~is_income] >= 0).all()


def test_ended_and_coming_units_have_no_postings_outside_their_time() -> None:
    closed = [i for i, cell in enumerate(load_cells().cells) if cell.responsibility.startswith("3045")]
    coming = [i for i, cell in enumerate(load_cells().cells) if cell.responsibility.startswith("5512")]
    assert outturn_amounts(2017)[closed].any()
    assert not outturn_amounts(2018)[closed].any()
    assert not outturn_amounts(2017)[coming].any()
    assert outturn_amounts(2018)[coming].any()


@pytest.mark.parametrize("scale", list(Scale))
def test_vouchers_balance_and_days_lie_in_order(scale: Scale) -> None:
    month = Month(2018, 3)
    block = make_ledger(2018, 8, scale).month_block(month)
    assert not np.add.reduceat(block.amount_ore, block.first_line[:-1]).any()
    assert (np.diff(block.first_line) >= 2).all()
    assert block.amount_ore.all()
    assert block.day.min() >= 1
    assert block.day.max() <= month.last_day.day
    order = list(zip(block.series, block.day.tolist(), strict=True))
    assert order == sorted(order)


def test_scales_split_the_same_amounts() -> None:
    for month in (Month(2017, 12), Month(2018, 8)):
        sums = []
        for scale in Scale:
            block = make_ledger(month.year, 12, scale).month_block(month)
            totals: Counter[int] = Counter()
            for key, ore in zip(block.key.tolist(), block.amount_ore.tolist(), strict=True):
                totals[key] += ore
            sums.append(totals)
        assert sums[0] == sums[1]


def test_number_of_postings_is_near_what_the_scale_says() -> None:
    small = sum(block.key.size for block in make_ledger(2017, 12, Scale.SMALL).blocks())
    assert abs(small - 60_000) < 4_000
    full = make_ledger(2017, 12, Scale.FULL).month_block(Month(2017, 5)).key.size
    assert abs(full - 2_000_000 / 12) < 5_000


@pytest.mark.parametrize(("year", "month"), [(2017, 12), (2018, 8)])
def test_opening_and_movements_give_closing_and_result(year: int, month: int) -> None:
    ledger = make_ledger(year, month)
    moved = movements_of(ledger)
    assert sum(ledger.opening().values()) == 0
    assert {account for account in moved if account[0] > "2"} == set(ledger.result())
    assert all(moved[account] == ore for account, ore in ledger.result().items())
    assert all(
        ledger.opening().get(account, 0) + moved[account] == ore for account, ore in ledger.closing().items()
    )
    assert sum(ledger.closing().values()) + sum(ledger.result().values()) == 0


def test_the_result_is_carried_to_equity_and_all_else_stays() -> None:
    before, after = make_ledger(2017), make_ledger(2018)
    assert before.closing().keys() == after.opening().keys()
    carried = {
        account: after.opening()[account] - ore
        for account, ore in before.closing().items()
        if after.opening()[account] != ore
    }
    assert carried == {FINANCE_CLEARING: sum(before.result().values())}


def test_the_bank_never_runs_dry() -> None:
    for year in (2017, 2018):
        assert all(standing["1930"] > 0 for standing in make_balances(year).closing)


def test_a_month_is_the_same_whether_or_not_the_rest_of_the_year_is_made() -> None:
    to_august = list(make_ledger(2018, 8).blocks())[-1]
    in_the_year = list(make_ledger(2018, 12).blocks())[7]
    assert to_august.text == in_the_year.text
    assert (to_august.amount_ore == in_the_year.amount_ore).all()
    assert (to_august.key == in_the_year.key).all()


def test_other_chance_gives_another_split() -> None:
    first, second = make_month(Month(2018, 1), 8_000), make_month(Month(2018, 1), 8_001)
    assert first.text != second.text


@pytest.mark.parametrize(("year", "month"), [(2016, 12), (2018, 13)])
def test_years_and_months_outside_the_example_are_refused(year: int, month: int) -> None:
    with pytest.raises(ValueError, match=r"2016|2018-13"):
        make_ledger(year, month)
