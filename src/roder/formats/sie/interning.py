"""Strings of a chunk kept once each: one open hash table per column, for the kernel.

A string of at most eight bytes is its own key (its bytes packed in a word), so no bytes are
compared; a longer one is found by hash and length and then compared. A slot is two words, side by
side: the key, and in one word the string's number, its length, its place in the arena and the
round it was written in, so that a known string costs one look in memory and emptying the tables
costs nothing. The bytes of every distinct string lie in one arena, each padded by zeros to words.
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
SLOT_BYTES = 16
FULL = -1
COLUMN_FACTS = 5
SLOT_BASE, SLOT_BITS, ENTRY_BASE, ENTRY_LIMIT, COUNT = range(COLUMN_FACTS)
USED, ROUND = range(2)
"""Of ``state``: bytes of the arena in use, and the round, which marks the slots that count."""

# A packed word from its low bits up: words into the arena, length in bytes, number, round.
_PLACE_BITS, _LENGTH_BITS, _NUMBER_BITS, _ROUND_BITS = 24, 14, 20, 6
_LENGTH_FROM = np.uint64(_PLACE_BITS)
_NUMBER_FROM = np.uint64(_PLACE_BITS + _LENGTH_BITS)
_ROUND_FROM = np.uint64(_PLACE_BITS + _LENGTH_BITS + _NUMBER_BITS)
_PLACE_MASK = np.uint64((1 << _PLACE_BITS) - 1)
_LENGTH_MASK = np.uint64((1 << _LENGTH_BITS) - 1)
_NUMBER_MASK = np.uint64((1 << _NUMBER_BITS) - 1)
_LAST_ROUND = (1 << _ROUND_BITS) - 1
_SIXTYFOUR = 64


class Table(NamedTuple):
    """Addresses of the tables of all columns, and the arena's size in bytes."""

    slots: int
    facts: int
    entries: int
    arena: int
    state: int
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
        if max(sizes) > 1 << _NUMBER_BITS or arena_bytes > WORD_BYTES << _PLACE_BITS:
            msg = "the tables are larger than a slot can point into"
            raise ValueError(msg)
        self.slots: Final = np.zeros(2 * total * SLOT_BYTES, np.uint8)
        self.facts: Final = np.zeros((len(entry_bits), COLUMN_FACTS), np.int64)
        self.facts[:, ENTRY_BASE] = np.cumsum(sizes) - sizes
        self.facts[:, SLOT_BASE] = 2 * SLOT_BYTES * self.facts[:, ENTRY_BASE]
        self.facts[:, SLOT_BITS] = np.array(entry_bits) + 1
        self.facts[:, ENTRY_LIMIT] = sizes
        self.entries: Final = np.zeros(total, np.uint64)
        self.arena: Final = np.zeros(arena_bytes, np.uint8)
        self.state: Final = np.zeros(2, np.int64)
        self.table: Final = Table(
            slots=address(self.slots),
            facts=address(self.facts),
            entries=address(self.entries),
            arena=address(self.arena),
            state=address(self.state),
            arena_size=arena_bytes,
            slots_size=self.slots.size,
            columns=len(entry_bits),
        )

    def count(self, column: int) -> int:
        """Return how many distinct strings a column holds."""
        return int(self.facts[column, COUNT])


def address(array: NDArray[Any]) -> int:
    """Return where an array's first byte lies; good as long as the array lives."""
    return int(array.ctypes.data)


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def tail_of(word: Any, length: Any) -> Any:
    """Keep the first ``length`` bytes of a word, 1 to 8, and zero the rest."""
    return word & (FULL_WORD >> (np.uint64(WORD_BYTES - length) << THREE))


