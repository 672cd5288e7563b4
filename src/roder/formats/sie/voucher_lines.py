"""Lines of a voucher for the kernel: #VER and #TRANS to the columns of the work space.

Every function returns the position after what it read, ``BAD`` when the bytes are not plain, or
``NO_ROOM`` when a table is full. Positions are addresses.
"""

from __future__ import annotations

from typing import Any
from typing import NamedTuple

import numpy as np
from numba import njit

from roder.formats.sie.interning import FULL
from roder.formats.sie.interning import first_slot
from roder.formats.sie.interning import intern
from roder.formats.sie.interning import intern_key
from roder.formats.sie.interning import key_of
from roder.formats.sie.plain_fields import BAD
from roder.formats.sie.plain_fields import NO_DAY
from roder.formats.sie.plain_fields import ends_field
from roder.formats.sie.plain_fields import line_end
from roder.formats.sie.plain_fields import read_day
from roder.formats.sie.plain_fields import read_scaled
from roder.formats.sie.plain_fields import skip_blanks
from roder.formats.sie.plain_fields import token
from roder.formats.sie.words import byte_at
from roder.formats.sie.words import int32_at
from roder.formats.sie.words import int64_at
from roder.formats.sie.words import prefetch
from roder.formats.sie.words import put_byte
from roder.formats.sie.words import put_int32
from roder.formats.sie.words import put_int64
from roder.formats.sie.words import word_at

SERIES, NUMBER, VOUCHER_TEXT, VOUCHER_SIGNATURE, ACCOUNT, TEXT, SIGNATURE, OTHER, FIRST_DIMENSION = range(9)
"""Columns of the interning tables; the dimension columns follow."""

R_ACCOUNT, R_DAY, R_TEXT, R_SIGNATURE, R_OTHER, R_VOUCHER = range(6)
R_FIRST_DIMENSION = R_VOUCHER + 7
"""Int32 columns of the work space: the voucher's ``V_…`` from ``R_VOUCHER``, then the dimensions."""

NUMBERS = 5
N_AMOUNT, N_QUANTITY, N_LINE, N_TEXT, N_TEXT_KEY = range(NUMBERS)
"""Int64 columns; of a text that waits: its length and address in one word (0 none), and its key."""

NO_QUANTITY = -(2**63)
V_SERIES, V_NUMBER, V_DAY, V_TEXT, V_REGISTERED, V_SIGNATURE, V_MONTH = range(7)
NO_MONTH = 0
MOST_DIMENSION = 10_000
MOST_OTHERS = 8
NO_ROOM = -2
SCRATCH_BYTES = 1 << 16
_LONGEST_TOKEN = 4096
_MOST_DIMENSION_DIGITS = 4
_LONGEST_OTHER = 200
_ORE_DECIMALS, _MICRO_DECIMALS = 2, 6
_ADDRESS_BITS = 48
_ADDRESS_MASK = (1 << _ADDRESS_BITS) - 1
_SPACE, _TAB, _OPEN, _CLOSE, _QUOTE, _SEMICOLON, _EQUALS, _NOUGHT = 32, 9, 123, 125, 34, 59, 61, 48


class Rows(NamedTuple):
    """Addresses of one thread's work space: the columns of the postings read, and their room.

    ``codes`` holds the int32 columns ``R_…`` one after another, each of ``room`` items; ``numbers``
    the int64 columns ``N_…`` likewise; ``head`` the fields of the voucher being read.
    """

    codes: int
    numbers: int
    voucher_days: int
    voucher_lines: int
    residues: int
    column_of: int
    scratch: int
    pairs: int
    head: int
    room: int
    voucher_room: int
    residue_room: int
    dimensions: int


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def put_code(rows: Any, column: Any, row: Any, value: Any) -> None:
    """Write an item of an int32 column."""
    put_int32(rows.codes, column * rows.room + row, value)


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def put_number(rows: Any, column: Any, row: Any, value: Any) -> None:
    """Write an item of an int64 column."""
    put_int64(rows.numbers, column * rows.room + row, value)


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def text_field(p: Any, table: Any, column: Any, scratch: Any) -> Any:
    """Read a token into a column; return the position after it (``BAD``, ``NO_ROOM``) and its number."""
    after, start, length = token(p, scratch)
    if after < 0 or length > _LONGEST_TOKEN:
        return np.int64(BAD), np.int64(0)
    if length == 0:
        return after, np.int64(0)
    number = intern(table, column, start, length)
    return (np.int64(NO_ROOM), np.int64(0)) if number == FULL else (after, number)


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def waiting_text(p: Any, table: Any, rows: Any, row: Any) -> Any:
    """Read a posting's text and ask for its slot, to be interned when its voucher has ended.

    Texts are the one column with more strings than the nearest memory holds; so asked for ahead,
    they cost half as much. Returns the position after the text (``BAD``, ``NO_ROOM``).
    """
    after, start, length = token(p, rows.scratch)
    if after < 0 or length > _LONGEST_TOKEN:
        return np.int64(BAD)
    if length == 0:
        return after
    if start == rows.scratch:
        number = intern(table, TEXT, start, length)
        put_code(rows, R_TEXT, row, number)
        return np.int64(NO_ROOM) if number == FULL else after
    key = key_of(start, length)
    prefetch(first_slot(table, TEXT, key, length))
    put_number(rows, N_TEXT, row, length << _ADDRESS_BITS | start)
    put_number(rows, N_TEXT_KEY, row, key)
    return after


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def keep_texts(table: Any, rows: Any, first: Any, after: Any) -> Any:
    """Intern the texts that wait in some rows; return ``NO_ROOM`` when the table is full, else 0."""
    for row in range(first, after):
        waiting = int64_at(rows.numbers, N_TEXT * rows.room + row)
        if waiting:
            start, length = waiting & _ADDRESS_MASK, waiting >> _ADDRESS_BITS
            key = word_at(rows.numbers, 8 * (N_TEXT_KEY * rows.room + row))
            number = intern_key(table, TEXT, start, length, key)
            if number == FULL:
                return np.int64(NO_ROOM)
            put_code(rows, R_TEXT, row, number)
    return np.int64(0)


