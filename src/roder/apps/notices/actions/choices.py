"""What a person decides for themself: the weekly mail, and the address of their calendar."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.notices.access import secret_hash
from roder.apps.notices.models import CalendarAddress
from roder.apps.notices.models import MailChoice

if TYPE_CHECKING:
    from roder.apps.identity.models import User


@transaction.atomic
def choose_weekly_mail(*, wants: bool, acting_user: User) -> None:
    """Remember whether the person wants the weekly mail. Own choices are not audited."""
    MailChoice.objects.update_or_create(person=acting_user, defaults={"weekly": wants})


@transaction.atomic
def make_calendar_address(*, acting_user: User) -> str:
    """Return the secret of a new calendar address; one that was in force is revoked with it."""
    revoke_calendar_address(acting_user=acting_user)
    secret = secrets.token_urlsafe(32)
    made = CalendarAddress.objects.create(person=acting_user, secret_hash=secret_hash(secret))
    record(
        AuditEntry.Event.CALENDAR_ADDRESS_MADE,
        str(made.pk),
        acting_user=acting_user,
        new={"person": acting_user.username},
    )
    return secret


@transaction.atomic
def revoke_calendar_address(*, acting_user: User) -> bool:
    """Let the person's calendar address stop answering; returns whether there was one."""
    found = (
        CalendarAddress.objects.select_for_update()
        .filter(person=acting_user, revoked_at__isnull=True)
        .first()
    )
    if found is None:
        return False
    found.revoked_at = timezone.now()
    found.save(update_fields=["revoked_at"])
    record(
        AuditEntry.Event.CALENDAR_ADDRESS_REVOKED,
        str(found.pk),
        acting_user=acting_user,
        old={"person": acting_user.username},
    )
    return True
