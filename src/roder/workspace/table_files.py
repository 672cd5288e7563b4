"""Goals and indicators in by file, on pages: sent in, read in the background, shown with every difference, then saved."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.goals.access import access_goals
from roder.apps.goals.actions.table_files import TableFileStateError
from roder.apps.goals.actions.table_files import confirm_table
from roder.apps.goals.actions.table_files import discard_table
from roder.apps.goals.actions.table_files import receive_table
from roder.apps.goals.exporting import exported_goals
from roder.apps.goals.indicator_tables import exported_indicator_table
from roder.apps.goals.models import TableFile
from roder.apps.goals.table_access import access_table_file
from roder.apps.goals.table_access import access_table_import
from roder.apps.ledger.queries import tree_organisation_shown
from roder.workspace.organisation import file_answer
from roder.workspace.table_doors import ChoosePage
from roder.workspace.table_doors import choose_page
from roder.workspace.table_imports import ACCEPT
from roder.workspace.table_imports import UnusableFileError
from roder.workspace.table_imports import file_received
from roder.workspace.table_imports import mapping_received
from roder.workspace.table_imports import row_table

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

WAITING = (TableFile.State.CHECKING, TableFile.State.IMPORTING)
LARGEST = 100_000_000
"""Bytes of a file: some millions of rows."""
FORMS = {"csv", "xlsx", "json"}


def choose(request: HttpRequest, kind: str) -> HttpResponse:
    person = access_table_import(request.user, kind)
    if request.method != "POST":
        return choose_page(request, _choosing(kind), accept=f"{ACCEPT},.json")
    try:
        file = file_received(request, largest=LARGEST)
        mapping = mapping_received(request)
        row = receive_table(
            TableFile.Kind(kind),
            tree_organisation_shown(),
            file.name or "",
            file.chunks(),
            mapping=mapping,
            acting_user=person,
        )
    except UnusableFileError as error:
        return choose_page(request, _choosing(kind), errors=[str(error)], accept=f"{ACCEPT},.json")
    return redirect(f"workspace:{kind}_import_file", pk=row.pk)


def one(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    row = access_table_file(request.user, kind, pk)
    template = "_file" if request.htmx else "file"  # type: ignore[attr-defined] # set by middleware
    return render(request, f"workspace/tables/{template}.html", _file_context(row))


@require_POST
def confirm(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    row = access_table_file(request.user, kind, pk)
    try:
        confirm_table(row, acting_user=access_table_import(request.user, kind))
    except TableFileStateError:
        messages.warning(request, _("The file has already been dealt with; this is how it stands now."))
    return redirect(f"workspace:{kind}_import_file", pk=pk)


@require_POST
def discard(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    row = access_table_file(request.user, kind, pk)
    try:
        discard_table(row, acting_user=access_table_import(request.user, kind))
    except TableFileStateError:
        messages.warning(request, _("The file has already been dealt with; this is how it stands now."))
        return redirect(f"workspace:{kind}_import_file", pk=pk)
    messages.info(request, _("%(file)s was thrown away; nothing was imported.") % {"file": row.file_name})
    return redirect(f"workspace:{kind}_import")


def export(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    access_goals(request.user)
    if form not in FORMS:
        raise Http404(form)
    act = exported_goals if kind == TableFile.Kind.GOALS else exported_indicator_table
    content, rows = act(tree_organisation_shown(), form=form)
    if not rows:
        raise Http404(kind)
    return file_answer(content, f"{kind}.{form}")


def _place_url(kind: str) -> str:
    return reverse("workspace:goals" if kind == TableFile.Kind.GOALS else "workspace:indicators")


def _choosing(kind: str) -> ChoosePage:
    is_goals = kind == TableFile.Kind.GOALS
    place = [{"label": _("Goals") if is_goals else _("Indicators"), "url": _place_url(kind)}]
    forms = [(_("Fetch as Excel"), "xlsx"), (_("Fetch as CSV"), "csv"), (_("Fetch as JSON"), "json")]
    return ChoosePage(
        title=_("Import goals") if is_goals else _("Import indicators"),
        hint=_(
            "One row for each goal, answer, assignment, report, activity or amount; what it is stands in the column Slag. CSV, Excel or JSON."
        )
        if is_goals
        else _(
            "One row for each indicator, period and sex, or the periods as columns; which way is better must be said. CSV, Excel or JSON."
        ),
        form_url=reverse(f"workspace:{kind}_import"),
        breadcrumbs=[*place, {"label": _("Import"), "url": ""}],
        exports=[
            {"label": label, "url": reverse(f"workspace:{kind}_export", args=[form])} for label, form in forms
        ],
    )


def _file_context(row: TableFile) -> dict[str, Any]:
    job, args, kind = row.job, [row.pk], row.kind
    report = row.report
    ending = "sv" if (get_language() or "sv").startswith("sv") else "en"
    problems = report.get("problems", [])
    if ending == "en":
        problems = [each | {"message": each["message_en"]} for each in problems]
    counts = report.get("rows", {})
    changes = counts.get("added", 0) + counts.get("changed", 0)
    differences = report.get("differences", [])
    return {
        "title": row.file_name,
        "state": row.state,
        "is_waiting": row.state in WAITING,
        "is_stale": row.is_stale,
        "percent": job.percent if job else None,
        "step": job.step if job else "",
        "error": job.error if job else "",
        "problems": problems,
        "counts": counts,
        "changes": changes,
        "left_out": changes - len(differences),
        "differences": row_table(differences) if differences else None,
        "poll_url": reverse(f"workspace:{kind}_import_file", args=args),
        "confirm_url": reverse(f"workspace:{kind}_import_confirm", args=args),
        "discard_url": reverse(f"workspace:{kind}_import_discard", args=args),
        "cancel_url": reverse(f"workspace:{kind}_import"),
        "done_url": _place_url(kind),
        "breadcrumbs": [
            *_choosing(kind).breadcrumbs[:1],
            {"label": _("Import"), "url": reverse(f"workspace:{kind}_import")},
            {"label": row.file_name, "url": ""},
        ],
    }
