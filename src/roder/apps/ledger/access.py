"""Who may read and change the ledger: every signed-in person, until roles follow the organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from roder.apps.identity.models import User
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.models import Upload

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet


def _person(user: User | AnonymousUser) -> User:
    if not isinstance(user, User) or not user.is_active:
        raise PermissionDenied
    return user


def access_importer(user: User | AnonymousUser) -> User:
    """Return the person when they may import and undo."""
    return _person(user)


def access_batches(user: User | AnonymousUser) -> QuerySet[ImportBatch]:
    """Return the batches that the person may see."""
    _person(user)
    return ImportBatch.objects.select_related("organisation", "imported_by")


def access_uploads(user: User | AnonymousUser) -> QuerySet[Upload]:
    """Return the uploaded files that the person may see: their own."""
    return Upload.objects.filter(uploaded_by=_person(user)).select_related("job", "batch")


def access_upload_by_id(user: User | AnonymousUser, pk: int) -> Upload:
    """Return one of the person's uploaded files, or 404."""
    return get_object_or_404(access_uploads(user), pk=pk)
