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

_EPOCH: Final = date(1970, 1, 1)
_NEVER: Final = 2**62


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
        numbers = self._numbers
        at = np.array([numbers.setdefault(text, len(numbers)) for text in texts], np.intp)
        while len(numbers) > self._times.size:
            self._times = np.concatenate([self._times, np.zeros_like(self._times)])
            self._lines = np.concatenate([self._lines, np.full_like(self._lines, _NEVER)])
        self._times[at] += times
        self._lines[at] = np.minimum(self._lines[at], lines)

    def items(self) -> list[tuple[str, int, int]]:
        """Return (text, times, first line) in the order of first use."""
        count = len(self._numbers)
        return list(
            zip(self._numbers, self._times[:count].tolist(), self._lines[:count].tolist(), strict=True)
        )


class FileTally:
    """The facts of all pieces of a file; ``mapping`` is SIE dimension number to column."""

    def __init__(self, mapping: Mapping[int, str]) -> None:
        self._number_of = {name: number for number, name in mapping.items()}
        self._texts: dict[str, TextTally] = {}
        self._days: dict[int, tuple[int, int]] = {}
        self._cells: dict[tuple[str, int], int] = {}
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
        cells = self._cells
        for account, month, ore in zip(*(values.tolist() for values in facts.movements), strict=True):
            key = accounts[account], month
            cells[key] = cells.get(key, 0) + ore

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
        for key, ore in self._cells.items():
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
