"""The form of a year's facts for the balance requirement; amounts are typed in thousands of kronor."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import pgettext

from roder.domain.money import AmountError
from roder.domain.money import ore_from_text
from roder.domain.result_reserves import ReserveKind
from roder.workspace.amounts_as_written import amount_as_written
from roder.workspace.budget_rules.balance_words import reserve_name
from roder.workspace.mandate_forms import PlainForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.apps.budgets.models import BalanceYear

UNIT = "tkr"
MAY_BE_UNKNOWN = ("result_ore", "equity_ore")


class AmountField(forms.CharField):
    """An amount in thousands of kronor; empty is nothing said."""

    def to_python(self, value: Any) -> Any:
        text = (super().to_python(value) or "").strip()
        if not text:
            return None
        try:
            return ore_from_text(text, unit=UNIT)
        except AmountError:
            raise forms.ValidationError(
                _("Write an amount in thousands of kronor, as 1 250 or −300,5.")
            ) from None

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False)


class BalanceYearForm(PlainForm):
    """What the investigation of a year is made of beside its result."""

    result_ore = AmountField(gettext_lazy("Result, when it is in no budget version"))
    gains_ore = AmountField(gettext_lazy("All realised gains"))
    gains_kept_ore = AmountField(gettext_lazy("Realised gains that may stay in"))
    losses_excepted_ore = AmountField(gettext_lazy("Realised losses that may be taken out"))
    unrealised_ore = AmountField(gettext_lazy("Unrealised gains and losses on securities"))
    unrealised_reversed_ore = AmountField(gettext_lazy("Reversal of unrealised gains and losses"))
    reserve_kind = forms.ChoiceField(label=gettext_lazy("Reserve"), required=False)
    reserved_ore = AmountField(gettext_lazy("Put aside in the reserve"))
    reserve_used_ore = AmountField(gettext_lazy("Used of the reserve"))
    equity_ore = AmountField(gettext_lazy("Equity with pension obligations taken off"))
    reasons_ore = AmountField(gettext_lazy("Exceptional reasons taken out before the result"))
    exempted_ore = AmountField(gettext_lazy("Exempted by the council (KL 11:13)"))
    note = forms.CharField(
        label=gettext_lazy("Reasons and source"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [
            ("", pgettext("a reserve", "None")),
            *((kind.value, reserve_name(kind)) for kind in ReserveKind),
        ]
        cast("forms.ChoiceField", self.fields["reserve_kind"]).choices = kinds

    def values(self) -> dict[str, Any]:
        """Return the facts of a valid form; what is not said is 0, or unknown where that can be."""
        given = self.cleaned_data
        return {
            name: 0 if given[name] is None and name not in MAY_BE_UNKNOWN else given[name]
            for name in self.fields
        }


def texts_of(row: BalanceYear | None) -> Mapping[str, str]:
    """Return a year's facts as they are written in the form."""
    if row is None:
        return {}
    found = {}
    for name in BalanceYearForm.base_fields:
        value = getattr(row, name)
        is_said = value is not None and (value or name in MAY_BE_UNKNOWN)
        found[name] = value if isinstance(value, str) else amount_as_written(value) if is_said else ""
    return found
