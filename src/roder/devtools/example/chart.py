"""The example's chart of accounts (after Kommun-Bas) and the codes of its other dimensions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from roder.devtools.example.data_files import read_rows
from roder.domain.facts import AccountType

_TYPE_OF_CLASS = {"1": AccountType.ASSET, "2": AccountType.LIABILITY, "3": AccountType.INCOME}


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account. ``flow`` names the voucher kind that books it, ``""`` for balance accounts.

    ``budget_account`` is the coarser account on which units budget; ``counterparty`` the code that
    its postings carry unless something else is known.
    """

    number: str
    name: str
    flow: str
    budget_account: str
    counterparty: str

    @property
    def type(self) -> AccountType:
        """The account's kind by its Kommun-Bas class: 1 asset, 2 liability, 3 income, else cost."""
        return _TYPE_OF_CLASS.get(self.number[0], AccountType.COST)


@cache
def load_accounts() -> list[AccountRow]:
    """Return the chart in number order."""
    return [AccountRow(**row) for row in read_rows("accounts.csv")]


@cache
def load_activities() -> dict[str, str]:
    """Return the activity codes (verksamhet) and their names."""
    return _names("activities.csv")


@cache
def load_projects() -> dict[str, str]:
    """Return the project codes and their names."""
    return _names("projects.csv")


@cache
def load_counterparties() -> dict[str, str]:
    """Return the counterparty codes: 1 internal, 5 own companies, 8 others in Sweden, 9 abroad."""
    return _names("counterparties.csv")


def _names(file: str) -> dict[str, str]:
    return {row["code"]: row["name"] for row in read_rows(file)}
