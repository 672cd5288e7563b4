"""The doors: what a person's mandates let them do, and who may sign in without a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from roder.apps.identity.models import SYSTEM_USERNAME
from roder.apps.identity.models import Mandate as MandateRow
from roder.apps.identity.models import User
from roder.domain.mandates import Permission
from roder.domain.mandates import giving

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from roder.domain.mandates import Mandate

LOOPBACK = ("127.0.0.1", "::1")


def access_person(user: User | AnonymousUser) -> User:
    """Return the signed-in person; raises ``PermissionDenied`` for a visitor and for a closed account."""
    if not isinstance(user, User) or not user.is_active:
        raise PermissionDenied
    return user


def mandates_giving(
    user: User | AnonymousUser, permission: Permission, *, today: date | None = None
) -> list[Mandate]:
    """Return the person's mandates that give the permission today; empty is a closed door."""
    # house: allow clock: a door is shut on the day a mandate ends, whoever asks; tests hand in the day
    day = today or timezone.localdate()
    return giving(access_person(user).mandate_values, permission, day)


def access_permission(
    user: User | AnonymousUser, permission: Permission, *, today: date | None = None
) -> User:
    """Return the person when they hold the permission for any part; else raises ``PermissionDenied``."""
    if not mandates_giving(user, permission, today=today):
        raise PermissionDenied
    return access_person(user)


def access_everywhere(
    user: User | AnonymousUser, permission: Permission, *, today: date | None = None
) -> User:
    """Return the person when they hold the permission for the whole; else raises ``PermissionDenied``."""
    if not holds_everywhere(user, permission, today=today):
        raise PermissionDenied
    return access_person(user)


def holds_everywhere(
    user: User | AnonymousUser, permission: Permission, *, today: date | None = None
) -> bool:
    """Return whether a page should offer what ``access_everywhere`` would let through."""
    held = mandates_giving(user, permission, today=today)
    return any(mandate.is_of_the_whole for mandate in held)


def access_mandates(user: User | AnonymousUser) -> QuerySet[MandateRow]:
    """Return everybody's mandates, to those who may see who holds which role."""
    access_everywhere(user, Permission.READ_MANDATES)
    return MandateRow.objects.select_related("user")


def access_own_mandates(user: User | AnonymousUser) -> QuerySet[MandateRow]:
    """Return one's own mandates, whatever their time: everyone may see what they may do."""
    return MandateRow.objects.filter(user=access_person(user)).select_related("user")


def access_people(user: User | AnonymousUser) -> QuerySet[User]:
    """Return the people with open accounts, to those who may see who holds which role."""
    access_everywhere(user, Permission.READ_MANDATES)
    people = User.objects.filter(is_active=True).exclude(username=SYSTEM_USERNAME)
    return people.order_by("first_name", "last_name", "username")


def may_read_mandates(user: User | AnonymousUser) -> bool:
    """Return whether a page should lead to the people and their roles."""
    return holds_everywhere(user, Permission.READ_MANDATES)


def access_people_administrator(user: User | AnonymousUser) -> User:
    """Return the person when they may grant and end mandates."""
    return access_everywhere(user, Permission.ADMINISTER_PEOPLE)


def may_administer_people(user: User | AnonymousUser) -> bool:
    """Return whether a page should offer to grant and end mandates."""
    return holds_everywhere(user, Permission.ADMINISTER_PEOPLE)


def access_demo_people(*, remote_address: str) -> QuerySet[User]:
    """Return the demo people, to a visitor on this machine only."""
    if remote_address not in LOOPBACK:
        return User.objects.none()
    return User.objects.filter(is_demo=True, is_active=True).order_by("id")
