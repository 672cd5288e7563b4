from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from roder.apps.audit.models import AuditEntry

if TYPE_CHECKING:
    from roder.apps.identity.models import User


def record(
    event: AuditEntry.Event,
    subject: str,
    *,
    acting_user: User,
    old: dict[str, Any] | None = None,
    new: dict[str, Any] | None = None,
) -> AuditEntry:
    """Add an audit row; called inside the transaction of the act that it records."""
    return AuditEntry.objects.create(
        event=event, subject=subject, acting_user=acting_user, old=old or {}, new=new or {}
    )