@njit  # type: ignore[untyped-decorator]
def voucher_head(p: Any, table: Any, rows: Any) -> Any:
    """Read a #VER line after its label into ``rows.head``; return the next line's position."""
    head, scratch = rows.head, rows.scratch
    put_int64(head, V_TEXT, 0)
    put_int64(head, V_SIGNATURE, 0)
    put_int64(head, V_REGISTERED, NO_DAY)
    p, number = text_field(skip_blanks(p), table, SERIES, scratch)
    put_int64(head, V_SERIES, number)
    if p < 0:
        return p
    p, number = text_field(skip_blanks(p), table, NUMBER, scratch)
    put_int64(head, V_NUMBER, number)
    if p < 0:
        return p
    p, day, month = read_day(skip_blanks(p))
    put_int64(head, V_DAY, day)
    put_int64(head, V_MONTH, month)
    if p < 0 or day == NO_DAY:
        return np.int64(BAD)
    done = line_end(p)
    return done if done >= 0 else voucher_options(p, table, rows)


@njit  # type: ignore[untyped-decorator]
def voucher_options(p: Any, table: Any, rows: Any) -> Any:
    """Read text, day of registration and signature, as many as there are; return the next line's position."""
    head, scratch = rows.head, rows.scratch
    p, number = text_field(skip_blanks(p), table, VOUCHER_TEXT, scratch)
    put_int64(head, V_TEXT, number)
    if p < 0:
        return p
    done = line_end(p)
    if done >= 0:
        return done
    p, day, _month = read_day(skip_blanks(p))
    put_int64(head, V_REGISTERED, day)
    if p < 0:
        return p
    done = line_end(p)
    if done >= 0:
        return done
    p, number = text_field(skip_blanks(p), table, VOUCHER_SIGNATURE, scratch)
    put_int64(head, V_SIGNATURE, number)
    return p if p < 0 else line_end(p)


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def dimension_number(p: Any) -> Any:
    """Return (position after, number) of a dimension: one to four digits, bare or quoted."""
    quoted = byte_at(0, p) == _QUOTE
    if quoted:
        p += 1
    first = p
    number = np.int64(0)
    digit = byte_at(0, p) - _NOUGHT
    while 0 <= digit <= 9:
        number = number * 10 + digit
        p += 1
        digit = byte_at(0, p) - _NOUGHT
    if p == first or p - first > _MOST_DIMENSION_DIGITS:
        return np.int64(BAD), number
    if quoted:
        if byte_at(0, p) != _QUOTE:
            return np.int64(BAD), number
        p += 1
    after = byte_at(0, p)
    return (p if after == _SPACE or after == _TAB else np.int64(BAD)), number


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def object_list(p: Any, table: Any, rows: Any, row: Any) -> Any:
    """Read an object list from its opening brace; return the position after its closing one."""
    for column in range(rows.dimensions):
        put_code(rows, R_FIRST_DIMENSION + column, row, 0)
    put_code(rows, R_OTHER, row, 0)
    seen = np.int64(0)
    others = 0
    p += 1
    while True:
        p = skip_blanks(p)
        if byte_at(0, p) == _CLOSE:
            p += 1
            break
        p, number = dimension_number(p)
        if p < 0:
            return np.int64(BAD)
        p = skip_blanks(p)
        column = int32_at(rows.column_of, number)
        if column >= 0:
            if seen >> column & 1:
                return np.int64(BAD)
            seen |= np.int64(1) << column
            p, code = text_field(p, table, FIRST_DIMENSION + column, rows.scratch)
            if p < 0 or code == 0:
                return min(p, np.int64(BAD))
            put_code(rows, R_FIRST_DIMENSION + column, row, code)
        else:
            p = note_other(p, rows, number, others)
            if p < 0:
                return p
            others += 1
    return join_others(table, rows, row, others, p) if others else p


