"""Who may read which money names which goal, and who may say so: for the bodies that they answer goals for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.identity.access import access_permission
from roder.apps.identity.access import mandates_giving
from roder.apps.organisation.access import access_reach
from roder.domain.mandates import Permission
from roder.domain.reach import Reach

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from roder.apps.identity.models import User


def access_funding_reading(user: User | AnonymousUser) -> User:
    """Return the person when they may read what goals are granted: it is decided, so it is public."""
    return access_permission(user, Permission.READ_GOALS)


def access_funding(user: User | AnonymousUser) -> Reach:
    """Return for which bodies the person may say what money names which goal; raises when for none."""
    return access_reach(user, Permission.ANSWER_GOALS)


def funding_reach(user: User | AnonymousUser) -> Reach:
    """Return where a page offers to change the money of goals; reaching nothing is no fault here."""
    return Reach(tuple(mandates_giving(user, Permission.ANSWER_GOALS)))
