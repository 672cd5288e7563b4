"""Fields for amounts in thousands of kronor, as municipalities write their budgets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roder.domain.money import AmountError
from roder.domain.money import ore_from_text
from roder.workspace.amounts_as_written import amount_as_written

LARGEST_ORE = 10**15
UNIT = "tkr"


class AmountField(forms.CharField):
    """An amount as a person writes it; cleaned it is öre, and ``None`` when the field is left empty."""

    def __init__(self, label: Any, *, required: bool = False) -> None:
        widget = forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"})
        super().__init__(label=label, required=required, max_length=30, widget=widget)

    def prepare_value(self, value: Any) -> Any:
        """Return öre as they are written; what a person has typed stands as it is."""
        return amount_as_written(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """Return öre; refuses what is no amount."""
        text = super().clean(value)
        return _ore(text) if text else None


def _ore(text: str) -> int:
    try:
        ore = ore_from_text(text, unit=UNIT)
    except AmountError:
        raise ValidationError(_("Write an amount in thousands of kronor, as 1 250 or −12,5.")) from None
    if abs(ore) > LARGEST_ORE:
        raise ValidationError(_("The amount is too large."))
    return ore
