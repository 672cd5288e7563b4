"""The form by which money names a goal."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.goals.actions.funding import FundingWish
from roder.apps.goals.funding_queries import assignments_to_fund
from roder.apps.goals.queries import goals_of
from roder.domain.goal_funding import FundingKind
from roder.domain.goal_funding_faults import YEARS_OF_A_TREE
from roder.domain.money import AmountError
from roder.domain.money import ore_from_text
from roder.workspace.amounts_as_written import amount_as_written
from roder.workspace.goal_money.words import AMOUNT_UNIT
from roder.workspace.goal_money.words import kind_name
from roder.workspace.goal_words import in_language

if TYPE_CHECKING:
    from collections.abc import Collection

    from roder.apps.goals.models import GoalFunding
    from roder.apps.goals.models import GoalTree
    from roder.domain.organisation import OrganisationTree


class FundingForm(forms.Form):
    """Which goal, which money, how much; the goal and the assignment of a row stay what they are."""

    goal = forms.ChoiceField(label=gettext_lazy("Goal"))
    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int)
    body_code = forms.ChoiceField(label=gettext_lazy("Body"))
    kind = forms.ChoiceField(label=gettext_lazy("What names the goal"))
    project_code = forms.CharField(label=gettext_lazy("Project"), required=False, max_length=20)
    assignment = forms.ChoiceField(label=gettext_lazy("Assignment"), required=False)
    amount = forms.CharField(label=gettext_lazy("Amount in thousands of kronor"), max_length=30)
    reason = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=200)

    def __init__(
        self,
        *args: Any,
        tree: GoalTree,
        bodies: OrganisationTree,
        within: Collection[str],
        row: GoalFunding | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._goals = {goal.code: goal for goal in goals_of(tree)}
        self._assignments = assignments_to_fund(tree.organisation)
        self._choose(
            "goal", [(code, f"{code} {in_language(goal, 'title')}") for code, goal in self._goals.items()]
        )
        self._choose("year", [(year, str(year)) for year in range(tree.year, tree.year + YEARS_OF_A_TREE)])
        self._choose("body_code", [(code, f"{code} {bodies.bodies[code].name}") for code in sorted(within)])
        self._choose("kind", [(kind.value, kind_name(kind)) for kind in FundingKind])
        shown = [(code, f"{code} {in_language(each, 'title')}") for code, each in self._assignments.items()]
        self._choose("assignment", [("", _("None")), *shown])
        self.fields["project_code"].help_text = _(
            "The ledger's project code. With it, what is used is read from the ledger; without it, that is not known."
        )
        self.fields["amount"].help_text = _(
            "Of the year. A change of frame may be below zero: it lowers what the goal is granted."
        )
        if row is not None:
            for name in ("goal", "assignment"):
                self.fields[name].disabled = True

    def _choose(self, name: str, choices: list[tuple[Any, str]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def clean_amount(self) -> int:
        """Return the amount in whole öre."""
        try:
            return ore_from_text(self.cleaned_data["amount"], unit=AMOUNT_UNIT)
        except AmountError:
            raise forms.ValidationError(
                _("Write the amount in thousands of kronor, as 1 250 or 12,5.")
            ) from None

    def wish(self) -> FundingWish:
        """Return what a valid form wishes."""
        given = self.cleaned_data
        return FundingWish(
            self._goals[given["goal"]],
            given["year"],
            FundingKind(given["kind"]),
            given["body_code"],
            given["amount"],
            given["project_code"].strip(),
            self._assignments.get(given["assignment"]),
            given["reason"].strip(),
        )


def texts_of(row: GoalFunding) -> dict[str, str]:
    """Return a row as the form holds it."""
    return {
        "goal": row.goal.code,
        "year": str(row.year),
        "body_code": row.body_code,
        "kind": row.kind,
        "project_code": row.project_code,
        "assignment": row.assignment.code if row.assignment else "",
        "amount": amount_as_written(row.amount_ore),
        "reason": row.reason,
    }
