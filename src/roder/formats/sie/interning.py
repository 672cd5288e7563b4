"""Strings of a chunk kept once each: one open hash table per column, for the kernel.

A string of at most eight bytes is its own key (its bytes packed in a word), so no bytes are
compared; a longer one is found by hash and length and then compared. The bytes of every distinct
string lie in one arena, each padded by zeros to whole words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import NamedTuple

import numpy as np
from numba import njit

from roder.formats.sie.words import FULL_WORD
from roder.formats.sie.words import HIGH
from roder.formats.sie.words import THREE
from roder.formats.sie.words import ZERO
from roder.formats.sie.words import byte_at
from roder.formats.sie.words import int32_at
from roder.formats.sie.words import int64_at
from roder.formats.sie.words import put_int32
from roder.formats.sie.words import put_int64
from roder.formats.sie.words import put_word
from roder.formats.sie.words import word_at

if TYPE_CHECKING:
    from numpy.typing import NDArray

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FOLD = np.uint64(29)
WORD_BYTES = 8
FULL = -1
COLUMN_FACTS = 6
SLOT_BASE, SLOT_BITS, ENTRY_BASE, ENTRY_LIMIT, COUNT = range(5)
ENTRY_WORDS = 3
"""Of an entry: key, length, place in the arena."""

_SIXTYFOUR = 64


class Table(NamedTuple):
    """Addresses of the tables of all columns, and the arena's size in bytes."""

    slots: int
    facts: int
    entries: int
    arena: int
    used: int
    arena_size: int
    slots_size: int
    columns: int


class Interned:
    """Owns the memory of the tables; ``table`` is what the kernel is given.

    >>> Interned([4, 6], 1024).table.columns
    2
    """

    def __init__(self, entry_bits: list[int], arena_bytes: int) -> None:
        sizes = np.array([1 << bits for bits in entry_bits], np.int64)
        total = int(sizes.sum())
        self.slots: Final = np.zeros(2 * total, np.int32)
        self.facts: Final = np.zeros((len(entry_bits), COLUMN_FACTS), np.int64)
        self.facts[:, ENTRY_BASE] = np.cumsum(sizes) - sizes
        self.facts[:, SLOT_BASE] = 2 * self.facts[:, ENTRY_BASE]
        self.facts[:, SLOT_BITS] = np.array(entry_bits) + 1
        self.facts[:, ENTRY_LIMIT] = sizes
        self.entries: Final = np.zeros((total, ENTRY_WORDS), np.int64)
        self.arena: Final = np.zeros(arena_bytes, np.uint8)
        self.used: Final = np.zeros(1, np.int64)
        self.table: Final = Table(
            slots=address(self.slots),
            facts=address(self.facts),
            entries=address(self.entries),
            arena=address(self.arena),
            used=address(self.used),
            arena_size=arena_bytes,
            slots_size=2 * total,
            columns=len(entry_bits),
        )

    def count(self, column: int) -> int:
        """Return how many distinct strings a column holds."""
        return int(self.facts[column, COUNT])


def address(array: NDArray[Any]) -> int:
    """Return where an array's first byte lies; good as long as the array lives."""
    return int(array.ctypes.data)


@njit  # type: ignore[untyped-decorator]
def tail_of(word: Any, length: Any) -> Any:
    """Keep the first ``length`` bytes of a word, 1 to 8, and zero the rest."""
    return word & (FULL_WORD >> (np.uint64(WORD_BYTES - length) << THREE))


@njit  # type: ignore[untyped-decorator]
def key_of(start: Any, length: Any) -> Any:
    """Return the key of the string at an address: the bytes themselves up to eight, else a hash."""
    if length <= WORD_BYTES:
        return tail_of(word_at(start, 0), length) if length else ZERO
    key = ZERO
    while length > WORD_BYTES:
        key = (key ^ word_at(start, 0)) * GOLDEN
        key ^= key >> FOLD
        start += WORD_BYTES
        length -= WORD_BYTES
    key = (key ^ tail_of(word_at(start, 0), length)) * GOLDEN
    return key ^ (key >> FOLD)


