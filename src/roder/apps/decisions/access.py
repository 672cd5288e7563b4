"""Who may read decisions, and who may register one: whoever may give assignments for the body that decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from roder.apps.decisions.models import Decision
from roder.apps.identity.access import access_permission
from roder.apps.identity.access import mandates_giving
from roder.apps.organisation.access import access_reach
from roder.domain.mandates import Permission

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from roder.apps.identity.models import User
    from roder.domain.reach import Reach


def access_decisions(user: User | AnonymousUser) -> User:
    """Return the person when they may read decisions: they are public records."""
    return access_permission(user, Permission.READ_GOALS)


def access_decision_registering(user: User | AnonymousUser) -> Reach:
    """Return for which bodies the person may register decisions; raises ``PermissionDenied`` when for none."""
    return access_reach(user, Permission.GIVE_ASSIGNMENTS)


def access_decision(user: User | AnonymousUser, pk: int) -> Decision:
    """Return one decision, to everybody who may read decisions."""
    access_decisions(user)
    return get_object_or_404(Decision, pk=pk)


def may_register_decisions(user: User | AnonymousUser) -> bool:
    """Return whether a page offers to register a decision; the door is ``access_decision_registering``."""
    return bool(mandates_giving(user, Permission.GIVE_ASSIGNMENTS))
