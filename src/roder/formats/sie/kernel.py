"""The compiled reader of voucher bytes: certain of what it takes, silent about all else.

It takes a voucher only when every line of it is plain and the amounts sum to zero. Any other
stretch of bytes is left as residue, from its first line to the next #VER, for the plain reader
(``reader``), whose word is final. Positions are addresses in a padded buffer.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numba import typeof
from numba import types

from roder.formats.sie.compiled import compiled
from roder.formats.sie.interning import Table
from roder.formats.sie.interning import clear
from roder.formats.sie.interning import write_strings
from roder.formats.sie.plain_fields import BAD
from roder.formats.sie.plain_fields import is_clean
from roder.formats.sie.plain_fields import line_end
from roder.formats.sie.plain_fields import skip_blanks
from roder.formats.sie.voucher_lines import N_LINE
from roder.formats.sie.voucher_lines import NO_MONTH
from roder.formats.sie.voucher_lines import NO_ROOM
from roder.formats.sie.voucher_lines import R_VOUCHER
from roder.formats.sie.voucher_lines import V_DAY
from roder.formats.sie.voucher_lines import V_MONTH
from roder.formats.sie.voucher_lines import Rows
from roder.formats.sie.voucher_lines import is_blank
from roder.formats.sie.voucher_lines import keep_texts
from roder.formats.sie.voucher_lines import posting_line
from roder.formats.sie.voucher_lines import put_code
from roder.formats.sie.voucher_lines import put_number
from roder.formats.sie.voucher_lines import voucher_head
from roder.formats.sie.words import FULL_WORD
from roder.formats.sie.words import HIGH
from roder.formats.sie.words import ONE
from roder.formats.sie.words import THREE
from roder.formats.sie.words import ZERO
from roder.formats.sie.words import byte_at
from roder.formats.sie.words import int32_at
from roder.formats.sie.words import int64_at
from roder.formats.sie.words import put_byte
from roder.formats.sie.words import put_int32
from roder.formats.sie.words import put_int64
from roder.formats.sie.words import trailing_zeros
from roder.formats.sie.words import word_at

VOUCHER_FIELDS = 7
RESIDUE_FIELDS = 3
"""Of a residue: first byte, end, first line."""

_INT = types.int64
_TABLE = typeof(Table(*[0] * len(Table._fields)))
_ROWS = typeof(Rows(*[0] * len(Rows._fields)))
_TRANS = np.uint64(int.from_bytes(b"#TRANS", "little"))
_VER = np.uint64(int.from_bytes(b"#VER", "little"))
_SIX = np.uint64(0x0000FFFFFFFFFFFF)
_FOUR = np.uint64(0x00000000FFFFFFFF)
_TRANS_BYTES, _VER_BYTES = 6, 4
_LF, _SPACE, _OPEN, _CLOSE, _QUOTE, _BACKSLASH = 10, 32, 123, 125, 34, 92
_C3 = 0xC3


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def is_voucher(p: Any) -> Any:
    """Return whether a line begins with #VER and a blank."""
    return (word_at(0, p) & _FOUR) == _VER and is_blank(p + _VER_BYTES)


@njit  # type: ignore[untyped-decorator]
def next_voucher(p: Any, end: Any) -> Any:
    """Return where the next line that begins a voucher stands (or ``end``), and the line ends before it."""
    lines = np.int64(0)
    while p < end:
        if byte_at(0, p) == _LF:
            lines += 1
            if p + 1 < end and is_voucher(p + 1):
                return p + 1, lines
        p += 1
    return end, lines


