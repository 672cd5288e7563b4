"""Who may search: what is found is public once decided, so whoever reads goals finds all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.identity.access import access_permission
from roder.apps.identity.access import mandates_giving
from roder.domain.mandates import Permission

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from roder.apps.identity.models import User


def access_search(user: User | AnonymousUser) -> User:
    """Return the person when they may search; else raises ``PermissionDenied``."""
    return access_permission(user, Permission.READ_GOALS)


def may_search(user: User | AnonymousUser) -> bool:
    """Return whether a page should offer the search."""
    return bool(mandates_giving(user, Permission.READ_GOALS))
