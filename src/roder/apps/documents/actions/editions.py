"""Editions: added as drafts or adopted at once, changed while they are drafts, adopted by a decision, then fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.db import transaction
from django.db.models import Max

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.decisions.actions import DecisionRefusedError
from roder.apps.decisions.actions import register_decision
from roder.apps.documents.actions.indexing import reindex
from roder.apps.documents.actions.refusals import DocumentRefusedError
from roder.apps.documents.actions.refusals import require
from roder.apps.documents.models import Edition
from roder.apps.documents.models import EditionFile
from roder.apps.documents.models import SteeringDocument
from roder.apps.jobs.actions import enqueue
from roder.apps.organisation.queries import bodies as all_bodies
from roder.domain.document_facts import document_problem
from roder.domain.document_facts import edition_faults

if TYPE_CHECKING:
    from collections.abc import Collection

    from roder.apps.decisions.models import Decision
    from roder.apps.documents.stored_files import StoredFile
    from roder.apps.identity.models import User
    from roder.domain.decisions import DecisionFacts
    from roder.domain.document_facts import EditionFacts
    from roder.domain.problems import Problem

READ_TEXT = "read_document_text"


@transaction.atomic
def add_edition(
    document: SteeringDocument,
    facts: EditionFacts,
    *,
    file: StoredFile | None = None,
    number: int | None = None,
    bodies: Collection[str] | None = None,
    acting_user: User,
) -> tuple[Edition, list[Problem]]:
    """Add an edition; with a decision it is adopted at once. Returns it and what is worth telling.

    ``number`` is the next after the highest when none is given; ``bodies`` are the codes of any time, from a
    caller who has many to add. Raises ``DocumentRefusedError``.
    """
    SteeringDocument.objects.select_for_update().get(pk=document.pk)
    warnings = require(edition_faults(facts, _bodies(document) if bodies is None else bodies))
    taken = document.editions.aggregate(highest=Max("number"))["highest"] or 0
    if number is not None and document.editions.filter(number=number).exists():
        raise DocumentRefusedError([document_problem("edition_number_taken", number=number)])
    decision = _registered(document, facts.decision, acting_user)
    edition = Edition.objects.create(
        document=document, number=number or taken + 1, decision=decision, **_values(facts)
    )
    if file is not None:
        _keep_file(edition, file, acting_user)
    reindex(document.pk)
    _record(AuditEntry.Event.EDITION_ADDED, edition, acting_user, new=_shown(edition, file))
    return edition, warnings


@transaction.atomic
def change_edition(
    edition: Edition, facts: EditionFacts, *, file: StoredFile | None = None, acting_user: User
) -> tuple[Edition, list[Problem]]:
    """Change a draft, and adopt it when the facts hold a decision. Raises ``DocumentRefusedError``.

    A file takes the place of the one that was there.
    """
    current = _locked_draft(edition)
    warnings = require(edition_faults(facts, _bodies(current.document)))
    old = _shown(current, None)
    current.decision = _registered(current.document, facts.decision, acting_user)
    for name, value in _values(facts).items():
        setattr(current, name, value)
    current.save(update_fields=["decision", "in_force_from", "in_force_to", "note"])
    if file is not None:
        EditionFile.objects.filter(edition=current).delete()
        _keep_file(current, file, acting_user)
    reindex(current.document_id)
    event = AuditEntry.Event.EDITION_ADOPTED if current.is_adopted else AuditEntry.Event.EDITION_CHANGED
    _record(event, current, acting_user, old=old, new=_shown(current, file))
    return current, warnings


@transaction.atomic
def discard_edition(edition: Edition, *, acting_user: User) -> None:
    """Throw a draft away; an adopted edition stays for ever."""
    current = _locked_draft(edition)
    old = _shown(current, None)
    event = AuditEntry.Event.EDITION_DISCARDED
    document = current.document_id
    subject = str(current.document)
    current.delete()
    reindex(document)
    record(event, subject, acting_user=acting_user, old=old)


@transaction.atomic
def attach_file(edition: Edition, file: StoredFile, *, acting_user: User) -> EditionFile:
    """Give an edition the file that it lacks; an adopted edition keeps the one that it has.

    Raises ``DocumentRefusedError``.
    """
    current = Edition.objects.select_for_update().get(pk=edition.pk)
    if EditionFile.objects.filter(edition=current).exists():
        raise DocumentRefusedError([document_problem("edition_has_a_file", number=current.number)])
    kept = _keep_file(current, file, acting_user)
    _record(AuditEntry.Event.EDITION_FILE_ADDED, current, acting_user, new=_file_shown(file))
    return kept


def _locked_draft(edition: Edition) -> Edition:
    current = Edition.objects.select_for_update(of=("self",)).select_related("document").get(pk=edition.pk)
    if current.is_adopted:
        raise DocumentRefusedError([document_problem("edition_is_adopted", number=current.number)])
    return current


def _registered(
    document: SteeringDocument, facts: DecisionFacts | None, acting_user: User
) -> Decision | None:
    if facts is None:
        return None
    try:
        return register_decision(document.organisation, facts, acting_user=acting_user)
    except DecisionRefusedError as error:
        raise DocumentRefusedError(error.problems) from None


def _keep_file(edition: Edition, file: StoredFile, acting_user: User) -> EditionFile:
    kept = EditionFile.objects.create(
        edition=edition,
        name=file.name,
        media_type=file.file_type.value,
        size=file.size,
        sha256=file.sha256,
    )
    enqueue(READ_TEXT, {"file": kept.pk}, acting_user=acting_user)
    return kept


def _values(facts: EditionFacts) -> dict[str, Any]:
    return {
        "in_force_from": facts.in_force_from,
        "in_force_to": facts.in_force_to,
        "note": facts.note.strip(),
    }


def _bodies(document: SteeringDocument) -> set[str]:
    """Return the codes of all bodies that are or have been: an old decision was made by a body of its time."""
    return {body.code for body in all_bodies(document.organisation)}


def _shown(edition: Edition, file: StoredFile | None) -> dict[str, Any]:
    return {
        "edition": edition.number,
        "decision": str(edition.decision) if edition.decision else "",
        "in_force_from": edition.in_force_from,
        "in_force_to": edition.in_force_to,
        "note": edition.note,
        **(_file_shown(file) if file else {}),
    }


def _file_shown(file: StoredFile) -> dict[str, Any]:
    return {"file": file.name, "size": file.size, "sha256": file.sha256}


def _record(
    event: AuditEntry.Event,
    edition: Edition,
    acting_user: User,
    *,
    new: dict[str, Any],
    old: dict[str, Any] | None = None,
) -> None:
    record(event, str(edition.document), acting_user=acting_user, old=old, new=new)
