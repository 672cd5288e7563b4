"""Reading the text of an edition's file, in the background: so that the document is found by what stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.db import transaction

from roder.apps.documents.actions.indexing import reindex
from roder.apps.documents.models import EditionFile
from roder.apps.documents.stored_files import path_of
from roder.domain.document_texts import DocumentText
from roder.domain.document_texts import FileType
from roder.domain.document_texts import TextState
from roder.formats.documents.reading_apart import read_apart

if TYPE_CHECKING:
    from roder.apps.jobs.actions import Progress
    from roder.apps.jobs.models import Job

_HALF = 50


def read_document_text(job: Job, progress: Progress) -> dict[str, Any]:
    """Read the file and let the document be found by it; a file gone with its draft is nothing to do."""
    file = EditionFile.objects.filter(pk=job.arguments["file"]).first()
    if file is None:
        return {"state": "gone"}
    progress("reading", 1)
    waits = iter(range(2, _HALF * 2))
    path = path_of(file.sha256)
    if path.is_file():
        found = read_apart(
            path, FileType(file.media_type), on_wait=lambda: progress("reading", next(waits, _HALF * 2 - 1))
        )
    else:
        found = DocumentText(TextState.BROKEN)
    keep_text(file, found)
    return {"state": found.state.value, "characters": len(found.text)}


@transaction.atomic
def keep_text(file: EditionFile, found: DocumentText) -> None:
    """Keep what was read of a file beside it; no act of a person, so nothing of it is in the history."""
    kept = EditionFile.objects.filter(pk=file.pk)
    if kept.update(text=found.text, text_state=found.state.value):
        reindex(file.edition.document_id)
