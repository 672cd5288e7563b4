"""The forms by which assignments are registered, changed, handed over, linked and reported."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.decisions.models import Decision
from roder.apps.decisions.queries import decisions
from roder.apps.goals.assignment_queries import goals_to_serve
from roder.apps.goals.assignment_queries import possible_owners
from roder.apps.identity.models import User
from roder.domain.assignment_facts import AssignmentFacts
from roder.domain.assignments import AssignmentKind
from roder.domain.decisions import DecisionFacts
from roder.workspace.assignment_words import body_names
from roder.workspace.assignment_words import kind_name
from roder.workspace.goal_words import in_language
from roder.workspace.mandate_forms import INDENT
from roder.workspace.mandate_forms import PlainForm
from roder.workspace.mandate_forms import day_field

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from datetime import date

    from roder.apps.goals.assignment_access import Speaker
    from roder.apps.goals.models import Goal
    from roder.domain.organisation import OrganisationTree

DECISIONS_TO_CHOOSE = 200


def set_choices(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)


def tree_choices(tree: OrganisationTree, within: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """Return the bodies of the tree, or those of them that are named, each under the one above it."""
    named = None if within is None else set(within)
    return [
        (body.code, f"{INDENT * level}{body.code} {body.name}")
        for level, body in tree.walk()
        if named is None or body.code in named
    ]


def decision_name(decision: Decision, names: Mapping[str, str]) -> str:
    """Return a decision as people name it: body, day, paragraph."""
    body = names.get(decision.body_code, decision.body_code)
    return f"{body} {decision.day_and_paragraph}"


def decision_choices(organisation: str) -> list[tuple[str, str]]:
    names = body_names(organisation)
    found = decisions(organisation)[:DECISIONS_TO_CHOOSE]
    named = [(str(one.pk), f"{decision_name(one, names)} – {one.title}") for one in found]
    return [("", _("None chosen")), *named]


def owner_choices(day: date, kept: User | None = None) -> list[tuple[str, str]]:
    """Return the people who can own a task; ``kept`` stays in the list although their last role has ended."""
    people = possible_owners(day)
    people += [kept] if kept is not None and kept not in people else []
    return [
        ("", _("Nobody yet")),
        *((str(one.pk), f"{one} – {one.title}" if one.title else str(one)) for one in people),
    ]


class AssignmentForm(PlainForm):
    """What an assignment is, between whom, when, and the decision that gave it."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), widget=forms.RadioSelect)
    title = forms.CharField(label=gettext_lazy("Assignment"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("Text"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=20000
    )
    title_en = forms.CharField(label=gettext_lazy("Title in English"), required=False, max_length=200)
    given_by = forms.ChoiceField(label=gettext_lazy("Given by"))
    given_to = forms.ChoiceField(label=gettext_lazy("Given to"))
    given_on = day_field(gettext_lazy("Given on"), required=True)
    due = day_field(gettext_lazy("To be done by"), required=False)
    decision = forms.ChoiceField(label=gettext_lazy("Decision that gave it"), required=False)
    paragraph = forms.CharField(label=gettext_lazy("Paragraph"), required=False, max_length=20)
    meeting_date = day_field(gettext_lazy("Day of the meeting"), required=False)
    decision_body = forms.ChoiceField(label=gettext_lazy("Body that decided"), required=False)
    case_number = forms.CharField(label=gettext_lazy("Case number"), required=False, max_length=40)
    decision_title = forms.CharField(
        label=gettext_lazy("What the decision is about"), required=False, max_length=200
    )

    PLAIN = ("title", "text", "title_en", "given_by", "given_to", "given_on", "due", "kind")
    OF_A_NEW_DECISION = ("decision_body", "meeting_date", "paragraph", "case_number", "decision_title")

    def __init__(self, *args: Any, who: Speaker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = who.tree.organisation
        set_choices(self, "kind", [(kind.value, kind_name(kind)) for kind in AssignmentKind])
        self.fields["kind"].initial = AssignmentKind.ASSIGNMENT.value
        self.fields["kind"].widget.attrs.pop("class", None)
        giving = tree_choices(who.tree, who.giving_bodies())
        set_choices(self, "given_by", giving)
        set_choices(self, "given_to", [("", _("Choose")), *tree_choices(who.tree)])
        set_choices(self, "decision", decision_choices(organisation))
        set_choices(self, "decision_body", [("", _("The one that gave the assignment")), *giving])
        self.fields["text"].help_text = _("Write no personal data: an assignment is a public record.")
        self.fields["due"].help_text = _("The last day that is in time. May be left empty.")
        self.fields["meeting_date"].help_text = _("Left empty, the day when the assignment was given.")

    def facts(self, code: str = "", *, owner_title: str = "") -> AssignmentFacts:
        """Return the assignment that a valid form describes."""
        given = {name: self.cleaned_data[name] for name in self.PLAIN}
        return AssignmentFacts(
            **given | {"kind": AssignmentKind(given["kind"])}, code=code, owner_title=owner_title
        )

    def chosen_decision(self) -> Decision | None:
        """Return the registered decision that is chosen."""
        number = self.cleaned_data["decision"]
        return Decision.objects.get(pk=number) if number else None

    def new_decision(self) -> DecisionFacts | None:
        """Return the decision to register, when the form describes one."""
        given = self.cleaned_data
        if not given["paragraph"].strip():
            return None
        return DecisionFacts(
            given["decision_body"] or given["given_by"],
            given["meeting_date"] or given["given_on"],
            given["paragraph"].strip(),
            given["decision_title"].strip() or given["title"],
            given["case_number"].strip(),
        )


class NewAssignmentForm(AssignmentForm):
    """A new assignment: with its code, the goals that it serves and the person who carries it."""

    code = forms.CharField(label=gettext_lazy("Code"), required=False, max_length=20)
    goals = forms.MultipleChoiceField(
        label=gettext_lazy("Goals that it serves"), required=False, widget=forms.CheckboxSelectMultiple
    )
    owner = forms.ChoiceField(label=gettext_lazy("Owner"), required=False)

    def __init__(self, *args: Any, who: Speaker, **kwargs: Any) -> None:
        super().__init__(*args, who=who, **kwargs)
        self.fields["code"].help_text = _("Left empty, the next free one is given, as U18-7.")
        self.served = goals_to_serve(who.tree.organisation)
        set_choices(self, "goals", goal_choices(self.served))
        self.fields["goals"].widget.attrs.pop("class", None)
        set_choices(self, "owner", owner_choices(who.tree.day))

    def chosen_goals(self) -> list[Goal]:
        """Return the goals that are ticked."""
        return [goal for goal in self.served if str(goal.pk) in self.cleaned_data["goals"]]

    def chosen_owner(self) -> User | None:
        """Return the person who is chosen."""
        return person_chosen(self.cleaned_data["owner"])


def goal_choices(goals: Iterable[Goal]) -> list[tuple[str, str]]:
    return [(str(goal.pk), f"{goal.code} {in_language(goal, 'title')} ({goal.tree.code})") for goal in goals]


def person_chosen(number: str) -> User | None:
    return User.objects.get(pk=number) if number else None


class GoalsForm(forms.Form):
    """Which goals an assignment serves."""

    goals = forms.MultipleChoiceField(
        label=gettext_lazy("Goals that it serves"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, served: list[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.served = served
        set_choices(self, "goals", goal_choices(served))

    def chosen_goals(self) -> list[Goal]:
        """Return the goals that are ticked."""
        return [goal for goal in self.served if str(goal.pk) in self.cleaned_data["goals"]]


class OwnerForm(PlainForm):
    """Who carries an assignment from now on."""

    owner = forms.ChoiceField(label=gettext_lazy("Owner"), required=False)

    def __init__(self, *args: Any, day: date, kept: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "owner", owner_choices(day, kept))

    def chosen_owner(self) -> User | None:
        """Return the person who is chosen."""
        return person_chosen(self.cleaned_data["owner"])
