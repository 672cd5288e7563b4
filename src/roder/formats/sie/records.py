"""The values that a SIE file holds, as plain frozen records.

Amounts are whole öre in ledger sign (debit +), quantities whole millionths, lines 1-based.
Source: SIE filformat utgåva 4B (2008-09-30).
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date as Day  # noqa: N812 - two records have a field called date

    from roder.domain.facts import BalanceKind
    from roder.domain.periods import FiscalYear
    from roder.domain.periods import Month
    from roder.domain.problems import Problem


@dataclass(slots=True)
class SieAccount:
    """An account of the chart: #KONTO with its #KTYP, #ENHET and #SRU."""

    number: str
    name: str = ""
    type: str = ""
    unit: str = ""
    sru: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SieDimension:
    """#DIM, or #UNDERDIM when it has a parent."""

    number: int
    name: str
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class SieBalance:
    """One of #IB #UB #RES #OIB #OUB #PSALDO; ``year`` is 0 for the current year, −1 the previous."""

    kind: BalanceKind
    year: int
    account: str
    amount_ore: int
    month: Month | None = None
    dimension: int | None = None
    object: str = ""
    quantity_micro: int | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class SieBudgetRow:
    """#PBUDGET: the budget of one month for an account, or for one object of it."""

    year: int
    account: str
    amount_ore: int
    month: Month
    dimension: int | None = None
    object: str = ""
    quantity_micro: int | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class SiePosting:
    """#TRANS (or an added #RTRANS, a deleted #BTRANS) inside a voucher."""

    account: str
    amount_ore: int
    objects: tuple[tuple[int, str], ...] = ()
    date: Day | None = None
    text: str = ""
    quantity_micro: int | None = None
    signature: str = ""
    kind: str = "TRANS"
    line: int = 0


@dataclass(frozen=True, slots=True)
class SieVoucher:
    """#VER with the postings that count (``postings``) and those deleted (``deleted``)."""

    series: str
    number: str
    date: Day
    text: str = ""
    registered: Day | None = None
    signature: str = ""
    postings: tuple[SiePosting, ...] = ()
    deleted: tuple[SiePosting, ...] = ()
    line: int = 0


@dataclass(slots=True)
class SieHeader:
    """Everything of a file that is neither balance, budget nor voucher."""

    encoding: str = "cp437"
    flag: int | None = None
    program: str = ""
    program_version: str = ""
    format: str = ""
    generated: Day | None = None
    generated_by: str = ""
    declared_type: str = ""
    sie_type: str = "1"
    prose: tuple[str, ...] = ()
    company_type: str = ""
    company_id: str = ""
    organisation_number: str = ""
    acquisition_number: str = ""
    activity_number: str = ""
    company_name: str = ""
    address: tuple[str, ...] = ()
    sni_code: str = ""
    tax_year: str = ""
    covers_to: Day | None = None
    chart_type: str = ""
    currency: str = "SEK"
    declared_checksum: int | None = None
    has_checksum_start: bool = False
    fiscal_years: dict[int, FiscalYear] = field(default_factory=dict)
    accounts: dict[str, SieAccount] = field(default_factory=dict)
    dimensions: dict[int, SieDimension] = field(default_factory=dict)
    objects: dict[tuple[int, str], str] = field(default_factory=dict)


@dataclass(slots=True)
class SieFile:
    """A whole file, with every fault found in it."""

    header: SieHeader = field(default_factory=SieHeader)
    balances: list[SieBalance] = field(default_factory=list)
    budget_rows: list[SieBudgetRow] = field(default_factory=list)
    vouchers: list[SieVoucher] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    computed_checksum: int | None = None