@njit  # type: ignore[untyped-decorator]
def opening(p: Any, line: Any) -> Any:
    """Return the position and number of the line after the opening brace; blank lines may stand before."""
    while True:
        after = line_end(p)
        if after < 0:
            break
        p = after
        line += 1
    p = skip_blanks(p)
    if byte_at(0, p) != _OPEN:
        return np.int64(BAD), line
    return line_end(p + 1), line + 1


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def voucher(p: Any, end: Any, line: Any, table: Any, rows: Any, row: Any) -> Any:
    """Read a voucher from its #VER; return (position after its closing brace, next line, rows so far)."""
    p = voucher_head(p + _VER_BYTES, table, rows)
    if p < 0 or p >= end:
        return min(p, np.int64(BAD)), line, row
    p, line = opening(p, line + 1)
    first = row
    total = np.int64(0)
    while 0 <= p < end:
        p = skip_blanks(p)
        if (word_at(0, p) & _SIX) == _TRANS and is_blank(p + _TRANS_BYTES):
            if row >= rows.room:
                return np.int64(NO_ROOM), line, row
            p, ore = posting_line(p + _TRANS_BYTES, table, rows, row)
            put_number(rows, N_LINE, row, line)
            total += ore
            row += 1
        elif byte_at(0, p) == _CLOSE:
            p = line_end(p + 1)
            return (p if total == 0 and row > first else np.int64(BAD)), line + 1, row
        else:
            p = line_end(p)
        line += 1
    return min(p, np.int64(BAD)), line, row


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def keep_voucher(rows: Any, number: Any, line: Any, first: Any, after: Any) -> None:
    """Give the voucher's fields to its rows; a posting with a date of its own keeps that date's month."""
    for field in range(VOUCHER_FIELDS):
        value = int64_at(rows.head, field)
        for row in range(first, after):
            if field != V_MONTH or int32_at(rows.codes, (R_VOUCHER + field) * rows.room + row) == NO_MONTH:
                put_code(rows, R_VOUCHER + field, row, value)
    put_int64(rows.voucher_days, number, int64_at(rows.head, V_DAY))
    put_int64(rows.voucher_lines, number, line)


@njit  # type: ignore[untyped-decorator]
def add_residue(rows: Any, count: Any, start: Any, end: Any, line: Any) -> Any:
    """Note a stretch for the plain reader, joined to the one before when they touch; return the count."""
    if count and int64_at(rows.residues, RESIDUE_FIELDS * (count - 1) + 1) == start:
        put_int64(rows.residues, RESIDUE_FIELDS * (count - 1) + 1, end)
        return count
    put_int64(rows.residues, RESIDUE_FIELDS * count, start)
    put_int64(rows.residues, RESIDUE_FIELDS * count + 1, end)
    put_int64(rows.residues, RESIDUE_FIELDS * count + 2, line)
    return count + 1


@compiled(types.UniTuple(_INT, 5)(_INT, _INT, _INT, _TABLE, _ROWS))
def parse(start: Any, end: Any, damage: Any, table: Any, rows: Any) -> Any:
    """Read vouchers from a line's start until ``end`` or until the work space is full.

    Returns (position reached, line ends passed, rows, vouchers, residues). Lines count from 0 at
    ``start``. A voucher that alone exceeds the work space is residue.
    """
    clear(table)
    p = start
    line, row, count, residues = np.int64(0), np.int64(0), np.int64(0), np.int64(0)
    while p < end:
        is_full = residues >= rows.residue_room or count >= rows.voucher_room
        if is_full:
            break
        if is_voucher(p):
            stop, after_line, after_row = voucher(p, end, line, table, rows, row)
            is_kept = stop >= 0 and is_clean(p, stop, damage)
            if is_kept and keep_texts(table, rows, row, after_row) == NO_ROOM:
                stop, is_kept = np.int64(NO_ROOM), False
            if stop == NO_ROOM and row > 0:
                break
            if is_kept:
                keep_voucher(rows, count, line, row, after_row)
                p, line, row, count = stop, after_line, after_row, count + 1
                continue
        else:
            stop = line_end(p)
            if stop >= 0:
                p, line = stop, line + 1
                continue
        stop, lines = next_voucher(p, end)
        residues = add_residue(rows, residues, p, stop, line)
        p, line = stop, line + lines
    return min(p, end), line, row, count, residues


