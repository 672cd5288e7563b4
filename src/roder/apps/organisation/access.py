"""Which bodies a person's mandates reach: the body that each names, and everything below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from roder.apps.identity.access import access_everywhere
from roder.apps.identity.access import access_person
from roder.apps.identity.access import mandates_giving
from roder.domain.mandates import Permission

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from roder.apps.identity.models import User
    from roder.domain.organisation import OrganisationTree


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
    held = mandates_giving(user, permission, today=today)
    here = [mandate for mandate in held if mandate.organisation in {"", tree.organisation}]
    if any(not mandate.body for mandate in here):
        return frozenset(tree.bodies)
    return frozenset().union(*(tree.subtree(mandate.body) for mandate in here))


def access_tree_reading(user: User | AnonymousUser) -> User:
    """Return the person when they may see the tree: whoever reads a follow-up, or edits the organisation."""
    person = access_person(user)
    if not may_edit_tree(person) and not mandates_giving(person, Permission.READ_FOLLOW_UP):
        raise PermissionDenied
    return person


def access_tree_editing(user: User | AnonymousUser) -> User:
    """Return the person when they may change the tree: its bodies hang together, so only for the whole."""
    return access_everywhere(user, Permission.EDIT_ORGANISATION)


def may_edit_tree(person: User) -> bool:
    """Return whether a page offers to change the tree; the door is ``access_tree_editing``."""
    return any(mandate.is_of_the_whole for mandate in mandates_giving(person, Permission.EDIT_ORGANISATION))
