"""What a table of steering documents would change: worked out, shown, and only then saved."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.documents.models import SteeringDocument
from roder.apps.documents.queries import with_editions
from roder.apps.identity.models import User
from roder.apps.organisation.importing import ComparedTable
from roder.apps.organisation.importing import problem_document
from roder.apps.organisation.queries import bodies
from roder.domain.decisions import DecisionFacts
from roder.domain.document_facts import DocumentFacts
from roder.domain.document_facts import EditionFacts
from roder.domain.document_register import DocumentRecord
from roder.domain.document_register import EditionRecord
from roder.domain.document_register import Known
from roder.domain.document_register import register_differences
from roder.domain.document_register import register_problems
from roder.domain.problems import refuses
from roder.domain.steering_documents import DocumentKind
from roder.formats.tabular.document_fields import DOCUMENT_FIELDS
from roder.formats.tabular.document_table import read_documents
from roder.formats.tabular.document_table import write_documents
from roder.formats.tabular.mapping import parse_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from roder.apps.decisions.models import Decision
    from roder.apps.documents.models import Edition
    from roder.domain.document_register import DocumentDifference
    from roder.domain.problems import Problem


@dataclass(frozen=True)
class DocumentPlan(ComparedTable):
    """A table set against the register as it stands; ``before`` is the fingerprint of that register."""

    organisation: str
    records: list[DocumentRecord]
    differences: list[DocumentDifference]
    problems: list[Problem]
    sha256: str
    before: str


def plan_documents(organisation: str, content: Path | bytes, *, mapping: str = "", day: date) -> DocumentPlan:
    """Read a table and return what it would change on a day; nothing is saved."""
    old = {record.facts.code: record for record in kept_register(organisation)}
    before = fingerprint(old.values())
    form, faults = parse_mapping(mapping, DOCUMENT_FIELDS) if mapping else (None, [])
    if refuses(faults):
        return DocumentPlan(organisation, [], [], faults, "", before)
    table = read_documents(content, form)
    problems = [*faults, *table.problems]
    if not refuses(problems):
        problems += register_problems(old, table.records, known_names(organisation, day))
    if refuses(problems):
        return DocumentPlan(organisation, [], [], problems, table.sha256, before)
    differences = register_differences(old, table.records)
    return DocumentPlan(organisation, table.records, differences, problems, table.sha256, before)


def known_names(organisation: str, day: date) -> Known:
    """Return the bodies and people whom a table may name."""
    rows = bodies(organisation)
    people = User.objects.filter(is_active=True).values_list("username", flat=True)
    return Known(
        {body.code for body in rows if body.in_force(day)}, {body.code for body in rows}, set(people)
    )


def kept_register(organisation: str) -> list[DocumentRecord]:
    """Return the register as it stands, by code."""
    documents = SteeringDocument.objects.filter(organisation=organisation).order_by("code")
    return [_record(document) for document in with_editions(documents)]


def _record(document: SteeringDocument) -> DocumentRecord:
    return DocumentRecord(
        DocumentFacts(
            code=document.code,
            title=document.title,
            kind=DocumentKind(document.kind),
            title_en=document.title_en,
            owner_body=document.owner_body,
            owner=document.owner.username if document.owner else "",
            owner_title=document.owner_title,
            summary=document.summary,
            review_on=document.review_on,
        ),
        tuple(EditionRecord(each.number, _edition(each)) for each in document.editions.all()),
        document.ended_on,
        document.replaced_by.code if document.replaced_by else "",
        document.is_example,
    )


def _edition(edition: Edition) -> EditionFacts:
    decision = decision_facts(edition.decision) if edition.decision else None
    return EditionFacts(edition.in_force_from, edition.in_force_to, edition.note, decision)


def decision_facts(decision: Decision) -> DecisionFacts:
    """Return a registered decision as facts; its wording stands in the minutes, not in the register."""
    return DecisionFacts(
        decision.body_code,
        decision.meeting_date,
        decision.paragraph,
        decision.title,
        decision.case_number,
        is_example=decision.is_example,
    )


def fingerprint(records: Iterable[DocumentRecord]) -> str:
    """Return the SHA-256 of a register as it is written out: equal registers have equal fingerprints."""
    return hashlib.sha256(write_documents(records).content).hexdigest()


def plan_document(plan: DocumentPlan, *, language: str) -> dict[str, Any]:
    """Return the JSON document of a plan."""
    return {
        "organisation": plan.organisation,
        "ok": not plan.refused,
        "documents": len(plan.records),
        "editions": sum(len(record.editions) for record in plan.records),
        "sha256": plan.sha256,
        "differences": [difference_document(each) for each in plan.differences],
        "problems": [problem_document(each, language) for each in plan.problems],
    }


def difference_document(each: DocumentDifference) -> dict[str, Any]:
    return {
        "change": each.change.value,
        "code": each.code,
        "title": each.title,
        "edition": each.edition,
        "fields": [asdict(change) for change in each.fields],
    }
