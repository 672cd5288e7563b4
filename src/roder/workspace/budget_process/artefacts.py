"""To say what has come of a step: a title, and an address or a document of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.budgetprocess.access import access_step_artefact
from roder.apps.budgetprocess.actions.years import StepArtefact
from roder.apps.budgetprocess.actions.years import set_artefact
from roder.apps.documents.models import SteeringDocument
from roder.domain.versions import StaleVersionError
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import texts
from roder.ui.versions import version_conflict
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_process.chosen import chosen_step
from roder.workspace.budget_process.step_words import step_text
from roder.workspace.budget_process.year_state import step_url
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.budgetprocess.models import ProcessStep

FIELDS = ("artefact_title", "artefact_url", "artefact_id")
LABELS = {
    "artefact_title": gettext_lazy("What has come of the step"),
    "artefact_url": gettext_lazy("Its address"),
    "artefact_id": gettext_lazy("Document of the register"),
}


class ArtefactForm(forms.Form):
    """What has come of a step; the field names are those of the step."""

    artefact_title = forms.CharField(label=LABELS["artefact_title"], required=False, max_length=200)
    artefact_url = forms.URLField(
        label=LABELS["artefact_url"], required=False, max_length=500, assume_scheme="https"
    )
    artefact_id = forms.ChoiceField(label=LABELS["artefact_id"], required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, organisation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = SteeringDocument.objects.filter(organisation=organisation).order_by("title")
        self.documents = {str(document.pk): document for document in found}
        field = cast("forms.ChoiceField", self.fields["artefact_id"])
        field.choices = [("", _("None")), *((pk, each.title) for pk, each in self.documents.items())]

    def said(self) -> StepArtefact:
        """Return what a valid form says."""
        values = self.cleaned_data
        document = self.documents.get(values["artefact_id"])
        return StepArtefact(values["artefact_title"], values["artefact_url"], document)


def edit(request: HttpRequest, year: int, key: str) -> HttpResponse:
    shown = chosen_step(year, key)
    person = access_step_artefact(request.user, shown)
    given = resolved(request.POST) if request.method == "POST" else None
    now = texts({name: getattr(shown, name) for name in FIELDS})
    form = ArtefactForm(
        given,
        organisation=shown.process_year.organisation,
        initial=now | {"seen": str(Seen(shown.version, now))},
    )
    if given is not None and form.is_valid():
        seen = read_seen(given)
        try:
            set_artefact(shown, form.said(), seen_version=seen.version, acting_user=person)
        except StaleVersionError as error:
            return _conflict(request, shown, form, given, error)
        messages.success(request, _("Saved."))
        return redirect("workspace:budget_step", year=year, key=key)
    context = {
        "form": form,
        "step": shown,
        "name": step_text(shown, "name"),
        "cancel_url": step_url(shown),
        "breadcrumbs": _crumbs(shown),
    }
    status = 422 if form.is_bound else 200
    return render(request, "workspace/budget_process/artefact.html", context, status=status)


def _crumbs(shown: ProcessStep) -> list[dict[str, Any]]:
    number = _("Step %(number)s") % {"number": shown.position}
    return budget_breadcrumbs(
        shown.process_year.year, (number, step_url(shown)), (str(LABELS["artefact_title"]), "")
    )


def _conflict(
    request: HttpRequest,
    shown: ProcessStep,
    form: ArtefactForm,
    given: QueryDict,
    error: StaleVersionError,
) -> HttpResponse:
    conflict = version_conflict(
        error,
        read_seen(given),
        theirs=texts(error.theirs),
        mine=texts(error.mine),
        labels=LABELS,
        show=lambda name, text: _document(form.documents, text) if name == "artefact_id" else text,
    )
    return conflict_page(
        request,
        conflict,
        name=step_text(shown, "name"),
        cancel_url=step_url(shown),
        breadcrumbs=_crumbs(shown),
    )


def _document(documents: Mapping[str, SteeringDocument], text: str) -> str:
    return documents[text].title if text in documents else text
