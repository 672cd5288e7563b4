"""Editions on pages: added, changed while drafts, adopted, discarded, and given the file that they lack."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.documents.access import access_document_to_edit
from roder.apps.documents.access import access_edition
from roder.apps.documents.actions.editions import add_edition
from roder.apps.documents.actions.editions import attach_file
from roder.apps.documents.actions.editions import change_edition
from roder.apps.documents.actions.editions import discard_edition
from roder.apps.documents.actions.refusals import DocumentRefusedError
from roder.apps.documents.stored_files import FileRefusedError
from roder.apps.identity.access import access_person
from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.ledger.steering_days import steering_day
from roder.apps.organisation.queries import organisation_tree
from roder.domain.organisation import FRAME_HOLDERS
from roder.domain.organisation import BodyKind
from roder.ui.problem_texts import problem_text
from roder.workspace.documents.document import crumbs
from roder.workspace.documents.form_pages import add_problems
from roder.workspace.documents.form_pages import form_page
from roder.workspace.documents.form_pages import received_file
from roder.workspace.documents.forms import EditionForm
from roder.workspace.documents.forms import FileForm
from roder.workspace.documents.register import document_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.documents.models import SteeringDocument
    from roder.apps.documents.stored_files import StoredFile
    from roder.domain.problems import Problem

DECIDING = {BodyKind.COUNCIL, *FRAME_HOLDERS, BodyKind.COMPANY}


def add(request: HttpRequest, code: str) -> HttpResponse:
    found = access_document_to_edit(request.user, tree_organisation_shown(), code)
    form = _form(request, found, {})

    def save(file: StoredFile | None) -> list[Problem]:
        person = access_person(request.user)
        return add_edition(found, form.facts(found.title), file=file, acting_user=person)[1]

    return _answer(request, found, form, save, title=_("Add an edition"), submit=_("Add the edition"))


def change(request: HttpRequest, code: str, number: int) -> HttpResponse:
    found = access_document_to_edit(request.user, tree_organisation_shown(), code)
    edition = access_edition(request.user, found.organisation, code, number)
    initial = {
        "in_force_from": edition.in_force_from,
        "in_force_to": edition.in_force_to,
        "note": edition.note,
    }
    form = _form(request, found, initial)

    def save(file: StoredFile | None) -> list[Problem]:
        person = access_person(request.user)
        return change_edition(edition, form.facts(found.title), file=file, acting_user=person)[1]

    title = _("Change or adopt edition %(number)s") % {"number": number}
    return _answer(request, found, form, save, title=title, submit=_("Save"))


def attach(request: HttpRequest, code: str, number: int) -> HttpResponse:
    found = access_document_to_edit(request.user, tree_organisation_shown(), code)
    edition = access_edition(request.user, found.organisation, code, number)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()

    def save(file: StoredFile | None) -> list[Problem]:
        if file is not None:
            attach_file(edition, file, acting_user=access_person(request.user))
        return []

    title = _("Add the file of edition %(number)s") % {"number": number}
    return _answer(request, found, form, save, title=title, submit=_("Add the file"))


def discard(request: HttpRequest, code: str, number: int) -> HttpResponse:
    found = access_document_to_edit(request.user, tree_organisation_shown(), code)
    edition = access_edition(request.user, found.organisation, code, number)
    if request.method == "POST":
        try:
            discard_edition(edition, acting_user=access_person(request.user))
        except DocumentRefusedError as error:
            messages.warning(request, problem_text(error.problems[0]))
        else:
            messages.info(request, _("The draft was discarded."))
        return redirect(document_url(found.code))
    context = {
        "document": found,
        "edition": edition,
        "discard_url": reverse("workspace:edition_discard", args=[code, number]),
        "cancel_url": document_url(found.code),
        "breadcrumbs": crumbs(found, _("Discard the draft")),
    }
    return render(request, "workspace/documents/discard.html", context)


def _form(request: HttpRequest, document: SteeringDocument, initial: dict[str, Any]) -> EditionForm:
    tree = organisation_tree(document.organisation, steering_day())
    bodies = [(body.code, body.name) for _level, body in tree.walk() if body.kind in DECIDING]
    if request.method == "POST":
        return EditionForm(request.POST, request.FILES, bodies=bodies, initial=initial)
    return EditionForm(bodies=bodies, initial=initial)


def _answer(
    request: HttpRequest,
    document: SteeringDocument,
    form: EditionForm | FileForm,
    save: Callable[[StoredFile | None], list[Problem]],
    *,
    title: str,
    submit: str,
) -> HttpResponse:
    if form.is_valid():
        try:
            warnings = save(received_file(form))
        except FileRefusedError as error:
            add_problems(form, [error.problem], "file")
        except DocumentRefusedError as error:
            add_problems(form, error.problems)
        else:
            for problem in warnings:
                messages.warning(request, problem_text(problem))
            messages.success(request, _("Saved."))
            return redirect(document_url(document.code))
    return form_page(
        request,
        form,
        title=title,
        submit=submit,
        cancel_url=document_url(document.code),
        document=document,
        breadcrumbs=crumbs(document, title),
    )
