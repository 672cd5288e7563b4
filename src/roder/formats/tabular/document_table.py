"""The register of steering documents as a table: one row for each edition; comes in and goes out alike."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.decisions import DecisionFacts
from roder.domain.document_facts import DocumentFacts
from roder.domain.document_facts import EditionFacts
from roder.domain.document_facts import document_problem
from roder.domain.document_register import DocumentRecord
from roder.domain.document_register import EditionRecord
from roder.domain.problems import refuses
from roder.domain.steering_documents import DocumentKind
from roder.formats.tabular.document_fields import DOCUMENT_FIELDS
from roder.formats.tabular.rows import RowReader
from roder.formats.tabular.writing import write_table
from roder.formats.tabular.writing import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path

    from roder.domain.problems import Problem
    from roder.formats.tabular.mapping import Mapping
    from roder.formats.tabular.writing import WrittenTable

_DECISION = ("decided_by", "decision_date", "paragraph", "case_number", "decision_title")
_EDITION = ("edition", "in_force_from", "in_force_to", "note", *_DECISION)
_OF_DOCUMENT = tuple(one.name for one in DOCUMENT_FIELDS if one.name not in _EDITION)


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table read to its end; when any problem refuses it, nothing of it may be used."""

    records: list[DocumentRecord]
    problems: list[Problem]
    sha256: str

    @property
    def refused(self) -> bool:
        """Whether any fault refuses the table."""
        return refuses(self.problems)


def read_documents(content: Path | bytes, mapping: Mapping | None = None) -> DocumentTable:
    r"""Return the documents of a CSV file or workbook, and everything that is wrong with the rows.

    Rows with one code are the editions of one document and must agree on what the document is.

    >>> read_documents("Beteckning;Titel;Slag\nSD-1;Cykelplan;plan\n".encode()).records[0].facts.title
    'Cykelplan'
    """
    reader = RowReader(content, mapping, DOCUMENT_FIELDS)
    rows: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for chunk in reader.chunks():
        for index, line in enumerate(chunk.lines):
            row = {name: values[index] for name, values in chunk.columns.items()}
            rows.setdefault(row["code"], []).append((line, row))
    problems = reader.log.listed()
    records = []
    for group in rows.values():
        record, faults = _record(group)
        records.append(record)
        problems += faults
    return DocumentTable(records, sorted(problems, key=lambda each: each.line or 0), reader.table.sha256)


def _record(group: list[tuple[int, dict[str, Any]]]) -> tuple[DocumentRecord, list[Problem]]:
    line, first = group[0]
    faults = [
        document_problem("document_rows_differ", other, code=first["code"], field=name)
        for other, row in group[1:]
        for name in _OF_DOCUMENT
        if row.get(name) != first.get(name)
    ]
    editions: list[EditionRecord] = []
    for at, row in group:
        edition, more = _edition(row, at, {each.number for each in editions})
        faults += more
        editions += [edition] if edition else []
    record = DocumentRecord(
        _facts(first),
        tuple(sorted(editions, key=lambda each: each.number)),
        first.get("ended_on"),
        first.get("replaced_by", ""),
        first.get("example") == "yes",
        line,
    )
    return record, faults


def _facts(row: dict[str, Any]) -> DocumentFacts:
    return DocumentFacts(
        code=row["code"],
        title=row["title"].strip(),
        kind=DocumentKind(row["kind"]),
        title_en=row.get("title_en", "").strip(),
        owner_body=row.get("owner_body", ""),
        owner=row.get("owner", ""),
        owner_title=row.get("owner_title", "").strip(),
        summary=row.get("summary", "").strip(),
        review_on=row.get("review_on"),
    )


def _edition(row: dict[str, Any], line: int, taken: set[int]) -> tuple[EditionRecord | None, list[Problem]]:
    if not any(row.get(name) for name in _EDITION):
        return None, []
    text = row.get("edition", "") or str(len(taken) + 1)
    if not (text.isascii() and text.isdigit() and 0 < int(text) < _HIGHEST):
        return None, [document_problem("edition_bad_number", line, number=text)]
    number = int(text)
    if number in taken:
        return None, [document_problem("edition_number_taken", line, number=number)]
    faults: list[Problem] = []
    decision = None
    if row.get("decision_date") is not None:
        decision = _decision(row)
    elif any(row.get(name) for name in ("decided_by", "paragraph")):
        faults.append(document_problem("edition_decision_without_day", line))
    facts = EditionFacts(
        row.get("in_force_from"), row.get("in_force_to"), row.get("note", "").strip(), decision
    )
    return EditionRecord(number, facts, line), faults


_HIGHEST = 10_000


def _decision(row: dict[str, Any]) -> DecisionFacts:
    return DecisionFacts(
        body_code=row.get("decided_by", ""),
        meeting_date=row["decision_date"],
        paragraph=row.get("paragraph", "").removeprefix("§").strip(),
        title=row.get("decision_title", "").strip() or row["title"].strip()[:200],
        case_number=row.get("case_number", "").strip(),
        is_example=row.get("example") == "yes",
    )


def write_documents(records: Iterable[DocumentRecord], *, as_workbook: bool = False) -> WrittenTable:
    """Return the register as a table that ``read_documents`` gives back unchanged.

    >>> write_documents([]).content.decode("utf-8-sig").split(";")[:3]
    ['Beteckning', 'Titel', 'Titel på engelska']
    """
    rows = [row for record in records for row in _rows(record)]
    if as_workbook:
        return write_workbook(rows, DOCUMENT_FIELDS, sheet="Styrdokument")
    return write_table(rows, DOCUMENT_FIELDS)


def _rows(record: DocumentRecord) -> Iterator[dict[str, Any]]:
    facts = record.facts
    document = {
        "code": facts.code,
        "title": facts.title,
        "title_en": facts.title_en,
        "kind": facts.kind.value,
        "owner_body": facts.owner_body,
        "owner": facts.owner,
        "owner_title": facts.owner_title,
        "summary": facts.summary,
        "review_on": facts.review_on,
        "ended_on": record.ended_on,
        "replaced_by": record.replaced_by,
        "example": "yes" if record.is_example else None,
    }
    for each in record.editions or (None,):
        yield document | (_edition_row(each) if each else {})


def _edition_row(each: EditionRecord) -> dict[str, Any]:
    facts, decision = each.facts, each.facts.decision
    row: dict[str, Any] = {
        "edition": str(each.number),
        "in_force_from": facts.in_force_from,
        "in_force_to": facts.in_force_to,
        "note": facts.note,
    }
    if decision is None:
        return row
    return row | {
        "decided_by": decision.body_code,
        "decision_date": decision.meeting_date,
        "paragraph": decision.paragraph,
        "case_number": decision.case_number,
        "decision_title": decision.title,
    }


def without_lines(records: Iterable[DocumentRecord]) -> list[DocumentRecord]:
    """Return records without the places where a table says them, so that equal registers are equal.

    >>> without_lines([]) == []
    True
    """
    return [
        replace(record, line=None, editions=tuple(replace(each, line=None) for each in record.editions))
        for record in records
    ]
