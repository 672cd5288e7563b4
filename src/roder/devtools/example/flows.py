"""The kinds of voucher in which the example's ledger is booked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from roder.devtools.example.data_files import read_rows


@dataclass(frozen=True, slots=True)
class Flow:
    """A kind of voucher: its series, what it is booked against, how many lines it has.

    ``side_permille`` of every amount goes to ``side_account`` (VAT, withheld tax) and the rest of
    the voucher to ``counter_account``. ``lines_per_voucher`` 0 keeps a whole group in one voucher.
    """

    name: str
    series: str
    counter_account: str
    side_account: str
    side_permille: int
    lines_per_voucher: int
    counter_lines: int
    days: str
    text: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """A balance account whose balance at the start of a month is paid or received during it."""

    account: str
    series: str
    vouchers: int
    days: str
    text: str


@cache
def load_flows() -> list[Flow]:
    """Return the voucher kinds."""
    return [
        Flow(
            name=row["name"],
            series=row["series"],
            counter_account=row["counter_account"],
            side_account=row["side_account"],
            side_permille=int(row["side_permille"]),
            lines_per_voucher=int(row["lines_per_voucher"]),
            counter_lines=int(row["counter_lines"]),
            days=row["days"],
            text=row["text"],
        )
        for row in read_rows("flows.csv")
    ]


@cache
def load_settlements() -> list[Settlement]:
    """Return the accounts that are settled monthly against the bank."""
    return [
        Settlement(row["account"], row["series"], int(row["vouchers"]), row["days"], row["text"])
        for row in read_rows("settlements.csv")
    ]
