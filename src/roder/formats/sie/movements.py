"""The sums of a file's vouchers that its proofs and figures need, as plain whole öre."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from roder.domain.periods import Month
from roder.domain.periods import month_of
from roder.formats.sie.vouchers import voucher_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roder.formats.sie.records import SieHeader
    from roder.formats.sie.records import SiePosting
    from roder.formats.sie.records import SieVoucher


@dataclass(slots=True)
class Movements:
    """Postings that count, summed; months are those of ``posting_month``, as YYYYMM.

    ``by_account`` holds account and month, ``by_object`` dimension, object, account and month;
    amounts in ledger sign. ``debit_ore`` and ``credit_ore`` are both positive. ``unbalanced``
    names each voucher out of balance and by how much.
    """

    by_account: dict[tuple[str, int], int] = field(default_factory=dict)
    by_object: dict[tuple[int, str, str, int], int] = field(default_factory=dict)
    vouchers: int = 0
    postings: int = 0
    debit_ore: int = 0
    credit_ore: int = 0
    unbalanced: list[tuple[str, int]] = field(default_factory=list)


def posting_month(voucher: SieVoucher, posting: SiePosting) -> Month:
    """Return the month that a posting counts in: that of its own date, else of its voucher's.

    The one place of this rule. Ledgers that book accruals of later months inside one voucher state
    their #PSALDO so (tests/data/sie/typ4.se beside typ2.se); docs/formats/sie.md.
    """
    return month_of(posting.date if posting.date is not None else voucher.date)


def sum_movements(vouchers: Iterable[SieVoucher]) -> Movements:
    """Return the sums of some vouchers.

    >>> sum_movements([]).vouchers
    0
    """
    sums = Movements()
    for voucher in vouchers:
        difference = 0
        for posting in voucher.postings:
            month = posting_month(voucher, posting).number
            ore = posting.amount_ore
            difference += ore
            if ore > 0:
                sums.debit_ore += ore
            else:
                sums.credit_ore -= ore
            key = posting.account, month
            sums.by_account[key] = sums.by_account.get(key, 0) + ore
            for dimension, code in posting.objects:
                cell = dimension, code, posting.account, month
                sums.by_object[cell] = sums.by_object.get(cell, 0) + ore
        sums.vouchers += 1
        sums.postings += len(voucher.postings)
        if difference:
            sums.unbalanced.append((voucher_name(voucher.series, voucher.number), difference))
    return sums


def year_of_months(header: SieHeader) -> dict[int, int]:
    """Return the year number (0 current, −1 previous) of every month of the declared years.

    A month that two years share (a year broken inside a month) belongs to the later of them. A
    month that no year holds counts as of the current year; look it up with ``.get(month, 0)``.

    >>> from datetime import date
    >>> from roder.domain.periods import FiscalYear
    >>> from roder.formats.sie.records import SieHeader
    >>> years = {0: FiscalYear(date(2018, 1, 1), date(2018, 12, 31))}
    >>> year_of_months(SieHeader(fiscal_years=years))[201804]
    0
    """
    found: dict[int, int] = {}
    for offset in sorted(header.fiscal_years):
        for month in header.fiscal_years[offset].months:
            found[month.number] = offset
    return found


def movements_by_year(header: SieHeader, sums: Movements, year: int) -> dict[str, dict[Month, int]]:
    """Return account -> month -> öre of the vouchers that belong to one of the file's years."""
    offsets = year_of_months(header)
    met = {month for _account, month in sums.by_account if offsets.get(month, 0) == year}
    months = {month: Month.from_number(month) for month in met}
    found: dict[str, dict[Month, int]] = {}
    for (account, number), ore in sums.by_account.items():
        month = months.get(number)
        if month is not None:
            found.setdefault(account, {})[month] = ore
    return found
