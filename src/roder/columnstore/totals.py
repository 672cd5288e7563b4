"""Kept totals: responsibility by report line, one exact int64 table per month.

The import adds every batch of postings as it passes; pages then add up small tables instead of
millions of rows. Rule and worked table: docs/algorithms/kept-totals.md.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from roder.columnstore import schema
from roder.columnstore.shaping import months_of
from roder.domain import facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Amounts: TypeAlias = NDArray[np.int64]

NO_MONTH = 0
"""Month of postings without any date."""

_FORMAT = b"RT1\n"


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """One month: ``amounts[code, line]`` in öre, ledger sign; codes and lines sorted, none all zero."""

    codes: tuple[str, ...]
    lines: tuple[str, ...]
    amounts: Amounts


@dataclass(frozen=True, slots=True, eq=False)
class RolledTotals:
    """``amounts[committee, line, month]`` in öre, ledger sign; months sorted."""

    lines: tuple[str, ...]
    months: tuple[int, ...]
    amounts: Amounts


class TotalsAccumulator:
    """Adds up batches of postings as they pass; every amount is an exact int64.

    ``line_of_account`` gives the report line of an account number, always one (``unmapped`` is a
    line too). Batches need ``responsibility``, ``account``, ``amount_ore`` and ``month`` or the dates.

    >>> adder = TotalsAccumulator({"5011": "staff"}.__getitem__)
    >>> adder.add(pa.record_batch({"responsibility": ["10", "10"], "account": ["5011", "5011"],
    ...                            "amount_ore": [250, 50], "month": pa.array([201801, 201801], pa.int32())}))
    >>> adder.totals()[201801].amounts.tolist()
    [[300]]
    """

    def __init__(self, line_of_account: Callable[[str], str]) -> None:
        self._line_of_account = line_of_account
        self._codes = _Numbering()
        self._lines = _Numbering()
        self._months: dict[int, int] = {}
        self._lines_of_accounts: dict[str, int] = {}
        self._cells: Amounts = np.zeros((1, 64, 16), np.int64)

    def add(self, rows: pa.RecordBatch | pa.Table) -> None:
        """Add a batch of postings, or a table of sums with the same columns."""
        table = pa.Table.from_batches([rows]) if isinstance(rows, pa.RecordBatch) else rows
        if not table.num_rows:
            return
        table = table.unify_dictionaries().combine_chunks()
        codes = _indices(table.column(facts.RESPONSIBILITY), self._codes.number)
        lines = _indices(table.column("account"), self._line)
        months = self._month_indices(table)
        self._grow()
        _, code_room, line_room = self._cells.shape
        cells = (months * code_room + codes) * line_room + lines
        amounts = table.column(schema.AMOUNT).to_numpy()
        np.add.at(self._cells.reshape(-1), cells, amounts)

    def totals(self) -> dict[int, Totals]:
        """Return the totals of every month met (YYYYMM; ``NO_MONTH`` for postings without a date)."""
        codes, lines = self._codes.names, self._lines.names
        return {
            month: _tidy(codes, lines, self._cells[place, : len(codes), : len(lines)])
            for month, place in sorted(self._months.items())
        }

    def _line(self, account: str) -> int:
        number = self._lines_of_accounts.get(account)
        if number is None:
            number = self._lines_of_accounts[account] = self._lines.number(self._line_of_account(account))
        return number

    def _month_indices(self, table: pa.Table) -> Amounts:
        given = (
            table.column(schema.MONTH).combine_chunks()
            if schema.MONTH in table.column_names
            else months_of(table)
        )
        numbers = given.fill_null(NO_MONTH).to_numpy(zero_copy_only=False).astype(np.int64)
        low, high = int(numbers.min()), int(numbers.max())
        # Months are few and close together: a table over the span beats sorting a million numbers.
        if high - low > 1_000_000:  # noqa: PLR2004 - only NO_MONTH beside real months spans so far
            return np.array([self._month(int(number)) for number in numbers], np.int64)
        present = np.flatnonzero(np.bincount(numbers - low))
        place = np.zeros(high - low + 1, np.int64)
        place[present] = [self._month(low + int(offset)) for offset in present]
        positions: Amounts = place[numbers - low]
        return positions

    def _month(self, number: int) -> int:
        return self._months.setdefault(number, len(self._months))

    def _grow(self) -> None:
        needed = (len(self._months), len(self._codes.names), len(self._lines.names))
        if all(room >= need for room, need in zip(self._cells.shape, needed, strict=True)):
            return
        # Room doubles in steps, so that growing costs little however the codes arrive.
        rooms = [
            room if room >= need else max(need, 2 * room)
            for room, need in zip(self._cells.shape, needed, strict=True)
        ]
        larger = np.zeros(rooms, np.int64)
        months, codes, lines = self._cells.shape
        larger[:months, :codes, :lines] = self._cells
        self._cells = larger


class _Numbering:
    """Numbers names in the order they are met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._numbers)


