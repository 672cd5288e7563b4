"""The forms of lines of the bridge: a new line for some years, and one that is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.budgets.actions.bridge import TypedLine
from roder.apps.decisions.models import Decision
from roder.domain.money import AmountError
from roder.domain.money import ore_from_text
from roder.ui.problem_texts import add_problems
from roder.workspace.assignment_forms import decision_choices
from roder.workspace.assignment_forms import set_choices
from roder.workspace.frame_bridge.chosen import UNIT
from roder.workspace.mandate_forms import PlainForm

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.budget_versions import ChangeGroup
    from roder.domain.problems import Problem

AMOUNT = "amount_"
LONGEST_TEXT = 500
LONGEST_SOURCE = 200


class LineForm(PlainForm):
    """What every line says: its text, what it rests on, the decision when there is one."""

    text = forms.CharField(label=gettext_lazy("What the change is for"), max_length=LONGEST_TEXT)
    source = forms.CharField(
        label=gettext_lazy("What it rests on"), max_length=LONGEST_SOURCE, required=False
    )
    decision = forms.ChoiceField(label=gettext_lazy("Decision"), required=False)

    def __init__(self, *args: Any, organisation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "decision", decision_choices(organisation))

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Show what the rules refuse on top of the form."""
        add_problems(self, problems)

    def chosen_decision(self) -> Decision | None:
        """Return the decision of a valid form."""
        chosen = self.cleaned_data["decision"]
        return Decision.objects.get(pk=int(chosen)) if chosen else None

    def read_amount(self, name: str) -> int:
        """Return the öre of an amount in thousands of kronor, 0 when it is empty; what is none is the field's fault."""
        text = (self.cleaned_data.get(name) or "").strip()
        try:
            return ore_from_text(text, unit=UNIT) if text else 0
        except AmountError:
            self.add_error(name, _("Write an amount in thousands of kronor, as 1 250 or −300,5."))
            return 0


def amount_field(label: str, *, required: bool = False) -> forms.CharField:
    """Return a field for an amount in thousands of kronor."""
    field = forms.CharField(label=label, required=required)
    field.widget.attrs |= {"class": "ds-input", "inputmode": "text", "autocomplete": "off"}
    return field


class NewLineForm(LineForm):
    """A new line: an amount for each year, and for a technical change the body on the other side."""

    def __init__(self, *args: Any, years: Sequence[int], others: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years
        if others:
            self.fields["other_body"] = forms.ChoiceField(
                label=_("The other side of the transfer"), required=False
            )
            self.fields["other_body"].widget.attrs["class"] = "ds-input"
            named = [(code, f"{code} {name}") for code, name in others.items()]
            set_choices(self, "other_body", [("", _("None: typed by itself")), *named])
        for year in years:
            self.fields[f"{AMOUNT}{year}"] = amount_field(
                _("Change %(year)s, thousands of kronor") % {"year": year}
            )

    def clean(self) -> dict[str, Any]:
        """Read the amounts; one of the years must have one."""
        cleaned = super().clean() or {}
        self.amounts_ore = {year: self.read_amount(f"{AMOUNT}{year}") for year in self.years}
        if not any(self.amounts_ore.values()) and not self.errors:
            self.add_error(f"{AMOUNT}{self.years[0]}", _("Write an amount for one of the years."))
        return cleaned

    def typed(self, body: str, step: ChangeGroup) -> TypedLine:
        """Return the line that a valid form describes."""
        given = self.cleaned_data
        return TypedLine(body, step, given["text"], self.amounts_ore, given["source"], self.chosen_decision())


class ChangeLineForm(LineForm):
    """A line that is there: its amount for its year."""

    amount = forms.CharField(label=gettext_lazy("Change, thousands of kronor"))
    field_order = ("amount", "text", "source", "decision")

    def clean(self) -> dict[str, Any]:
        """Read the amount."""
        cleaned = super().clean() or {}
        self.amount_ore = self.read_amount("amount")
        return cleaned

    def facts(self) -> dict[str, Any]:
        """Return what a valid form says of the line."""
        given = self.cleaned_data
        return {
            "text": given["text"],
            "amount_ore": self.amount_ore,
            "source": given["source"],
            "decision": self.chosen_decision(),
        }
