"""What the kernel's pieces use and move, added up over a file."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Final

import numpy as np

from roder.formats.sie.usage import note

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from roder.formats.sie.movements import Movements
    from roder.formats.sie.piece_facts import PieceFacts
    from roder.formats.sie.piece_facts import Uses
    from roder.formats.sie.usage import Usage

    Movement = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
    """Code of the account, month YYYYMM, öre."""

_EPOCH: Final = date(1970, 1, 1)
_NEVER: Final = 2**62
_SURE: Final = 2**62
"""Amounts of so much turnover in all, in öre, cannot overflow an int64 however they are added."""

_MOST_CELLS: Final = 1 << 22


class TextTally:
    """Counts of texts that keep their number over many pieces.

    >>> tally = TextTally()
    >>> tally.add(["1930", "3010"], np.array([2, 1]), np.array([7, 8]))
    >>> tally.add(["1930"], np.array([3]), np.array([20]))
    >>> tally.items()
    [('1930', 5, 7), ('3010', 1, 8)]
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._times = np.zeros(64, np.int64)
        self._lines = np.full(64, _NEVER, np.int64)

    def add(self, texts: Sequence[str], times: NDArray[np.int64], lines: NDArray[np.int64]) -> None:
        """Count distinct texts, each so many times and first on a line."""
        at = self.numbers_of(texts)
        numbers = self._numbers
        while len(numbers) > self._times.size:
            self._times = np.concatenate([self._times, np.zeros_like(self._times)])
            self._lines = np.concatenate([self._lines, np.full_like(self._lines, _NEVER)])
        self._times[at] += times
        self._lines[at] = np.minimum(self._lines[at], lines)

    def numbers_of(self, texts: Sequence[str]) -> NDArray[np.intp]:
        """Return the number of each text; a new one gets the next."""
        numbers = self._numbers
        return np.array([numbers.setdefault(text, len(numbers)) for text in texts], np.intp)

    def texts(self) -> list[str]:
        """Return the texts in the order of their numbers."""
        return list(self._numbers)

    def items(self) -> list[tuple[str, int, int]]:
        """Return (text, times, first line) in the order of first use."""
        count = len(self._numbers)
        return list(
            zip(self._numbers, self._times[:count].tolist(), self._lines[:count].tolist(), strict=True)
        )


class CellTally:
    """Sums by account and month over many pieces, in one array while an int64 is sure to hold them.

    >>> cells = CellTally()
    >>> cells.add(["1930"], (np.array([0, 0]), np.array([201801, 201802]), np.array([5, -2])), 7)
    >>> cells.sums()
    {('1930', 201801): 5, ('1930', 201802): -2}
    """

    def __init__(self) -> None:
        self._accounts = TextTally()
        self._months: dict[int, int] = {}
        self._sums = np.zeros((1024, 32), np.int64)
        self._is_met = np.zeros(self._sums.shape, np.bool_)
        self._turnover = 0
        self._kept: dict[tuple[str, int], int] = {}

    def add(self, accounts: Sequence[str], movements: Movement, turnover: int) -> None:
        """Add a piece: its accounts by code, each cell once, and the sum of its amounts without sign."""
        codes, months, ore = movements
        rows = self._accounts.numbers_of(accounts)[codes]
        known, which = np.unique(months, return_inverse=True)
        columns = np.array([self._months.setdefault(m, len(self._months)) for m in known.tolist()], np.intp)
        if self._turnover + turnover > _SURE:
            self._spill()
        if turnover > _SURE or not self._make_room(int(rows.max(initial=0)) + 1, len(self._months)):
            self._keep(rows, columns[which], ore)
            return
        self._turnover += turnover
        cells = rows, columns[which]
        self._sums[cells] += ore
        self._is_met[cells] = True

    def sums(self) -> dict[tuple[str, int], int]:
        """Return öre by account and month YYYYMM."""
        self._spill()
        return self._kept

    def _make_room(self, rows: int, columns: int) -> bool:
        """Return whether the array has room, grown in steps; not for dates strewn over centuries."""
        room = self._sums.shape
        if rows <= room[0] and columns <= room[1]:
            return True
        wanted = [
            have if need <= have else max(need, 2 * have)
            for need, have in zip((rows, columns), room, strict=True)
        ]
        if wanted[0] * wanted[1] > _MOST_CELLS:
            return False
        widths = [(0, want - have) for want, have in zip(wanted, room, strict=True)]
        self._sums, self._is_met = np.pad(self._sums, widths), np.pad(self._is_met, widths)
        return True

    def _spill(self) -> None:
        rows, columns = np.nonzero(self._is_met)
        self._keep(rows, columns, self._sums[rows, columns])
        self._sums[:], self._is_met[:], self._turnover = 0, False, 0

    def _keep(self, rows: NDArray[np.intp], columns: NDArray[np.intp], ore: NDArray[np.int64]) -> None:
        accounts, months, kept = self._accounts.texts(), list(self._months), self._kept
        for row, column, amount in zip(rows.tolist(), columns.tolist(), ore.tolist(), strict=True):
            key = accounts[row], months[column]
            kept[key] = kept.get(key, 0) + amount


