"""Numbers, months and dates as people read them, in Swedish and English; whole numbers only.

Swedish rules: DOMAIN 7.1. Grouping is a no-break space, the decimal sign a comma, minus is U+2212.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from decimal import Decimal
from typing import TYPE_CHECKING

from roder.domain.money import ORE_PER_UNIT
from roder.domain.periods import Month

if TYPE_CHECKING:
    from datetime import date
    from datetime import datetime

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
ABSENT = "\u2013"

UNITS = ("mnkr", "tkr", "kr")
DECIMALS_OF_UNIT = {"mnkr": 1, "tkr": 0, "kr": 2}
_UNIT_NAMES_EN = {"mnkr": "SEK million", "tkr": "SEK thousand", "kr": "SEK"}
_MAGNITUDES_EN = {"mnkr": "million", "tkr": "thousand", "kr": ""}

_MONTHS_SV = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT_LENGTH = 3


def is_swedish(language: str) -> bool:
    """Return whether texts are to be in Swedish; everything else is English."""
    return language.startswith("sv")


def unit_name(unit: str, language: str) -> str:
    """Return the unit as a heading states it: ``mnkr`` or ``SEK million``."""
    return unit if is_swedish(language) else _UNIT_NAMES_EN[unit]


def rounded_quotient(numerator: int, denominator: int) -> int:
    """Divide and round half away from zero, without leaving the whole numbers.

    >>> rounded_quotient(25, 10), rounded_quotient(-25, 10), rounded_quotient(24, 10)
    (3, -3, 2)
    """
    size = (2 * abs(numerator) + abs(denominator)) // (2 * abs(denominator))
    return -size if (numerator < 0) != (denominator < 0) else size


def decimal_text(scaled: int, decimals: int, language: str, *, signed: bool = False) -> str:
    """Write a number held as a whole count of its last decimal; ``signed`` puts a plus before gains.

    >>> decimal_text(-12345, 1, "sv"), decimal_text(12345, 1, "en", signed=True), decimal_text(0, 1, "sv")
    ('−1\\xa0234,5', '+1,234.5', '0,0')
    """
    group, point = (NO_BREAK_SPACE, ",") if is_swedish(language) else (",", ".")
    whole, part = divmod(abs(scaled), 10**decimals)
    text = f"{whole:,}".replace(",", group)
    if decimals:
        text = f"{text}{point}{part:0{decimals}d}"
    sign = MINUS if scaled < 0 else "+" if signed and scaled else ""
    return f"{sign}{text}"


def rounded_amount(amount_ore: int, unit: str, decimals: int | None = None) -> int:
    """Return öre as a whole count of the unit's last decimal, rounded half away from zero.

    >>> rounded_amount(123_450_000_00, "mnkr"), rounded_amount(-49, "kr")
    (1235, -49)
    """
    places = DECIMALS_OF_UNIT[unit] if decimals is None else decimals
    return rounded_quotient(amount_ore * 10**places, ORE_PER_UNIT[unit])


def amount_text(
    amount_ore: int | None,
    unit: str,
    language: str,
    *,
    signed: bool = False,
    decimals: int | None = None,
) -> str:
    """Return an amount without its unit, as a table cell has it; ``None`` is a dash, never 0.

    >>> amount_text(5_450_000_000_00, "mnkr", "sv"), amount_text(None, "tkr", "sv")
    ('5\\xa0450,0', '–')
    """
    if amount_ore is None:
        return ABSENT
    places = DECIMALS_OF_UNIT[unit] if decimals is None else decimals
    return decimal_text(rounded_amount(amount_ore, unit, places), places, language, signed=signed)


def amount_with_unit(amount_ore: int | None, unit: str, language: str, *, signed: bool = False) -> str:
    """Return an amount with its unit, as a sentence has it.

    >>> amount_with_unit(5_450_000_000_00, "mnkr", "sv"), amount_with_unit(-12_300_000_00, "mnkr", "en")
    ('5\\xa0450,0\\xa0mnkr', 'SEK\\xa0−12.3\\xa0million')
    """
    number = amount_text(amount_ore, unit, language, signed=signed)
    if amount_ore is None:
        return number
    if is_swedish(language):
        return f"{number}{NO_BREAK_SPACE}{unit}"
    magnitude = _MAGNITUDES_EN[unit]
    return NO_BREAK_SPACE.join(["SEK", number, *([magnitude] if magnitude else [])])


def whole_number_text(number: int | None, language: str) -> str:
    """Return a count with grouping.

    >>> whole_number_text(60000, "sv"), whole_number_text(60000, "en")
    ('60\\xa0000', '60,000')
    """
    return ABSENT if number is None else decimal_text(number, 0, language)


def percent_text(part: int | None, whole: int | None, language: str, *, decimals: int = 1) -> str:
    """Return a share in percent; a dash when either is unknown or the whole is zero.

    >>> percent_text(1, 8, "sv"), percent_text(1, 8, "en"), percent_text(1, 0, "sv")
    ('12,5\\xa0%', '12.5%', '–')
    """
    if part is None or not whole:
        return ABSENT
    number = decimal_text(rounded_quotient(part * 100 * 10**decimals, whole), decimals, language)
    return f"{number}{NO_BREAK_SPACE}%" if is_swedish(language) else f"{number}%"


def month_name(month: int, language: str, *, short: bool = False) -> str:
    """Return the name of a month 1 to 12.

    >>> month_name(8, "sv"), month_name(8, "sv", short=True), month_name(8, "en", short=True)
    ('augusti', 'aug', 'Aug')
    """
    name = (_MONTHS_SV if is_swedish(language) else _MONTHS_EN)[month - 1]
    return name[:_SHORT_LENGTH] if short else name


def month_text(month: Month, language: str, *, short: bool = True) -> str:
    """Return a month with its year.

    >>> month_text(Month(2018, 8), "sv"), month_text(Month(2018, 8), "en", short=False)
    ('aug 2018', 'August 2018')
    """
    return f"{month_name(month.month, language, short=short)} {month.year}"


def to_date_text(month: Month, language: str) -> str:
    """Return the months of the calendar year up to and with ``month``.

    >>> to_date_text(Month(2018, 8), "sv"), to_date_text(Month(2018, 1), "en")
    ('jan–aug 2018', 'Jan 2018')
    """
    return span_text(Month(month.year, 1), month, language)


def span_text(first: Month, last: Month, language: str) -> str:
    """Return the months from ``first`` to ``last``.

    >>> span_text(Month(2018, 1), Month(2018, 8), "sv"), span_text(Month(2017, 7), Month(2018, 6), "en")
    ('jan–aug 2018', 'Jul 2017–Jun 2018')
    """
    end = month_text(last, language)
    if first == last:
        return end
    if first.year == last.year:
        return f"{month_name(first.month, language, short=True)}–{end}"
    return f"{month_text(first, language)}–{end}"


def month_from(value: Month | str) -> Month:
    """Return the month of a value that is one, or is the text of one."""
    return value if isinstance(value, Month) else Month.parse(value)


def date_text(day: date | None) -> str:
    """Return a day as ISO 8601 in both languages; a dash when there is none."""
    return ABSENT if day is None else f"{day:%Y-%m-%d}"


def moment_text(moment: datetime | None) -> str:
    """Return a day and a 24-hour time; the caller has already chosen the time zone."""
    return ABSENT if moment is None else f"{moment:%Y-%m-%d %H:%M}"


def scaled_number(value: Decimal, decimals: int) -> int:
    """Return a number as a whole count of its last decimal, rounded half away from zero.

    >>> scaled_number(Decimal("-7.25"), 1)
    -73
    """
    return int(value.scaleb(decimals).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def number_text(value: Decimal | None, decimals: int, language: str, *, signed: bool = False) -> str:
    """Return a number of an indicator with so many decimals, rounded half away from zero.

    >>> number_text(Decimal("-1234.55"), 1, "sv"), number_text(None, 1, "sv")
    ('−1\\xa0234,6', '–')
    """
    if value is None:
        return ABSENT
    return decimal_text(scaled_number(value, decimals), decimals, language, signed=signed)


def exact_number_text(value: Decimal | None, decimals: int, language: str) -> str:
    """Return a number with every decimal that it has, and at least so many; as a field to write in holds it.

    >>> exact_number_text(Decimal("7.25"), 1, "sv"), exact_number_text(Decimal("7.000000"), 1, "sv")
    ('7,25', '7,0')
    """
    if value is None:
        return ""
    exponent = value.normalize().as_tuple().exponent
    places = max(decimals, -exponent if isinstance(exponent, int) else decimals)
    return number_text(value, places, language)
