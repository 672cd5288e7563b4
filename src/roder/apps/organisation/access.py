"""Which bodies a person's mandates reach: the body that each names, and everything below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.identity.access import mandates_giving

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from roder.apps.identity.models import User
    from roder.domain.mandates import Permission
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