@njit  # type: ignore[untyped-decorator]
def note_other(p: Any, rows: Any, number: Any, count: Any) -> Any:
    """Keep an object of a dimension without a column, in order of dimension; return the position after."""
    if count >= MOST_OTHERS:
        return np.int64(BAD)
    after, start, length = token(p, rows.scratch)
    if after < 0 or start == rows.scratch or not 1 <= length <= _LONGEST_OTHER:
        return np.int64(BAD)
    for at in range(start, start + length):
        if byte_at(0, at) == _SEMICOLON or byte_at(0, at) == _EQUALS:
            return np.int64(BAD)
    at = count
    while at > 0 and int64_at(rows.pairs, 3 * at - 3) >= number:
        if int64_at(rows.pairs, 3 * at - 3) == number:
            return np.int64(BAD)
        for part in range(3):
            put_int64(rows.pairs, 3 * at + part, int64_at(rows.pairs, 3 * at - 3 + part))
        at -= 1
    put_int64(rows.pairs, 3 * at, number)
    put_int64(rows.pairs, 3 * at + 1, start)
    put_int64(rows.pairs, 3 * at + 2, length)
    return after


@njit  # type: ignore[untyped-decorator]
def join_others(table: Any, rows: Any, row: Any, count: Any, p: Any) -> Any:
    """Write ``7=1001;10=F12`` for the objects kept and intern it; return the position given."""
    to = 0
    out = rows.scratch
    for index in range(count):
        number = int64_at(rows.pairs, 3 * index)
        start = int64_at(rows.pairs, 3 * index + 1)
        length = int64_at(rows.pairs, 3 * index + 2)
        if to:
            put_byte(out, to, _SEMICOLON)
            to += 1
        scale = 1000
        while scale > 1 and number < scale:
            scale //= 10
        while scale:
            put_byte(out, to, _NOUGHT + number // scale % 10)
            to += 1
            scale //= 10
        put_byte(out, to, _EQUALS)
        to += 1
        for at in range(start, start + length):
            put_byte(out, to, byte_at(0, at))
            to += 1
    known = intern(table, OTHER, out, to)
    if known == FULL:
        return np.int64(NO_ROOM)
    put_code(rows, R_OTHER, row, known)
    return p


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def posting_line(p: Any, table: Any, rows: Any, row: Any) -> Any:
    """Read a #TRANS line after its label into a row; return the next line's position and the öre."""
    ore = np.int64(0)
    p, account = text_field(skip_blanks(p), table, ACCOUNT, rows.scratch)
    if p < 0 or account == 0:
        return min(p, np.int64(BAD)), ore
    put_code(rows, R_ACCOUNT, row, account)
    if not is_blank(p):
        return np.int64(BAD), ore
    p = skip_blanks(p)
    if byte_at(0, p) != _OPEN:
        return np.int64(BAD), ore
    p = object_list(p, table, rows, row)
    if p < 0 or not is_blank(p):
        return min(p, np.int64(BAD)), ore
    p, ore = read_scaled(skip_blanks(p), _ORE_DECIMALS)
    if p < 0:
        return p, ore
    put_number(rows, N_AMOUNT, row, ore)
    put_number(rows, N_QUANTITY, row, NO_QUANTITY)
    put_code(rows, R_DAY, row, NO_DAY)
    put_code(rows, R_VOUCHER + V_MONTH, row, NO_MONTH)
    put_code(rows, R_TEXT, row, 0)
    put_number(rows, N_TEXT, row, 0)
    put_code(rows, R_SIGNATURE, row, 0)
    done = line_end(p)
    return (done if done >= 0 else optional_fields(p, table, rows, row)), ore


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def is_blank(p: Any) -> Any:
    """Return whether a space or a tab stands here."""
    after = byte_at(0, p)
    return after == _SPACE or after == _TAB


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def optional_fields(p: Any, table: Any, rows: Any, row: Any) -> Any:
    """Read date, text, quantity and signature, as many as there are; return the next line's position."""
    p, day, month = read_day(skip_blanks(p))
    if p < 0:
        return p
    put_code(rows, R_DAY, row, day)
    put_code(rows, R_VOUCHER + V_MONTH, row, month)
    done = line_end(p)
    if done >= 0:
        return done
    p = waiting_text(skip_blanks(p), table, rows, row)
    if p < 0:
        return p
    done = line_end(p)
    if done >= 0:
        return done
    p = optional_quantity(skip_blanks(p), rows, row)
    if p < 0:
        return p
    done = line_end(p)
    if done >= 0:
        return done
    p, number = text_field(skip_blanks(p), table, SIGNATURE, rows.scratch)
    put_code(rows, R_SIGNATURE, row, number)
    return p if p < 0 else line_end(p)


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def optional_quantity(p: Any, rows: Any, row: Any) -> Any:
    """Read a quantity or ``""``; return the position after it."""
    if byte_at(0, p) == _QUOTE and byte_at(0, p + 1) == _QUOTE:
        return p + 2 if ends_field(p + 2) else np.int64(BAD)
    p, quantity = read_scaled(p, _MICRO_DECIMALS)
    put_number(rows, N_QUANTITY, row, quantity)
    return p