class FileTally:
    """The facts of all pieces of a file; ``mapping`` is SIE dimension number to column."""

    def __init__(self, mapping: Mapping[int, str]) -> None:
        self._number_of = {name: number for number, name in mapping.items()}
        self._texts: dict[str, TextTally] = {}
        self._days: dict[int, tuple[int, int]] = {}
        self._cells = CellTally()
        self._vouchers = self._postings = self._debit_ore = self._credit_ore = 0

    def add(
        self, facts: PieceFacts, columns: Mapping[str, pa.Array], first_line: int, vouchers: int, rows: int
    ) -> None:
        """Count in a piece whose lines count from ``first_line``."""
        self._vouchers += vouchers
        self._postings += rows
        self._debit_ore += facts.debit_ore
        self._credit_ore += facts.credit_ore
        for name, uses in facts.uses.items():
            self._add_texts(name, uses, columns[name].dictionary, first_line)
        for day, times, line in zip(*(values.tolist() for values in facts.days), strict=True):
            known, least = self._days.get(day, (0, _NEVER))
            self._days[day] = known + times, min(least, line + first_line)
        accounts = columns["account"].dictionary.to_pylist()
        self._cells.add(accounts, facts.movements, facts.debit_ore + facts.credit_ore)

    def _add_texts(self, name: str, uses: Uses, texts: pa.Array, first_line: int) -> None:
        used = uses.codes != 0
        codes = uses.codes[used]
        words = texts.take(codes).to_pylist()
        self._texts.setdefault(name, TextTally()).add(words, uses.times[used], uses.lines[used] + first_line)

    def tell_movements(self, sums: Movements) -> None:
        """Add the sums by account and month to those of the vouchers read plainly."""
        sums.vouchers += self._vouchers
        sums.postings += self._postings
        sums.debit_ore += self._debit_ore
        sums.credit_ore += self._credit_ore
        for key, ore in self._cells.sums().items():
            sums.by_account[key] = sums.by_account.get(key, 0) + ore

    def tell_usage(self, usage: Usage) -> None:
        """Add what is used to what the plain reader has seen."""
        usage.vouchers += self._vouchers
        usage.postings += self._postings
        for day, (times, line) in self._days.items():
            note(usage.dates, _EPOCH + timedelta(days=day), line, times)
        for name, tally in self._texts.items():
            for text, times, line in tally.items():
                self._tell_text(usage, name, text, times, line)

    def _tell_text(self, usage: Usage, name: str, text: str, times: int, line: int) -> None:
        if name == "account":
            note(usage.accounts, text, line, times)
        elif name in self._number_of:
            number = self._number_of[name]
            note(usage.dimensions, number, line, times)
            note(usage.objects, (number, text), line, times)
        else:
            for number, code in pairs_of(text):
                note(usage.dimensions, number, line, times)
                note(usage.objects, (number, code), line, times)


def pairs_of(other_objects: str) -> list[tuple[int, str]]:
    """Return the objects of a text that the kernel has joined.

    >>> pairs_of("7=1001;10=F12")
    [(7, '1001'), (10, 'F12')]
    """
    pairs = [part.partition("=") for part in other_objects.split(";")]
    return [(int(number), code) for number, _, code in pairs]


def add_movements(sums: Movements, more: Movements) -> None:
    """Add the sums of some vouchers to those of others."""
    sums.vouchers += more.vouchers
    sums.postings += more.postings
    sums.debit_ore += more.debit_ore
    sums.credit_ore += more.credit_ore
    sums.unbalanced += more.unbalanced
    for key, ore in more.by_account.items():
        sums.by_account[key] = sums.by_account.get(key, 0) + ore
    for cell, ore in more.by_object.items():
        sums.by_object[cell] = sums.by_object.get(cell, 0) + ore


def add_object_movements(
    sums: Movements, columns: Mapping[str, pa.Array], numbers: Mapping[int, str | None]
) -> None:
    """Add the sums by object, account and month of some dimensions; ``None`` names one without a column."""
    accounts, months = columns["account"], np.asarray(columns["month"])
    for number, name in numbers.items():
        objects = columns[name or "other_objects"]
        size = max(len(accounts.dictionary), 1)
        pairs = np.asarray(objects.indices).astype(np.int64) * size + np.asarray(accounts.indices)
        cells, which = np.unique(pairs * 1_000_000 + months, return_inverse=True)
        ore = np.zeros(cells.size, np.int64)
        np.add.at(ore, which, np.asarray(columns["amount_ore"]))
        texts, names = objects.dictionary.to_pylist(), accounts.dictionary.to_pylist()
        for cell, amount in zip(cells.tolist(), ore.tolist(), strict=True):
            pair, month = divmod(cell, 1_000_000)
            text = texts[pair // size]
            found = dict(pairs_of(text)).get(number, "") if text and name is None else text
            if found:
                key = number, found, names[pair % size], month
                sums.by_object[key] = sums.by_object.get(key, 0) + amount
