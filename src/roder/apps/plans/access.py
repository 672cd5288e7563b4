"""Who may read plans, who may write one, and who may take it further: by the body that the plan is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.identity.access import access_permission
from roder.apps.identity.access import mandates_giving
from roder.apps.organisation.access import access_body
from roder.apps.organisation.access import holds_body
from roder.domain.mandates import Permission
from roder.domain.plans import transition_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from roder.apps.identity.models import User
    from roder.domain.organisation import OrganisationTree
    from roder.domain.plans import PlanAct


def access_plans(user: User | AnonymousUser) -> User:
    """Return the person when they may read plans: they are public records once adopted."""
    return access_permission(user, Permission.READ_GOALS)


def may_read_plans(user: User | AnonymousUser) -> bool:
    """Return whether a page should lead to the plans."""
    return bool(mandates_giving(user, Permission.READ_GOALS))


def access_plan_writing(user: User | AnonymousUser, body_code: str, bodies: OrganisationTree) -> User:
    """Return the person when they may write the plan of a body; else raises ``PermissionDenied``."""
    return access_body(user, Permission.EDIT_PLANS, body_code, bodies)


def may_write_plan(user: User | AnonymousUser, body_code: str, bodies: OrganisationTree) -> bool:
    """Return whether a page offers to write the plan of a body; the door is ``access_plan_writing``."""
    return holds_body(user, Permission.EDIT_PLANS, body_code, bodies)


def access_plan_act(
    user: User | AnonymousUser, act: PlanAct, body_code: str, bodies: OrganisationTree
) -> User:
    """Return the person when they may take the plan of a body that step; else raises ``PermissionDenied``."""
    return access_body(user, transition_of(act).permission, body_code, bodies)


def may_act_on_plan(
    user: User | AnonymousUser, act: PlanAct, body_code: str, bodies: OrganisationTree
) -> bool:
    """Return whether a page offers the step; the door is ``access_plan_act``."""
    return holds_body(user, transition_of(act).permission, body_code, bodies)
