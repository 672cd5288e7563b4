"""A number of an indicator as text in a cell: exact, and apart from it that there is none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from roder.domain.money import ore_from_text
from roder.formats.tabular.values import Fault
from roder.formats.tabular.values import is_ambiguous

NO_VALUE = ("..", "…", "–", "−", "-", "saknas", "uppgift saknas", "missing", "n/a")
"""What a person writes for a value that is known to be missing; it is not zero."""
HIDDEN = "dold"
"""Stands for a value that may not be shown; coming in it says nothing."""
MAX_MICRO = 10**20
"""Values of indicators have six decimals and fourteen digits before them at most."""


@dataclass(frozen=True, slots=True)
class NoValue:
    """A cell that says: there is no value."""


NO_VALUE_STATED = NoValue()
_NO_VALUE = frozenset(NO_VALUE)
_NOT_COUNTED = str.maketrans("", "", " \u00a0\u202f\u2009%")


def number_value(text: str, *, decimal: str) -> Decimal | NoValue | Fault | None:
    """Return a number exactly, six decimals at most; ``NoValue`` for a marker, ``None`` for a hidden value.

    >>> number_value("12,5 %", decimal=""), number_value("..", decimal="")
    (Decimal('12.5'), NoValue())
    """
    folded = text.casefold()
    if folded in _NO_VALUE:
        return NO_VALUE_STATED
    if folded == HIDDEN:
        return None
    plain = text.translate(_NOT_COUNTED)
    try:
        if is_ambiguous(plain, decimal=decimal):
            return Fault("bad_number")
        # A unit of mnkr scales by 10^8, so a hundredth of it is millionths, exactly.
        micro, lost = divmod(ore_from_text(plain, unit="mnkr", decimal=decimal), 100)
    except ValueError:
        return Fault("bad_number")
    return Fault("bad_number") if lost or abs(micro) >= MAX_MICRO else plain_number(Decimal(micro).scaleb(-6))


def number_text(value: Decimal | NoValue | str, decimal: str = ".") -> str:
    """Return a number, a stated lack of one or a hidden one as the text that ``number_value`` takes back.

    >>> number_text(Decimal("7.10")), number_text(NO_VALUE_STATED)
    ('7.1', '..')
    """
    if isinstance(value, NoValue):
        return NO_VALUE[0]
    return value if isinstance(value, str) else f"{plain_number(value):f}".replace(".", decimal)


def plain_number(value: Decimal) -> Decimal:
    """Return the number without closing zeros, never in powers of ten.

    >>> plain_number(Decimal("7.100000")), plain_number(Decimal("1E+2"))
    (Decimal('7.1'), Decimal('100'))
    """
    short = value.normalize()
    return short.quantize(Decimal(1)) if short.as_tuple().exponent > 0 else short + 0  # type: ignore[operator] # finite, so a whole number
