"""Goals and assignments in a proposal: new ones, new wordings, and what is to go."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.goals.models import Assignment
from roder.apps.proposals.places import tree_of_year
from roder.domain.proposals import TEXT_TARGETS
from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import ProposedChange
from roder.domain.proposals import TextAct
from roder.workspace.assignment_forms import set_choices
from roder.workspace.mandate_forms import PlainForm
from roder.workspace.proposals.words import ACTS
from roder.workspace.proposals.words import TARGETS

if TYPE_CHECKING:
    from roder.apps.proposals.models import Proposal
    from roder.apps.proposals.places import Places


class TextChangeForm(PlainForm):
    """One goal or assignment that a proposal adds, words anew or takes away."""

    what = forms.ChoiceField(label=gettext_lazy("Goal or assignment"))
    act = forms.ChoiceField(
        label=gettext_lazy("What is to be done"),
        choices=[(act.value, name) for act, name in ACTS.items()],
    )
    text = forms.CharField(
        label=gettext_lazy("The text"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    body = forms.ChoiceField(label=gettext_lazy("Given to"), required=False)
    goal = forms.ChoiceField(label=gettext_lazy("Goal that it serves"), required=False)
    why = forms.CharField(label=gettext_lazy("Why"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, places: Places, assignments: dict[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goals = list(places.goals.items())
        what = [("goal|", _("A new goal")), ("assignment|", _("A new assignment"))]
        what += [(f"goal|{code}", _("Goal %(goal)s") % {"goal": f"{code} {name}"}) for code, name in goals]
        what += [
            (f"assignment|{code}", _("Assignment %(assignment)s") % {"assignment": f"{code} {name}"})
            for code, name in assignments.items()
        ]
        set_choices(self, "what", what)
        set_choices(self, "body", [("", _("Nobody in particular")), *places.bodies.items()])
        set_choices(self, "goal", [("", _("None")), *((code, f"{code} {name}") for code, name in goals)])
        self.fields["body"].help_text = _("For a new assignment.")

    def clean(self) -> dict[str, Any]:
        """Refuse a new text without words, and what is not there to be changed."""
        found: dict[str, Any] = super().clean() or {}
        is_new = found.get("what", "").endswith("|")
        act = found.get("act")
        if is_new and act != TextAct.ADD:
            self.add_error(
                "act", _("What is new can only be added. Choose which goal or assignment is meant.")
            )
        if not is_new and act == TextAct.ADD:
            self.add_error("act", _("This is there already. Choose a new wording, or that it is taken away."))
        if act != TextAct.REMOVE and not found.get("text", "").strip():
            self.add_error("text", _("Write the text."))
        return found

    def change(self, year: int) -> ProposedChange:
        """Return the change that a valid form describes."""
        given = self.cleaned_data
        target, _sign, key = given["what"].partition("|")
        return ProposedChange(
            ChangeTarget(target),
            key,
            year,
            text=given["text"].strip(),
            motivation=given["why"].strip(),
            goal_code=given["goal"],
            act=TextAct(given["act"]),
            body=given["body"],
        )


def text_form(proposal: Proposal, places: Places, given: Any = None) -> TextChangeForm:
    """Return the form by which a goal or an assignment is added, empty or as it was given."""
    return TextChangeForm(places, assignments_of(proposal), given, prefix="text")


def assignments_of(proposal: Proposal) -> dict[str, str]:
    """Return the assignments of the goals that the proposal speaks of, by number."""
    tree = tree_of_year(proposal.organisation, proposal.year)
    rows = Assignment.objects.filter(tree=tree) if tree else Assignment.objects.none()
    return dict(rows.order_by("code").values_list("code", "title"))


def text_rows(proposal: Proposal, places: Places) -> list[dict[str, Any]]:
    """Return the goals and assignments of a proposal as its pages show them."""
    names = {**assignments_of(proposal), **places.goals}
    return [
        {
            "kind": TARGETS[ChangeTarget(row.target)],
            "act": ACTS[TextAct(row.act)],
            "name": f"{row.key} {names.get(row.key, '')}".strip(),
            "text": row.text,
            "why": row.motivation,
            "goal": f"{row.goal_code} {places.goals.get(row.goal_code, '')}".strip(),
            "body": places.bodies.get(row.body_code, row.body_code),
            "version": row.version,
            "remove_url": reverse(
                "workspace:proposal_text_remove", args=[proposal.year, proposal.pk, row.pk]
            ),
        }
        for row in proposal.changes.filter(target__in=TEXT_TARGETS)
    ]


def text_context(proposal: Proposal, places: Places, form: TextChangeForm | None) -> dict[str, Any]:
    """Return what the part on goals and assignments shows."""
    return {
        "texts": text_rows(proposal, places),
        "text_form": form or text_form(proposal, places),
        "text_url": reverse("workspace:proposal_text_add", args=[proposal.year, proposal.pk]),
    }
