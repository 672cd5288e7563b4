"""Money is whole öre in an ``int``; kronor exist only at the borders, as text."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ORE_PER_KRONA = 100
ORE_PER_UNIT = {"kr": 100, "tkr": 100_000, "mnkr": 100_000_000}

_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})
_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009\t'")
_PLAIN = re.compile(r"([+-]?)(\d*)(?:[.,](\d*))?\Z")


class AmountError(ValueError):
    """The text is not an amount that can be held exactly in whole öre."""


def ore_from_text(text: str, *, unit: str = "kr", decimal: str = "") -> int:
    """Return whole öre from an amount as people and ledgers write it.

    ``unit`` is ``kr``, ``tkr`` or ``mnkr``; ``decimal`` is ``,`` or ``.`` when known, else found
    by looking. Accepts grouping by spaces (plain, no-break, narrow), by the other sign, minus as
    ``-`` or U+2212 before or after, and brackets for negative. Raises ``AmountError`` when the
    text is no amount or when öre would be lost.

    >>> ore_from_text("1 234,50"), ore_from_text("(500)"), ore_from_text("−2.263,4", unit="tkr")
    (123450, -50000, -226340000)
    """
    plain = text.translate(_MINUS).translate(_SPACES)
    negative = False
    if plain.startswith("(") and plain.endswith(")"):
        plain, negative = plain[1:-1], True
    if plain.endswith("-"):
        plain, negative = plain[:-1], True
    plain = _without_grouping(plain, decimal)
    match = _PLAIN.match(plain)
    if match is None or not (match[2] or match[3]):
        raise AmountError(text)
    whole, fraction = int(match[2] or "0"), match[3] or ""
    scaled = ORE_PER_UNIT[unit] * int(f"{whole}{fraction}")
    scale: int = 10 ** len(fraction)
    ore, lost = divmod(scaled, scale)
    if lost:
        raise AmountError(text)
    return -ore if negative != (match[1] == "-") else ore


def _without_grouping(plain: str, decimal: str) -> str:
    if decimal:
        return plain.replace("." if decimal == "," else ",", "")
    comma, point = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and point >= 0:
        return plain.replace("." if comma > point else ",", "")
    sign = "," if comma >= 0 else "."
    return plain.replace(sign, "") if plain.count(sign) > 1 else plain


def kronor_text(ore: int) -> str:
    """Return öre as kronor with a decimal point and two decimals, as SIE writes amounts.

    >>> kronor_text(-5), kronor_text(123450)
    ('-0.05', '1234.50')
    """
    sign = "-" if ore < 0 else ""
    whole, part = divmod(abs(ore), ORE_PER_KRONA)
    return f"{sign}{whole}.{part:02d}"


def ore_from_kronor(kronor: Decimal) -> int:
    """Return an exact amount in kronor as whole öre, rounded half up (half an öre goes away from zero).

    >>> ore_from_kronor(Decimal("1.005")), ore_from_kronor(Decimal("-1.005")), ore_from_kronor(Decimal("1.0049"))
    (101, -101, 100)
    """
    return int((kronor * ORE_PER_KRONA).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def allocate(total_ore: int, weights: Sequence[int]) -> list[int]:
    """Split an amount by whole weights without losing an öre, by largest remainder.

    The parts sum to ``total_ore`` exactly; equal remainders go to the earlier part. Weights that
    are all zero split evenly. Raises ``ValueError`` on no weights or a negative weight. Rule and
    worked tables: docs/algorithms/money-allocation.md.

    >>> allocate(100, [1, 1, 1])
    [34, 33, 33]
    """
    if not weights or min(weights) < 0:
        msg = "weights must be given and none may be negative"
        raise ValueError(msg)
    shares = list(weights) if any(weights) else [1] * len(weights)
    whole = sum(shares)
    size = abs(total_ore)
    parts = [size * share // whole for share in shares]
    remainders = [size * share % whole for share in shares]
    order = sorted(range(len(shares)), key=lambda index: (-remainders[index], index))
    for index in order[: size - sum(parts)]:
        parts[index] += 1
    return [-part for part in parts] if total_ore < 0 else parts
