"""What a person types for the year of a line: an amount in kronor, or a small sum such as ``=12*4500``.

Rules and worked table: docs/algorithms/line-formulas.md. The grid's own script reckons by the same rules and is held
to the same table; what counts is what is reckoned here.
"""

from __future__ import annotations

import re
from fractions import Fraction

from roder.domain.money import ORE_PER_KRONA
from roder.domain.money import AmountError
from roder.domain.money import ore_from_text

LONGEST = 200
DEEPEST = 20
_TOKEN = re.compile(r"(\d+(?:[.,]\d+)?|[.,]\d+)|([-+*/()])")
_SPACES = str.maketrans("\u2212\u2013\u00d7\u00b7\u00f7", "--**/", " \u00a0\u202f\u2009\t")


def is_formula(text: str) -> bool:
    """Return whether a text is to be reckoned: it begins with an equals sign.

    >>> is_formula(" =2*3"), is_formula("6")
    (True, False)
    """
    return text.lstrip().startswith("=")


def typed_ore(text: str) -> int:
    """Return the öre of what a person typed in kronor, an amount or a formula; raises ``AmountError``.

    >>> typed_ore("=12*4500"), typed_ore("1 250,50"), typed_ore("=-(100+25)/3")
    (5400000, 125050, -4167)
    """
    return formula_ore(text) if is_formula(text) else ore_from_text(text)


def formula_ore(text: str) -> int:
    """Return the öre of a formula in kronor, reckoned exactly and rounded once, half an öre away from zero.

    Knows numbers with a decimal comma or point, ``+ - * /`` and brackets. Raises ``AmountError`` for anything else,
    for division by nought and for a text of more than ``LONGEST`` signs.

    >>> formula_ore("=0,5*1,01")
    51
    """
    plain = text.strip().removeprefix("=").translate(_SPACES)
    if len(text) > LONGEST:
        raise AmountError(text)
    tokens, at = [], 0
    while at < len(plain):
        match = _TOKEN.match(plain, at)
        if match is None:
            raise AmountError(text)
        tokens.append(match[0])
        at = match.end()
    reader = _Reader(tokens, text)
    return _rounded(reader.whole() * ORE_PER_KRONA)


class _Reader:
    """Reads a formula from the left: sums of products of signed numbers and brackets."""

    def __init__(self, tokens: list[str], text: str) -> None:
        self._tokens, self._text = tokens[::-1], text

    def whole(self) -> Fraction:
        value = self._sum(0)
        if self._tokens:
            raise AmountError(self._text)
        return value

    def _next(self) -> str:
        return self._tokens[-1] if self._tokens else ""

    def _sum(self, depth: int) -> Fraction:
        value = self._product(depth)
        while self._next() in ("+", "-"):
            sign = self._tokens.pop()
            other = self._product(depth)
            value = value + other if sign == "+" else value - other
        return value

    def _product(self, depth: int) -> Fraction:
        value = self._part(depth)
        while self._next() in ("*", "/"):
            sign = self._tokens.pop()
            other = self._part(depth)
            if sign == "/" and not other:
                raise AmountError(self._text)
            value = value * other if sign == "*" else value / other
        return value

    def _part(self, depth: int) -> Fraction:
        if not self._tokens or depth > DEEPEST:
            raise AmountError(self._text)
        first = self._tokens.pop()
        if first in ("+", "-"):
            value = self._part(depth + 1)
            return -value if first == "-" else value
        if first == "(":
            value = self._sum(depth + 1)
            if not self._tokens or self._tokens.pop() != ")":
                raise AmountError(self._text)
            return value
        if not first[-1].isdigit():
            raise AmountError(self._text)
        return Fraction(first.replace(",", "."))


def _rounded(ore: Fraction) -> int:
    whole = (abs(ore.numerator) * 2 + ore.denominator) // (2 * ore.denominator)
    return -whole if ore < 0 else whole
