"""Who may see which notices and dates: each their own; the dates of the law are everybody's."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404

from roder.apps.identity.access import access_everywhere
from roder.apps.identity.access import access_permission
from roder.apps.identity.access import access_person
from roder.apps.identity.access import mandates_giving
from roder.apps.notices.models import CalendarAddress
from roder.apps.notices.models import Notice
from roder.domain.mandates import Permission

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from roder.apps.identity.models import User


def access_notices(user: User | AnonymousUser) -> QuerySet[Notice]:
    """Return the person's own notices that are not resolved."""
    return Notice.objects.filter(person=access_person(user), resolved_at__isnull=True)


def access_notice_by_id(user: User | AnonymousUser, pk: int) -> Notice:
    """Return one of the person's own notices, resolved or not, or 404."""
    return get_object_or_404(Notice, pk=pk, person=access_person(user))


def access_calendar(secret: str) -> User:
    """Return the person whose calendar address this is; 404 when it is revoked, unknown, or of a closed account."""
    found = (
        CalendarAddress.objects.filter(secret_hash=secret_hash(secret), revoked_at__isnull=True)
        .select_related("person")
        .first()
    )
    if found is None or not found.person.is_active:
        raise Http404
    return found.person


def secret_hash(secret: str) -> str:
    """Return what is kept of a secret that has enough chance in it to need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def access_legal_dates(user: User | AnonymousUser) -> User:
    """Return the person when they may see when the reports of the law were handed over."""
    return access_permission(user, Permission.READ_FOLLOW_UP)


def may_see_legal_dates(user: User | AnonymousUser) -> bool:
    """Return whether a page should lead to the dates of the law."""
    return bool(mandates_giving(user, Permission.READ_FOLLOW_UP))


def access_date_registrar(user: User | AnonymousUser) -> User:
    """Return the person when they may enter such a date."""
    return access_everywhere(user, Permission.REGISTER_DATES)


def may_register_dates(user: User | AnonymousUser) -> bool:
    """Return whether a page should offer to enter such a date."""
    return any(mandate.is_of_the_whole for mandate in mandates_giving(user, Permission.REGISTER_DATES))
