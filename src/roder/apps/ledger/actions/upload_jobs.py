"""The two jobs of an uploaded file. Both may be run again after a worker died: each ends in a state."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.jobs.actions import JobStateError
from roder.apps.jobs.models import Job
from roder.apps.ledger.actions.imports import ImportRefusedError
from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.actions.imports import report_in
from roder.apps.ledger.actions.uploads import remove_file
from roder.apps.ledger.importing import check_file
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.models import Upload
from roder.apps.ledger.scans import is_table

if TYPE_CHECKING:
    from roder.apps.jobs.actions import Progress
    from roder.apps.ledger.importing import ReadFile

UNDER_WAY = {"check_upload": Upload.State.CHECKING, "import_upload": Upload.State.IMPORTING}
MAPPING_CODES = {"missing_column", "organisation_missing", "no_amount_column"}


def check_upload(job: Job, progress: Progress) -> dict[str, Any]:
    """Read and prove the file and say what its import would replace."""
    upload = Upload.objects.get(pk=job.arguments["upload"])
    path = Path(upload.path)
    try:
        read = check_file(path, file_name=upload.file_name, mapping=upload.mapping, on_progress=progress)
    except Exception:
        Upload.objects.filter(pk=upload.pk).update(state=Upload.State.FAILED)
        raise
    report = read.document("sv") | {
        "unproved": read.unproved,
        "table": is_table(path, upload.file_name),
        "would_replace": _would_replace(read),
        "already_live": _already(read),
    }
    state = Upload.State.REFUSED if read.refused else Upload.State.CHECKED
    if read.refused and report["table"] and {row["code"] for row in report["problems"]} & MAPPING_CODES:
        state = Upload.State.NEEDS_MAPPING
    Upload.objects.filter(pk=upload.pk).update(state=state, report=report)
    return {"state": state}


def _live_batches(read: ReadFile) -> list[ImportBatch]:
    scan = read.scan
    organisation = LedgerOrganisation.objects.filter(key=scan.organisation_key).first()
    live = ImportBatch.objects.filter(
        organisation=organisation, fiscal_year=scan.fiscal_year, state=ImportBatch.State.LIVE
    )
    months = {month.number for month in scan.months}
    return [batch for batch in live if scan.whole_year or not batch.months or months & set(batch.months)]


def _would_replace(read: ReadFile) -> list[dict[str, Any]]:
    return [
        {"number": batch.number, "file_name": batch.file_name, "postings": batch.postings}
        for batch in _live_batches(read)
    ]


def _already(read: ReadFile) -> int | None:
    same = [batch.number for batch in _live_batches(read) if batch.sha256 == read.scan.sha256]
    return same[0] if same else None


def import_upload(job: Job, progress: Progress) -> dict[str, Any]:
    """Store the file; run again after a crash it finds the batch already live and changes nothing."""
    upload = Upload.objects.select_related("uploaded_by").get(pk=job.arguments["upload"])
    path = Path(upload.path)
    try:
        outcome = import_file(
            path,
            acting_user=job.created_by,
            file_name=upload.file_name,
            mapping=upload.mapping,
            reason=upload.reason,
            on_progress=progress,
            on_wait=lambda: progress("waiting", 0),
        )
    except ImportRefusedError as error:
        report = error.read.document("sv") | {"unproved": error.read.unproved}
        Upload.objects.filter(pk=upload.pk).update(state=Upload.State.REFUSED, report=upload.report | report)
        return {"state": Upload.State.REFUSED}
    except Exception:
        Upload.objects.filter(pk=upload.pk).update(state=Upload.State.FAILED)
        raise
    Upload.objects.filter(pk=upload.pk).update(state=Upload.State.IMPORTED, batch=outcome.batch)
    remove_file(upload)
    return report_in(outcome, "sv") | {"problems": [], "proofs": []}


def follow_upload_job(job: Job) -> None:
    """Let the file follow its job: stopped when that is given up or cancelled, under way when it is retried."""
    upload = Upload.objects.select_for_update().filter(pk=job.arguments["upload"]).first()
    under_way = UNDER_WAY[job.kind]
    if job.state != Job.State.QUEUED:
        if upload is not None and upload.job_id == job.pk and upload.state == under_way:
            upload.state = Upload.State.FAILED
            upload.save(update_fields=["state"])
        return
    if upload is None or upload.job_id != job.pk or upload.state != Upload.State.FAILED:
        raise JobStateError(upload.state if upload else "gone")
    upload.state = under_way
    upload.save(update_fields=["state"])