@njit(forceinline=True)  # type: ignore[untyped-decorator]
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


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def same_bytes(known: Any, start: Any, length: Any) -> Any:
    """Return whether the arena's string at ``known`` equals the one at ``start``, both of ``length`` bytes."""
    while length > WORD_BYTES:
        if word_at(known, 0) != word_at(start, 0):
            return False
        known += WORD_BYTES
        start += WORD_BYTES
        length -= WORD_BYTES
    return word_at(known, 0) == tail_of(word_at(start, 0), length)


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def first_slot(table: Any, column: Any, key: Any, length: Any) -> Any:
    """Return the address of the slot where the search for a key begins."""
    facts = table.facts + 8 * COLUMN_FACTS * column
    mixed = (key ^ np.uint64(length)) * GOLDEN
    slot = np.int64(mixed >> np.uint64(_SIXTYFOUR - int64_at(facts, SLOT_BITS)))
    return table.slots + int64_at(facts, SLOT_BASE) + SLOT_BYTES * slot


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def intern(table: Any, column: Any, start: Any, length: Any) -> Any:
    """Return the number in its column of the string at an address; ``FULL`` when there is no room."""
    return intern_key(table, column, start, length, key_of(start, length))


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def intern_key(table: Any, column: Any, start: Any, length: Any, key: Any) -> Any:
    """Intern a string whose key is known; see ``intern``."""
    facts = table.facts + 8 * COLUMN_FACTS * column
    now = word_at(table.state, 8 * ROUND)
    slot = first_slot(table, column, key, length)
    while True:
        packed = word_at(slot, WORD_BYTES)
        if packed >> _ROUND_FROM != now:
            return insert(table, facts, slot, key, start, length)
        is_like = word_at(slot, 0) == key and length_of(packed) == length
        if is_like and (length <= WORD_BYTES or same_bytes(table.arena + place_of(packed), start, length)):
            return np.int64((packed >> _NUMBER_FROM) & _NUMBER_MASK)
        slot += SLOT_BYTES
        base = table.slots + int64_at(facts, SLOT_BASE)
        if slot == base + (SLOT_BYTES << int64_at(facts, SLOT_BITS)):
            slot = base


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def length_of(packed: Any) -> Any:
    """Return a string's length in bytes."""
    return np.int64((packed >> _LENGTH_FROM) & _LENGTH_MASK)


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def place_of(packed: Any) -> Any:
    """Return how many bytes into the arena a string begins."""
    return np.int64(packed & _PLACE_MASK) * WORD_BYTES


@njit  # type: ignore[untyped-decorator]
def insert(table: Any, facts: Any, slot: Any, key: Any, start: Any, length: Any) -> Any:
    """Add a new string at a free slot and copy its bytes to the arena."""
    number = int64_at(facts, COUNT)
    at = int64_at(table.state, USED)
    if number >= int64_at(facts, ENTRY_LIMIT) or at + length + 3 * WORD_BYTES > table.arena_size:
        return np.int64(FULL)
    packed = (word_at(table.state, 8 * ROUND) << _ROUND_FROM) | (np.uint64(number) << _NUMBER_FROM)
    packed |= (np.uint64(length) << _LENGTH_FROM) | (np.uint64(at) >> THREE)
    put_word(slot, 0, key)
    put_word(slot, WORD_BYTES, packed)
    put_word(table.entries, 8 * (int64_at(facts, ENTRY_BASE) + number), packed)
    put_int64(facts, COUNT, number + 1)
    while length > 0:
        word = word_at(start, 0)
        put_word(table.arena, at, word if length >= WORD_BYTES else tail_of(word, length))
        at += WORD_BYTES
        start += WORD_BYTES
        length -= WORD_BYTES
    put_int64(table.state, USED, at)
    return number


@njit  # type: ignore[untyped-decorator]
def clear(table: Any) -> None:
    """Empty all columns, by a new round; the empty string becomes number 0 of each."""
    now = int64_at(table.state, ROUND) + 1
    if now > _LAST_ROUND:
        for index in range(table.slots_size // WORD_BYTES):
            put_word(table.slots, WORD_BYTES * index, ZERO)
        now = 1
    put_int64(table.state, ROUND, now)
    put_int64(table.state, USED, 0)
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
    entries = table.entries + 8 * int64_at(facts, ENTRY_BASE)
    count = int64_at(facts, COUNT)
    for number in range(count):
        put_int32(offsets, number, to)
        packed = word_at(entries, 8 * number)
        at = table.arena + place_of(packed)
        left = length_of(packed)
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
