"""An opening balance from the closing balances of the ledger's accounts."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from roder.domain.statements import ASSETS
from roder.domain.statements import BalanceItem

if TYPE_CHECKING:
    from collections.abc import Iterable

RESULT_CLASSES = frozenset("345678")


@cache
def balance_prefixes() -> dict[str, BalanceItem]:
    """Return the item of each prefix of an account, of ``parameters/balance_accounts.toml``.

    >>> balance_prefixes()["19"]
    <BalanceItem.CASH: 'cash'>
    """
    text = files("roder.domain.parameters").joinpath("balance_accounts.toml").read_text("utf-8")
    rows = tomllib.loads(text)["item"]
    return {prefix: BalanceItem(row["item"]) for row in rows for prefix in row["prefixes"]}


def item_of(account: str) -> BalanceItem | None:
    """Return the item that an account belongs to, by its longest known prefix.

    >>> item_of("1930"), item_of("2281"), item_of("9999")
    (<BalanceItem.CASH: 'cash'>, <BalanceItem.OTHER_PROVISIONS: 'other_provisions'>, None)
    """
    if account[:1] in RESULT_CLASSES:
        return BalanceItem.RESULT_OF_YEAR
    known = balance_prefixes()
    return next((known[account[:size]] for size in (4, 3, 2) if account[:size] in known), None)


def opening_balance(closing: Iterable[tuple[str, int]]) -> dict[BalanceItem, int]:
    """Return the balance of accounts with their closing amounts in öre, ledger sign (debit +); sizes on both sides.

    Result accounts make the result of the year, as long as the books have not closed it against equity.

    >>> opening_balance([("1930", 700), ("2011", -500), ("3010", -300), ("5011", 100)])[BalanceItem.RESULT_OF_YEAR]
    200
    """
    found: dict[BalanceItem, int] = {}
    for account, ore in closing:
        item = item_of(account)
        if item is not None:
            found[item] = found.get(item, 0) + (ore if item in ASSETS else -ore)
    return found
