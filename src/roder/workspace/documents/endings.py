"""Letting a document end on a day, or be replaced by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from roder.apps.documents.access import access_document_to_edit
from roder.apps.documents.actions.refusals import DocumentRefusedError
from roder.apps.documents.actions.registering import end_document
from roder.apps.documents.actions.registering import replace_document
from roder.apps.documents.queries import documents_by_code
from roder.apps.identity.access import access_person
from roder.apps.ledger.queries import tree_organisation_shown
from roder.domain.versions import StaleVersionError
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.workspace.documents.document import crumbs
from roder.workspace.documents.form_pages import add_problems
from roder.workspace.documents.form_pages import document_conflict
from roder.workspace.documents.form_pages import form_page
from roder.workspace.documents.form_pages import form_texts
from roder.workspace.documents.form_pages import seen_text
from roder.workspace.documents.forms import EndForm
from roder.workspace.documents.forms import ReplaceForm
from roder.workspace.documents.register import document_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.documents.models import SteeringDocument
    from roder.workspace.mandate_forms import PlainForm


def end(request: HttpRequest, code: str) -> HttpResponse:
    found = access_document_to_edit(request.user, tree_organisation_shown(), code)

    def made(given: QueryDict | None) -> EndForm:
        return EndForm(given, initial={"last_day": found.ended_on})

    def save(form: PlainForm, seen: int) -> None:
        day = form.cleaned_data["last_day"]
        end_document(found, day, seen_version=seen, acting_user=access_person(request.user))

    return _answer(request, found, made, save, title=_("Let it end"), danger=True)


def replace(request: HttpRequest, code: str) -> HttpResponse:
    found = access_document_to_edit(request.user, tree_organisation_shown(), code)
    others = {each: row for each, row in documents_by_code(found.organisation).items() if each != code}

    def made(given: QueryDict | None) -> ReplaceForm:
        current = found.replaced_by.code if found.replaced_by else ""
        choices = [(each, f"{row.title} ({each})") for each, row in others.items()]
        return ReplaceForm(given, initial={"replaced_by": current}, documents=choices)

    def save(form: PlainForm, seen: int) -> None:
        by = others.get(form.cleaned_data["replaced_by"])
        replace_document(found, by, seen_version=seen, acting_user=access_person(request.user))

    return _answer(request, found, made, save, title=_("Replace"))


def _answer(
    request: HttpRequest,
    document: SteeringDocument,
    made: Callable[[QueryDict | None], PlainForm],
    save: Callable[[PlainForm, int], None],
    *,
    title: str,
    danger: bool = False,
) -> HttpResponse:
    given = resolved(request.POST) if request.method == "POST" else None
    form = made(given)
    if given is not None and form.is_valid():
        try:
            save(form, read_seen(given).version)
        except DocumentRefusedError as error:
            add_problems(form, error.problems)
        except StaleVersionError as error:
            document.refresh_from_db()
            return document_conflict(request, document, error, form, form_texts(made(None)), given)
        else:
            messages.success(request, _("Saved."))
            return redirect(document_url(document.code))
    return form_page(
        request,
        form,
        title=title,
        submit=title,
        cancel_url=document_url(document.code),
        seen=seen_text(document, form, given),
        danger=danger,
        document=document,
        breadcrumbs=crumbs(document, title),
    )
