"""The organisation in by file, on pages: choose, see the differences, save."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.organisation.access import access_tree_editing
from roder.apps.organisation.actions.imports import OrganisationChangedError
from roder.apps.organisation.actions.imports import import_organisation
from roder.apps.organisation.importing import plan_import
from roder.workspace.table_imports import ACCEPT
from roder.workspace.table_imports import ShownTable
from roder.workspace.table_imports import UnusableFileError
from roder.workspace.table_imports import body_table
from roder.workspace.table_imports import no_organisation
from roder.workspace.table_imports import opened
from roder.workspace.table_imports import received
from roder.workspace.table_imports import sealed

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.identity.models import User
    from roder.apps.organisation.importing import OrganisationPlan

PURPOSE = "organisation"


def choose(request: HttpRequest) -> HttpResponse:
    person = access_tree_editing(request.user)
    if request.method != "POST":
        return _choose_page(request)
    key = tree_organisation_shown()
    if not key:
        return _choose_page(request, errors=[no_organisation()], status=422)
    try:
        table = received(request)
    except UnusableFileError as error:
        return _choose_page(request, errors=[str(error)], status=422)
    plan = plan_import(key, table.content, mapping=table.mapping)
    return _differences_page(request, table, plan, person)


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    person = access_tree_editing(request.user)
    try:
        table = opened(request.POST.get("table", ""), person, PURPOSE)
        plan = import_organisation(
            tree_organisation_shown(),
            table.content,
            mapping=table.mapping,
            file_name=table.file_name,
            expected=table.before,
            acting_user=person,
        )
    except UnusableFileError as error:
        return _choose_page(request, errors=[str(error)], status=422)
    except OrganisationChangedError as error:
        return _differences_page(request, table, error.plan, person, is_stale=True)
    messages.success(request, _("%(count)s differences saved.") % {"count": len(plan.differences)})
    return redirect("workspace:organisation")


def _choose_page(request: HttpRequest, *, errors: list[str] | None = None, status: int = 200) -> HttpResponse:
    context = {
        "title": _("Import the organisation"),
        "accept": ACCEPT,
        "errors": errors or [],
        "form_url": reverse("workspace:organisation_import"),
        "hint": _("One row for each body: code, name, kind, parent, ledger codes, from, to. CSV or Excel."),
        "exports": [
            {"label": _("Fetch as Excel"), "url": reverse("workspace:organisation_export", args=["xlsx"])},
            {"label": _("Fetch as CSV"), "url": reverse("workspace:organisation_export", args=["csv"])},
        ],
        "breadcrumbs": _crumbs(),
    }
    return render(request, "workspace/tables/choose.html", context, status=status)


def _crumbs() -> list[dict[str, Any]]:
    return [
        {"label": _("Organisation"), "url": reverse("workspace:organisation")},
        {"label": _("Import"), "url": ""},
    ]


def _differences_page(
    request: HttpRequest,
    table: ShownTable,
    plan: OrganisationPlan,
    person: User,
    *,
    is_stale: bool = False,
) -> HttpResponse:
    sealing = replace(table, before=plan.before)
    context = {
        "title": table.file_name,
        "plan": plan,
        "is_stale": is_stale,
        "problems": plan.problems,
        "differences": body_table(plan.differences) if plan.differences else None,
        "amount_unit": "kr",
        "table": sealed(sealing, person, PURPOSE) if plan.changes_something else "",
        "confirm_url": reverse("workspace:organisation_import_confirm"),
        "cancel_url": reverse("workspace:organisation_import"),
        "breadcrumbs": _crumbs(),
    }
    status = 422 if plan.refused else 409 if is_stale else 200
    return render(request, "workspace/tables/differences.html", context, status=status)
