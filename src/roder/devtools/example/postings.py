"""Splits a month's amounts into postings and packs them into vouchers that balance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from roder.devtools.example.balances import BANK
from roder.devtools.example.balances import flow_cells
from roder.devtools.example.balances import make_balances
from roder.devtools.example.balances import side_amounts
from roder.devtools.example.calendar_days import voucher_days
from roder.devtools.example.cells import load_cells
from roder.devtools.example.chart import load_accounts
from roder.devtools.example.flows import load_flows
from roder.devtools.example.outturn import outturn_amounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from roder.devtools.example.balances import Transfer
    from roder.devtools.example.flows import Flow
    from roder.domain.periods import Month

_POSTINGS_STREAM = 2
_SPLIT_STEP_ORE = 50_000
_SPLIT_STEPS_AT_MOST = 20_000
_PER_MILLE = 1000
_PART_SIZES = (60, 141)
_INVOICE_NUMBERS = (1_000_000, 10_000_000)
MONTH_NAMES = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


@dataclass(frozen=True)
class VoucherBlock:
    """Vouchers with their lines. Lines stand by voucher; ``first_line`` has one entry more than vouchers.

    ``key`` is the cell's number for postings on result accounts, and ``-1 - account's place in the
    chart`` for those on balance accounts, which carry no other codes.
    """

    series: list[str]
    day: NDArray[np.int64]
    text: list[str]
    first_line: NDArray[np.int64]
    key: NDArray[np.int64]
    amount_ore: NDArray[np.int64]


@cache
def account_keys() -> dict[str, int]:
    """Return the line key of each balance account."""
    return {row.number: -1 - place for place, row in enumerate(load_accounts())}


def make_month(month: Month, postings_wanted: int) -> VoucherBlock:
    """Return the month's vouchers by series and day, with about the wanted number of postings.

    Fewer than one posting per cell are never made. The same month and number give the same block.
    """
    chance = np.random.Generator(
        np.random.PCG64([month.year, month.month, _POSTINGS_STREAM, postings_wanted])
    )
    amounts = outturn_amounts(month.year)[:, month.month - 1]
    parts = _parts_per_cell(amounts, postings_wanted)
    blocks = [_flow_block(flow, month, amounts, parts, chance) for flow in load_flows()]
    transfers = make_balances(month.year).transfers[month.month - 1]
    blocks += [_transfer_block(transfer, month, chance) for transfer in transfers]
    return _in_order(blocks)


def _parts_per_cell(amounts: NDArray[np.int64], postings_wanted: int) -> NDArray[np.int64]:
    """Return into how many postings each cell is split: more for larger amounts."""
    steps = np.where(amounts != 0, np.minimum(np.abs(amounts) // _SPLIT_STEP_ORE, _SPLIT_STEPS_AT_MOST), 0)
    all_steps = int(steps.sum())
    fixed, per_extra = 0, 0
    for flow in load_flows():
        cells = flow_cells()[flow.name]
        lines = int(np.count_nonzero(amounts[cells]))
        groups = len({load_cells().cells[cell].group for cell in cells})
        if flow.lines_per_voucher:
            vouchers = groups + max(0, lines - groups) // flow.lines_per_voucher
            extra = _PER_MILLE + _PER_MILLE * flow.counter_lines // flow.lines_per_voucher
        else:
            vouchers, extra = groups, _PER_MILLE
        fixed += lines + vouchers * flow.counter_lines
        per_extra += extra * int(steps[cells].sum())
    extra_lines = max(0, postings_wanted - fixed) * _PER_MILLE * all_steps // max(1, per_extra)
    parts: NDArray[np.int64] = (amounts != 0) + extra_lines * steps // max(1, all_steps)
    return parts


def _split(
    amounts: NDArray[np.int64], parts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the parts of each amount, in order; every amount's parts sum to it exactly."""
    ends = np.cumsum(parts)
    until = np.cumsum(sizes)
    before = np.repeat(until[ends - 1] - np.add.reduceat(sizes, ends - parts), parts)
    whole = np.repeat(np.add.reduceat(sizes, ends - parts), parts)
    spread = np.repeat(amounts, parts)
    upper, lower = until - before, until - before - sizes
    parts_ore: NDArray[np.int64] = spread * upper // whole - spread * lower // whole
    return parts_ore


