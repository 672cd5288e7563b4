"""Amounts as a person writes them in a form, with every decimal that they have."""

from __future__ import annotations

from roder.domain.money import ORE_PER_UNIT


def amount_as_written(amount_ore: int, unit: str = "tkr") -> str:
    """Return öre in a unit (thousands of kronor), as the form reads them.

    >>> amount_as_written(125_000_000), amount_as_written(-1_250_050), amount_as_written(125_000_000, "mnkr")
    ('1250', '-12,5005', '1,25')
    """
    ore_per_unit = ORE_PER_UNIT[unit]
    whole, rest = divmod(abs(amount_ore), ore_per_unit)
    decimals = f"{rest:0{len(str(ore_per_unit)) - 1}d}".rstrip("0")
    return f"{'-' if amount_ore < 0 else ''}{whole}{',' + decimals if decimals else ''}"
