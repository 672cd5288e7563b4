"""Who may see financing, and who may work on its rounds: they are of the whole municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.identity.access import access_everywhere
from roder.apps.identity.access import access_permission
from roder.apps.identity.access import holds_everywhere
from roder.domain.mandates import Permission

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from roder.apps.identity.models import User


def access_financing_reading(user: User | AnonymousUser) -> User:
    """Return the person when they may see financing; else raises ``PermissionDenied``."""
    return access_permission(user, Permission.READ_BUDGET)


def access_financing_editing(user: User | AnonymousUser) -> User:
    """Return the person when they may work on financing rounds; else raises ``PermissionDenied``."""
    return access_everywhere(user, Permission.EDIT_BUDGET)


def may_edit_financing(user: User | AnonymousUser) -> bool:
    """Return whether a page offers to work on financing; the door is ``access_financing_editing``."""
    return holds_everywhere(user, Permission.EDIT_BUDGET)
