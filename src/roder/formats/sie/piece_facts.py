"""What a piece of the file tells beside its rows: sums by account and month, and what it uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

import numpy as np

from roder.formats.sie import kernel
from roder.formats.sie import voucher_lines as lines
from roder.formats.sie.interning import address
from roder.formats.sie.plain_fields import FIRST_MONTH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from roder.formats.sie.work_space import WorkSpace

_MOST_MONTHS: Final = 1 << 10


@dataclass(frozen=True, slots=True)
class Uses:
    """The numbers of a column that rows use: how often each, and on which line first."""

    codes: NDArray[np.int64]
    times: NDArray[np.int64]
    lines: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PieceFacts:
    """Sums and uses of one piece; lines count from 0 at the piece's start.

    ``movements`` are arrays of account number, month YYYYMM and öre; ``uses`` is by column name;
    ``days`` are arrays of day since 1970, vouchers, first line.
    """

    movements: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
    debit_ore: int
    credit_ore: int
    uses: dict[str, Uses]
    days: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def gather(work: WorkSpace, rows: int, vouchers: int) -> PieceFacts:
    """Return the facts of the rows that stand in the work space."""
    amounts = work.numbers[lines.N_AMOUNT, :rows]
    debit = int(amounts.sum(where=amounts > 0))
    columns = [("account", lines.R_ACCOUNT, lines.ACCOUNT), ("other_objects", lines.R_OTHER, lines.OTHER)]
    columns += [
        (name, lines.R_FIRST_DIMENSION + index, lines.FIRST_DIMENSION + index)
        for index, name in enumerate(work.dimensions)
    ]
    days, first, times = np.unique(work.voucher_days[:vouchers], return_index=True, return_counts=True)
    return PieceFacts(
        movements=_movements(work, rows),
        debit_ore=debit,
        credit_ore=debit - int(amounts.sum()),
        uses={name: _uses(work, rows, row_column, column) for name, row_column, column in columns},
        days=(days, times, work.voucher_lines[first]),
    )


def _uses(work: WorkSpace, rows: int, row_column: int, column: int) -> Uses:
    size = work.interned.count(column)
    times, first = work.uses
    kernel.count_uses(address(work.codes[row_column]), rows, size, address(times), address(first))
    codes = np.flatnonzero(times[:size])
    return Uses(codes, times[codes], work.numbers[lines.N_LINE][first[codes]])


def _movements(work: WorkSpace, rows: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    found = np.zeros(_MOST_MONTHS, np.int64)
    months = work.codes[lines.R_VOUCHER + lines.V_MONTH]
    count = kernel.number_months(
        address(months),
        rows,
        address(work.month_index),
        address(found),
        found.size,
        address(work.numbered),
        FIRST_MONTH,
    )
    if count < 0:
        return _movements_of_many_months(work, rows)
    accounts = work.interned.count(lines.ACCOUNT)
    sums = np.zeros((accounts, count), np.int64)
    touched = np.zeros((accounts, count), np.uint8)
    kernel.add_movements(
        address(work.codes[lines.R_ACCOUNT]),
        address(work.numbered),
        address(work.numbers[lines.N_AMOUNT]),
        rows,
        count,
        address(sums),
        address(touched),
    )
    account, month = np.nonzero(touched)
    return account, found[month], sums[account, month]


def _movements_of_many_months(
    work: WorkSpace, rows: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Sum by sorting: for a file whose dates are strewn over more months than any books hold."""
    months = work.codes[lines.R_VOUCHER + lines.V_MONTH, :rows].astype(np.int64)
    keys = work.codes[lines.R_ACCOUNT, :rows] * np.int64(1_000_000) + months
    cells, which = np.unique(keys, return_inverse=True)
    sums = np.zeros(cells.size, np.int64)
    np.add.at(sums, which, work.numbers[lines.N_AMOUNT, :rows])
    return cells // 1_000_000, cells % 1_000_000, sums