def roll_up(
    totals: Mapping[int, Totals],
    committee_of_code: Mapping[str, int],
    n: int,
    lines: Sequence[str] | None = None,
) -> RolledTotals:
    """Return committee by line by month from the months' totals.

    ``committee_of_code`` gives a place 0 to n − 1 for each responsibility code. The result has n + 1
    committees: the last holds the codes that no committee owns, so nothing is dropped. ``lines``
    fixes the order of lines (a line not in it raises ``KeyError``); by default all lines met, sorted.

    >>> month = Totals(("10", "20"), ("staff",), np.array([[300], [5]], np.int64))
    >>> roll_up({201801: month}, {"10": 0}, 1).amounts.tolist()
    [[[300]], [[5]]]
    """
    order = (
        tuple(lines)
        if lines is not None
        else tuple(sorted({x for month in totals.values() for x in month.lines}))
    )
    place_of_line = {line: place for place, line in enumerate(order)}
    months = tuple(sorted(totals))
    rolled = np.zeros((n + 1, len(order), len(months)), np.int64)
    plans: dict[tuple[str, ...], tuple[NDArray[np.intp] | None, NDArray[np.intp], Amounts]] = {}
    for position, month in enumerate(months):
        part = totals[month]
        if not part.codes:
            continue
        if part.codes not in plans:
            plans[part.codes] = _grouping(part.codes, committee_of_code, n)
        permutation, starts, committees = plans[part.codes]
        sums = _sums_of_groups(part.amounts, permutation, starts)
        columns = np.array([place_of_line[line] for line in part.lines], np.int64)
        rolled[committees[:, None], columns[None, :], position] += sums
    return RolledTotals(order, months, rolled)


def roll_up_packed(
    blobs: Mapping[int, bytes],
    committee_of_code: Mapping[str, int],
    n: int,
    lines: Sequence[str] | None = None,
) -> RolledTotals:
    """Return ``roll_up`` of packed months, without widening what is kept narrow: the way for pages.

    >>> month = pack(Totals(("10",), ("staff",), np.array([[300]], np.int64)))
    >>> roll_up_packed({201801: month}, {"10": 0}, 1).amounts.tolist()
    [[[300]], [[0]]]
    """
    return roll_up({month: _as_kept(blob) for month, blob in blobs.items()}, committee_of_code, n, lines)


def merge_codes(totals: Totals, owner_of_code: Mapping[str, str]) -> Totals:
    """Return a month by owner (committee, unit) instead of by code; codes without an owner stay under ``""``.

    Some hundred times smaller than by code, so a page that shows committees can keep and read these.

    >>> month = Totals(("10", "11"), ("staff",), np.array([[300], [5]], np.int64))
    >>> merge_codes(month, {"10": "SN", "11": "SN"}).amounts.tolist()
    [[305]]
    """
    owners = tuple(sorted({owner_of_code.get(code, "") for code in totals.codes}))
    place = {owner: number for number, owner in enumerate(owners)}
    rolled = roll_up(
        {NO_MONTH: totals},
        {code: place[owner_of_code.get(code, "")] for code in totals.codes},
        len(owners),
        totals.lines,
    )
    return _tidy(owners, totals.lines, rolled.amounts[: len(owners), :, 0])


