"""Who may fetch official statistics, and choose which places they are compared with: for the whole only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from roder.apps.identity.access import access_everywhere
from roder.apps.identity.access import holds_everywhere
from roder.apps.jobs.models import Job
from roder.domain.mandates import Permission

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from roder.apps.identity.models import User

KIND = "fetch_statistics"


def access_fetching(user: User | AnonymousUser) -> User:
    """Return the person when they may fetch official statistics; else raises ``PermissionDenied``."""
    return access_everywhere(user, Permission.FETCH_STATISTICS)


def may_fetch(user: User | AnonymousUser) -> bool:
    """Return whether a page should lead to fetching."""
    return holds_everywhere(user, Permission.FETCH_STATISTICS)


def access_fetch_by_id(user: User | AnonymousUser, pk: int) -> Job:
    """Return one of the fetches, whoever started it, to those who may fetch; or 404."""
    access_fetching(user)
    return get_object_or_404(Job.objects.select_related("created_by"), pk=pk, kind=KIND)
