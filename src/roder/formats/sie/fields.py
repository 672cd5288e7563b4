"""Fields of a record to values: amounts to whole öre, quantities, dates, periods, object lists.

What is written in another style than SIE's but can be read in one way only is read, and said.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Final

from roder.domain.money import AmountError
from roder.domain.money import ore_from_text
from roder.domain.periods import Month

if TYPE_CHECKING:
    from roder.formats.sie.lexer import Field
    from roder.formats.sie.messages import ProblemLog

MICRO: Final = 1_000_000
MOST_ORE: Final = 2**63 - 1
_FIRST_YEAR: Final = 1800
_LAST_YEAR: Final = 2999
_MOST_CHARACTERS: Final = 60
_ORE_DECIMALS: Final = 2
_MICRO_DECIMALS: Final = 6

_PLAIN: Final = re.compile(r"(-?)([0-9]+)(?:\.([0-9]*))?\Z")
_LIKE_AMOUNT: Final = re.compile(
    r"[-+\u2212\u2013(]?[0-9 .,'\u00a0\u202f]*[0-9][0-9 .,'\u00a0\u202f]*[-)]?\Z"
)
_TWO_WAYS: Final = re.compile(r"[^0-9]?[0-9]{1,3},[0-9]{3}[^0-9]?\Z")
_SMALL_NUMBER: Final = re.compile(r"-?[0-9]{1,9}\Z")
_DATE: Final = re.compile(r"([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})\Z")
_MONTH: Final = re.compile(r"([0-9]{4})(-?)([0-9]{2})\Z")


@lru_cache(maxsize=65536)
def amount(text: str) -> tuple[int | None, str]:
    """Return an amount in whole öre, and the code of what is odd about it (``""`` when nothing is).

    >>> amount("1234.5"), amount("-0.05"), amount("1.2300")
    ((123450, ''), (-5, ''), (123, ''))
    >>> amount("1 234,50"), amount("0.005"), amount("tusen")
    ((123450, 'amount_style'), (None, 'amount_fraction'), (None, 'amount_unreadable'))
    """
    if len(text) > _MOST_CHARACTERS:
        return None, "amount_too_large" if _PLAIN.match(text) else "amount_unreadable"
    match = _PLAIN.match(text)
    if match is None:
        return _loose_amount(text)
    sign, whole, fraction = match.groups()
    decimals = (fraction or "").rstrip("0")
    if len(decimals) > _ORE_DECIMALS:
        return None, "amount_fraction"
    ore = int(whole) * 100 + int(decimals.ljust(_ORE_DECIMALS, "0"))
    if ore > MOST_ORE:
        return None, "amount_too_large"
    return -ore if sign else ore, ""


def _loose_amount(text: str) -> tuple[int | None, str]:
    if _LIKE_AMOUNT.match(text) is None:
        return None, "amount_unreadable"
    if _TWO_WAYS.match(text):
        return None, "amount_fraction"
    try:
        ore = ore_from_text(text)
    except AmountError:
        return None, "amount_fraction"
    return (ore, "amount_style") if abs(ore) <= MOST_ORE else (None, "amount_too_large")


def micro(text: str) -> int | None:
    """Return a quantity in whole millionths, or ``None`` when it is none or finer than that.

    >>> micro("1.5"), micro("-2"), micro("1,25"), micro("x")
    (1500000, -2000000, 1250000, None)
    """
    match = _PLAIN.match(text.replace(",", ".")) if len(text) <= _MOST_CHARACTERS else None
    if match is None:
        return None
    sign, whole, fraction = match.groups()
    decimals = (fraction or "").rstrip("0")
    if len(decimals) > _MICRO_DECIMALS:
        return None
    millionths = int(whole) * MICRO + int(decimals.ljust(_MICRO_DECIMALS, "0"))
    if millionths > MOST_ORE:
        return None
    return -millionths if sign else millionths


@lru_cache(maxsize=65536)
def day(text: str) -> tuple[date | None, str]:
    """Return a date of ``YYYYMMDD``, and ``date_style`` when it was written ``YYYY-MM-DD``.

    >>> day("20180228")[0], day("20180229")[0], day("2018-02-28")[1]
    (datetime.date(2018, 2, 28), None, 'date_style')
    """
    match = _DATE.match(text)
    if match is None or not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
        return None, ""
    try:
        found = date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return None, ""
    return found, "date_style" if match[2] else ""


@lru_cache(maxsize=4096)
def period(text: str) -> Month | None:
    """Return the month of ``YYYYMM`` (``YYYY-MM`` too), or ``None``.

    >>> period("201804"), period("201813")
    (Month(year=2018, month=4), None)
    """
    match = _MONTH.match(text)
    if match is None or not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
        return None
    try:
        return Month(int(match[1]), int(match[3]))
    except ValueError:
        return None


def whole_number(text: str) -> int | None:
    """Return a small whole number (a year number, a dimension number), or ``None``.

    >>> whole_number("-1"), whole_number("1.5"), whole_number("")
    (-1, None, None)
    """
    return int(text) if _SMALL_NUMBER.match(text) else None


def date_or_none(text: str, line: int, log: ProblemLog) -> date | None:
    """Return an optional date field; what cannot be read is noted and left out."""
    if not text:
        return None
    found, odd = day(text)
    if found is None:
        log.add("date_unreadable", line, text=text)
    elif odd:
        log.add(odd, line, text=text)
    return found


def quantity_or_none(text: str, line: int, log: ProblemLog) -> int | None:
    """Return an optional quantity field in millionths; what cannot be read is noted and left out."""
    if not text:
        return None
    found = micro(text)
    if found is None:
        log.add("quantity_unreadable", line, text=text)
    return found


def amount_or_none(text: str, line: int, log: ProblemLog) -> int | None:
    """Return a counted amount in öre; what is odd or wrong about it is noted."""
    ore, odd = amount(text)
    if odd:
        log.add(odd, line, text=text)
    return ore


def object_pairs(parts: Field, line: int, log: ProblemLog) -> tuple[tuple[int, str], ...]:
    """Return the (dimension, object) pairs of an object list; of a dimension given twice, the first.

    >>> from roder.formats.sie.messages import ProblemLog
    >>> object_pairs(("1", "4110", "20", "407"), 1, ProblemLog())
    ((1, '4110'), (20, '407'))
    """
    if not parts:
        return ()
    pairs: dict[int, str] = {}
    for number_text, code in zip(parts[::2], parts[1::2], strict=False):
        number = whole_number(number_text)
        if number is None or number < 0:
            log.add("dimension_unreadable", line, text=number_text)
        elif number in pairs:
            log.add("dimension_repeated", line, dimension=number)
        elif code:
            pairs[number] = code
    if len(parts) % 2:
        log.add("object_list_odd", line)
    return tuple(pairs.items())
