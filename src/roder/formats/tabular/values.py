"""The text of a cell as a value of its field, exactly, or the code of the fault in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from roder.domain.money import AmountError
from roder.domain.money import ore_from_text
from roder.domain.periods import MONTHS_PER_YEAR
from roder.domain.periods import Month

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_AMOUNT = 10**16
"""Above a hundred thousand billion kronor nothing is an amount of a municipality."""
MAX_CODE = 60
LAST_CLOSING_PERIOD = 16
FIRST_YEAR = 1900
LAST_YEAR = 2199

_PROTECTED = ("=", "+", "-", "@", "\t", "\r")
_YEAR_MONTH = re.compile(r"(\d{4})[-/. ]?(\d{2})\Z|(\d{4})[-/.](\d)\Z", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})\Z", re.ASCII)
_DAY = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})(?:[T ][\d:.]*)?\Z", re.ASCII)
_SWEDISH_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\Z", re.ASCII)
_WORDS = re.compile(r"([^\W\d_]+)\.?[ -](\d{4}|\d{2})\Z|(\d{4})[ -]([^\W\d_]+)\.?\Z")
_GROUPED = {
    ",": re.compile(r"[^.]*\Z|\D*\d{1,3}(?:\.\d{3})+(?:,\d*)?\D*\Z"),
    ".": re.compile(r"[^,]*\Z|\D*\d{1,3}(?:,\d{3})+(?:\.\d*)?\D*\Z"),
}
_ALL_CENTS = {
    decimal: re.compile(
        rf"-?\d{{1,14}}[{decimal or ',.'}]\d\d(?:\n-?\d{{1,14}}[{decimal or ',.'}]\d\d)*\Z", re.ASCII
    )
    for decimal in ("", ",", ".")
}
_ALL_WHOLE = re.compile(r"-?\d{1,13}(?:\n-?\d{1,13})*\Z", re.ASCII)
_POINT_GROUP = re.compile(r"\D*\d{1,3}\.\d{3}\D*\Z")
_YEAR = re.compile(r"(\d{4})(?:[-/.]\d{2}(?:[-/.]\d{2})?(?:[T ][\d:.]*)?)?\Z", re.ASCII)
_CURRENCY = re.compile(
    r"(?:€|\x80|£|\$|eur|sek|nok|dkk|usd|gbp|kr\.?)\s*|\s*(?:€|\x80|£|\$|eur|sek|nok|dkk|usd|gbp|kr\.?)\Z",
    re.IGNORECASE,
)
_NOTHING = frozenset({"", "-", "–", "—", "−", ".", "..", "…"})
_ACCOUNT = re.compile(r"(?=[^\d]*\d)[0-9A-Za-zÅÄÖåäö_.\-]{1,20}\Z")
_NAMED_ACCOUNT = re.compile(r"(\d{2,10})[ ,:–-]+[^\W\d].*", re.DOTALL | re.ASCII)
_MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mar mars march",
            "apr april",
            "maj may",
            "jun juni june",
            "jul juli july",
            "aug augusti august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell: a code of ``messages.MESSAGES``."""

    code: str


@dataclass(frozen=True, slots=True)
class ClosingMonth:
    """A period after the twelfth (13 to 16), counted in December of the year."""

    month: Month


OPENING = Fault("opening_period")
MISSING = Fault("missing_value")


