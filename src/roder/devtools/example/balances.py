"""The example's balance accounts: opening, movements by month and closing, the same in every scale.

The ledger holds no tax revenue and no municipal grants. The bank is filled by equal monthly
transfers from the finance administration, booked straight against its clearing account in equity;
at the turn of the year the result is carried to that account.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from roder.devtools.example.cells import load_cells
from roder.devtools.example.chart import load_accounts
from roder.devtools.example.data_files import read_rows
from roder.devtools.example.flows import Flow
from roder.devtools.example.flows import load_flows
from roder.devtools.example.flows import load_settlements
from roder.devtools.example.organisation import load_frames
from roder.devtools.example.outturn import outturn_amounts
from roder.devtools.example.spreading import PER_MILLE
from roder.devtools.example.spreading import Matrix
from roder.domain.money import ORE_PER_UNIT
from roder.domain.money import allocate
from roder.domain.periods import MONTHS_PER_YEAR

FIRST_YEAR = 2017
BANK = "1930"
FINANCE_CLEARING = "2091"


class Transfer(NamedTuple):
    """An amount moved to ``account`` (debit +) against the bank, in a number of vouchers."""

    account: str
    series: str
    vouchers: int
    days: str
    text: str
    amount_ore: int


@dataclass(frozen=True)
class YearBalances:
    """A year's balance accounts. ``closing[m]`` is after m months, ``closing[0]`` the opening."""

    closing: list[dict[str, int]]
    movements: list[dict[str, int]]
    transfers: list[list[Transfer]]


@cache
def make_balances(year: int) -> YearBalances:
    """Return the year's balances month by month; raises ``ValueError`` before the first year."""
    booked = _booked_movements(year)
    monthly_transfers = allocate(sum(load_frames(year).values()), [1] * MONTHS_PER_YEAR)
    closing, movements, transfers = [_opening(year)], [], []
    for month in range(MONTHS_PER_YEAR):
        moved = defaultdict(int, {account: amounts[month] for account, amounts in booked.items()})
        made = _transfers(closing[-1], monthly_transfers[month])
        for transfer in made:
            moved[transfer.account] += transfer.amount_ore
            moved[BANK] -= transfer.amount_ore
        accounts = sorted({*closing[-1], *moved})
        closing.append({account: closing[-1].get(account, 0) + moved[account] for account in accounts})
        movements.append(dict(moved))
        transfers.append(made)
    return YearBalances(closing, movements, transfers)


def side_amounts(amounts: Matrix, flow: Flow) -> Matrix:
    """Return what of each amount goes to the flow's side account (VAT, withheld tax), ledger sign."""
    return amounts * flow.side_permille // PER_MILLE


@cache
def flow_cells() -> dict[str, list[int]]:
    """Return the cell numbers that each kind of voucher books."""
    flow_of_account = {row.number: row.flow for row in load_accounts()}
    found: dict[str, list[int]] = {flow.name: [] for flow in load_flows()}
    for index, cell in enumerate(load_cells().cells):
        found[flow_of_account[cell.account]].append(index)
    return found


def _opening(year: int) -> dict[str, int]:
    if year == FIRST_YEAR:
        rows = read_rows("opening_2017_mnkr.csv")
        return {row["account"]: int(row["amount_mnkr"]) * ORE_PER_UNIT["mnkr"] for row in rows}
    opening = dict(make_balances(year - 1).closing[-1])
    opening[FINANCE_CLEARING] += int(outturn_amounts(year - 1).sum())
    return opening


def _booked_movements(year: int) -> dict[str, list[int]]:
    """Return the movements that result postings cause on balance accounts, per month."""
    moved: dict[str, Matrix] = defaultdict(lambda: np.zeros(MONTHS_PER_YEAR, dtype=np.int64))
    for flow in load_flows():
        amounts = outturn_amounts(year)[flow_cells()[flow.name]]
        side = side_amounts(amounts, flow).sum(axis=0)
        if flow.side_account:
            moved[flow.side_account] += side
        if flow.counter_account:
            moved[flow.counter_account] -= amounts.sum(axis=0) + side
    return {account: amounts.tolist() for account, amounts in moved.items()}


def _transfers(standing: dict[str, int], from_finance_ore: int) -> list[Transfer]:
    made = [Transfer(FINANCE_CLEARING, "B", 1, "tax", "Överföring finansförvaltningen", -from_finance_ore)]
    for row in load_settlements():
        amount = -standing[row.account]
        if amount:
            made.append(Transfer(row.account, row.series, row.vouchers, row.days, row.text, amount))
    return made
