from __future__ import annotations

import csv
from importlib import resources

from roder.domain.opening_balance import opening_balance
from roder.domain.statements import BalanceItem
from roder.domain.statements import imbalance_ore


def test_the_accounts_of_the_example_make_a_balance_that_ties() -> None:
    text = resources.files("roder.devtools.data").joinpath("opening_2017_mnkr.csv").read_text("utf-8")
    rows = [(row["account"], int(row["amount_mnkr"])) for row in csv.DictReader(text.splitlines())]
    found = opening_balance(rows)
    assert (found[BalanceItem.CASH], found[BalanceItem.PENSIONS], found[BalanceItem.OTHER_PROVISIONS]) == (
        389,
        612,
        74,
    )
    assert (found[BalanceItem.LONG_LIABILITIES], found[BalanceItem.OTHER_EQUITY]) == (8411, 2247)
    assert imbalance_ore(found) == sum(amount for _account, amount in rows)


def test_an_account_of_no_known_group_is_left_out() -> None:
    assert opening_balance([("9910", 5)]) == {}
