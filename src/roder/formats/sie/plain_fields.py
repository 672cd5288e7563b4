"""Single fields for the kernel: tokens, dates, amounts, ends of lines. Unsure means ``BAD``.

Positions are addresses.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from roder.formats.sie.words import HIGH
from roder.formats.sie.words import ZERO
from roder.formats.sie.words import byte_at
from roder.formats.sie.words import end_of_bare
from roder.formats.sie.words import end_of_quoted
from roder.formats.sie.words import put_byte
from roder.formats.sie.words import word_at

BAD = -1
NO_DAY = -(2**31)
ONE_BYTE, GAPPED, UTF8 = range(3)
"""How bytes can be damaged: never (CP437), where a byte means nothing (Windows-1252), by UTF-8's rules."""

_LF, _CR, _SPACE, _TAB, _QUOTE, _BACKSLASH, _CLOSE, _POINT, _MINUS = 10, 13, 32, 9, 34, 92, 125, 46, 45
_LONGEST = 4096
_MOST_DIGITS = 11
_NIBBLES = np.uint64(0xF0F0F0F0F0F0F0F0)
_DIGITS = np.uint64(0x3030303030303030)
_SIXES = np.uint64(0x0606060606060606)
_PAIRS = np.uint64(0x00FF00FF00FF00FF)
_FOURS = np.uint64(0x0000FFFF0000FFFF)
_HALF = np.uint64(0x00000000FFFFFFFF)
_EIGHT, _SIXTEEN, _THIRTYTWO = np.uint64(8), np.uint64(16), np.uint64(32)
_TEN, _HUNDRED, _MYRIAD = np.uint64(10), np.uint64(100), np.uint64(10_000)
_FIRST_YEAR, _LAST_YEAR = 1800, 2999
FIRST_MONTH = _FIRST_YEAR * 100
LAST_MONTH = _LAST_YEAR * 100 + 12
"""The months YYYYMM that a date can have."""

_MONTH_DAYS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], np.int64)
_BEFORE_MONTH = np.array([0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334], np.int64)
_EPOCH = 719_162
_DAMAGED_1252 = (0x81, 0x8D, 0x8F, 0x90, 0x9D)


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def skip_blanks(p: Any) -> Any:
    """Return the position of the next byte that is neither space nor tab."""
    while byte_at(0, p) == _SPACE or byte_at(0, p) == _TAB:
        p += 1
    return p


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def line_end(p: Any) -> Any:
    """Return where the next line begins when only blanks are left on this one, else ``BAD``."""
    p = skip_blanks(p)
    if byte_at(0, p) == _LF:
        return p + 1
    if byte_at(0, p) == _CR and byte_at(0, p + 1) == _LF:
        return p + 2
    return BAD


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def ends_field(p: Any) -> Any:
    """Return whether a field may end here: at a blank, a line end or the end of an object list."""
    c = byte_at(0, p)
    return c in (_SPACE, _LF, _CR, _TAB, _CLOSE)


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def token(p: Any, scratch: Any) -> Any:
    """Return (position after, start, length) of a bare or quoted token; the length of ``""`` is 0.

    A token with an escaped quote lies in ``scratch``. The position is ``BAD`` when it is not plain.
    """
    if byte_at(0, p) != _QUOTE:
        stop = end_of_bare(p)
        if stop == p or not ends_field(stop):
            return BAD, p, 0
        return stop, p, stop - p
    start = p + 1
    stop = end_of_quoted(start)
    if byte_at(0, stop) == _QUOTE:
        if ends_field(stop + 1):
            return stop + 1, start, stop - start
        return BAD, p, 0
    if byte_at(0, stop) == _BACKSLASH:
        return unescape(start, scratch)
    return BAD, p, 0


