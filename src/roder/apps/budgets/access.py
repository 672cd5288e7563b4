"""Who may see versions and frames, and who may work on them: the council's decision for all, so only for the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.identity.access import access_everywhere
from roder.apps.identity.access import access_permission
from roder.apps.identity.access import holds_everywhere
from roder.apps.identity.access import mandates_giving
from roder.domain.mandates import Permission

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from roder.apps.identity.models import User


def access_frame_reading(user: User | AnonymousUser) -> User:
    """Return the person when they may see the frames."""
    return access_permission(user, Permission.READ_FOLLOW_UP)


def access_frame_setting(user: User | AnonymousUser) -> User:
    """Return the person when they may set the frames."""
    return access_everywhere(user, Permission.SET_FRAMES)


def may_set_frames(person: User) -> bool:
    """Return whether a page offers to set frames; the door is ``access_frame_setting``."""
    return any(mandate.is_of_the_whole for mandate in mandates_giving(person, Permission.SET_FRAMES))


def access_budget_reading(user: User | AnonymousUser) -> User:
    """Return the person when they may read versions of Mål och budget; else raises ``PermissionDenied``."""
    return access_permission(user, Permission.READ_BUDGET)


def may_read_budget(user: User | AnonymousUser) -> bool:
    """Return whether a page should lead to Mål och budget; the door is ``access_budget_reading``."""
    return bool(mandates_giving(user, Permission.READ_BUDGET))


def access_budget_editing(user: User | AnonymousUser) -> User:
    """Return the person when they may work on the base; else raises ``PermissionDenied``."""
    return access_everywhere(user, Permission.EDIT_BUDGET)


def may_edit_budget(user: User | AnonymousUser) -> bool:
    """Return whether a page offers to work on the base; the door is ``access_budget_editing``."""
    return holds_everywhere(user, Permission.EDIT_BUDGET)
