"""The files of the register: an edition's own, and the whole register as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from roder.apps.documents.access import access_documents
from roder.apps.documents.access import access_edition
from roder.apps.documents.importing import kept_register
from roder.apps.documents.stored_files import path_of
from roder.apps.ledger.queries import tree_organisation_shown
from roder.formats.tabular.document_table import write_documents
from roder.workspace.organisation import file_answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.http import HttpRequest
    from django.http import HttpResponse

_BLOCK = 1 << 16


def download(request: HttpRequest, code: str, number: int) -> StreamingHttpResponse:
    edition = access_edition(request.user, tree_organisation_shown(), code, number)
    file = getattr(edition, "file", None)
    if file is None or not path_of(file.sha256).is_file():
        raise Http404(f"{code} {number}")
    answer = StreamingHttpResponse(_blocks(path_of(file.sha256)), content_type=file.media_type)
    answer["Content-Length"] = str(file.size)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _blocks(path: Path) -> Iterator[bytes]:
    """Yield a file in blocks; it is opened when the first is asked for."""
    with path.open("rb") as content:
        while block := content.read(_BLOCK):
            yield block


def export(request: HttpRequest, form: str) -> HttpResponse:
    key = tree_organisation_shown()
    access_documents(request.user, key)
    if form not in {"csv", "xlsx"}:
        raise Http404(form)
    written = write_documents(kept_register(key), as_workbook=form == "xlsx")
    return file_answer(written.content, f"styrdokument.{form}")