@compiled(_INT(_TABLE, _INT, _INT, _INT, _INT, _INT))
def decode_column(table: Any, column: Any, widths: Any, utf8: Any, offsets: Any, out: Any) -> Any:
    """Write a column's strings as UTF-8; see ``interning.write_strings``."""
    return write_strings(table, column, widths, utf8, offsets, out)


@compiled(types.void(_INT, _INT, _INT, _INT, _INT))
def count_uses(codes: Any, rows: Any, size: Any, times: Any, first: Any) -> None:
    """Count how often each number of an int32 column is used, and the row that uses it first."""
    for number in range(size):
        put_int64(times, number, 0)
    for row in range(rows):
        number = int32_at(codes, row)
        used = int64_at(times, number)
        if used == 0:
            put_int64(first, number, row)
        put_int64(times, number, used + 1)


@compiled(_INT(_INT, _INT, _INT, _INT, _INT, _INT, _INT))
def number_months(months: Any, rows: Any, index: Any, found: Any, room: Any, out: Any, least: Any) -> Any:
    """Number the distinct months of an int32 column; return how many, or −1 when beyond ``room``.

    ``index`` (int32, zeros, as it is left) is by month less ``least``; ``found`` takes the months
    and ``out`` each row's number.
    """
    count = np.int64(0)
    for row in range(rows):
        month = int32_at(months, row)
        number = int32_at(index, month - least)
        if number == 0:
            if count == room:
                count = np.int64(-1)
                break
            put_int64(found, count, month)
            count += 1
            number = count
            put_int32(index, month - least, number)
        put_int32(out, row, number - 1)
    for row in range(rows):
        put_int32(index, int32_at(months, row) - least, 0)
    return count


@compiled(types.void(_INT, _INT, _INT, _INT, _INT, _INT, _INT))
def add_movements(
    accounts: Any, months: Any, amounts: Any, rows: Any, month_count: Any, sums: Any, touched: Any
) -> None:
    """Add each row's öre to the cell of its account and month number, and mark the cell."""
    for row in range(rows):
        cell = int32_at(accounts, row) * month_count + int32_at(months, row)
        put_int64(sums, cell, int64_at(sums, cell) + int64_at(amounts, row))
        put_byte(touched, cell, 1)


@compiled(_INT(_INT, _INT, _INT))
def compact(start: Any, end: Any, out: Any) -> Any:
    """Copy the bytes that #KSUMMA counts, of plain vouchers only; return how many."""
    to = np.int64(0)
    inside = False
    for p in range(start, end):
        c = byte_at(0, p)
        if c == _QUOTE and not (inside and byte_at(0, p - 1) == _BACKSLASH):
            inside = not inside
        elif inside:
            if c != _BACKSLASH:
                put_byte(out, to, c)
                to += 1
        elif c > _SPACE and c != _OPEN and c != _CLOSE:
            put_byte(out, to, c)
            to += 1
    return to


@compiled(types.void(_INT, _INT, _INT, _INT))
def count_letters(start: Any, end: Any, counts: Any, after_c3: Any) -> None:
    """Count bytes from 128 up, and those that follow a byte 0xC3; the byte before ``start`` is read too."""
    p = start
    while p < end:
        marks = word_at(0, p) & HIGH
        if p + 8 > end:
            marks &= FULL_WORD >> (np.uint64(8 - (end - p)) << THREE)
        while marks != ZERO:
            at = p + np.int64(trailing_zeros(marks) >> THREE)
            c = byte_at(0, at)
            put_int64(counts, c, int64_at(counts, c) + 1)
            if byte_at(0, at - 1) == _C3:
                put_int64(after_c3, c, int64_at(after_c3, c) + 1)
            marks &= marks - ONE
        p += 8
