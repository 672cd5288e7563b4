from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from allauth.mfa.models import Authenticator

from roder.apps.audit.models import AuditEntry
from roder.apps.identity.access import mandates_giving
from roder.apps.identity.models import SYSTEM_USERNAME
from roder.apps.identity.models import User
from roder.apps.signin.hashes import hashed
from roder.apps.signin.models import OneTimeLink
from roder.apps.signin.models import SignIn
from roder.domain.mandates import Permission

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

FIRST_EVENT, LAST_EVENT = 800, 899


@dataclass(frozen=True)
class Passkey:
    pk: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class Factors:
    """What a person has besides the password. ``codes_app`` is the row of the app that shows codes."""

    codes_app: int | None
    passkeys: tuple[Passkey, ...]
    recovery_codes_left: int

    @property
    def any(self) -> bool:
        return self.codes_app is not None or bool(self.passkeys)


def factors_of(user: User) -> Factors:
    rows = list(Authenticator.objects.filter(user=user).order_by("pk"))
    kinds: dict[str, list[Any]] = {}
    for row in rows:
        kinds.setdefault(row.type, []).append(row)
    codes = kinds.get(Authenticator.Type.RECOVERY_CODES, [])
    return Factors(
        codes_app=next((row.pk for row in kinds.get(Authenticator.Type.TOTP, [])), None),
        passkeys=tuple(
            Passkey(row.pk, row.wrap().name, row.created_at, row.last_used_at)
            for row in kinds.get(Authenticator.Type.WEBAUTHN, [])
        ),
        recovery_codes_left=len(codes[0].wrap().get_unused_codes()) if codes else 0,
    )


def must_have_second_factor(user: User) -> bool:
    """Return whether the person administers others, so that a password alone is too little."""
    return user.is_active and bool(mandates_giving(user, Permission.ADMINISTER_PEOPLE))


def people_without_second_factor() -> list[User]:
    """Return those who administer others, keep their password here, and have a password alone."""
    return [
        person
        for person in local_people()
        if person.has_usable_password() and must_have_second_factor(person) and not factors_of(person).any
    ]


def usable_link(secret: str, *, now: datetime) -> OneTimeLink | None:
    """Return the link of a secret while it is neither used nor too old and its account is open."""
    return (
        OneTimeLink.objects.select_related("user", "issued_by")
        .filter(secret_hash=hashed(secret), used_at__isnull=True, expires_at__gt=now, user__is_active=True)
        .first()
    )


def links_since(user: User, moment: datetime) -> QuerySet[OneTimeLink]:
    """Return the links issued by others since a moment: the person is told of them at the next sign-in."""
    links = OneTimeLink.objects.filter(user=user).exclude(purpose=OneTimeLink.Purpose.INVITATION)
    return links.filter(issued_at__gt=moment)


def account_events(username: str) -> QuerySet[AuditEntry]:
    """Return what has happened to an account's ways of signing in, latest first."""
    return AuditEntry.objects.filter(
        event__gte=FIRST_EVENT, event__lte=LAST_EVENT, subject=username
    ).order_by("-pk")


def previous_sign_in(user: User) -> SignIn | None:
    return SignIn.objects.filter(user=user).order_by("-began_at").first()


def local_people() -> QuerySet[User]:
    """Return the people whose password is kept here, or can be: those who do not come by single sign-on."""
    people = User.objects.filter(is_active=True, is_demo=False, external_identities__isnull=True)
    return people.exclude(username=SYSTEM_USERNAME).order_by("last_name", "first_name", "username")
