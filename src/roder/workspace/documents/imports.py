"""The register in by file, on pages: choose, see the differences, save."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.documents.access import access_document_keeping_everywhere
from roder.apps.documents.actions.imports import RegisterChangedError
from roder.apps.documents.actions.imports import import_documents
from roder.apps.documents.console.differences import change_name
from roder.apps.documents.console.differences import field_name
from roder.apps.documents.importing import plan_documents
from roder.apps.ledger.queries import tree_organisation_shown
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.table_imports import ACCEPT
from roder.workspace.table_imports import ShownTable
from roder.workspace.table_imports import UnusableFileError
from roder.workspace.table_imports import no_organisation
from roder.workspace.table_imports import opened
from roder.workspace.table_imports import received
from roder.workspace.table_imports import sealed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.documents.importing import DocumentPlan
    from roder.apps.identity.models import User
    from roder.domain.document_register import DocumentDifference

PURPOSE = "documents"


def choose(request: HttpRequest) -> HttpResponse:
    key = tree_organisation_shown()
    person = access_document_keeping_everywhere(request.user, key)
    if request.method != "POST":
        return _choose_page(request)
    if not key:
        return _choose_page(request, errors=[no_organisation()], status=422)
    try:
        table = received(request)
    except UnusableFileError as error:
        return _choose_page(request, errors=[str(error)], status=422)
    plan = plan_documents(key, table.content, mapping=table.mapping, day=timezone.localdate())
    return _differences_page(request, table, plan, person)


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    key = tree_organisation_shown()
    person = access_document_keeping_everywhere(request.user, key)
    try:
        table = opened(request.POST.get("table", ""), person, PURPOSE)
        plan = import_documents(
            key,
            table.content,
            mapping=table.mapping,
            file_name=table.file_name,
            expected=table.before,
            acting_user=person,
        )
    except UnusableFileError as error:
        return _choose_page(request, errors=[str(error)], status=422)
    except RegisterChangedError as error:
        return _differences_page(request, table, error.plan, person, is_stale=True)
    messages.success(request, _("%(count)s differences saved.") % {"count": len(plan.differences)})
    return redirect("workspace:documents")


def _choose_page(request: HttpRequest, *, errors: list[str] | None = None, status: int = 200) -> HttpResponse:
    context = {
        "title": _("Import steering documents"),
        "accept": ACCEPT,
        "errors": errors or [],
        "form_url": reverse("workspace:documents_import"),
        "hint": _(
            "One row for each edition: code, title, kind, owner, decision, in force from and to. CSV or Excel."
        ),
        "exports": [
            {"label": _("Fetch as Excel"), "url": reverse("workspace:documents_export", args=["xlsx"])},
            {"label": _("Fetch as CSV"), "url": reverse("workspace:documents_export", args=["csv"])},
        ],
        "breadcrumbs": _crumbs(),
    }
    return render(request, "workspace/tables/choose.html", context, status=status)


def _crumbs() -> list[dict[str, Any]]:
    return [
        {"label": _("Steering documents"), "url": reverse("workspace:documents")},
        {"label": _("Import"), "url": ""},
    ]


def _differences_page(
    request: HttpRequest, table: ShownTable, plan: DocumentPlan, person: User, *, is_stale: bool = False
) -> HttpResponse:
    sealing = replace(table, before=plan.before)
    context = {
        "title": table.file_name,
        "plan": plan,
        "is_stale": is_stale,
        "problems": plan.problems,
        "differences": differences_table(plan.differences) if plan.differences else None,
        "amount_unit": "kr",
        "table": sealed(sealing, person, PURPOSE) if plan.changes_something else "",
        "confirm_url": reverse("workspace:documents_import_confirm"),
        "cancel_url": reverse("workspace:documents_import"),
        "breadcrumbs": _crumbs(),
    }
    status = 422 if plan.refused else 409 if is_stale else 200
    return render(request, "workspace/tables/differences.html", context, status=status)


def differences_table(differences: Iterable[DocumentDifference]) -> DataTable:
    columns = [
        Column(_("Difference")),
        Column(_("Code")),
        Column(_("Title")),
        Column(_("Edition"), "count"),
        Column(_("What becomes another")),
    ]
    rows = [
        Row(
            [
                Cell(change_name(each.change)),
                Cell(each.code),
                Cell(each.title),
                Cell(each.edition),
                Cell(
                    "; ".join(
                        f"{field_name(one.field)}: {one.old or '–'} → {one.new or '–'}" for one in each.fields
                    )
                ),
            ]
        )
        for each in differences
    ]
    return DataTable(_("Differences"), columns, rows)
