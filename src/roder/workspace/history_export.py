"""The history as a file. JSON lines carry all that the hashes cover; CSV opens in a spreadsheet."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.audit_chain import canonical
from roder.formats.tabular.values import protected
from roder.workspace.history_words import act_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from roder.apps.audit.models import AuditEntry

CHUNK = 2000
HEADINGS = ("number", "at", "person", "person_number", "event", "act", "subject", "old", "new", "hash")


@dataclass(frozen=True, slots=True)
class Form:
    """One form of file: what it is called on the way, and how its lines are written."""

    content_type: str
    lines: Callable[[QuerySet[AuditEntry]], Iterator[str]]


class _Echo:
    """Hands a written row straight on."""

    def write(self, text: str) -> str:
        return text


def _csv_lines(entries: QuerySet[AuditEntry]) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield "\ufeff" + writer.writerow(HEADINGS)
    for entry in entries.iterator(chunk_size=CHUNK):
        content = _content(entry)
        cells = [content[name] for name in HEADINGS]
        yield writer.writerow([protected(_cell(cell)) for cell in cells])


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""
    return str(value)


def _json_lines(entries: QuerySet[AuditEntry]) -> Iterator[str]:
    for entry in entries.iterator(chunk_size=CHUNK):
        yield json.dumps(_content(entry), ensure_ascii=False, sort_keys=True) + "\n"


def _content(entry: AuditEntry) -> dict[str, Any]:
    covered: dict[str, Any] = json.loads(canonical(entry.chain_row))
    return covered | {"act": act_name(entry.event), "hash": entry.chain_hash}


FORMS = {
    "csv": Form("text/csv; charset=utf-8", _csv_lines),
    "jsonl": Form("application/x-ndjson; charset=utf-8", _json_lines),
}
