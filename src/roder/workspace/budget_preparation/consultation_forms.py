"""The forms by which a consultation is written, extended and closed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.budgetprocess.actions.consultation import ConsultationFacts
from roder.apps.budgets.version_queries import versions
from roder.domain.budget_versions import VersionKind
from roder.workspace.assignment_forms import set_choices
from roder.workspace.budget_preparation.scan_forms import text_field
from roder.workspace.mandate_forms import PlainForm
from roder.workspace.mandate_forms import day_field

if TYPE_CHECKING:
    from roder.apps.budgetprocess.models import Consultation
    from roder.workspace.budget_preparation.places import PreparedYear

DAY = "day-"


class ConsultationForm(PlainForm):
    """What is asked, about which base, of whom, and until when: a day for each body that is to answer."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    text = text_field(gettext_lazy("What the consultation is about"), rows=6)
    base = forms.ChoiceField(label=gettext_lazy("Base"), required=False)
    questions = text_field(gettext_lazy("Questions, one on each line"), rows=6)

    def __init__(self, *args: Any, place: PreparedYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bases = {str(row.pk): row for row in versions(place.key).filter(year=place.year)}
        shown = [(key, str(row)) for key, row in self._bases.items() if row.kind == VersionKind.BASE]
        set_choices(self, "base", [("", _("None chosen")), *shown])
        self._codes = [body.code for body in place.asked]
        for body in place.asked:
            self.fields[f"{DAY}{body.code}"] = day = day_field(
                _("Last day: %(body)s") % {"body": body.name}, required=False
            )
            day.widget.attrs["class"] = "ds-input"
        if self._codes:
            first = self.fields[f"{DAY}{self._codes[0]}"]
            first.help_text = _("Leave the day empty for those who are not asked.")

    def facts(self) -> ConsultationFacts:
        """Return the consultation that a valid form describes."""
        given = self.cleaned_data
        lines = [line.strip() for line in given["questions"].splitlines()]
        return ConsultationFacts(
            given["title"],
            given["text"],
            self._bases.get(given["base"]),
            tuple(line for line in lines if line),
            {code: given[f"{DAY}{code}"] for code in self._codes if given[f"{DAY}{code}"]},
        )


def written_consultation(consultation: Consultation) -> dict[str, Any]:
    """Return a consultation as its form holds it."""
    return {
        "title": consultation.title,
        "text": consultation.text,
        "base": str(consultation.base_id or ""),
        "questions": "\n".join(question.text for question in consultation.questions.all()),
        **{f"{DAY}{answer.body_code}": answer.deadline for answer in consultation.answers.all()},
    }


class ExtensionForm(PlainForm):
    """More time for one body."""

    extended_to = day_field(gettext_lazy("New last day"), required=True)
    reason = text_field(gettext_lazy("Reason"), required=True, rows=3)


class ClosingForm(PlainForm):
    """Why a consultation is closed."""

    reason = text_field(gettext_lazy("Reason"), rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Needed while somebody who has not answered still has time.")
