"""The form of what a proposal says as a whole: its name, its motivation, and what a missing surplus rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.proposals.actions.writing import ProposalWords
from roder.domain.money import AmountError
from roder.domain.money import ore_from_text
from roder.domain.proposals import ImbalanceReason
from roder.workspace.amounts_as_written import amount_as_written
from roder.workspace.mandate_forms import PlainForm

if TYPE_CHECKING:
    from roder.apps.proposals.models import Proposal

REASONS = [
    ("", gettext_lazy("None: the budget has a surplus")),
    (ImbalanceReason.RESULT_RESERVE.value, gettext_lazy("The result reserve is used (KL 11:14)")),
    (ImbalanceReason.EXCEPTIONAL_REASONS.value, gettext_lazy("Exceptional reasons (KL 11:5)")),
]
LABELS: Final = {
    "title": gettext_lazy("Name"),
    "motivation": gettext_lazy("What the proposal wants"),
    "imbalance_reason": gettext_lazy("Reason for a missing surplus"),
    "imbalance_text": gettext_lazy("The reason in words"),
    "reserve": gettext_lazy("Used of the result reserve, tkr"),
}


class WordsForm(PlainForm):
    """What stands over the table of a proposal."""

    title = forms.CharField(label=LABELS["title"], max_length=200)
    motivation = forms.CharField(
        label=LABELS["motivation"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Some sentences that can be read on their own. It stands first in the proposal."
        ),
    )
    imbalance_reason = forms.ChoiceField(
        label=LABELS["imbalance_reason"],
        required=False,
        choices=REASONS,
        help_text=gettext_lazy("Only when income does not exceed costs in the budget year."),
    )
    imbalance_text = forms.CharField(
        label=LABELS["imbalance_text"], required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    reserve = forms.CharField(label=LABELS["reserve"], required=False, max_length=30)

    def clean_reserve(self) -> str:
        """Refuse what is no amount, or below 0."""
        text: str = self.cleaned_data["reserve"].strip()
        try:
            is_amount = not text or ore_from_text(text, unit="tkr") >= 0
        except AmountError:
            is_amount = False
        if not is_amount:
            raise forms.ValidationError(_("Write the amount in thousands of kronor, as 1 250 or 12,5."))
        return text


def initial_words(proposal: Proposal) -> dict[str, Any]:
    """Return the form's values as the proposal is kept."""
    return {
        "title": proposal.title,
        "motivation": proposal.motivation,
        "imbalance_reason": proposal.imbalance_reason,
        "imbalance_text": proposal.imbalance_text,
        "reserve": amount_as_written(proposal.reserve_ore) if proposal.reserve_ore else "",
    }


def words_of(form: WordsForm) -> ProposalWords:
    """Return what a valid form says."""
    found = form.cleaned_data
    reason = found["imbalance_reason"]
    return ProposalWords(
        found["title"],
        found["motivation"],
        ImbalanceReason(reason) if reason else None,
        found["imbalance_text"],
        ore_from_text(found["reserve"], unit="tkr") if found["reserve"] else 0,
    )
