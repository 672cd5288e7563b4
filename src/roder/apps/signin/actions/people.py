from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.identity.models import User
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.apps.signin.actions.links import issue_link
from roder.apps.signin.models import OneTimeLink

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from roder.domain.mandates import Mandate


class UsernameTakenError(Exception):
    """Another account has the user name."""


@transaction.atomic
def register_person(
    username: str, *, first_name: str, last_name: str, title: str = "", email: str = "", acting_user: User
) -> User:
    """Make an account that nobody can sign in to yet: it has no password."""
    if User.objects.filter(username__iexact=username).exists():
        raise UsernameTakenError(username)
    user = User(username=username, first_name=first_name, last_name=last_name, title=title, email=email)
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    record(AuditEntry.Event.ACCOUNT_CREATED, username, acting_user=acting_user, new={"name": str(user)})
    return user


@transaction.atomic
def invite_person(
    username: str,
    name: str,
    mandates: Sequence[Mandate],
    *,
    title: str = "",
    email: str = "",
    now: datetime,
    acting_user: User,
) -> tuple[User, str]:
    """Make an account with its mandates; returns it with the secret of the link that opens it."""
    first, _space, last = name.strip().partition(" ")
    user = register_person(
        username, first_name=first, last_name=last, title=title, email=email, acting_user=acting_user
    )
    for mandate in mandates:
        grant_mandate(user, mandate, acting_user=acting_user)
    secret = issue_link(user, OneTimeLink.Purpose.INVITATION, now=now, acting_user=acting_user)
    return user, secret
