"""Whole SIE files as hypothesis values: books that hold together, with the oddities that are lawful."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from roder.domain.facts import BalanceKind
from roder.domain.periods import FiscalYear
from roder.domain.periods import Month
from roder.formats.sie.movements import posting_month
from roder.formats.sie.records import SieAccount
from roder.formats.sie.records import SieBalance
from roder.formats.sie.records import SieBudgetRow
from roder.formats.sie.records import SieDimension
from roder.formats.sie.records import SieFile
from roder.formats.sie.records import SieHeader
from roder.formats.sie.records import SiePosting
from roder.formats.sie.records import SieVoucher

if TYPE_CHECKING:
    from collections.abc import Callable

ACCOUNTS = ("1930", "1510", "2440", "3010", "3133", "5020", "5610", "7012", "8910")
OBJECTS = ((1, "4110"), (1, "42 B"), (20, "407"), (6, 'P"1'), (23, "81"))
_LETTERS = 'abcXYZåäöÅÄÖé 0123456789{}#"\\/,.-'

texts = st.text(st.sampled_from(_LETTERS), max_size=20).map(lambda text: text.strip().rstrip("\\"))
amounts = st.integers(-(10**11), 10**11)
quantities = st.none() | st.integers(-(10**9), 10**9)
days = st.integers(0, 364).map(lambda number: date(2018, 1, 1) + timedelta(days=number))
months = st.integers(1, 12).map(lambda number: Month(2018, number))


@st.composite
def object_lists(draw: Callable[..., object]) -> tuple[tuple[int, str], ...]:
    chosen = draw(st.lists(st.sampled_from(OBJECTS), max_size=3, unique_by=lambda pair: pair[0]))
    return tuple(chosen)  # type: ignore[arg-type]


@st.composite
def vouchers(draw: Callable[..., object]) -> SieVoucher:
    """A voucher in balance, now and then with an added or a deleted row."""
    row = st.builds(
        SiePosting,
        account=st.sampled_from(ACCOUNTS),
        amount_ore=amounts,
        objects=object_lists(),
        date=st.none() | days,
        text=texts,
        quantity_micro=quantities,
        signature=st.sampled_from(["", "EKO"]),
        kind=st.sampled_from(["TRANS", "TRANS", "TRANS", "RTRANS"]),
    )
    rows: list[SiePosting] = draw(st.lists(row, min_size=1, max_size=5))  # type: ignore[assignment]
    rest = -sum(each.amount_ore for each in rows)
    deleted: list[SiePosting] = draw(st.lists(row, max_size=1))  # type: ignore[assignment]
    return SieVoucher(
        series=draw(st.sampled_from(["A", "", "L 2"])),  # type: ignore[arg-type]
        number=draw(st.integers(0, 9999).map(str)),  # type: ignore[arg-type]
        date=draw(days),  # type: ignore[arg-type]
        text=draw(texts),  # type: ignore[arg-type]
        registered=draw(st.none() | days),  # type: ignore[arg-type]
        signature=draw(st.sampled_from(["", "AB"])),  # type: ignore[arg-type]
        postings=(*rows, SiePosting("1930", rest)),
        deleted=tuple(
            SiePosting(each.account, each.amount_ore, each.objects, kind="BTRANS") for each in deleted
        ),
    )


def headers() -> st.SearchStrategy[SieHeader]:
    return st.builds(
        _header,
        name=texts.filter(bool),
        prose=st.lists(texts.filter(bool), max_size=2).map(tuple),
        number=st.sampled_from(["212000-0159", "000000-0000", ""]),
        names=st.lists(texts, min_size=len(ACCOUNTS), max_size=len(ACCOUNTS)),
    )


def _header(name: str, prose: tuple[str, ...], number: str, names: list[str]) -> SieHeader:
    return SieHeader(
        flag=0,
        program="Exempel",
        program_version="1.0",
        format="PC8",
        generated=date(2019, 1, 10),
        generated_by="EKO",
        prose=prose,
        company_type="X",
        organisation_number=number,
        company_name=name,
        address=("", "Storgatan 1", "151 89 Södertälje"),
        covers_to=date(2018, 12, 31),
        fiscal_years={
            0: FiscalYear(date(2018, 1, 1), date(2018, 12, 31)),
            -1: FiscalYear(date(2017, 1, 1), date(2017, 12, 31)),
        },
        accounts={
            account: SieAccount(account, text, "TTSIIKKKK"[place], "h" if place == 5 else "", ("7201",))
            for place, (account, text) in enumerate(zip(ACCOUNTS, names, strict=True))
        },
        dimensions={
            1: SieDimension(1, "Ansvar"),
            20: SieDimension(20, "Verksamhet"),
            21: SieDimension(21, "Aktivitet", 20),
            23: SieDimension(23, "Motpart"),
        },
        objects={pair: f"Objekt {pair[1]}" for pair in OBJECTS},
    )


@st.composite
def files(draw: Callable[..., object], sie_type: str = "4E") -> SieFile:
    """Books whose balances follow from their vouchers; of types 1 to 3 the vouchers are left out."""
    header: SieHeader = draw(headers())  # type: ignore[assignment]
    header.sie_type, header.declared_type = sie_type, sie_type[0]
    booked: list[SieVoucher] = draw(st.lists(vouchers(), min_size=1, max_size=6))  # type: ignore[assignment]
    budget: dict[tuple[str, Month], int] = draw(  # type: ignore[assignment]
        st.dictionaries(st.tuples(st.sampled_from(ACCOUNTS), months), amounts, max_size=5)
    )
    opening: int = draw(amounts)  # type: ignore[assignment]
    return SieFile(
        header=header,
        balances=[] if sie_type == "4I" else _balances(booked, opening, sie_type),
        budget_rows=[
            SieBudgetRow(0, account, ore, month)
            for (account, month), ore in budget.items()
            if sie_type not in ("1", "4I")
        ],
        vouchers=booked if sie_type in ("4E", "4I") else [],
    )


def _balances(booked: list[SieVoucher], opening: int, sie_type: str) -> list[SieBalance]:
    moved: dict[str, int] = {}
    by_month: dict[tuple[str, Month], int] = {}
    for voucher in booked:
        for row in voucher.postings:
            month = posting_month(voucher, row)
            moved[row.account] = moved.get(row.account, 0) + row.amount_ore
            cell = row.account, month
            by_month[cell] = by_month.get(cell, 0) + row.amount_ore
    starts = {"1930": opening, "2440": -opening}
    rows = [SieBalance(BalanceKind.OPENING, 0, account, ore) for account, ore in starts.items()]
    for account in sorted({*moved, *starts}):
        is_balance = account[0] in "12"
        kind = BalanceKind.CLOSING if is_balance else BalanceKind.RESULT
        rows.append(SieBalance(kind, 0, account, starts.get(account, 0) + moved.get(account, 0)))
    if sie_type != "1":
        rows += [
            SieBalance(BalanceKind.PERIOD, 0, account, ore, month)
            for (account, month), ore in sorted(by_month.items())
        ]
    return rows