@njit  # type: ignore[untyped-decorator]
def unescape(start: Any, scratch: Any) -> Any:
    r"""Copy a quoted token with ``\"`` in it to the scratch without the backslashes; see ``token``."""
    length = 0
    p = start
    while True:
        stop = end_of_quoted(p)
        if length + stop - p > _LONGEST:
            return BAD, p, 0
        for at in range(p, stop):
            put_byte(scratch, length, byte_at(0, at))
            length += 1
        if byte_at(0, stop) == _BACKSLASH and byte_at(0, stop + 1) == _QUOTE:
            put_byte(scratch, length, _QUOTE)
            length += 1
            p = stop + 2
        elif byte_at(0, stop) == _QUOTE and ends_field(stop + 1):
            return stop + 1, scratch, length
        else:
            return BAD, p, 0


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def read_day(p: Any) -> Any:
    """Return (position after, day since 1970, month YYYYMM) of a YYYYMMDD field.

    ``""`` gives ``NO_DAY``. The position is ``BAD`` unless the date exists in the calendar.
    """
    quoted = byte_at(0, p) == _QUOTE
    if quoted:
        p += 1
        if byte_at(0, p) == _QUOTE:
            return (p + 1 if ends_field(p + 1) else BAD), NO_DAY, 0
    word = word_at(0, p)
    if (word & _NIBBLES) != _DIGITS or ((word + _SIXES) & _NIBBLES) != _DIGITS:
        return BAD, NO_DAY, 0
    word -= _DIGITS
    word = (word * _TEN + (word >> _EIGHT)) & _PAIRS
    word = (word * _HUNDRED + (word >> _SIXTEEN)) & _FOURS
    number = np.int64((word * _MYRIAD + (word >> _THIRTYTWO)) & _HALF)
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    p += 8
    if quoted:
        if byte_at(0, p) != _QUOTE:
            return BAD, NO_DAY, 0
        p += 1
    if year < _FIRST_YEAR or year > _LAST_YEAR or month < 1 or month > 12 or not ends_field(p):
        return BAD, NO_DAY, 0
    leap = (year % 4 == 0 and year % 100 != 0) or year % 400 == 0
    if day < 1 or day > _MONTH_DAYS[month] + (leap and month == 2):
        return BAD, NO_DAY, 0
    past = year - 1
    days = past * 365 + past // 4 - past // 100 + past // 400
    days += _BEFORE_MONTH[month] + (leap and month > 2) + day - 1 - _EPOCH
    return p, days, number // 100


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def read_scaled(p: Any, decimals: Any) -> Any:
    """Return (position after, the number times ``10**decimals``); exact or ``BAD``."""
    quoted = byte_at(0, p) == _QUOTE
    if quoted:
        p += 1
    negative = byte_at(0, p) == _MINUS
    if negative:
        p += 1
    first = p
    value = np.int64(0)
    digit = byte_at(0, p) - 48
    while 0 <= digit <= 9:
        value = value * 10 + digit
        p += 1
        digit = byte_at(0, p) - 48
    if p == first or p - first > _MOST_DIGITS:
        return BAD, value
    left = decimals
    if byte_at(0, p) == _POINT:
        p += 1
        digit = byte_at(0, p) - 48
        while 0 <= digit <= 9 and left > 0:
            value = value * 10 + digit
            left -= 1
            p += 1
            digit = byte_at(0, p) - 48
    while left > 0:
        value *= 10
        left -= 1
    if quoted:
        if byte_at(0, p) != _QUOTE:
            return BAD, value
        p += 1
    return (p if ends_field(p) else BAD), -value if negative else value


@njit  # type: ignore[untyped-decorator]
def is_clean(start: Any, end: Any, kind: Any) -> Any:
    """Return whether no letter of a stretch is damaged and no byte order mark stands in it."""
    if kind == ONE_BYTE:
        return True
    p = start
    while p < end:
        if (word_at(0, p) & HIGH) == ZERO:
            p += 8
            continue
        c = byte_at(0, p)
        if c < 0x80:
            p += 1
        elif kind == GAPPED:
            if c in _DAMAGED_1252:
                return False
            p += 1
        else:
            size = utf8_size(p)
            if size == 0:
                return False
            p += size
    return True


@njit  # type: ignore[untyped-decorator]
def utf8_size(p: Any) -> Any:
    """Return the size of the letter beyond ASCII here; 0 when broken, U+FFFD or a byte order mark."""
    c, second, third, fourth = byte_at(0, p), byte_at(0, p + 1), byte_at(0, p + 2), byte_at(0, p + 3)
    if second & 0xC0 != 0x80 or c < 0xC2 or c > 0xF4:
        return 0
    if c < 0xE0:
        return 2
    if third & 0xC0 != 0x80 or (c == 0xE0 and second < 0xA0) or (c == 0xED and second > 0x9F):
        return 0
    if c < 0xF0:
        odd = c == 0xEF and ((second == 0xBB and third == 0xBF) or (second == 0xBF and third == 0xBD))
        return 0 if odd else 3
    if fourth & 0xC0 != 0x80 or (c == 0xF0 and second < 0x90) or (c == 0xF4 and second > 0x8F):
        return 0
    return 4
