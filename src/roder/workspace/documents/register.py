"""The list of steering documents: narrowed, sorted, and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roder.apps.documents.access import access_documents
from roder.apps.documents.access import may_keep_all_documents
from roder.apps.documents.access import may_keep_documents
from roder.apps.documents.queries import SEARCH_KIND
from roder.apps.documents.queries import document_rows
from roder.apps.documents.queries import search_key
from roder.apps.goals.document_queries import documents_serving
from roder.apps.goals.queries import overarching_goals
from roder.apps.goals.queries import tree_in_force
from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.ledger.steering_days import steering_day
from roder.apps.organisation.queries import bodies
from roder.apps.search.queries import found_keys
from roder.domain.organisation import BodyKind
from roder.domain.steering_documents import DocumentKind
from roder.domain.steering_documents import DocumentState
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.documents.words import decision_text
from roder.workspace.documents.words import document_kind_name
from roder.workspace.documents.words import kind_choices
from roder.workspace.documents.words import state_name
from roder.workspace.explanations import body_kind_name
from roder.workspace.goal_words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.documents.queries import DocumentRow

PARTING = "/"
MOST_SHOWN = 250
ATTENTION = (DocumentState.LAPSES_SOON, DocumentState.REVIEW_DUE)


@dataclass(frozen=True)
class Selection:
    """What the list is narrowed to."""

    kind: str = ""
    owner: str = ""
    state: str = ""
    text: str = ""
    goal: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Selection:
        given = request.GET
        kind, state = given.get("kind", ""), given.get("state", "")
        return cls(
            kind if kind in set(DocumentKind) else "",
            given.get("owner", "")[:20],
            state if state in set(DocumentState) else "",
            " ".join(given.get("text", "").split())[:200],
            given.get("goal", "")[:80],
        )

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in vars(self).items() if value})


def register(request: HttpRequest) -> HttpResponse:
    key = tree_organisation_shown()
    rows = document_rows(access_documents(request.user, key), steering_day())
    chosen = Selection.of(request)
    names = body_names(key)
    found = narrowed(rows, chosen)
    query = f"?{chosen.query}" if chosen.query else ""
    context = {
        "chosen": chosen,
        "day": steering_day(),
        "has_documents": bool(rows),
        "table": documents_table(found[:MOST_SHOWN], names) if found else None,
        "count": len(found),
        "limit_note": _limit_note(len(found)),
        "counts": [_count(rows, state, chosen) for state in ATTENTION],
        "kinds": kind_choices(),
        "owners": _owners(rows, names),
        "states": [(state.value, state_name(state)) for state in DocumentState],
        "goals": _goals(key),
        "register_url": reverse("workspace:documents"),
        "csv_url": f"{reverse('workspace:documents_csv')}{query}",
        "export_url": reverse("workspace:documents_export", args=["xlsx"]),
        "add_url": reverse("workspace:document_add") if may_keep_documents(request.user) else "",
        "import_url": (
            reverse("workspace:documents_import") if may_keep_all_documents(request.user, key) else ""
        ),
    }
    is_fragment = request.headers.get("HX-Target") == "documents-found"
    page = "workspace/documents/_found.html" if is_fragment else "workspace/documents/register.html"
    return render(request, page, context)


def _limit_note(count: int) -> str:
    """Return what to do when not all are shown; empty when all are."""
    if count <= MOST_SHOWN:
        return ""
    facts = {"shown": MOST_SHOWN, "count": count}
    return _("The first %(shown)s of %(count)s are shown. Narrow the selection, or fetch all as CSV.") % facts


def table(request: HttpRequest) -> HttpResponse:
    key = tree_organisation_shown()
    rows = document_rows(access_documents(request.user, key), steering_day())
    form = asked_form(request)
    found = narrowed(rows, Selection.of(request))
    return csv_answer(documents_table(found, body_names(key), has_code=True), form, "styrdokument")


def body_names(key: str) -> dict[str, str]:
    """Return the names of all bodies by code, the latest of each; the council is called by what it is."""
    return {
        body.code: capfirst(body_kind_name(body.kind)) if body.kind is BodyKind.COUNCIL else body.name
        for body in bodies(key)
    }


def narrowed(rows: Iterable[DocumentRow], chosen: Selection) -> list[DocumentRow]:
    """Return the documents of a selection; its text is sought as the search seeks it."""
    keys = found_keys(chosen.text, kind=SEARCH_KIND) if chosen.text else None
    tree, _parting, goal = chosen.goal.rpartition(PARTING)
    serving = documents_serving(tree_organisation_shown(), goal, tree) if goal else None
    return [
        row
        for row in rows
        if chosen.kind in {"", row.document.kind}
        and chosen.owner in {"", row.document.owner_body or WHOLE}
        and chosen.state in {"", row.state.value}
        and (keys is None or search_key(row.document) in keys)
        and (serving is None or row.document.pk in serving)
    ]


WHOLE = "-"
"""Stands in an address for the municipality as a whole, which has no code here."""


def _goals(key: str) -> list[tuple[str, str]]:
    """Return the overarching goals in force, by which the register can be narrowed."""
    tree = tree_in_force(key, steering_day())
    goals = overarching_goals(tree) if tree else []
    return [(f"{goal.tree.code}{PARTING}{goal.code}", in_language(goal, "title")) for goal in goals]


def _owners(rows: Iterable[DocumentRow], names: dict[str, str]) -> list[tuple[str, str]]:
    codes = {row.document.owner_body for row in rows}
    found = [
        (code or WHOLE, names.get(code, code) if code else _("The whole municipality")) for code in codes
    ]
    return sorted(found, key=lambda pair: pair[1])


def _count(rows: Iterable[DocumentRow], state: DocumentState, chosen: Selection) -> dict[str, Any]:
    return {
        "code": state.value,
        "count": sum(row.state is state for row in rows),
        "url": f"{reverse('workspace:documents')}?{urlencode({'state': state.value})}",
        "is_current": chosen.state == state.value,
    }


def documents_table(
    rows: Iterable[DocumentRow], names: dict[str, str], *, has_code: bool = False
) -> DataTable:
    """Return the documents as a table; on a page the code stands under the title, in a file in a column."""
    columns = [
        Column(_("Document"), "text", "title"),
        Column(_("Kind"), "text", "kind"),
        Column(_("Owner"), "text", "owner"),
        Column(_("State"), "state", "state"),
        Column(_("In force from"), "day", "in_force_from"),
        Column(_("In force to"), "day", "in_force_to"),
        Column(_("Review"), "day", "review_on"),
        Column(_("Adopted by"), "text", "adopted_by"),
    ]
    code = [Column(_("Code"), "text", "code")] if has_code else []
    found = [Row(_cells(row, names, has_code=has_code)) for row in rows]
    return DataTable(_("Steering documents"), [*code, *columns], found)


def _cells(row: DocumentRow, names: dict[str, str], *, has_code: bool) -> list[Cell]:
    document, edition = row.document, row.edition
    adopted = decision_text(edition.decision, names) if edition and edition.decision else ""
    note = "" if has_code else document.code
    return [
        *([Cell(document.code)] if has_code else []),
        Cell(in_language(document, "title"), url=document_url(document.code), note=note),
        Cell(document_kind_name(document.kind)),
        Cell(names.get(document.owner_body, document.owner_body) or _("The whole municipality")),
        Cell(row.state.value),
        Cell(row.first_day),
        Cell(row.last_day),
        Cell(document.review_on),
        Cell(adopted),
    ]


def document_url(code: str) -> str:
    return reverse("workspace:document", args=[code])
