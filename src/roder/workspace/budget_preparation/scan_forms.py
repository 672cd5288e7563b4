"""The forms by which a trend and what it means are written."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.budgetprocess.actions.scan import TrendFacts
from roder.domain.preparation import ConsequenceText
from roder.domain.preparation import CostDirection
from roder.domain.preparation import TrendHorizon
from roder.domain.preparation import TrendLikelihood
from roder.domain.preparation import TrendState
from roder.domain.preparation import TrendWeight
from roder.workspace.assignment_forms import set_choices
from roder.workspace.budget_preparation.amount_fields import AmountField
from roder.workspace.budget_preparation.places import goal_names
from roder.workspace.budget_preparation.words import direction_names
from roder.workspace.budget_preparation.words import horizon_names
from roder.workspace.budget_preparation.words import likelihood_names
from roder.workspace.budget_preparation.words import trend_state_names
from roder.workspace.budget_preparation.words import weight_names
from roder.workspace.mandate_forms import PlainForm

if TYPE_CHECKING:
    from roder.workspace.budget_preparation.places import PreparedYear

LONGEST = 20_000


def text_field(label: Any, *, required: bool = False, rows: int = 4) -> forms.CharField:
    """Return a field for a text of some lines."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=LONGEST, widget=area)


def many_field(label: Any) -> forms.MultipleChoiceField:
    """Return a field of check boxes."""
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple)


class TrendForm(PlainForm):
    """A trend: what it is, where it comes from, what it does, and whom it touches."""

    title = forms.CharField(label=gettext_lazy("Trend"), max_length=200)
    description = text_field(gettext_lazy("Description"))
    source = forms.CharField(label=gettext_lazy("Source"), required=False, max_length=300)
    effect = text_field(gettext_lazy("Effect on the municipality"))
    horizon = forms.ChoiceField(label=gettext_lazy("When it is felt"))
    likelihood = forms.ChoiceField(label=gettext_lazy("Likelihood"))
    weight = forms.ChoiceField(label=gettext_lazy("Weight"))
    cost_direction = forms.ChoiceField(label=gettext_lazy("Direction of the cost"))
    trend_state = forms.ChoiceField(label=gettext_lazy("State of the trend"))
    bodies = many_field(gettext_lazy("Committees and companies touched"))
    goals = many_field(gettext_lazy("Goals touched"))

    PLAIN = (
        "title",
        "description",
        "source",
        "effect",
        "horizon",
        "likelihood",
        "weight",
        "cost_direction",
        "trend_state",
    )

    def __init__(self, *args: Any, place: PreparedYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "horizon", horizon_names().items())
        set_choices(self, "likelihood", likelihood_names().items())
        set_choices(self, "weight", weight_names().items())
        set_choices(self, "cost_direction", direction_names().items())
        set_choices(self, "trend_state", trend_state_names().items())
        set_choices(self, "bodies", [(body.code, body.name) for body in place.asked])
        set_choices(self, "goals", goal_names(place).items())
        self.fields["source"].help_text = _("Needed before the trend is taken up into the scan.")

    def facts(self) -> TrendFacts:
        """Return the trend that a valid form describes."""
        given = self.cleaned_data
        return TrendFacts(
            given["title"],
            given["description"],
            given["effect"],
            given["source"],
            TrendHorizon(given["horizon"]),
            TrendLikelihood(given["likelihood"]),
            TrendWeight(given["weight"]),
            CostDirection(given["cost_direction"]),
            tuple(given["bodies"]),
            tuple(given["goals"]),
            TrendState(given["trend_state"]),
        )


class ConsequenceForm(PlainForm):
    """What a trend means for one committee."""

    activity = text_field(gettext_lazy("What it means for the activity"), required=True)
    money = text_field(gettext_lazy("What it means for money"), rows=3)
    amount = AmountField(gettext_lazy("Estimated amount a year"))
    volumes = text_field(gettext_lazy("What it means for volumes"), rows=3)
    staff = text_field(gettext_lazy("What it means for staff"), rows=3)

    PLAIN = ("activity", "money", "amount", "volumes", "staff")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].help_text = _("Thousands of kronor; minus for what becomes cheaper.")

    def text(self) -> ConsequenceText:
        """Return what a valid form says."""
        given = self.cleaned_data
        return ConsequenceText(given["activity"], given["money"], given["volumes"], given["staff"])

    @property
    def amount_ore(self) -> int | None:
        """The amount in öre; ``None`` when nobody has said."""
        return cast("int | None", self.cleaned_data["amount"])
