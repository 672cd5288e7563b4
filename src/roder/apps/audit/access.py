"""Who may read the whole history: those whose mandate for the whole says so. Auditors read all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.audit.models import AuditEntry
from roder.apps.identity.access import access_everywhere
from roder.apps.identity.access import mandates_giving
from roder.domain.mandates import Permission

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from roder.apps.identity.models import User


def access_historian(user: User | AnonymousUser, *, today: date | None = None) -> User:
    """Return the person when they may read the history of everything."""
    return access_everywhere(user, Permission.READ_HISTORY, today=today)


def may_read_history(user: User | AnonymousUser, *, today: date | None = None) -> bool:
    """Return whether the history is open to the person: whether the menu shows it."""
    held = mandates_giving(user, Permission.READ_HISTORY, today=today)
    return any(mandate.is_of_the_whole for mandate in held)


def access_history(user: User | AnonymousUser, *, today: date | None = None) -> QuerySet[AuditEntry]:
    """Return every act that the person may read: all, or ``PermissionDenied``."""
    access_historian(user, today=today)
    return AuditEntry.objects.select_related("acting_user")