def _flow_block(
    flow: Flow,
    month: Month,
    amounts: NDArray[np.int64],
    parts: NDArray[np.int64],
    chance: np.random.Generator,
) -> VoucherBlock:
    cells = np.array(flow_cells()[flow.name], dtype=np.int64)
    cells = cells[amounts[cells] != 0]
    pieces = parts[cells]
    lines = int(pieces.sum())
    sizes = chance.integers(*_PART_SIZES, lines)
    main = _split(amounts[cells], pieces, sizes)
    side = _split(side_amounts(amounts[cells], flow), pieces, sizes)
    keys = np.repeat(cells, pieces)
    groups = _group_numbers()[keys]
    order = np.lexsort((chance.random(lines), groups))
    main, side, keys, groups = main[order], side[order], keys[order], groups[order]
    starts = _voucher_starts(flow, groups, chance)
    first = np.flatnonzero(starts)
    side_sums = np.add.reduceat(side, first)
    against = [
        (flow.side_account, side_sums),
        (flow.counter_account, -np.add.reduceat(main, first) - side_sums),
    ]
    return _block(
        flow.series,
        days=voucher_days(flow.days, month, first.size, chance),
        texts=_texts(flow, month, first.size, chance),
        voucher=np.cumsum(starts) - 1,
        keys=keys,
        amounts=main,
        against=against,
    )


def _voucher_starts(flow: Flow, groups: NDArray[np.int64], chance: np.random.Generator) -> NDArray[np.bool_]:
    """Return which lines begin a voucher: each group's first, and others by chance."""
    starts = np.ones(groups.size, dtype=bool)
    starts[1:] = groups[1:] != groups[:-1]
    if flow.lines_per_voucher:
        starts |= chance.integers(0, flow.lines_per_voucher, groups.size) == 0
    return starts


@cache
def _group_numbers() -> NDArray[np.int64]:
    numbers: dict[str, int] = {}
    return np.array(
        [numbers.setdefault(cell.group, len(numbers)) for cell in load_cells().cells], dtype=np.int64
    )


def _texts(flow: Flow, month: Month, count: int, chance: np.random.Generator) -> list[str]:
    if "{number}" in flow.text:
        return [
            flow.text.replace("{number}", str(number))
            for number in chance.integers(*_INVOICE_NUMBERS, count).tolist()
        ]
    return [flow.text.replace("{month}", f"{MONTH_NAMES[month.month - 1]} {month.year}")] * count


def _transfer_block(transfer: Transfer, month: Month, chance: np.random.Generator) -> VoucherBlock:
    count = transfer.vouchers
    sizes = chance.integers(*_PART_SIZES, count)
    parts = _split(np.array([transfer.amount_ore]), np.array([count]), sizes)
    keys = np.full(count, account_keys()[transfer.account], dtype=np.int64)
    return _block(
        transfer.series,
        days=voucher_days(transfer.days, month, count, chance),
        texts=[transfer.text] * count,
        voucher=np.arange(count),
        keys=keys,
        amounts=parts,
        against=[(BANK, -parts)],
    )


def _block(
    series: str,
    *,
    days: NDArray[np.int64],
    texts: list[str],
    voucher: NDArray[np.int64],
    keys: NDArray[np.int64],
    amounts: NDArray[np.int64],
    against: Sequence[tuple[str, NDArray[np.int64]]],
) -> VoucherBlock:
    """Join the lines with one line per voucher on each account that they are booked against."""
    vouchers = np.arange(len(texts))
    booked = [(account, sums) for account, sums in against if account]
    all_vouchers = np.concatenate([voucher, *(vouchers for _ in booked)])
    all_keys = np.concatenate(
        [keys, *(np.full(len(texts), account_keys()[account]) for account, _ in booked)]
    )
    all_amounts = np.concatenate([amounts, *(sums for _, sums in booked)])
    kept = all_amounts != 0
    order = np.argsort(all_vouchers[kept], kind="stable")
    counts = np.bincount(all_vouchers[kept], minlength=len(texts))
    first_line = np.concatenate([[0], np.cumsum(counts)])
    return VoucherBlock(
        [series] * len(texts), days, texts, first_line, all_keys[kept][order], all_amounts[kept][order]
    )


def _in_order(blocks: list[VoucherBlock]) -> VoucherBlock:
    """Join the blocks with the vouchers ordered by series and day, empty vouchers left out."""
    series = [name for block in blocks for name in block.series]
    texts = [text for block in blocks for text in block.text]
    days = np.concatenate([block.day for block in blocks])
    counts = np.concatenate([np.diff(block.first_line) for block in blocks])
    starts = np.cumsum(counts) - counts
    order = np.lexsort((days, np.array(series)))
    order = order[counts[order] > 0]
    sizes = counts[order]
    ends = np.cumsum(sizes)
    lines = np.repeat(starts[order] - (ends - sizes), sizes) + np.arange(int(sizes.sum()))
    return VoucherBlock(
        [series[voucher] for voucher in order.tolist()],
        days[order],
        [texts[voucher] for voucher in order.tolist()],
        np.concatenate([[0], ends]),
        np.concatenate([block.key for block in blocks])[lines],
        np.concatenate([block.amount_ore for block in blocks])[lines],
    )
