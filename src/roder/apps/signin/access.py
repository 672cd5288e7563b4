"""Each person's own account and sign-ins; nobody else's pass these doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from roder.apps.identity.access import access_person
from roder.apps.signin.models import SignIn

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from roder.apps.identity.models import User


def access_own_account(user: User | AnonymousUser) -> User:
    """Return the person when their password is kept here; single sign-on and demo people have none to change."""
    person = access_person(user)
    if not person.has_usable_password() or person.is_demo:
        raise PermissionDenied
    return person


def access_own_sign_ins(person: User) -> QuerySet[SignIn]:
    """Return the person's own sign-ins that have not ended, latest use first."""
    return SignIn.objects.filter(user=person, ended_at__isnull=True).order_by("-seen_at")
