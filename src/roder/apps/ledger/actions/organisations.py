"""What is said of an organisation beside its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.ledger.models import LedgerOrganisation

if TYPE_CHECKING:
    from roder.apps.identity.models import User


@transaction.atomic
def mark_as_example(key: str, *, acting_user: User) -> None:
    """Say that an organisation's books are example data, so that every page does."""
    changed = LedgerOrganisation.objects.filter(key=key, is_example=False).update(is_example=True)
    if changed:
        record(AuditEntry.Event.MARKED_AS_EXAMPLE, key, acting_user=acting_user, new={"is_example": True})
