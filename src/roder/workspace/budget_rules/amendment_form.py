"""The form by which a change of frames after the vote is registered: one decision, an amount for each body."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.decisions.models import Decision
from roder.domain.frame_amendments import LONGEST_FINANCING
from roder.domain.frame_amendments import LONGEST_TEXT
from roder.domain.frame_amendments import AmendmentKind
from roder.domain.frame_amendments import AmendmentWish
from roder.domain.frame_amendments import FinancingSource
from roder.domain.money import AmountError
from roder.domain.money import ore_from_text
from roder.workspace.assignment_forms import decision_choices
from roder.workspace.budget_rules.words import kind_name
from roder.workspace.budget_rules.words import source_name
from roder.workspace.mandate_forms import PlainForm

if TYPE_CHECKING:
    from collections.abc import Mapping

AMOUNT = "amount_"
UNIT = "tkr"


class AmendmentForm(PlainForm):
    """A change of frames: its kind, decision, financing, and an amount in tkr for each body that it touches."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of change"))
    decision = forms.ChoiceField(label=gettext_lazy("Decision"))
    text = forms.CharField(label=gettext_lazy("What the change is for"), max_length=LONGEST_TEXT)
    source = forms.ChoiceField(label=gettext_lazy("Financed by"))
    financing = forms.CharField(label=gettext_lazy("How it is financed"), max_length=LONGEST_FINANCING)

    def __init__(
        self, *args: Any, organisation: str, year: int, bodies: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.year, self.bodies = year, bodies
        self._choose("kind", [(each.value, kind_name(each)) for each in AmendmentKind])
        self._choose(
            "source", [("", _("Choose")), *((each.value, source_name(each)) for each in FinancingSource)]
        )
        self._choose("decision", [("", _("Choose")), *decision_choices(organisation)])
        self.fields["financing"].help_text = _(
            "The law asks each decision on an expense during the year to say how it is paid for (KL 11:15)."
        )
        for code, name in bodies.items():
            field = forms.CharField(label=f"{code} {name}", required=False)
            field.widget.attrs |= {"class": "ds-input", "inputmode": "text", "autocomplete": "off"}
            self.fields[AMOUNT + code] = field

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    @property
    def about(self) -> list[Any]:
        """The fields on the change as a whole."""
        return [field for field in self if not field.name.startswith(AMOUNT)]

    @property
    def amounts(self) -> list[Any]:
        """The fields of amounts, one for each body."""
        return [field for field in self if field.name.startswith(AMOUNT)]

    def clean(self) -> dict[str, Any]:
        """Read the amounts; what is no amount is a fault of its own field."""
        cleaned = super().clean() or {}
        self.read: list[tuple[str, int]] = []
        for code in self.bodies:
            text = (cleaned.get(AMOUNT + code) or "").strip()
            if not text:
                continue
            try:
                self.read.append((code, ore_from_text(text, unit=UNIT)))
            except AmountError:
                self.add_error(
                    AMOUNT + code, _("Write an amount in thousands of kronor, as 1 250 or −300,5.")
                )
        return cleaned

    def wish(self) -> AmendmentWish:
        """Return the change that a valid form describes."""
        given = self.cleaned_data
        return AmendmentWish(
            AmendmentKind(given["kind"]),
            self.year,
            tuple(self.read),
            given["text"],
            FinancingSource(given["source"]),
            given["financing"],
        )

    def chosen_decision(self) -> Decision:
        """Return the decision of a valid form."""
        return Decision.objects.get(pk=int(self.cleaned_data["decision"]))
