"""Who may read the follow-up, and who may go from its figures down to the vouchers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.identity.access import mandates_giving
from roder.apps.organisation.access import access_reach
from roder.domain.mandates import Permission
from roder.domain.reach import Reach

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from roder.apps.identity.models import User


def access_follow_up(user: User | AnonymousUser) -> Reach:
    """Return how far the person may read figures; raises ``PermissionDenied`` when nowhere."""
    return access_reach(user, Permission.READ_FOLLOW_UP)


def may_read_follow_up(user: User | AnonymousUser) -> bool:
    """Return whether there is anything of the follow-up for the person to read."""
    return bool(mandates_giving(user, Permission.READ_FOLLOW_UP))


def follow_up_reach(user: User | AnonymousUser) -> Reach:
    """Return how far the person reads figures, for a page that shows more than figures; nowhere is no fault here."""
    return Reach(tuple(mandates_giving(user, Permission.READ_FOLLOW_UP)))


def access_vouchers(user: User | AnonymousUser) -> Reach:
    """Return how far the person may read accounts and vouchers; raises ``PermissionDenied`` when nowhere."""
    return access_reach(user, Permission.READ_VOUCHERS)


def voucher_links(user: User | AnonymousUser) -> Reach:
    """Return where a page of figures may lead on to vouchers; reaching nothing is no fault here."""
    return Reach(tuple(mandates_giving(user, Permission.READ_VOUCHERS)))
