"""Letting a table of steering documents in: by the same acts as a person, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import record as record_act
from roder.apps.audit.models import AuditEntry
from roder.apps.documents.actions.editions import add_edition
from roder.apps.documents.actions.editions import change_edition
from roder.apps.documents.actions.registering import change_document
from roder.apps.documents.actions.registering import end_document
from roder.apps.documents.actions.registering import register_document
from roder.apps.documents.actions.registering import replace_document
from roder.apps.documents.importing import difference_document
from roder.apps.documents.importing import known_names
from roder.apps.documents.importing import plan_documents
from roder.apps.documents.models import SteeringDocument
from roder.apps.documents.queries import documents_by_code
from roder.domain.document_register import DocumentChange

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from roder.apps.documents.importing import DocumentPlan
    from roder.apps.identity.models import User
    from roder.domain.document_facts import EditionFacts
    from roder.domain.document_register import DocumentDifference
    from roder.domain.document_register import DocumentRecord


class RegisterChangedError(Exception):
    """The register is no longer the one that the differences were shown against; ``plan`` has the new ones."""

    def __init__(self, plan: DocumentPlan) -> None:
        super().__init__(plan.organisation)
        self.plan = plan


@transaction.atomic
def import_documents(
    organisation: str,
    content: Path | bytes,
    *,
    mapping: str = "",
    file_name: str = "",
    expected: str = "",
    acting_user: User,
) -> DocumentPlan:
    """Let the register say what a table says, or list what is wrong with it and change nothing.

    ``expected`` is the fingerprint of the register that a person has seen the differences against; when
    it has become another since, ``RegisterChangedError`` is raised. The same table again changes nothing.
    """
    list(SteeringDocument.objects.select_for_update().filter(organisation=organisation).values_list("pk"))
    plan = plan_documents(organisation, content, mapping=mapping, day=timezone.localdate())
    if expected and plan.before != expected:
        raise RegisterChangedError(plan)
    if plan.changes_something:
        _carry_out(plan, file_name, acting_user)
    return plan


def _carry_out(plan: DocumentPlan, file_name: str, acting_user: User) -> None:
    records = {record.facts.code: record for record in plan.records}
    # A successor may stand below what it replaces, so documents come first and replacements last.
    order = list(DocumentChange)
    documents = documents_by_code(plan.organisation)
    known = known_names(plan.organisation, timezone.localdate())
    for each in sorted(plan.differences, key=lambda each: order.index(each.change)):
        record = records[each.code]
        if each.change is DocumentChange.REGISTERED:
            documents[each.code] = register_document(
                plan.organisation,
                record.facts,
                bodies=known.bodies,
                is_example=record.is_example,
                acting_user=acting_user,
            )
        elif each.change is DocumentChange.EDITION_ADDED:
            number, facts = _edition(record, each)
            document = documents[each.code]
            add_edition(document, facts, number=number, bodies=known.bodies_ever, acting_user=acting_user)
        else:
            _change(documents, record, each, acting_user)
    record_act(
        AuditEntry.Event.DOCUMENTS_IMPORTED,
        plan.organisation,
        acting_user=acting_user,
        new={
            "file": file_name,
            "sha256": plan.sha256,
            "documents": len(plan.records),
            "editions": sum(len(record.editions) for record in plan.records),
            "differences": [difference_document(each) for each in plan.differences],
        },
    )


def _change(
    documents: Mapping[str, SteeringDocument],
    record: DocumentRecord,
    difference: DocumentDifference,
    acting_user: User,
) -> None:
    document = documents[record.facts.code]
    seen = document.version
    if difference.change is DocumentChange.CHANGED:
        change_document(document, record.facts, seen_version=seen, acting_user=acting_user)
    elif difference.change is DocumentChange.ENDED:
        end_document(document, record.ended_on, seen_version=seen, acting_user=acting_user)
    elif difference.change is DocumentChange.REPLACED:
        by = documents.get(record.replaced_by)
        replace_document(document, by, seen_version=seen, acting_user=acting_user)
    else:
        number, facts = _edition(record, difference)
        change_edition(document.editions.get(number=number), facts, acting_user=acting_user)


def _edition(record: DocumentRecord, difference: DocumentDifference) -> tuple[int, EditionFacts]:
    return next((each.number, each.facts) for each in record.editions if each.number == difference.edition)
