"""Who may read the register of steering documents, and for which bodies a person keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone

from roder.apps.documents.models import Edition
from roder.apps.documents.models import SteeringDocument
from roder.apps.identity.access import access_permission
from roder.apps.identity.access import access_person
from roder.apps.identity.access import mandates_giving
from roder.apps.organisation.access import access_reach
from roder.apps.organisation.queries import organisation_tree
from roder.domain.mandates import Permission
from roder.domain.reach import Reach

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from roder.apps.identity.models import User


def access_documents(user: User | AnonymousUser, organisation: str) -> QuerySet[SteeringDocument]:
    """Return an organisation's documents to whoever reads goals: they are public records."""
    access_permission(user, Permission.READ_GOALS)
    return SteeringDocument.objects.filter(organisation=organisation).select_related("owner")


def may_read_documents(user: User | AnonymousUser) -> bool:
    """Return whether a page should lead to the register."""
    return bool(mandates_giving(user, Permission.READ_GOALS))


def access_document(user: User | AnonymousUser, organisation: str, code: str) -> SteeringDocument:
    """Return a document to whoever reads goals, or 404."""
    return get_object_or_404(access_documents(user, organisation), code=code)


def access_edition(user: User | AnonymousUser, organisation: str, code: str, number: int) -> Edition:
    """Return an edition of a document to whoever reads goals, or 404."""
    document = access_document(user, organisation, code)
    editions = Edition.objects.select_related("document", "decision", "file").defer("file__text")
    return get_object_or_404(editions, document=document, number=number)


def access_document_keeping(user: User | AnonymousUser) -> Reach:
    """Return for which bodies the person keeps the register; raises ``PermissionDenied`` when for none."""
    return access_reach(user, Permission.EDIT_DOCUMENTS)


def access_document_keeping_everywhere(user: User | AnonymousUser, organisation: str) -> User:
    """Return the person when they keep the whole organisation's register: a table touches all of it."""
    if not access_document_keeping(user).has_whole_of(organisation):
        raise PermissionDenied
    return access_person(user)


def access_document_to_edit(user: User | AnonymousUser, organisation: str, code: str) -> SteeringDocument:
    """Return a document to whoever keeps the register for the body that answers for it."""
    reach = access_document_keeping(user)
    document = access_document(user, organisation, code)
    # house: allow clock: a door is opened by the tree as it stands when somebody knocks
    if not keeps_for(reach, organisation, document.owner_body, day=timezone.localdate()):
        raise PermissionDenied
    return document


def may_keep_documents(user: User | AnonymousUser) -> bool:
    """Return whether a page should offer to register a document."""
    return bool(mandates_giving(user, Permission.EDIT_DOCUMENTS))


def may_keep_all_documents(user: User | AnonymousUser, organisation: str) -> bool:
    """Return whether a page should offer to import a table of documents."""
    return Reach(tuple(mandates_giving(user, Permission.EDIT_DOCUMENTS))).has_whole_of(organisation)


def may_edit_document(user: User | AnonymousUser, document: SteeringDocument, *, day: date) -> bool:
    """Return whether the document's page should offer what ``access_document_to_edit`` lets through."""
    reach = Reach(tuple(mandates_giving(user, Permission.EDIT_DOCUMENTS)))
    return keeps_for(reach, document.organisation, document.owner_body, day=day)


def bodies_to_keep_for(reach: Reach, organisation: str, *, day: date) -> frozenset[str]:
    """Return the codes of the bodies for which a reach keeps documents; ``""`` is the whole municipality."""
    tree = organisation_tree(organisation, day)
    whole = {""} if reach.has_whole_of(organisation) else set()
    return reach.bodies(tree) | whole


def keeps_for(reach: Reach, organisation: str, body: str, *, day: date) -> bool:
    """Return whether a reach keeps the documents that the body answers for, also one that has ended."""
    return reach.has_whole_of(organisation) or body in bodies_to_keep_for(reach, organisation, day=day)
