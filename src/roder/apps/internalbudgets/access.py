"""Who may read internal budgets, and who may write, divide, approve and adopt them: by the body or unit at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.identity.access import access_permission
from roder.apps.identity.access import mandates_giving
from roder.apps.organisation.access import access_body
from roder.apps.organisation.access import holds_body
from roder.domain.mandates import Permission

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from roder.apps.identity.models import User
    from roder.domain.organisation import OrganisationTree


def access_internal_budgets(user: User | AnonymousUser) -> User:
    """Return the person when they may read internal budgets; else raises ``PermissionDenied``."""
    return access_permission(user, Permission.READ_BUDGET)


def may_read_internal_budgets(user: User | AnonymousUser) -> bool:
    """Return whether a page should lead to internal budgets; the door is ``access_internal_budgets``."""
    return bool(mandates_giving(user, Permission.READ_BUDGET))


def access_unit_writing(user: User | AnonymousUser, unit_code: str, bodies: OrganisationTree) -> User:
    """Return the person when they may write the lines of a unit; else raises ``PermissionDenied``."""
    return access_body(user, Permission.EDIT_INTERNAL_BUDGET, unit_code, bodies)


def may_write_unit(user: User | AnonymousUser, unit_code: str, bodies: OrganisationTree) -> bool:
    """Return whether a page offers to write the lines of a unit; the door is ``access_unit_writing``."""
    return holds_body(user, Permission.EDIT_INTERNAL_BUDGET, unit_code, bodies)


def access_dividing(user: User | AnonymousUser, body_code: str, bodies: OrganisationTree) -> User:
    """Return the person when they may divide the frame of a body to its units; else raises ``PermissionDenied``."""
    return access_body(user, Permission.DIVIDE_FRAME, body_code, bodies)


def may_divide(user: User | AnonymousUser, body_code: str, bodies: OrganisationTree) -> bool:
    """Return whether a page offers to divide the frame of a body; the door is ``access_dividing``."""
    return holds_body(user, Permission.DIVIDE_FRAME, body_code, bodies)


def access_month_profiles(user: User | AnonymousUser) -> User:
    """Return the person when they may change the month profiles, which all share; else raises ``PermissionDenied``."""
    return access_permission(user, Permission.DIVIDE_FRAME)


def may_change_month_profiles(user: User | AnonymousUser) -> bool:
    """Return whether a page offers to change month profiles; the door is ``access_month_profiles``."""
    return bool(mandates_giving(user, Permission.DIVIDE_FRAME))


def access_approving(user: User | AnonymousUser, code: str, bodies: OrganisationTree) -> User:
    """Return the person when they may approve the part of a unit or the budget of a body, or send it back."""
    return access_body(user, Permission.APPROVE_INTERNAL_BUDGET, code, bodies)


def may_approve_part(user: User | AnonymousUser, code: str, bodies: OrganisationTree) -> bool:
    """Return whether a page offers to approve; the door is ``access_approving``."""
    return holds_body(user, Permission.APPROVE_INTERNAL_BUDGET, code, bodies)


def access_adopting(user: User | AnonymousUser, body_code: str, bodies: OrganisationTree) -> User:
    """Return the person when they may register that a committee or board has adopted its internal budget."""
    return access_body(user, Permission.ADOPT_INTERNAL_BUDGET, body_code, bodies)


def may_adopt(user: User | AnonymousUser, body_code: str, bodies: OrganisationTree) -> bool:
    """Return whether a page offers to register the decision; the door is ``access_adopting``."""
    return holds_body(user, Permission.ADOPT_INTERNAL_BUDGET, body_code, bodies)


def access_wages(user: User | AnonymousUser, unit_code: str, bodies: OrganisationTree) -> User:
    """Return the person when they may see the single positions and wages of a unit."""
    return access_body(user, Permission.READ_WAGES, unit_code, bodies)


def may_see_wages(user: User | AnonymousUser, unit_code: str, bodies: OrganisationTree) -> bool:
    """Return whether a page shows single positions and wages; the door is ``access_wages``."""
    return holds_body(user, Permission.READ_WAGES, unit_code, bodies)
