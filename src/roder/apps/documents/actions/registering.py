"""Registering a document, changing what the register says of it, and letting it end or be replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.actions import write_seen
from roder.apps.audit.models import AuditEntry
from roder.apps.documents.actions.indexing import reindex
from roder.apps.documents.actions.refusals import DocumentRefusedError
from roder.apps.documents.actions.refusals import require
from roder.apps.documents.models import SteeringDocument
from roder.apps.documents.queries import adopted_spans
from roder.apps.identity.models import User
from roder.apps.organisation.queries import organisation_tree
from roder.domain.document_facts import document_faults
from roder.domain.document_facts import document_problem
from roder.domain.document_facts import replacement_faults

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from roder.domain.document_facts import DocumentFacts


@transaction.atomic
def register_document(
    organisation: str,
    facts: DocumentFacts,
    *,
    bodies: Collection[str] | None = None,
    is_example: bool = False,
    acting_user: User,
) -> SteeringDocument:
    """Enter a document in the register; raises ``DocumentRefusedError``.

    ``bodies`` are the codes in force, from a caller who has many to enter.
    """
    if bodies is None:
        bodies = organisation_tree(organisation, timezone.localdate()).bodies
    problems = document_faults(facts, bodies)
    if SteeringDocument.objects.filter(organisation=organisation, code=facts.code).exists():
        problems.append(document_problem("document_code_taken", code=facts.code))
    require(problems)
    document = SteeringDocument.objects.create(
        organisation=organisation, code=facts.code, is_example=is_example, **_values(facts)
    )
    reindex(document.pk)
    record(
        AuditEntry.Event.DOCUMENT_REGISTERED,
        str(document),
        acting_user=acting_user,
        new=shown(_values(facts)),
    )
    return document


@transaction.atomic
def change_document(
    document: SteeringDocument, facts: DocumentFacts, *, seen_version: int, acting_user: User
) -> bool:
    """Change what the register says of a document; its code stays. Returns whether anything changed.

    Raises ``DocumentRefusedError``, and ``StaleVersionError`` when somebody else was first.
    """
    bodies = organisation_tree(document.organisation, timezone.localdate()).bodies
    require(document_faults(facts, bodies, known_owner=document.owner_body))
    return _change(
        document,
        _values(facts),
        AuditEntry.Event.DOCUMENT_CHANGED,
        seen_version=seen_version,
        acting_user=acting_user,
    )


@transaction.atomic
def end_document(
    document: SteeringDocument, last_day: date | None, *, seen_version: int, acting_user: User
) -> bool:
    """Let a day be the document's last; none takes an end back. Raises as ``change_document``."""
    first = min((span.first_day for span in adopted_spans(document.editions.all())), default=None)
    if last_day is not None and first is not None and last_day < first:
        raise DocumentRefusedError([document_problem("document_end_before_beginning")])
    return _change(
        document,
        {"ended_on": last_day},
        AuditEntry.Event.DOCUMENT_ENDED,
        seen_version=seen_version,
        acting_user=acting_user,
    )


@transaction.atomic
def replace_document(
    document: SteeringDocument, by: SteeringDocument | None, *, seen_version: int, acting_user: User
) -> bool:
    """Let another document take this one's place once it is in force; none takes it back."""
    documents = SteeringDocument.objects.filter(organisation=document.organisation)
    if by is not None:
        known = documents.filter(replaced_by__isnull=False).exclude(pk=document.pk)
        replaced = dict(known.values_list("code", "replaced_by__code"))
        require(replacement_faults(document.code, by.code, replaced))
    return _change(
        document,
        {"replaced_by": by},
        AuditEntry.Event.DOCUMENT_REPLACED,
        seen_version=seen_version,
        acting_user=acting_user,
    )


def _change(
    document: SteeringDocument,
    values: dict[str, Any],
    event: AuditEntry.Event,
    *,
    seen_version: int,
    acting_user: User,
) -> bool:
    subject = str(document)
    before = write_seen(document, values, seen_version=seen_version, event=event, subject=subject)
    if not before:
        return False
    reindex(document.pk)
    after = {name: values[name] for name in before}
    record(event, subject, acting_user=acting_user, old=shown(before), new=shown(after))
    return True


def _values(facts: DocumentFacts) -> dict[str, Any]:
    """Return the facts as the row holds them; raises ``DocumentRefusedError`` for an owner who is not here."""
    owner = User.objects.filter(username=facts.owner).first() if facts.owner else None
    if facts.owner and owner is None:
        raise DocumentRefusedError([document_problem("document_unknown_person", person=facts.owner)])
    return {
        "title": facts.title.strip(),
        "title_en": facts.title_en.strip(),
        "kind": facts.kind.value,
        "owner_body": facts.owner_body,
        "owner": owner,
        "owner_title": facts.owner_title.strip(),
        "summary": facts.summary.strip(),
        "review_on": facts.review_on,
    }


def shown(values: dict[str, Any]) -> dict[str, Any]:
    """Return a row's values as the history tells them: people and documents by name."""
    texts = {name: str(value) if isinstance(value, Model) else value for name, value in values.items()}
    if "kind" in texts:
        texts["document_kind"] = texts.pop("kind")
    return texts
