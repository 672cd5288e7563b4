from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.signin.models import SignIn

if TYPE_CHECKING:
    from datetime import datetime

    from roder.apps.identity.models import User
    from roder.domain.sign_in import SignInMethod

AGENT_LENGTH = 300


@transaction.atomic
def begin_sign_in(
    user: User, session_key: str, method: SignInMethod, *, now: datetime, address: str, agent: str
) -> SignIn:
    """Put a new sign-in on record; the session itself is the caller's."""
    row = SignIn.objects.create(
        user=user,
        session_key=session_key,
        method=method,
        address=address or None,
        agent=agent[:AGENT_LENGTH],
        began_at=now,
        seen_at=now,
    )
    record(AuditEntry.Event.SIGNED_IN, user.username, acting_user=user, new={"method": method})
    return row


def see_sign_in(session_key: str, *, now: datetime) -> None:
    """Note that a sign-in is in use. This is no act of a person and leaves no audit row."""
    SignIn.objects.filter(session_key=session_key, ended_at__isnull=True).update(seen_at=now)


def close_sign_in(session_key: str, *, now: datetime) -> None:
    """Note that a session has ended by signing out or by its age; ``end_sign_in`` ends another's device."""
    SignIn.objects.filter(session_key=session_key, ended_at__isnull=True).update(ended_at=now)


@transaction.atomic
def end_sign_in(sign_in: SignIn, *, now: datetime, acting_user: User) -> None:
    """End one sign-in: its session can no longer be used, wherever it is."""
    _end(sign_in, now)
    record(AuditEntry.Event.SIGN_INS_ENDED, sign_in.user.username, acting_user=acting_user, new={"count": 1})


@transaction.atomic
def end_all_sign_ins(user: User, *, now: datetime, acting_user: User) -> int:
    """End every sign-in of a person; returns how many were open."""
    open_ones = list(SignIn.objects.filter(user=user, ended_at__isnull=True))
    for sign_in in open_ones:
        _end(sign_in, now)
    if open_ones:
        record(
            AuditEntry.Event.SIGN_INS_ENDED,
            user.username,
            acting_user=acting_user,
            new={"count": len(open_ones)},
        )
    return len(open_ones)


def _end(sign_in: SignIn, now: datetime) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    store(session_key=sign_in.session_key).delete()
    sign_in.ended_at = now
    sign_in.save(update_fields=["ended_at"])
