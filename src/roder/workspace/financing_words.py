"""What people read of financing: units, and how an amount came about."""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.domain.financing_parameters import InputUnit
from roder.domain.financing_parameters import input_definitions
from roder.domain.financing_parameters import sheet_line
from roder.domain.financing_sheet import AmountOrigin
from roder.ui.formatting import exact_number_text

_FOUR_DECIMALS = Decimal("0.0001")
AMOUNT_UNIT = "mnkr"
DECIMALS_OF_MNKR = 6


def unit_word(unit: InputUnit) -> str:
    """Return the unit in which pages show and read an input; kronor are shown in millions."""
    return {
        InputUnit.KRONOR: _("SEK million"),
        InputUnit.FACTOR: _("factor"),
        InputUnit.PERCENT: "%",
        InputUnit.RATE: _("share"),
        InputUnit.INHABITANTS: _("inhabitants"),
        InputUnit.PER_INHABITANT: _("SEK per inhabitant"),
    }[unit]


def input_name(key: str) -> str:
    """Return the name of an input, or of a legal share that is no input of a round."""
    definition = input_definitions().get(key)
    if definition is not None:
        return definition.name(get_language() or "sv")
    return {
        "grant_share": _("Share of the county's mean tax rate for grants"),
        "fee_share": _("Share of the county's mean tax rate for fees"),
        "fee_low_share": _("Share of the county's mean tax rate in the fee's lower step"),
        "fee_low_rate": _("County rate of the fee's lower step"),
        "fee_low_until": _("The lower step's upper end, times the mean tax power"),
        "introduction_step": _("Limit of the introduction grant, kronor per inhabitant"),
    }[key]


def figure_name(key: str) -> str:
    """Return the name of an input or a line of the sheet."""
    return input_name(key) if key in input_definitions() else sheet_line(key).name(get_language() or "sv")


def input_text(key: str, value: Decimal, *, is_derived: bool = False) -> str:
    """Return the value of an input as a page shows it, with its unit; what is derived with four decimals at most."""
    definition = input_definitions().get(key)
    if is_derived:
        scale = DECIMALS_OF_MNKR if definition and definition.unit is InputUnit.KRONOR else 0
        value = value.scaleb(-scale).quantize(_FOUR_DECIMALS, rounding=ROUND_HALF_UP).scaleb(scale)
    number = input_as_written(key, value)
    return f"{number}\u00a0{unit_word(definition.unit)}" if definition else number


def input_as_written(key: str, value: Decimal) -> str:
    """Return the value of an input as a field holds it: every decimal, kronor in millions."""
    definition = input_definitions().get(key)
    if definition is not None and definition.unit is InputUnit.KRONOR:
        value = value.scaleb(-DECIMALS_OF_MNKR)
    return exact_number_text(value, 0, get_language() or "sv")


def origin_word(origin: AmountOrigin) -> str:
    """Return how an amount came about."""
    return {
        AmountOrigin.RECKONED: _("Reckoned by the rule from the round's inputs"),
        AmountOrigin.STATED: _("Stated as an amount"),
        AmountOrigin.SUMMED: _("Added from the lines"),
        AmountOrigin.BUDGET_LINE: _("From the lines of the budget version"),
        AmountOrigin.ABSENT: _("Not known"),
    }[origin]
