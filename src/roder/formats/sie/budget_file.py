"""A budget by month as a SIE file of type 3: #PBUDGET in total and by responsibility, for a ledger system to read in.

A row of type 3 holds one object (DOMAIN 4.4), so activity, project and counterparty are not in the file; the table of
``tabular.ledger_budget`` has them. Amounts are öre in ledger sign.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from roder.domain.accounts import account_type
from roder.domain.accounts import chart_of
from roder.domain.facts import NUMBER_OF_DIMENSION
from roder.domain.facts import RESPONSIBILITY
from roder.domain.periods import Month
from roder.formats.sie.records import SieAccount
from roder.formats.sie.records import SieBudgetRow
from roder.formats.sie.records import SieDimension
from roder.formats.sie.records import SieFile
from roder.formats.sie.records import SieHeader
from roder.formats.sie.writer import write_sie

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from roder.domain.periods import FiscalYear

    BudgetCells = Mapping[tuple[int, str, str], int]
    """Month YYYYMM, account and responsibility code to öre in ledger sign."""

SIE_TYPE = "3"
DIMENSION = NUMBER_OF_DIMENSION[RESPONSIBILITY]
DIMENSION_NAME = "Ansvar"
COMPANY_CHART = "EUBAS97"


@dataclass(frozen=True, slots=True)
class BudgetBooks:
    """Whose budget it is and of which fiscal year, who wrote the file, and what the codes are called."""

    number: str
    name: str
    is_company: bool
    year: FiscalYear
    program: str
    program_version: str
    generated: date
    accounts: Mapping[str, str] = field(default_factory=dict)
    responsibilities: Mapping[str, str] = field(default_factory=dict)
    prose: tuple[str, ...] = ()


def write_budget_sie(books: BudgetBooks, cells: BudgetCells) -> bytes:
    r"""Return a budget as SIE type 3, code page 437, with #KSUMMA; amounts of 0 are left out.

    Each account and month has its total, and beside it the part of each responsibility; no part is taken off the total.
    Raises ``SieWriteError`` on control characters in codes; in names they become spaces.

    >>> from datetime import date
    >>> from roder.domain.periods import FiscalYear
    >>> year = FiscalYear(date(2018, 1, 1), date(2018, 12, 31))
    >>> books = BudgetBooks("212000-0159", "Järna", False, year, "Roder", "1", date(2018, 1, 9))
    >>> lines = write_budget_sie(books, {(201801, "5020", "4110"): 12_50}).decode("cp437").splitlines()
    >>> [line for line in lines if line.startswith("#PBUDGET")]
    ['#PBUDGET 0 201801 5020 {} 12.50', '#PBUDGET 0 201801 5020 {1 "4110"} 12.50']
    """
    amounts = {cell: ore for cell, ore in cells.items() if ore}
    return write_sie(SieFile(header=_header(books, amounts), budget_rows=_rows(amounts)))


def _header(books: BudgetBooks, cells: BudgetCells) -> SieHeader:
    chart_type, company_type = (COMPANY_CHART, "AB") if books.is_company else ("", "X")
    chart = chart_of(chart_type, books.number, company_type)
    accounts = {}
    for number in sorted({account for _month, account, _code in cells}):
        kind = account_type(number, chart)
        accounts[number] = SieAccount(
            number, _plain(books.accounts.get(number, "")), kind.value if kind else ""
        )
    codes = sorted({code for _month, _account, code in cells if code})
    return SieHeader(
        program=books.program,
        program_version=books.program_version,
        generated=books.generated,
        sie_type=SIE_TYPE,
        prose=tuple(_plain(text) for text in books.prose),
        company_type=company_type,
        organisation_number=books.number,
        company_name=_plain(books.name),
        covers_to=books.year.end,
        chart_type=chart_type,
        fiscal_years={0: books.year},
        accounts=accounts,
        dimensions={DIMENSION: SieDimension(DIMENSION, DIMENSION_NAME)},
        objects={(DIMENSION, code): _plain(books.responsibilities.get(code, "")) or code for code in codes},
    )


def _plain(text: str) -> str:
    """Return a name on one line, without the characters that SIE cannot hold."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _rows(cells: BudgetCells) -> list[SieBudgetRow]:
    """Return the rows account by account, month by month: the total, then its parts by responsibility."""
    totals: dict[tuple[str, int], int] = defaultdict(int)
    parts: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    for (month, account, code), ore in cells.items():
        totals[account, month] += ore
        if code:
            parts[account, month][code] = ore
    rows = []
    for (account, month), total in sorted(totals.items()):
        rows.append(SieBudgetRow(0, account, total, Month.from_number(month)))
        rows += [
            SieBudgetRow(0, account, ore, Month.from_number(month), DIMENSION, code)
            for code, ore in sorted(parts[account, month].items())
        ]
    return rows
