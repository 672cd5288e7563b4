"""The page of one steering document: what it is, its editions with their decisions and files, the goals it serves."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.documents.access import access_document
from roder.apps.documents.access import may_edit_document
from roder.apps.documents.queries import adopted_spans
from roder.apps.documents.queries import document_row
from roder.apps.documents.queries import documents_of
from roder.apps.documents.queries import with_editions
from roder.apps.goals.document_queries import goals_served
from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.ledger.steering_days import steering_day
from roder.domain.steering_documents import edition_in_force
from roder.workspace.documents.register import body_names
from roder.workspace.documents.register import document_url
from roder.workspace.documents.words import days_text
from roder.workspace.documents.words import decision_text
from roder.workspace.documents.words import document_kind_name
from roder.workspace.documents.words import file_type_name
from roder.workspace.documents.words import size_text
from roder.workspace.goal_words import goal_url
from roder.workspace.goal_words import in_language
from roder.workspace.history_rows import object_history

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.documents.models import Edition
    from roder.apps.documents.models import EditionFile
    from roder.apps.documents.models import SteeringDocument
    from roder.apps.documents.queries import DocumentRow
    from roder.domain.steering_documents import EditionSpan

DOCUMENTS = range(1600, 1700)
"""The numbers of acts on one document."""


def document(request: HttpRequest, code: str) -> HttpResponse:
    key = tree_organisation_shown()
    found = access_document(request.user, key, code)
    shown = with_editions(documents_of(key)).get(pk=found.pk)
    day = steering_day()
    row = document_row(shown, day)
    names = body_names(key)
    may_edit = may_edit_document(request.user, shown, day=day)
    context = _facts(row, names) | {
        "day": day,
        "editions": _editions(row, names, day, may_edit=may_edit),
        "goals": [
            {"title": in_language(goal, "title"), "tree": goal.tree.code, "url": goal_url(goal)}
            for goal in goals_served(shown)
        ],
        "entries": object_history(str(shown), DOCUMENTS),
        "acts": _acts(shown) if may_edit else [],
        "breadcrumbs": crumbs(shown),
    }
    return render(request, "workspace/documents/document.html", context)


def crumbs(document: SteeringDocument, *last: str) -> list[dict[str, Any]]:
    """Return the way to a page of a document: the register, the document, and the page's own name."""
    url = document_url(document.code) if last else ""
    return [
        {"label": _("Steering documents"), "url": reverse("workspace:documents")},
        {"label": in_language(document, "title"), "url": url},
        *({"label": label, "url": ""} for label in last),
    ]


def _facts(row: DocumentRow, names: dict[str, str]) -> dict[str, Any]:
    document = row.document
    owner = names.get(document.owner_body, document.owner_body)
    return {
        "document": document,
        "title": in_language(document, "title"),
        "state": row.state.value,
        "kind": document_kind_name(document.kind),
        "owner": owner or _("The whole municipality"),
        "in_force": days_text(row.first_day, row.last_day),
        "replaced_by": _named(document.replaced_by) if document.replaced_by else None,
        "replaces": [_named(each) for each in document.replaces.order_by("title")],
        "owner_url": reverse("workspace:body", args=[document.owner_body])
        if document.owner_body in names
        else "",
    }


def _named(document: SteeringDocument) -> dict[str, str]:
    return {"title": in_language(document, "title"), "url": document_url(document.code)}


def _acts(document: SteeringDocument) -> list[dict[str, str]]:
    acts = [
        ("workspace:edition_add", _("Add an edition")),
        ("workspace:document_change", _("Change the facts")),
        ("workspace:document_replace", _("Replace")),
        ("workspace:document_end", _("Let it end")),
    ]
    return [{"label": label, "url": reverse(name, args=[document.code])} for name, label in acts]


def _editions(row: DocumentRow, names: dict[str, str], day: date, *, may_edit: bool) -> list[dict[str, Any]]:
    current = edition_in_force(adopted_spans(row.document.editions.all()), day)
    return [
        _edition(each, names, _edition_state(each, current, day), may_edit=may_edit)
        for each in reversed(row.document.editions.all())
    ]


def _edition_state(edition: Edition, current: EditionSpan | None, day: date) -> str:
    """Return how an edition stands: a draft, still to come, the one in force, or one that another took over from."""
    first, last = edition.in_force_from, edition.in_force_to
    if not edition.is_adopted or first is None:
        return "edition_draft"
    if first > day:
        return "edition_coming"
    if current is None or current.number != edition.number:
        return "edition_earlier"
    return "edition_in_force" if last is None or day <= last else "edition_lapsed"


def _edition(edition: Edition, names: dict[str, str], state: str, *, may_edit: bool) -> dict[str, Any]:
    args = [edition.document.code, edition.number]
    file = getattr(edition, "file", None)
    acts = []
    if may_edit and not edition.is_adopted:
        acts = [
            {"label": _("Change or adopt"), "url": reverse("workspace:edition_change", args=args)},
            {"label": _("Discard"), "url": reverse("workspace:edition_discard", args=args)},
        ]
    elif may_edit and file is None:
        acts = [{"label": _("Add the file"), "url": reverse("workspace:edition_attach", args=args)}]
    return {
        "number": edition.number,
        "state": state,
        "days": days_text(edition.in_force_from, edition.in_force_to),
        "note": edition.note,
        "decision": decision_text(edition.decision, names) if edition.decision else "",
        "case_number": edition.decision.case_number if edition.decision else "",
        "is_example": bool(edition.decision and edition.decision.is_example),
        "file": _file(file, args) if file else None,
        "acts": acts,
    }


def _file(file: EditionFile, args: list[Any]) -> dict[str, Any]:
    return {
        "name": file.name,
        "url": reverse("workspace:edition_file", args=args),
        "kind": file_type_name(file.media_type),
        "size": size_text(file.size),
        "text_state": file.text_state,
    }
