"""The figures of a file per account, the same whichever of the types 1 to 4 the books come as.

Movement is taken from the vouchers when the year has any, else from the period balances, else
from the year's balances. Rows by object are not part of an account's total (DOMAIN 4.4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

from roder.domain.facts import AccountType
from roder.domain.facts import BalanceKind
from roder.formats.sie.movements import movements_by_year
from roder.formats.sie.movements import sum_movements

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.periods import Month
    from roder.formats.sie.movements import Movements
    from roder.formats.sie.records import SieBalance
    from roder.formats.sie.records import SieBudgetRow
    from roder.formats.sie.records import SieFile
    from roder.formats.sie.records import SieHeader

_BALANCE_TYPES: Final = frozenset({AccountType.ASSET, AccountType.LIABILITY})
_NO_NUMBER: Final = re.compile(r"0*\Z")
_UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class AccountFigures:
    """One account in one fiscal year, whole öre in ledger sign; ``None`` where the file does not say.

    ``by_month`` is ``None`` when the file gives no months for the account.
    """

    opening_ore: int | None
    movement_ore: int | None
    closing_ore: int | None
    budget_ore: int | None
    by_month: Mapping[Month, int] | None = None


def is_balance_account(header: SieHeader, account: str) -> bool:
    """Return whether an account belongs to the balance sheet: #KTYP when given, else its first digit.

    >>> from roder.formats.sie.records import SieHeader
    >>> is_balance_account(SieHeader(), "1930"), is_balance_account(SieHeader(), "3010")
    (True, False)
    """
    declared = header.accounts.get(account)
    if declared is not None and declared.type:
        return declared.type in _BALANCE_TYPES
    return account[:1] in ("1", "2")


def account_totals(
    rows: Iterable[SieBalance] | Iterable[SieBudgetRow],
) -> dict[str, dict[Month | None, int]]:
    """Return account -> month -> öre of the rows in total; a row with an object is never part of it.

    Worked table: docs/algorithms/totals-and-objects.md.

    >>> from roder.domain.periods import Month
    >>> from roder.formats.sie.records import SieBudgetRow
    >>> total = SieBudgetRow(0, "3010", -100, Month(2018, 1))
    >>> part = SieBudgetRow(0, "3020", -60, Month(2018, 1), 1, "4110")
    >>> account_totals([total, part])
    {'3010': {Month(year=2018, month=1): -100}}
    """
    totals: dict[str, dict[Month | None, int]] = {}
    for row in rows:
        if row.dimension is None:
            months = totals.setdefault(row.account, {})
            months[row.month] = months.get(row.month, 0) + row.amount_ore
    return totals


def account_figures(file: SieFile, year_offset: int = 0) -> dict[str, AccountFigures]:
    """Return the figures of every account with any figure in a year: 0 current, −1 previous.

    The same books as type 1, 2, 3 or 4 give the same opening, movement and closing.
    """
    return figures_from_sums(
        file.header, file.balances, file.budget_rows, sum_movements(file.vouchers), year_offset
    )


def figures_from_sums(
    header: SieHeader,
    balances: Sequence[SieBalance],
    budget_rows: Sequence[SieBudgetRow],
    sums: Movements,
    year_offset: int = 0,
) -> dict[str, AccountFigures]:
    """Return what ``account_figures`` does, from vouchers already summed."""
    stated = _Stated(header, [row for row in balances if row.year == year_offset])
    booked = movements_by_year(header, sums, year_offset)
    budgets = {
        account: sum(months.values())
        for account, months in account_totals(row for row in budget_rows if row.year == year_offset).items()
    }
    accounts = sorted({*stated.accounts, *booked, *budgets})
    return {account: stated.figures(account, booked, budgets.get(account)) for account in accounts}


class _Stated:
    """What the balance rows of one year say."""

    def __init__(self, header: SieHeader, rows: Sequence[SieBalance]) -> None:
        self._header = header
        kinds = BalanceKind
        self._opening = _year_rows(rows, kinds.OPENING)
        self._closing = _year_rows(rows, kinds.CLOSING)
        self._result = _year_rows(rows, kinds.RESULT)
        self._periods = account_totals(row for row in rows if row.kind is kinds.PERIOD)
        self.accounts = {*self._opening, *self._closing, *self._result, *self._periods}

    def figures(
        self, account: str, booked: Mapping[str, Mapping[Month, int]], budget_ore: int | None
    ) -> AccountFigures:
        """Return the figures of one account; ``booked`` is the year's vouchers by account and month."""
        by_month: Mapping[Month, int] | None = None
        if booked:
            by_month = booked.get(account, {})
        elif account in self._periods:
            by_month = {month: ore for month, ore in self._periods[account].items() if month is not None}
        movement = None if by_month is None else sum(by_month.values())
        if not is_balance_account(self._header, account):
            if movement is None and (self._result or self._periods):
                movement = self._result.get(account, 0)
            return AccountFigures(0, movement, movement, budget_ore, by_month)
        opening = self._opening.get(account, 0) if self._opening else None
        closing = self._closing.get(account, 0) if self._closing else None
        if movement is None and opening is not None and closing is not None:
            movement = closing - opening
        if opening is None and movement is not None and closing is not None:
            opening = closing - movement
        elif opening is not None and movement is not None:
            closing = opening + movement
        return AccountFigures(opening, movement, closing, budget_ore, by_month)


def _year_rows(rows: Iterable[SieBalance], kind: BalanceKind) -> dict[str, int]:
    totals = account_totals(row for row in rows if row.kind is kind)
    return {account: sum(months.values()) for account, months in totals.items()}


def organisation_key(header: SieHeader) -> str:
    """Return what tells one organisation's files from another's.

    The digits of #ORGNR when it is a real number (``000000-0000`` means none), else the name as
    lower-case words joined by hyphens, else ``unknown``.

    >>> from roder.formats.sie.records import SieHeader
    >>> organisation_key(SieHeader(organisation_number="212000-0159"))
    '2120000159'
    >>> organisation_key(SieHeader(organisation_number="000000-0000", company_name="Telge Nät AB"))
    'telge-nät-ab'
    """
    digits = "".join(re.findall(r"[0-9]", header.organisation_number))
    if not _NO_NUMBER.match(digits):
        return digits
    return "-".join(re.findall(r"\w+", header.company_name.lower())) or _UNKNOWN
