"""Who may sign in without a password: demo people, and the holder of a fresh one-time link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.identity.models import User

if TYPE_CHECKING:
    from django.db.models import QuerySet

LOOPBACK = ("127.0.0.1", "::1")


def access_demo_people(*, remote_address: str) -> QuerySet[User]:
    """Return the demo people, to a visitor on this machine only."""
    if remote_address not in LOOPBACK:
        return User.objects.none()
    return User.objects.filter(is_demo=True, is_active=True).order_by("id")
