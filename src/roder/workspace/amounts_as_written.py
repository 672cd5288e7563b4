"""Amounts as a person writes them in a form, with every decimal that they have."""

from __future__ import annotations

ORE_PER_TKR = 100_000
DECIMALS = 5


def amount_as_written(amount_ore: int) -> str:
    """Return öre as thousands of kronor, as the form reads them.

    >>> amount_as_written(125_000_000), amount_as_written(-1_250_050)
    ('1250', '-12,5005')
    """
    whole, rest = divmod(abs(amount_ore), ORE_PER_TKR)
    decimals = f"{rest:0{DECIMALS}d}".rstrip("0")
    return f"{'-' if amount_ore < 0 else ''}{whole}{',' + decimals if decimals else ''}"
