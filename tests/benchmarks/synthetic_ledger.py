"""A large ledger made at once: 2,000 units under 12 committees, 900 accounts, 60 lines, four years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterator

UNITS = 2_000
ACCOUNTS = 900
LINES = 60
COMMITTEES = 12
FIRST_YEAR = 2015
YEARS = 4
BATCH_ROWS = 100_000

UNIT_CODES = [str(10_000 + number) for number in range(UNITS)]
ACCOUNT_CODES = [str(3_000 + number * 5) for number in range(ACCOUNTS)]
_TEXTS = [f"Faktura {number} leverantör {number * 7919 % 997}" for number in range(20_000)]


@dataclass(frozen=True, slots=True)
class Chart:
    """Who owns each code, and which line each account goes to."""

    committee_of_code: dict[str, int]
    line_of_account: dict[str, str]


def chart() -> Chart:
    return Chart(
        {code: number * COMMITTEES // UNITS for number, code in enumerate(UNIT_CODES)},
        {code: f"L{number * LINES // ACCOUNTS:02d}" for number, code in enumerate(ACCOUNT_CODES)},
    )


def year_batches(year: int, rows: int, seed: int = 7) -> Iterator[pa.RecordBatch]:
    """Yield the postings of a year in date order, as the SIE scan gives them: text as codes."""
    rng = np.random.default_rng(seed + year)
    days = np.sort(rng.integers(0, 365, rows))
    for start in range(0, rows, BATCH_ROWS):
        yield _batch(rng, year, start, days[start : start + BATCH_ROWS])


# house: allow function-size: a line for each column of the table
def _batch(rng: np.random.Generator, year: int, start: int, days: np.ndarray) -> pa.RecordBatch:
    size = len(days)
    dates = pa.array(np.datetime64(f"{year}-01-01") + days).cast(pa.date32())
    vouchers = (start + np.arange(size)) // 17
    first = int(vouchers[0])

    def coded(names: list[str], indices: np.ndarray) -> pa.DictionaryArray:
        return pa.DictionaryArray.from_arrays(
            pa.array(indices.astype(np.int32)), pa.array(names, pa.string())
        )

    def drawn(names: list[str]) -> pa.DictionaryArray:
        return coded(names, rng.integers(0, len(names), size))

    nothing = coded([""], np.zeros(size))
    # Few units and accounts carry most postings, as in real ledgers.
    unit = (UNITS * rng.random(size) ** 2).astype(np.int64)
    account = (ACCOUNTS * rng.random(size) ** 2).astype(np.int64)
    return pa.record_batch(
        {
            "series": drawn(["A", "B", "L"]),
            "voucher": coded(
                [str(number + 1) for number in range(first, int(vouchers[-1]) + 1)], vouchers - first
            ),
            "voucher_date": dates,
            "voucher_text": drawn(_TEXTS),
            "registered": dates,
            "voucher_signature": drawn(["AA", "BB", "CC"]),
            "line": pa.array(start + np.arange(size, dtype=np.int64)),
            "account": coded(ACCOUNT_CODES, account),
            "amount_ore": pa.array(rng.integers(-5_000_000, 5_000_000, size)),
            "quantity_micro": pa.nulls(size, pa.int64()),
            "posting_date": dates,
            "posting_text": drawn(_TEXTS),
            "posting_signature": nothing,
            "responsibility": coded(UNIT_CODES, unit),
            "activity": drawn([str(100 + number) for number in range(300)]),
            "project": drawn(["", *(f"P{number}" for number in range(500))]),
            "counterparty": drawn(["", *(str(number) for number in range(1, 90))]),
            "subactivity": nothing,
            "cost_object": nothing,
            "other_objects": nothing,
        }
    )
