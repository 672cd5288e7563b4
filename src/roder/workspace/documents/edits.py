"""Registering a document, and changing what the register says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from roder.apps.documents.access import access_document_keeping
from roder.apps.documents.access import access_document_to_edit
from roder.apps.documents.access import bodies_to_keep_for
from roder.apps.documents.access import keeps_for
from roder.apps.documents.actions.refusals import DocumentRefusedError
from roder.apps.documents.actions.registering import change_document
from roder.apps.documents.actions.registering import register_document
from roder.apps.documents.queries import next_code
from roder.apps.identity.access import access_person
from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.organisation.queries import organisation_tree
from roder.domain.versions import StaleVersionError
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.workspace.documents.document import crumbs
from roder.workspace.documents.form_pages import add_problems
from roder.workspace.documents.form_pages import document_conflict
from roder.workspace.documents.form_pages import form_page
from roder.workspace.documents.form_pages import form_texts
from roder.workspace.documents.form_pages import seen_text
from roder.workspace.documents.forms import DocumentForm
from roder.workspace.documents.register import document_url
from roder.workspace.mandate_forms import INDENT

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.documents.models import SteeringDocument
    from roder.domain.reach import Reach


def add(request: HttpRequest) -> HttpResponse:
    reach = access_document_keeping(request.user)
    key = tree_organisation_shown()
    given = request.POST if request.method == "POST" else None
    if given is not None:
        _require_reach(reach, key, given.get("owner_body", ""))
    form = DocumentForm(given, initial={"code": next_code(key)}, owners=owners(reach, key), has_code=True)
    if form.is_valid():
        try:
            made = register_document(key, form.facts(), acting_user=access_person(request.user))
        except DocumentRefusedError as error:
            add_problems(form, error.problems)
        else:
            messages.success(
                request, _("%(title)s is registered. Add its first edition.") % {"title": made.title}
            )
            return redirect(document_url(made.code))
    register_url = reverse("workspace:documents")
    return form_page(
        request,
        form,
        title=_("Register a document"),
        submit=_("Register"),
        cancel_url=register_url,
        breadcrumbs=[
            {"label": _("Steering documents"), "url": register_url},
            {"label": _("Register a document"), "url": ""},
        ],
    )


def change(request: HttpRequest, code: str) -> HttpResponse:
    key = tree_organisation_shown()
    found = access_document_to_edit(request.user, key, code)
    reach = access_document_keeping(request.user)
    given = resolved(request.POST) if request.method == "POST" else None
    if given is not None:
        _require_reach(reach, key, given.get("owner_body", found.owner_body), known=found.owner_body)
    form = _form(found, reach, given)
    if given is not None and form.is_valid():
        seen = read_seen(given).version
        try:
            change_document(
                found, form.facts(code), seen_version=seen, acting_user=access_person(request.user)
            )
        except DocumentRefusedError as error:
            add_problems(form, error.problems)
        except StaleVersionError as error:
            found.refresh_from_db()
            return document_conflict(
                request, found, error, form, form_texts(_form(found, reach, None)), given
            )
        else:
            messages.success(request, _("Saved."))
            return redirect(document_url(found.code))
    return form_page(
        request,
        form,
        title=_("Change the facts"),
        submit=_("Save"),
        cancel_url=document_url(found.code),
        seen=seen_text(found, form, given),
        breadcrumbs=crumbs(found, _("Change the facts")),
    )


def _form(document: SteeringDocument, reach: Reach, given: QueryDict | None) -> DocumentForm:
    initial: dict[str, Any] = {
        "title": document.title,
        "title_en": document.title_en,
        "kind": document.kind,
        "owner_body": document.owner_body,
        "owner": document.owner.username if document.owner else "",
        "owner_title": document.owner_title,
        "summary": document.summary,
        "review_on": document.review_on,
    }
    choices = owners(reach, document.organisation, known=document.owner_body)
    return DocumentForm(given, initial=initial, owners=choices, has_code=False)


def owners(reach: Reach, organisation: str, *, known: str = "") -> list[tuple[str, str]]:
    """Return the bodies for which a document may be kept, top down; one that already stands there stays."""
    today = timezone.localdate()
    tree = organisation_tree(organisation, today)
    within = bodies_to_keep_for(reach, organisation, day=today)
    found = [
        (body.code, f"{INDENT * level}{body.name}") for level, body in tree.walk() if body.code in within
    ]
    if known and known not in within:
        found.append((known, known))
    return [("", _("The whole municipality")), *found] if "" in within else found


def _require_reach(reach: Reach, organisation: str, body: str, *, known: str | None = None) -> None:
    if body != known and not keeps_for(reach, organisation, body, day=timezone.localdate()):
        raise PermissionDenied
