"""The forms by which an idea is handed over, answered and traced."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.budgetprocess.actions.ideas import IdeaFacts
from roder.domain.preparation import IdeaReply
from roder.workspace.assignment_forms import set_choices
from roder.workspace.assignment_forms import tree_choices
from roder.workspace.budget_preparation.amount_fields import AmountField
from roder.workspace.budget_preparation.places import goal_names
from roder.workspace.budget_preparation.scan_forms import many_field
from roder.workspace.budget_preparation.scan_forms import text_field
from roder.workspace.budget_preparation.words import reply_names
from roder.workspace.budget_preparation.words import target_names
from roder.workspace.mandate_forms import PlainForm

if TYPE_CHECKING:
    from roder.workspace.budget_preparation.places import PreparedYear


class IdeaForm(PlainForm):
    """An idea, or knowledge that the budget should build on."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    text = text_field(gettext_lazy("What is the idea, or what do you know?"), required=True, rows=8)
    body_code = forms.ChoiceField(label=gettext_lazy("Which part of the municipality is it about?"))
    activity = forms.CharField(label=gettext_lazy("Activity"), required=False, max_length=120)
    amount = AmountField(gettext_lazy("Estimated amount a year"))
    goals = many_field(gettext_lazy("Goals that it serves"))

    PLAIN = ("title", "text", "body_code", "activity", "amount")

    def __init__(self, *args: Any, place: PreparedYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "body_code", [("", _("Choose")), *tree_choices(place.bodies)])
        set_choices(self, "goals", goal_names(place).items())
        self.fields["amount"].help_text = _(
            "Thousands of kronor; minus for what it saves. Leave it empty when you do not know."
        )

    def facts(self) -> IdeaFacts:
        """Return the idea that a valid form describes."""
        given = self.cleaned_data
        return IdeaFacts(
            given["title"],
            given["text"],
            given["body_code"],
            given["activity"],
            tuple(given["goals"]),
            given["amount"],
        )


class ReplyForm(PlainForm):
    """What the budget office answers."""

    reply = forms.ChoiceField(label=gettext_lazy("Reply"))
    reply_text = text_field(gettext_lazy("Why, or what happens now"))

    PLAIN = ("reply", "reply_text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [(value, name) for value, name in reply_names().items() if value != IdeaReply.WAITING]
        set_choices(self, "reply", [("", _("Choose")), *shown])
        self.fields["reply_text"].help_text = _(
            "The one who wrote reads it. Needed when all is not taken up."
        )


class TraceForm(PlainForm):
    """Where an idea went."""

    target_kind = forms.ChoiceField(label=gettext_lazy("Where it went"))
    target_reference = forms.CharField(label=gettext_lazy("Reference"), required=False, max_length=200)
    text = forms.CharField(label=gettext_lazy("In words"), required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "target_kind", target_names().items())
        self.fields["target_reference"].help_text = _(
            "The code of a goal or an assignment, or the number of a change in a proposal."
        )