@njit  # type: ignore[untyped-decorator]
def same_bytes(known: Any, start: Any, length: Any) -> Any:
    """Return whether the arena's string at ``known`` equals the one at ``start``, both of ``length`` bytes."""
    while length > WORD_BYTES:
        if word_at(known, 0) != word_at(start, 0):
            return False
        known += WORD_BYTES
        start += WORD_BYTES
        length -= WORD_BYTES
    return word_at(known, 0) == tail_of(word_at(start, 0), length)


@njit  # type: ignore[untyped-decorator]
def intern(table: Any, column: Any, start: Any, length: Any) -> Any:
    """Return the number in its column of the string at an address; ``FULL`` when there is no room."""
    key = key_of(start, length)
    facts = table.facts + 8 * COLUMN_FACTS * column
    slots = table.slots + 4 * int64_at(facts, SLOT_BASE)
    entries = table.entries + 8 * ENTRY_WORDS * int64_at(facts, ENTRY_BASE)
    bits = int64_at(facts, SLOT_BITS)
    mask = (np.int64(1) << bits) - 1
    mixed = (key ^ np.uint64(length)) * GOLDEN
    slot = np.int64(mixed >> np.uint64(_SIXTYFOUR - bits))
    while True:
        number = int32_at(slots, slot)
        if number == 0:
            return insert(table, facts, entries, slots + 4 * slot, key, start, length)
        entry = entries + 8 * ENTRY_WORDS * (number - 1)
        if word_at(entry, 0) == key and int64_at(entry, 1) == length:
            if length <= WORD_BYTES:
                return number - 1
            if same_bytes(table.arena + int64_at(entry, 2), start, length):
                return number - 1
        slot = (slot + 1) & mask


@njit  # type: ignore[untyped-decorator]
def insert(table: Any, facts: Any, entries: Any, slot: Any, key: Any, start: Any, length: Any) -> Any:
    """Add a new string at a free slot and copy its bytes to the arena."""
    number = int64_at(facts, COUNT)
    at = int64_at(table.used, 0)
    if number >= int64_at(facts, ENTRY_LIMIT) or at + length + 3 * WORD_BYTES > table.arena_size:
        return np.int64(FULL)
    put_int32(slot, 0, number + 1)
    put_int64(facts, COUNT, number + 1)
    entry = entries + 8 * ENTRY_WORDS * number
    put_word(entry, 0, key)
    put_int64(entry, 1, length)
    put_int64(entry, 2, at)
    while length > 0:
        word = word_at(start, 0)
        put_word(table.arena, at, word if length >= WORD_BYTES else tail_of(word, length))
        at += WORD_BYTES
        start += WORD_BYTES
        length -= WORD_BYTES
    put_int64(table.used, 0, at)
    return number


@njit  # type: ignore[untyped-decorator]
def clear(table: Any) -> None:
    """Empty all columns; the empty string becomes number 0 of each."""
    for index in range(table.slots_size // 2):
        put_word(table.slots, 8 * index, ZERO)
    put_int64(table.used, 0, 0)
    for column in range(table.columns):
        put_int64(table.facts, COLUMN_FACTS * column + COUNT, 0)
        intern(table, column, table.arena, 0)


@njit  # type: ignore[untyped-decorator]
def write_strings(table: Any, column: Any, widths: Any, utf8: Any, offsets: Any, out: Any) -> Any:
    """Write a column's strings as UTF-8 one after another and their offsets; return the bytes written.

    ``widths`` (int32) and ``utf8`` (words) give for each of the 256 byte values its UTF-8 form.
    """
    to = np.int64(0)
    facts = table.facts + 8 * COLUMN_FACTS * column
    entries = table.entries + 8 * ENTRY_WORDS * int64_at(facts, ENTRY_BASE)
    count = int64_at(facts, COUNT)
    for number in range(count):
        put_int32(offsets, number, to)
        at = table.arena + int64_at(entries, ENTRY_WORDS * number + 2)
        left = int64_at(entries, ENTRY_WORDS * number + 1)
        while left > 0:
            word = word_at(at, 0)
            if word & HIGH == ZERO:
                put_word(out, to, word)
                to += min(left, WORD_BYTES)
            else:
                for index in range(min(left, WORD_BYTES)):
                    value = byte_at(at, index)
                    put_word(out, to, word_at(utf8, 8 * value))
                    to += int32_at(widths, value)
            at += WORD_BYTES
            left -= WORD_BYTES
    put_int32(offsets, count, to)
    return to
