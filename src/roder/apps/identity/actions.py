from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.identity.models import Preferences
from roder.apps.identity.models import SignInLink
from roder.apps.identity.models import User

if TYPE_CHECKING:
    from collections.abc import Sequence

DEMO_DOMAIN = "exempelkommunen.example"
"""Nobody can be reached there: the name is set aside for examples (RFC 2606)."""
LINK_LIFETIME = timedelta(hours=12)


@dataclass(frozen=True)
class DemoPerson:
    username: str
    first_name: str
    last_name: str
    title: str


@transaction.atomic
def register_demo_people(people: Sequence[DemoPerson], *, acting_user: User) -> list[User]:
    """Make the demo people, or bring them up to date; none of them has a password."""
    del acting_user  # accounts come before the organisation; the audit of people follows with roles
    users = []
    for person in people:
        user, _ = User.objects.get_or_create(username=person.username, defaults={"is_demo": True})
        user.first_name, user.last_name, user.title = person.first_name, person.last_name, person.title
        user.email = f"{person.username}@{DEMO_DOMAIN}"
        user.is_demo = True
        user.set_unusable_password()
        user.save()
        users.append(user)
    return users


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def make_sign_in_link(user: User) -> str:
    """Return the secret of a new one-time link; it cannot be read again."""
    secret = secrets.token_urlsafe(32)
    SignInLink.objects.create(user=user, secret_hash=_hash(secret), expires_at=timezone.now() + LINK_LIFETIME)
    return secret


@transaction.atomic
def use_sign_in_link(secret: str) -> User | None:
    """Return the person of an unused, unexpired link and spend it; ``None`` otherwise."""
    now = timezone.now()
    link = SignInLink.objects.filter(secret_hash=_hash(secret), expires_at__gt=now).first()
    if link is None or not link.user.is_active:
        return None
    spent = SignInLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=now)
    return link.user if spent else None


@transaction.atomic
def prefer_language(language: str, *, acting_user: User) -> None:
    """Remember the language a person reads in. Own preferences are not audited: they change no one's figures."""
    Preferences.objects.update_or_create(user=acting_user, defaults={"language": language})


@transaction.atomic
def prefer_start_body(body: str, *, acting_user: User) -> None:
    """Remember the body whose page a person's follow-up begins with; an empty code is the whole."""
    Preferences.objects.update_or_create(user=acting_user, defaults={"start_body": body})
