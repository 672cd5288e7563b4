"""JSON into plain values with exact numbers, and the few questions that the readers ask of them.

Numbers stay decimal, ``null`` stays ``None``, and NaN and Infinity, which are no JSON, are refused.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any
from typing import NoReturn

from roder.sources.faults import SourceAnswerError

DIGITS_BEFORE = 14
"""A value of official statistics has at most so many digits before the decimal comma."""
DAY = len("2018-09-01")


def document(body: bytes, where: str) -> dict[str, Any]:
    """Return the JSON object of an answer or a file; raises ``SourceAnswerError``.

    >>> document(b'{"value": 7.1}', "a.json")
    {'value': Decimal('7.1')}
    """
    try:
        found = json.loads(body.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise SourceAnswerError(where, f"no JSON ({error})") from None
    if not isinstance(found, dict):
        raise SourceAnswerError(where, "no JSON object")
    return found


def _no_number(token: str) -> NoReturn:
    raise ValueError(f"{token} is no number")


def text(row: dict[str, Any], name: str) -> str:
    """Return a text, empty when it is absent or null.

    >>> text({"title": None}, "title"), text({"id": "N00090"}, "id")
    ('', 'N00090')
    """
    value = row.get(name)
    return value if isinstance(value, str) else ""


def day(row: dict[str, Any], name: str) -> date | None:
    """Return a day written as ``YYYY-MM-DD``, with or without a time after it; ``None`` when there is none.

    >>> day({"publication_date": "2019-05-31T00:00:00"}, "publication_date")
    datetime.date(2019, 5, 31)
    """
    try:
        return date.fromisoformat(text(row, name)[:DAY])
    except ValueError:
        return None


def number(value: Any, where: str) -> Decimal | None:
    """Return a value as an exact number, ``None`` for null; raises ``SourceAnswerError`` for anything else.

    >>> number(Decimal("7.1"), "a.json"), number(None, "a.json"), number(0, "a.json")
    (Decimal('7.1'), None, Decimal('0'))
    """
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise SourceAnswerError(where, f"{str(value)[:40]!r} is no number")
    found = Decimal(value)
    if found and found.adjusted() >= DIGITS_BEFORE:
        raise SourceAnswerError(where, f"{str(value)[:40]} is larger than any official figure")
    return found
