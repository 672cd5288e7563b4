from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.signin.actions.passwords import set_password
from roder.apps.signin.actions.second_factors import remove_all_factors
from roder.apps.signin.hashes import hashed
from roder.apps.signin.models import OneTimeLink
from roder.apps.signin.queries import usable_link

if TYPE_CHECKING:
    from datetime import datetime

    from roder.apps.identity.models import User

LIFETIMES = {
    OneTimeLink.Purpose.INVITATION: timedelta(hours=72),
    OneTimeLink.Purpose.RECOVERY: timedelta(hours=1),
    OneTimeLink.Purpose.RECOVERY_OF_ALL: timedelta(hours=1),
}


class LinkRefusedError(Exception):
    """A link cannot be issued for this account: it is closed, made up for the example, or the system's own."""


@transaction.atomic
def issue_link(user: User, purpose: OneTimeLink.Purpose, *, now: datetime, acting_user: User) -> str:
    """Return the secret of a new one-time link, which cannot be read again; older links stop working.

    Only an administrator's explicit choice (``RECOVERY_OF_ALL``) lets a link remove the second factor.
    """
    if user.is_demo or not user.is_active or user.username == "system":
        raise LinkRefusedError
    OneTimeLink.objects.filter(user=user, used_at__isnull=True).update(used_at=now)
    secret = secrets.token_urlsafe(32)
    OneTimeLink.objects.create(
        user=user,
        purpose=purpose,
        secret_hash=hashed(secret),
        issued_by=acting_user,
        issued_at=now,
        expires_at=now + LIFETIMES[purpose],
    )
    record(AuditEntry.Event.LINK_ISSUED, user.username, acting_user=acting_user, new={"purpose": purpose})
    return secret


@transaction.atomic
def use_link(secret: str, password: str, *, now: datetime) -> OneTimeLink | None:
    """Spend a link and set the password, found strong enough before; ``None`` when the link is no good."""
    link = usable_link(secret, now=now)
    if link is None:
        return None
    spent = OneTimeLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=now)
    if not spent:
        return None
    if link.purpose == OneTimeLink.Purpose.RECOVERY_OF_ALL:
        remove_all_factors(link.user, acting_user=link.issued_by)
    record(
        AuditEntry.Event.LINK_USED, link.user.username, acting_user=link.user, new={"purpose": link.purpose}
    )
    set_password(link.user, password, now=now, acting_user=link.user)
    return link
