"""The forms of one goal, of an answer to it, and of a verdict of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.goals.queries import by_level
from roder.apps.goals.queries import goals_of
from roder.domain.goal_tree import OVERALL
from roder.domain.goal_tree import AnswerKind
from roder.domain.goal_tree import GoalFacts
from roder.workspace.goal_words import in_language
from roder.workspace.goal_words import level_name
from roder.workspace.goals.decision_fields import DecisionForm
from roder.workspace.goals.tree_forms import long_text
from roder.workspace.mandate_forms import PlainForm

if TYPE_CHECKING:
    from roder.apps.goals.models import Goal
    from roder.apps.goals.models import GoalTree
    from roder.apps.indicators.models import VerdictLevel

WHOLE = "-"
"""Stands for the whole municipality where a body is chosen."""
TEXTS = ("title", "text", "title_en", "text_en", "owner_title", "is_financial")


class GoalTextForm(PlainForm):
    """What a goal says, and who answers for it."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    text = long_text(gettext_lazy("Text and why"), rows=6)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), required=False, max_length=200)
    text_en = long_text(gettext_lazy("Text in English"), rows=4)
    owner_title = forms.CharField(label=gettext_lazy("Answers for it"), required=False, max_length=120)
    is_financial = forms.BooleanField(
        label=gettext_lazy("A goal of sound financial management"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_financial"].widget.attrs["class"]
        self.fields["owner_title"].help_text = _(
            "A function rather than a name, for example “Head of schools”."
        )

    @staticmethod
    def facts(goal: Goal, given: dict[str, Any]) -> GoalFacts:
        """Return the goal with what a valid form says of it."""
        above = goal.parent.level if goal.parent else ""
        return GoalFacts(goal.code, goal.level, body_code=goal.body_code, parent_level=above, **given)


class NewGoalForm(GoalTextForm):
    """A goal to be added: its code, its level and the goal that it stands under."""

    code = forms.CharField(label=gettext_lazy("Code"), max_length=20, required=False)
    level = forms.ChoiceField(label=gettext_lazy("Level"))
    parent = forms.ChoiceField(label=gettext_lazy("Placed under"), required=False)
    field_order = ("code", "level", "parent")

    def __init__(self, *args: Any, tree: GoalTree, body_code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tree, self.body_code = tree, body_code
        levels = [level["key"] for level in tree.levels if not (body_code and level["key"] == OVERALL)]
        above = [goal for goal in by_level(tree, goals_of(tree)) if goal.body_code in {"", body_code}]
        cast("forms.ChoiceField", self.fields["level"]).choices = [
            (key, level_name(tree, key)) for key in levels
        ]
        choices = [] if body_code else [("", _("At the top"))]
        cast("forms.ChoiceField", self.fields["parent"]).choices = [
            *choices,
            *((goal.code, f"{goal.code} {in_language(goal, 'title')}") for goal in above),
        ]
        self.fields["code"].required = not body_code
        self.fields["parent"].required = bool(body_code)
        self.fields["code"].help_text = (
            _("May be left empty; the goal then gets the committee's next.")
            if body_code
            else _("A short one, for example 1 or 1.2. It stands in addresses and files.")
        )

    def parent_goal(self, given: dict[str, Any]) -> Goal | None:
        """Return the goal that a valid form places the new one under."""
        return self.tree.goals.filter(code=given["parent"]).first() if given["parent"] else None

    def new_facts(self, given: dict[str, Any]) -> GoalFacts:
        """Return what a valid form describes."""
        parent = self.parent_goal(given)
        return GoalFacts(
            given["code"].strip(),
            given["level"],
            body_code=self.body_code,
            parent_level=parent.level if parent else "",
            **{name: given[name] for name in TEXTS},
        )


class AnswerForm(DecisionForm):
    """What a body contributes to an overarching goal, or why it is not concerned."""

    kind = forms.ChoiceField(label=gettext_lazy("Answer"), widget=forms.RadioSelect)
    text = long_text(gettext_lazy("What we contribute, or why the goal does not concern us"), required=True)
    field_order = ("kind", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = cast("forms.ChoiceField", self.fields["kind"])
        kind.choices = [
            (AnswerKind.CONTRIBUTES.value, _("We contribute")),
            (AnswerKind.NOT_CONCERNED.value, _("The goal does not concern us")),
        ]
        del kind.widget.attrs["class"]


class VerdictForm(PlainForm):
    """A verdict of a goal: for whom, of which period, on the scale, and why."""

    body = forms.ChoiceField(label=gettext_lazy("Judged for"))
    period = forms.CharField(label=gettext_lazy("Period"), max_length=7)
    level = forms.ChoiceField(label=gettext_lazy("Verdict"), widget=forms.RadioSelect)
    reason = long_text(gettext_lazy("Reason"), required=True, rows=6)

    def __init__(
        self, *args: Any, bodies: list[tuple[str, str]], scale: list[VerdictLevel], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["body"]).choices = bodies
        level = cast("forms.ChoiceField", self.fields["level"])
        level.choices = [(step.key, in_language(step, "name")) for step in scale]
        del level.widget.attrs["class"]
        self.fields["period"].help_text = _("A year, a tertial or a month, as 2018, 2018T2 or 2018-08.")
        self.fields["reason"].help_text = _(
            "What speaks for the verdict and what against. Write no names of private persons."
        )


class ChosenForm(PlainForm):
    """Some of many, by check boxes."""

    chosen = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, label: str, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.MultipleChoiceField", self.fields["chosen"])
        field.label, field.choices = label, choices
        del field.widget.attrs["class"]
