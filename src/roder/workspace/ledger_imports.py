"""The import page: drop files, see how they prove themselves, confirm, and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.ledger.access import access_batches
from roder.apps.ledger.access import access_importer
from roder.apps.ledger.access import access_upload_by_id
from roder.apps.ledger.access import access_uploads
from roder.apps.ledger.access import may_import
from roder.apps.ledger.actions.undo import UndoRefusedError
from roder.apps.ledger.actions.undo import undo_import
from roder.apps.ledger.actions.uploads import UploadStateError
from roder.apps.ledger.actions.uploads import confirm_upload
from roder.apps.ledger.actions.uploads import discard_upload
from roder.apps.ledger.actions.uploads import receive_upload
from roder.apps.ledger.models import Upload
from roder.apps.ledger.queries import saved_mappings
from roder.apps.ledger.reports import in_language
from roder.ui.problem_texts import problem_text
from roder.workspace.history_rows import BATCHES
from roder.workspace.history_rows import object_history
from roder.workspace.provenance import provenance_of

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.ledger.models import ImportBatch

ACCEPT = ".se,.si,.sie,.csv,.tsv,.txt,.xlsx,.xlsm,.xls,.ods"
SHOWN_BATCHES = 100
WAITING = (Upload.State.CHECKING, Upload.State.IMPORTING)


def imports(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _receive(request)
    batches = access_batches(request.user).order_by("-number")[:SHOWN_BATCHES]
    imports_too = may_import(request.user)
    context = {
        "accept": ACCEPT,
        "may_import": imports_too,
        "mappings": list(saved_mappings()) if imports_too else [],
        "uploads": _uploads_under_way(request) if imports_too else [],
        "batches": [_batch_row(batch, may_undo=imports_too) for batch in batches],
    }
    return render(request, "workspace/ledger/imports.html", context)


def _receive(request: HttpRequest) -> HttpResponse:
    person = access_importer(request.user)
    files = request.FILES.getlist("files")
    if not files:
        messages.error(request, _("No file was chosen. Choose one or more files and try again."))
        return redirect("workspace:imports")
    chosen = request.POST.get("mapping", "")
    mapping = next((row.toml for row in saved_mappings() if str(row.pk) == chosen), "")
    try:
        kept = [
            receive_upload(file.name or "", file.chunks(), mapping=mapping, acting_user=person)
            for file in files
        ]
    except OSError as error:
        messages.error(
            request,
            _(
                "The file could not be kept: %(reason)s. Nothing was changed; make room on the disk and try again."
            )
            % {"reason": error.strerror or error},
        )
        return redirect("workspace:imports")
    url = reverse("workspace:upload", args=[kept[0].pk]) if len(kept) == 1 else reverse("workspace:imports")
    return redirect(url)


def _uploads_under_way(request: HttpRequest) -> list[dict[str, Any]]:
    done = [Upload.State.IMPORTED, Upload.State.DISCARDED]
    found = access_uploads(request.user).exclude(state__in=done).order_by("-pk")[:20]
    return [_upload_row(upload) for upload in found]


def _upload_row(upload: Upload) -> dict[str, Any]:
    return {"upload": upload, "state": upload.state, "url": reverse("workspace:upload", args=[upload.pk])}


def _batch_row(batch: ImportBatch, *, may_undo: bool) -> dict[str, Any]:
    return {
        "batch": batch,
        "months": batch.months,
        "url": reverse("workspace:batch", args=[batch.number]),
        "undo_url": _undo_url(batch) if may_undo else "",
    }


def _undo_url(batch: ImportBatch) -> str:
    return reverse("workspace:batch_undo", args=[batch.number]) if batch.state != "undone" else ""


def upload(request: HttpRequest, pk: int) -> HttpResponse:
    found = access_upload_by_id(request.user, pk)
    if found.state == Upload.State.NEEDS_MAPPING and not request.htmx:  # type: ignore[attr-defined] # set by middleware
        return redirect("workspace:upload_mapping", pk=pk)
    context = _upload_context(found)
    template = "_progress" if request.htmx else "import_detail"  # type: ignore[attr-defined] # set by middleware
    return render(request, f"workspace/ledger/{template}.html", context)


def _upload_context(found: Upload, reason_error: str = "") -> dict[str, Any]:
    report = in_language(found.report, get_language() or "sv") if found.report else {}
    job = found.job
    args = [found.pk]
    return {
        "upload": found,
        "state": found.state,
        "is_waiting": found.state in WAITING,
        "percent": job.percent if job else None,
        "step": job.step if job else "",
        "error": job.error if job else "",
        "report": report,
        "proofs": report.get("proofs", []),
        "problems": report.get("problems", []),
        "unproved": report.get("unproved", False),
        "would_replace": report.get("would_replace", []),
        "already_live": report.get("already_live"),
        "batch": found.batch,
        "batch_url": reverse("workspace:batch", args=[found.batch.number]) if found.batch else "",
        "poll_url": reverse("workspace:upload", args=args),
        "confirm_url": reverse("workspace:upload_confirm", args=args),
        "discard_url": reverse("workspace:upload_discard", args=args),
        "mapping_url": reverse("workspace:upload_mapping", args=args) if report.get("table") else "",
        "imports_url": reverse("workspace:imports"),
        "follow_up_url": reverse("workspace:follow_up"),
        "reason_error": reason_error,
        "breadcrumbs": [
            {"label": _("Ledger import"), "url": reverse("workspace:imports")},
            {"label": found.file_name, "url": ""},
        ],
    }


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    found = access_upload_by_id(request.user, pk)
    try:
        confirm_upload(
            found, reason=request.POST.get("reason", ""), acting_user=access_importer(request.user)
        )
    except UploadStateError as error:
        if str(error) == "reason":
            sentence = _("Say why a file that does not prove itself is imported all the same.")
            return render(
                request, "workspace/ledger/import_detail.html", _upload_context(found, sentence), status=422
            )
        messages.warning(request, _("The file has already been dealt with; this is how it stands now."))
    return redirect("workspace:upload", pk=pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    found = access_upload_by_id(request.user, pk)
    try:
        discard_upload(found, acting_user=access_importer(request.user))
    except UploadStateError:
        messages.warning(request, _("The file has already been dealt with; this is how it stands now."))
        return redirect("workspace:upload", pk=pk)
    messages.info(request, _("%(file)s was thrown away; nothing was imported.") % {"file": found.file_name})
    return redirect("workspace:imports")


def batch(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(access_batches(request.user), number=number)
    report = in_language({"problems": found.problems, "proofs": found.proofs}, get_language() or "sv")
    context = {
        "batch": found,
        "state": found.state,
        "proofs": report["proofs"],
        "problems": report["problems"],
        "provenance": provenance_of(found),
        "replaces": list(found.replaces.order_by("number")),
        "replaced_by": list(found.replaced_by.order_by("number")),
        "entries": object_history(str(number), BATCHES),
        "undo_url": _undo_url(found) if may_import(request.user) else "",
        "breadcrumbs": [
            {"label": _("Ledger import"), "url": reverse("workspace:imports")},
            {"label": _("Batch %(number)s") % {"number": number}, "url": ""},
        ],
    }
    return render(request, "workspace/ledger/batch.html", context)


def undo(request: HttpRequest, number: int) -> HttpResponse:
    person = access_importer(request.user)
    found = get_object_or_404(access_batches(request.user), number=number)
    if request.method == "POST":
        try:
            undo_import(number, acting_user=person)
        except UndoRefusedError as error:
            messages.error(request, problem_text(error))
        else:
            messages.success(
                request, _("Batch %(number)s is undone; the year is as it was before.") % {"number": number}
            )
        return redirect("workspace:batch", number=number)
    context = {
        "batch": found,
        "batch_url": reverse("workspace:batch", args=[number]),
        "undo_url": reverse("workspace:batch_undo", args=[number]),
        "replaces": list(found.replaces.order_by("number")),
        "breadcrumbs": [
            {"label": _("Ledger import"), "url": reverse("workspace:imports")},
            {
                "label": _("Batch %(number)s") % {"number": number},
                "url": reverse("workspace:batch", args=[number]),
            },
            {"label": _("Undo"), "url": ""},
        ],
    }
    return render(request, "workspace/ledger/undo.html", context)
