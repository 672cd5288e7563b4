"""What the forms of the register have in common: the page, the refusal with its reasons, two people at once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render
from django.utils.translation import gettext as _

from roder.apps.documents.stored_files import take_in
from roder.ui.problem_texts import problem_text
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import version_conflict
from roder.workspace.documents.document import crumbs
from roder.workspace.documents.register import document_url
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from django.forms import Form
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.documents.models import SteeringDocument
    from roder.apps.documents.stored_files import StoredFile
    from roder.domain.problems import Problem
    from roder.domain.versions import StaleVersionError


def form_page(
    request: HttpRequest, form: Form, *, title: str, submit: str, cancel_url: str, **more: Any
) -> HttpResponse:
    """Show a form; one that was sent and not taken has the status of a refusal."""
    context = {"form": form, "title": title, "submit": submit, "cancel_url": cancel_url, **more}
    return render(request, "workspace/documents/form.html", context, status=422 if form.is_bound else 200)


def add_problems(form: Form, problems: Iterable[Problem], field: str | None = None) -> None:
    """Put what was refused among the form's faults, in the person's language."""
    for problem in problems:
        form.add_error(field, problem_text(problem))


def received_file(form: Form) -> StoredFile | None:
    """Take in the file of a valid form; raises ``FileRefusedError``."""
    file = form.cleaned_data["file"]
    return take_in(file.name or "", file.chunks()) if file is not None else None


def seen_text(document: SteeringDocument, form: Form, given: QueryDict | None) -> str:
    """Return the hidden field that says on which version the form was opened."""
    if given is not None:
        return str(read_seen(given))
    return str(Seen(document.version, form_texts(form)))


def form_texts(form: Form) -> dict[str, str]:
    """Return what stands in a form that nobody has filled in, as texts."""
    return {
        name: "" if (value := form.get_initial_for_field(field, name)) is None else str(value)
        for name, field in form.fields.items()
    }


def document_conflict(
    request: HttpRequest,
    document: SteeringDocument,
    error: StaleVersionError,
    form: Form,
    theirs: Mapping[str, str],
    given: QueryDict,
) -> HttpResponse:
    """Show both versions of a document's facts to the one who came second."""
    labels = {name: str(field.label) for name, field in form.fields.items()}
    conflict = version_conflict(
        error,
        read_seen(given),
        theirs=dict(theirs),
        mine={name: given.get(name, "") for name in labels},
        labels=labels,
    )
    return conflict_page(
        request,
        conflict,
        name=document.title,
        cancel_url=document_url(document.code),
        breadcrumbs=crumbs(document, _("Change the facts")),
    )
