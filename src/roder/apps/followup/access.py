"""Who may read the follow-up: every signed-in person, until roles follow the organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from roder.apps.ledger.models import LedgerOrganisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from roder.apps.identity.models import User


def access_organisations(user: User | AnonymousUser) -> QuerySet[LedgerOrganisation]:
    """Return the organisations whose books the person may read."""
    if not user.is_authenticated or not user.is_active:
        raise PermissionDenied
    return LedgerOrganisation.objects.order_by("name")
