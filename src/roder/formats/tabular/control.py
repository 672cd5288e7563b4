"""The sum of a column of amounts, taken apart from the reader of amounts, to check that reader."""

from __future__ import annotations

from decimal import Decimal
from decimal import DecimalException
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLEAN = str.maketrans({"\u2212": "-", "\u2013": "-", **dict.fromkeys(" \u00a0\u202f\u2009\t'\r", None)})
_LARGEST = Decimal(10) ** 20


def control_total(texts: Sequence[str], decimal: str = "") -> Decimal:
    """Return the sum of the amounts in their own unit; a text that is no amount counts as nothing.

    >>> control_total(["1 234,50", "(500)", "x"])
    Decimal('734.50')
    """
    cleaned = "\n".join(texts).translate(_CLEAN)
    if decimal:
        cleaned = cleaned.replace("." if decimal == "," else ",", "")
    try:
        total = sum(map(Decimal, filter(None, cleaned.replace(",", ".").split("\n"))), start=Decimal(0))
    except DecimalException:
        total = Decimal("NaN")
    if total.is_finite() and abs(total) < _LARGEST:
        return total
    return sum((_single(text, decimal) for text in texts), start=Decimal(0))


def _single(text: str, decimal: str) -> Decimal:
    clean = text.translate(_CLEAN).strip()
    negative = clean.startswith("(") and clean.endswith(")")
    if negative:
        clean = clean[1:-1]
    if clean.endswith("-"):
        clean, negative = clean[:-1], not negative
    sign = decimal or max(",.", key=clean.rfind)
    if not decimal and clean.count(sign) > 1:
        sign = ""
    whole, _, part = clean.rpartition(sign) if sign and sign in clean else (clean, "", "")
    try:
        value = Decimal(f"{whole.replace(',', '').replace('.', '')}.{part}")
    except DecimalException:
        return Decimal(0)
    if not value.is_finite() or abs(value) >= _LARGEST:
        return Decimal(0)
    return -value if negative else value
