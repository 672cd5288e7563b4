"""A file that we write is read by another open parser with the same balances and vouchers.

pysie-accounting 0.0.2 reads a dialect of its own, so the books given to it keep within that: texts in
ASCII (it reads UTF-8, SIE is code page 437), one series (it keys vouchers by number alone), every field
of #VER, and an SRU code for each account (accounts without one fall out of its tables).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from pysie_accounting.pysie import PySIE

from roder.domain.facts import BalanceKind
from roder.domain.money import kronor_text
from roder.domain.periods import FiscalYear
from roder.formats.sie.records import SieAccount
from roder.formats.sie.records import SieBalance
from roder.formats.sie.records import SieFile
from roder.formats.sie.records import SieHeader
from roder.formats.sie.records import SiePosting
from roder.formats.sie.records import SieVoucher
from roder.formats.sie.writer import write_sie

if TYPE_CHECKING:
    from pathlib import Path

BANK, SALARY = "1930", "5020"
AMOUNTS = st.integers(-(10**11), 10**11)


def books(amounts: list[int], opening: int) -> SieFile:
    """Salaries paid from the bank, one voucher each, after an opening balance."""
    vouchers = tuple(
        SieVoucher(
            "L",
            str(number),
            date(2018, 1 + number % 12, 28),
            f"Pay run {number}",
            date(2018, 12, 31),
            postings=(
                SiePosting(SALARY, amount, ((1, "4110"),), line=1),
                SiePosting(BANK, -amount, line=2),
            ),
        )
        for number, amount in enumerate(amounts, 1)
    )
    header = SieHeader(
        program="Roder",
        program_version="1.0",
        company_name="Test AB",
        fiscal_years={0: FiscalYear(date(2018, 1, 1), date(2018, 12, 31))},
        accounts={
            BANK: SieAccount(BANK, "Bank", "T", sru=("7281",)),
            SALARY: SieAccount(SALARY, "Salaries", "K", sru=("7514",)),
        },
    )
    balances = [
        SieBalance(BalanceKind.OPENING, 0, BANK, opening),
        SieBalance(BalanceKind.CLOSING, 0, BANK, opening - sum(amounts)),
        SieBalance(BalanceKind.RESULT, 0, SALARY, sum(amounts)),
    ]
    return SieFile(header=header, balances=balances, vouchers=list(vouchers))


def read_by_other(path: Path, file: SieFile) -> PySIE:
    path.write_bytes(write_sie(file, sie_type="4E"))
    codes = path.with_suffix(".csv")
    codes.write_text("SRU,Ink2\n7281,2.26\n7514,3.8\n")
    other = PySIE()
    other.open_trans(codes)
    other.open(path)
    return other


@settings(max_examples=20, deadline=None)
@given(st.lists(AMOUNTS, max_size=4), AMOUNTS)
def test_another_parser_reads_the_balances_and_vouchers_that_we_write(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[int], opening: int
) -> None:
    file = books(amounts, opening)
    other = read_by_other(tmp_path_factory.mktemp("sie") / "books.se", file)
    kronor = [float(kronor_text(ore)) for ore in (opening, opening - sum(amounts), sum(amounts))]
    assert other.fnamn == "Test AB"
    assert other.dfib["Balance"].tolist() == kronor[:1]
    assert other.get_balance(int(BANK)) == kronor[1]
    assert other.get_balance(int(SALARY)) == other.sum_result() == kronor[2]
    assert other.verifikat == {  # house: allow swedish-name: the other parser's own name
        voucher.number: (
            f"{voucher.date:%Y%m%d}",
            voucher.text,
            f"{voucher.registered:%Y%m%d}",
            [
                (row.account, " ".join(f'{d} "{o}"' for d, o in row.objects), kronor_text(row.amount_ore))
                for row in voucher.postings
            ],
        )
        for voucher in file.vouchers
    }


def test_what_the_other_parser_cannot_read_is_swedish_letters_in_the_code_page_of_sie(tmp_path: Path) -> None:
    file = books([100], 0)
    named = replace(file, header=replace(file.header, company_name="Södertälje"))
    with pytest.raises(UnicodeDecodeError):
        read_by_other(tmp_path / "books.se", named)