def pack(totals: Totals) -> bytes:
    """Return a month's totals as compressed bytes; equal totals give equal bytes.

    >>> unpack(pack(Totals(("10",), ("staff",), np.array([[300]], np.int64)))).codes
    ('10',)
    """
    head = json.dumps([totals.codes, totals.lines], ensure_ascii=False, separators=(",", ":")).encode()
    narrow = totals.amounts.astype(_narrowest(totals.amounts))
    body = np.ascontiguousarray(narrow).tobytes()
    packed = pa.compress(head + body, codec="lz4", asbytes=True)
    sizes = np.array([len(head) + len(body), len(head), narrow.dtype.itemsize], "<i8").tobytes()
    return _FORMAT + sizes + bytes(packed)


def unpack(blob: bytes) -> Totals:
    """Return the totals that ``pack`` made; raises ``ValueError`` on other bytes."""
    kept = _as_kept(blob)
    return Totals(kept.codes, kept.lines, kept.amounts.astype(np.int64))


def _as_kept(blob: bytes) -> Totals:
    """Return the totals with amounts as narrow as they were packed: for sums that widen, nothing else."""
    if not blob.startswith(_FORMAT):
        raise ValueError("these bytes are not kept totals")
    start = len(_FORMAT)
    whole, head_size, itemsize = np.frombuffer(blob, "<i8", 3, start).tolist()
    plain = pa.decompress(memoryview(blob)[start + 24 :], decompressed_size=whole, codec="lz4")
    codes, lines = _names(bytes(plain[:head_size]))
    amounts = np.frombuffer(plain, f"<i{itemsize}", offset=head_size).reshape(len(codes), len(lines))
    return Totals(codes, lines, amounts)


@lru_cache(maxsize=64)
def _names(head: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    # Most months have the same codes and lines; reading them once is a third of the time of a page.
    codes, lines = json.loads(head)
    return tuple(codes), tuple(lines)


def digest(totals: Totals) -> str:
    """Return a fingerprint that is equal exactly when codes, lines and amounts are."""
    head = json.dumps([totals.codes, totals.lines], ensure_ascii=False).encode()
    fingerprint = hashlib.blake2b(head, digest_size=16)
    fingerprint.update(np.ascontiguousarray(totals.amounts, "<i8").tobytes())
    return fingerprint.hexdigest()


def _tidy(codes: tuple[str, ...], lines: tuple[str, ...], amounts: Amounts) -> Totals:
    held = amounts != 0
    kept_codes = sorted(np.flatnonzero(held.any(axis=1)).tolist(), key=codes.__getitem__)
    kept_lines = sorted(np.flatnonzero(held.any(axis=0)).tolist(), key=lines.__getitem__)
    return Totals(
        tuple(codes[place] for place in kept_codes),
        tuple(lines[place] for place in kept_lines),
        np.ascontiguousarray(amounts[np.ix_(kept_codes, kept_lines)]),
    )


def _grouping(
    codes: tuple[str, ...], committee_of_code: Mapping[str, int], n: int
) -> tuple[NDArray[np.intp] | None, NDArray[np.intp], Amounts]:
    committees = np.array([committee_of_code.get(code, n) for code in codes], np.int64)
    permutation = None
    if np.any(np.diff(committees) < 0):
        permutation = np.argsort(committees, kind="stable")
        committees = committees[permutation]
    starts = np.flatnonzero(np.diff(committees, prepend=-1))
    return permutation, starts, committees[starts]


def _sums_of_groups(
    amounts: Amounts, permutation: NDArray[np.intp] | None, starts: NDArray[np.intp]
) -> Amounts:
    if permutation is not None:
        amounts = amounts[permutation]
    ends = [*starts[1:].tolist(), len(amounts)]
    # Block by block beats reduceat on narrow numbers, which it would first widen as a whole.
    groups = [
        amounts[start:end].sum(axis=0, dtype=np.int64)
        for start, end in zip(starts.tolist(), ends, strict=True)
    ]
    return np.stack(groups)


def _indices(column: pa.ChunkedArray, number: Callable[[str], int]) -> Amounts:
    array = column.chunk(0)
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    names: Iterable[str] = array.dictionary.to_pylist()
    numbers = np.array([number(name) for name in names], np.int64)
    positions: Amounts = numbers[array.indices.to_numpy(zero_copy_only=False)]
    return positions


def _narrowest(amounts: Amounts) -> str:
    if not amounts.size:
        return "<i4"
    limits = np.iinfo(np.int32)
    return "<i4" if limits.min <= amounts.min() and amounts.max() <= limits.max else "<i8"