def protected(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula; ``unprotected`` undoes it.

    >>> protected("=1+1"), protected("plain")
    ("'=1+1", 'plain')
    """
    return f"'{text}" if text.lstrip("'").startswith(_PROTECTED) else text


def unprotected(text: str) -> str:
    """Return the text without the apostrophe that ``protected`` sets.

    >>> unprotected("'=1+1"), unprotected("'t Hof")
    ('=1+1', "'t Hof")
    """
    return text[1:] if text[:1] == "'" and text.lstrip("'").startswith(_PROTECTED) else text


def amount_ore(text: str, *, unit: str, decimal: str) -> int:
    """Return öre; stricter than ``ore_from_text`` where a wrong guess would change the amount.

    When the decimal sign is known, the other sign must group by three. When it is not, one point
    before exactly three digits could be either, and is refused. Raises ``AmountError``.

    >>> amount_ore("1.234,50", unit="kr", decimal=",")
    123450
    """
    if is_ambiguous(text, decimal=decimal):
        raise AmountError(text)
    ore = ore_from_text(text, unit=unit, decimal=decimal)
    if abs(ore) > MAX_AMOUNT:
        raise AmountError(text)
    return ore


def is_ambiguous(text: str, *, decimal: str) -> bool:
    """Return whether the signs of a number could be read in more than one way.

    >>> is_ambiguous("1.234", decimal=""), is_ambiguous("1.234", decimal=".")
    (True, False)
    """
    if decimal:
        return _GROUPED[decimal].match(text) is None
    return _POINT_GROUP.match(text) is not None


def plain_amounts(texts: Sequence[str], *, unit: str, decimal: str) -> list[int] | None:
    """Return the öre of many texts at once when all have two decimals, or none has; else ``None``.

    Equal to ``amount_ore`` on each text, which remains the reference (a property test).

    >>> plain_amounts(["1,50", "-0,05"], unit="kr", decimal="")
    [150, -5]
    """
    if unit != "kr" or not texts:
        return None
    joined = "\n".join(texts)
    if _ALL_CENTS[decimal].match(joined):
        return [int(text) for text in joined.replace(",", "").replace(".", "").split("\n")]
    if _ALL_WHOLE.match(joined):
        return [int(text) * 100 for text in texts]
    return None


def quantity_micro(text: str, *, decimal: str) -> int:
    """Return whole millionths; raises ``AmountError`` when the text is no such number.

    >>> quantity_micro("1,5", decimal="")
    1500000
    """
    # A unit of mnkr scales by 10^8, so a hundredth of it is millionths, exactly.
    micro, lost = divmod(amount_ore(text, unit="mnkr", decimal=decimal), 100)
    if lost:
        raise AmountError(text)
    return micro


def month_value(text: str) -> Month | ClosingMonth | Fault:
    """Return the month of a period as ledgers write it, or what is wrong.

    >>> month_value("201808"), month_value("aug 2018"), month_value("201813")
    (Month(year=2018, month=8), Month(year=2018, month=8), ClosingMonth(month=Month(year=2018, month=12)))
    """
    if match := _YEAR_MONTH.match(text):
        year, month = int(match[1] or match[3]), int(match[2] or match[4])
    elif match := _MONTH_YEAR.match(text):
        year, month = int(match[2]), int(match[1])
    elif match := _WORDS.match(text):
        year = int(match[2] or match[3])
        year = year + 2000 if year < 100 else year  # noqa: PLR2004 - two digits are this century
        month = _MONTH_NAMES.get((match[1] or match[4]).casefold(), 99)
    else:
        day = date_value(text)
        return day if isinstance(day, Fault) else Month(day.year, day.month)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Fault("bad_period")
    if month == 0:
        return OPENING
    if MONTHS_PER_YEAR < month <= LAST_CLOSING_PERIOD:
        return ClosingMonth(Month(year, MONTHS_PER_YEAR))
    return Month(year, month) if month <= MONTHS_PER_YEAR else Fault("bad_period")


def date_value(text: str) -> date | Fault:
    """Return the day of ``2018-08-31``, ``20180831``, ``2018/08/31`` or ``31.8.2018``.

    >>> date_value("31.8.2018")
    datetime.date(2018, 8, 31)
    """
    if match := _DAY.match(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    elif match := _SWEDISH_DAY.match(text):
        year, month, day = int(match[3]), int(match[2]), int(match[1])
    else:
        return Fault("bad_date")
    try:
        found = date(year, month, day)
    except ValueError:
        return Fault("bad_date")
    return found if FIRST_YEAR <= year <= LAST_YEAR else Fault("bad_date")


def code_value(text: str) -> str | Fault:
    """Return a code; ``="0407"``, by which exports keep leading zeros, gives ``0407``.

    >>> code_value('="0407"')
    '0407'
    """
    if text.startswith('="') and text.endswith('"') and len(text) > 3:  # noqa: PLR2004 - the marks
        text = text[2:-1].strip()
    text = unprotected(text)
    if len(text) > MAX_CODE or not text.isprintable():
        return Fault("bad_code")
    return text


def name_value(text: str, limit: int) -> str | Fault:
    r"""Return a code or a name of at most ``limit`` characters, its spaces and line breaks made one space each.

    >>> name_value("  0407 ", 80), name_value("Schulen\n und Kitas", 80)
    ('0407', 'Schulen und Kitas')
    """
    if text.startswith('="') and text.endswith('"') and len(text) > 3:  # noqa: PLR2004 - the marks
        text = text[2:-1]
    text = " ".join(unprotected(text.strip()).split())
    return Fault("bad_code") if len(text) > limit or not text.isprintable() else text


def year_value(text: str) -> int | Fault:
    """Return the year of ``2018``, or of a month or a day in it.

    >>> year_value("2018"), year_value("2018-01-01"), year_value("18").code
    (2018, 2018, 'bad_year')
    """
    match = _YEAR.match(text.removeprefix("'"))
    year = int(match[1]) if match else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else Fault("bad_year")


def without_currency(text: str) -> str:
    """Return an amount without the mark of a currency; empty when it says that there is none.

    >>> without_currency("1.234,50 €"), without_currency("–")
    ('1.234,50', '')
    """
    plain = text.strip()
    if plain[:1].isdigit() and plain[-1:].isdigit():
        return plain
    plain = _CURRENCY.sub("", plain).strip()
    return "" if plain in _NOTHING else plain


def account_value(text: str) -> str | Fault:
    """Return an account number, also out of ``5020 Löner``.

    >>> account_value("5020 Löner"), account_value("50 20").code
    ('5020', 'bad_account')
    """
    code = code_value(text)
    if isinstance(code, Fault):
        return Fault("bad_account")
    if _ACCOUNT.match(code):
        return code
    named = _NAMED_ACCOUNT.match(code)
    return named[1] if named else Fault("bad_account")
