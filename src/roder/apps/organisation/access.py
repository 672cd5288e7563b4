"""Which bodies a person's mandates reach: the body that each names, and everything below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from roder.apps.identity.access import access_everywhere
from roder.apps.identity.access import access_person
from roder.apps.identity.access import holds_everywhere
from roder.apps.identity.access import mandates_giving
from roder.domain.mandates import Permission
from roder.domain.reach import Reach

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from roder.apps.identity.models import User
    from roder.domain.organisation import OrganisationTree


def access_reach(user: User | AnonymousUser, permission: Permission, *, today: date | None = None) -> Reach:
    """Return how far the person holds the permission today; raises ``PermissionDenied`` when not at all."""
    held = mandates_giving(user, permission, today=today)
    if not held:
        raise PermissionDenied
    return Reach(tuple(held))


def access_bodies(
    user: User | AnonymousUser,
    permission: Permission,
    tree: OrganisationTree,
    *,
    today: date | None = None,
) -> frozenset[str]:
    """Return the codes of the tree's bodies for which the person holds the permission today.

    The mandate is that of today, the tree may be of another day: who answers for a unit now may read
    what it did last year. Raises ``PermissionDenied`` for a visitor and for a closed account.
    """
    return Reach(tuple(mandates_giving(user, permission, today=today))).bodies(tree)


def access_body(
    user: User | AnonymousUser, permission: Permission, code: str, tree: OrganisationTree
) -> User:
    """Return the person when they hold the permission for that body of the tree; else raises ``PermissionDenied``."""
    if not holds_body(user, permission, code, tree):
        raise PermissionDenied
    return access_person(user)


def holds_body(user: User | AnonymousUser, permission: Permission, code: str, tree: OrganisationTree) -> bool:
    """Return whether a page offers what ``access_body`` would let through."""
    return code in access_bodies(user, permission, tree)


def access_tree_reading(user: User | AnonymousUser) -> User:
    """Return the person when they may see the tree: whoever reads a follow-up, or edits the organisation."""
    if not may_read_tree(user):
        raise PermissionDenied
    return access_person(user)


def may_read_tree(user: User | AnonymousUser) -> bool:
    """Return whether a page should lead to the tree."""
    return bool(may_edit_tree(user) or mandates_giving(user, Permission.READ_FOLLOW_UP))


def access_tree_editing(user: User | AnonymousUser) -> User:
    """Return the person when they may change the tree: its bodies hang together, so only for the whole."""
    return access_everywhere(user, Permission.EDIT_ORGANISATION)


def may_edit_tree(user: User | AnonymousUser) -> bool:
    """Return whether a page offers to change the tree; the door is ``access_tree_editing``."""
    return holds_everywhere(user, Permission.EDIT_ORGANISATION)
