"""The forms by which a body's answer to a consultation is written and handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.budgetprocess.actions.answers import WrittenAnswer
from roder.apps.budgetprocess.consultation_queries import deciders_of
from roder.apps.budgetprocess.consultation_queries import years_of
from roder.apps.decisions.queries import decisions
from roder.domain.consultation import FrameWish
from roder.domain.consultation import Standpoint
from roder.workspace.amounts_as_written import amount_as_written
from roder.workspace.assignment_forms import decision_name
from roder.workspace.assignment_forms import set_choices
from roder.workspace.assignment_words import body_names
from roder.workspace.budget_preparation.amount_fields import AmountField
from roder.workspace.budget_preparation.scan_forms import text_field
from roder.workspace.budget_preparation.words import standpoint_names
from roder.workspace.mandate_forms import PlainForm

if TYPE_CHECKING:
    from roder.apps.budgetprocess.models import ConsultationAnswer
    from roder.apps.decisions.models import Decision

QUESTION = "question-"
WISH = "wish-"
MORE_WISHES = 3
PARTS = ("year", "amount", "motivation")


class AnswerForm(PlainForm):
    """An answer: standpoint, summary, a text for each question, wished changes of the frame, reservations."""

    standpoint = forms.ChoiceField(label=gettext_lazy("Standpoint"), required=False)
    summary = text_field(gettext_lazy("Summary"), rows=5)

    def __init__(self, *args: Any, answer: ConsultationAnswer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer = answer
        self.questions = list(answer.consultation.questions.all())
        self.wish_count = answer.wishes.count() + MORE_WISHES
        set_choices(self, "standpoint", [("", _("Not decided yet")), *standpoint_names().items()])
        for question in self.questions:
            self.fields[f"{QUESTION}{question.pk}"] = text_field(question.text, rows=5)
        for place in range(self.wish_count):
            self._add_wish(place)
        self.fields["reservations"] = text_field(_("Reservations and special statements"), rows=4)
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"

    def _add_wish(self, place: int) -> None:
        number = {"number": place + 1}
        self.fields[f"{WISH}{place}-year"] = year = forms.ChoiceField(
            label=_("Year of change %(number)s") % number, required=False
        )
        years = [(str(each), str(each)) for each in years_of(self.answer.consultation)]
        year.choices = [("", _("No change")), *years]
        self.fields[f"{WISH}{place}-amount"] = AmountField(_("Amount of change %(number)s") % number)
        self.fields[f"{WISH}{place}-motivation"] = forms.CharField(
            label=_("Motivation of change %(number)s") % number, required=False, max_length=2000
        )

    @property
    def own_fields(self) -> list[Any]:
        """The fields before the wishes, as the page shows them."""
        names = ["standpoint", "summary", *(f"{QUESTION}{question.pk}" for question in self.questions)]
        return [self[name] for name in names]

    @property
    def wish_fields(self) -> list[list[Any]]:
        """The fields of the wishes, three to each."""
        return [[self[f"{WISH}{place}-{part}"] for part in PARTS] for place in range(self.wish_count)]

    def written(self) -> WrittenAnswer:
        """Return the answer that a valid form describes. A wish without year, amount and words is none."""
        given = self.cleaned_data
        wishes = []
        for place in range(self.wish_count):
            year, amount, words = (given[f"{WISH}{place}-{part}"] for part in PARTS)
            if year or amount or words:
                wishes.append(FrameWish(self.answer.body_code, int(year or 0), amount or 0, words))
        standpoint = given["standpoint"]
        return WrittenAnswer(
            Standpoint(standpoint) if standpoint else None,
            given["summary"],
            {question.pk: given[f"{QUESTION}{question.pk}"] for question in self.questions},
            tuple(wishes),
            given["reservations"],
        )


def written_form(answer: ConsultationAnswer) -> dict[str, str]:
    """Return an answer as its form holds it."""
    form = {
        "standpoint": answer.standpoint,
        "summary": answer.summary,
        "reservations": answer.reservations,
        **{f"{QUESTION}{text.question_id}": text.text for text in answer.texts.all()},
    }
    for place, wish in enumerate(answer.wishes.all()):
        form |= {
            f"{WISH}{place}-year": str(wish.year),
            f"{WISH}{place}-amount": amount_as_written(wish.amount_ore),
            f"{WISH}{place}-motivation": wish.motivation,
        }
    return form


class HandInForm(PlainForm):
    """The decision by which a body answers."""

    decision = forms.ChoiceField(label=gettext_lazy("Decision"), required=False)

    def __init__(self, *args: Any, answer: ConsultationAnswer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = answer.consultation.organisation
        names = body_names(organisation)
        found = decisions(organisation).filter(body_code__in=deciders_of(answer))
        self._decisions = {str(each.pk): each for each in found}
        shown = [
            (key, f"{decision_name(each, names)}: {each.title}") for key, each in self._decisions.items()
        ]
        set_choices(self, "decision", [("", _("Choose")), *shown])
        self.fields["decision"].help_text = _("Of the committee or board itself, or of one above it.")

    def chosen(self) -> Decision | None:
        """Return the decision that was chosen."""
        return self._decisions.get(self.cleaned_data["decision"])
