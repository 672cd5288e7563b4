"""The example municipality's ledger of a year, made month by month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.devtools.example.balances import make_balances
from roder.devtools.example.budget import BudgetRow
from roder.devtools.example.budget import make_budget
from roder.devtools.example.cells import load_cells
from roder.devtools.example.outturn import outturn_amounts
from roder.devtools.example.postings import VoucherBlock
from roder.devtools.example.postings import make_month
from roder.domain.periods import MONTHS_PER_YEAR
from roder.domain.periods import Month
from roder.domain.periods import months_between

if TYPE_CHECKING:
    from collections.abc import Iterator


class Scale(StrEnum):
    """How finely the same amounts are split."""

    SMALL = "small"
    FULL = "full"

    @property
    def postings_per_year(self) -> int:
        """About how many postings a whole year has."""
        return {Scale.SMALL: 60_000, Scale.FULL: 2_000_000}[self]


@dataclass(frozen=True)
class Ledger:
    """A year's ledger up to and including a month. All amounts in öre, ledger sign (debit +)."""

    year: int
    through_month: int
    scale: Scale

    def blocks(self) -> Iterator[VoucherBlock]:
        """Yield the vouchers of each month, made when asked for, so that memory stays flat."""
        for month in months_between(Month(self.year, 1), self.last_month):
            yield self.month_block(month)

    def month_block(self, month: Month) -> VoucherBlock:
        """Return the vouchers of one month, the same whether or not the others are made."""
        return make_month(month, self.scale.postings_per_year // MONTHS_PER_YEAR)

    @property
    def last_month(self) -> Month:
        """The last month with vouchers."""
        return Month(self.year, self.through_month)

    def opening(self) -> dict[str, int]:
        """Return the balance accounts on 1 January."""
        return make_balances(self.year).closing[0]

    def closing(self) -> dict[str, int]:
        """Return the balance accounts after the last month."""
        return make_balances(self.year).closing[self.through_month]

    def result(self) -> dict[str, int]:
        """Return the result accounts' sums from January through the last month."""
        totals = outturn_amounts(self.year)[:, : self.through_month].sum(axis=1).tolist()
        sums: dict[str, int] = defaultdict(int)
        for cell, total in zip(load_cells().cells, totals, strict=True):
            sums[cell.account] += total
        return {account: total for account, total in sorted(sums.items()) if total}

    def budget(self) -> list[BudgetRow]:
        """Return the whole year's internal budgets."""
        return make_budget(self.year)


def make_ledger(year: int, through_month: int = MONTHS_PER_YEAR, scale: Scale = Scale.SMALL) -> Ledger:
    """Return the example ledger of 2017 or 2018; raises ``ValueError`` for a year or month outside it."""
    Month(year, through_month)
    make_balances(year)
    return Ledger(year, through_month, scale)
