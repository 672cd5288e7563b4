"""Who may see where the ledger comes from, and who may change it: the controllers and auditors of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from roder.apps.identity.access import access_everywhere
from roder.apps.identity.access import holds_everywhere
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.models import Upload
from roder.domain.mandates import Permission

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from roder.apps.identity.models import User


def access_importer(user: User | AnonymousUser) -> User:
    """Return the person when they may import and undo: for the whole, since a file is everybody's books."""
    return access_everywhere(user, Permission.IMPORT_LEDGER)


def may_import(user: User | AnonymousUser) -> bool:
    """Return whether a page should offer to import and undo."""
    return holds_everywhere(user, Permission.IMPORT_LEDGER)


def may_read_imports(user: User | AnonymousUser) -> bool:
    """Return whether a figure's origin should lead on to its batch."""
    return holds_everywhere(user, Permission.READ_IMPORTS)


def access_batches(user: User | AnonymousUser) -> QuerySet[ImportBatch]:
    """Return the batches, to those who may see them: a batch holds the books of the whole."""
    access_everywhere(user, Permission.READ_IMPORTS)
    return ImportBatch.objects.select_related("organisation", "imported_by")


def access_uploads(user: User | AnonymousUser) -> QuerySet[Upload]:
    """Return the uploaded files that the person may see: their own, while they may import."""
    return Upload.objects.filter(uploaded_by=access_importer(user)).select_related("job", "batch")


def access_upload_by_id(user: User | AnonymousUser, pk: int) -> Upload:
    """Return one of the person's uploaded files, or 404."""
    return get_object_or_404(access_uploads(user), pk=pk)
