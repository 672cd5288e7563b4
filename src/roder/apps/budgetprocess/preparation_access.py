"""Who may prepare a budget year: run its scan and consultation, write for a committee, answer, contribute ideas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from roder.apps.identity.access import access_everywhere
from roder.apps.identity.access import access_permission
from roder.apps.identity.access import access_person
from roder.apps.identity.access import holds_everywhere
from roder.apps.identity.access import mandates_giving
from roder.domain.mandates import Permission
from roder.domain.reach import Reach

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from roder.apps.budgetprocess.models import Idea
    from roder.apps.identity.models import User
    from roder.domain.organisation import OrganisationTree


def access_preparation(user: User | AnonymousUser) -> User:
    """Return the person when they may read scan, analysis, consultation and ideas; else raises ``PermissionDenied``."""
    return access_permission(user, Permission.READ_BUDGET)


def access_preparing(user: User | AnonymousUser) -> User:
    """Return the person when they may keep the scan, send consultations and answer ideas: for the whole only."""
    return access_everywhere(user, Permission.RUN_BUDGET_YEAR)


def may_prepare(user: User | AnonymousUser) -> bool:
    """Return whether a page offers what ``access_preparing`` lets through."""
    return holds_everywhere(user, Permission.RUN_BUDGET_YEAR)


def access_part(
    user: User | AnonymousUser, permission: Permission, body_code: str, bodies: OrganisationTree
) -> User:
    """Return the person when they hold the permission for a body; else raises ``PermissionDenied``."""
    person = access_permission(user, permission)
    if not may_for_part(user, permission, body_code, bodies):
        raise PermissionDenied
    return person


def may_for_part(
    user: User | AnonymousUser, permission: Permission, body_code: str, bodies: OrganisationTree
) -> bool:
    """Return whether the person holds the permission for a body; an empty code is the whole."""
    reach = Reach(tuple(mandates_giving(user, permission)))
    if not body_code:
        return reach.has_whole_of(bodies.organisation)
    return body_code in reach.bodies(bodies)


def access_consequence_writing(user: User | AnonymousUser, body_code: str, bodies: OrganisationTree) -> User:
    """Return the person when they may write what a trend means for a body: those who write its plan."""
    return access_part(user, Permission.EDIT_PLANS, body_code, bodies)


def access_consequence_approving(
    user: User | AnonymousUser, body_code: str, bodies: OrganisationTree
) -> User:
    """Return the person when they may approve what a trend means for a body: those who approve its plan."""
    return access_part(user, Permission.APPROVE_PLANS, body_code, bodies)


def access_analysis_writing(user: User | AnonymousUser, body_code: str, bodies: OrganisationTree) -> User:
    """Return the person when they may write the analysis of a body: those who declare its indicators."""
    return access_part(user, Permission.EDIT_INDICATORS, body_code, bodies)


def access_answering(user: User | AnonymousUser, body_code: str, bodies: OrganisationTree) -> User:
    """Return the person when they may write and hand in a body's answer to a consultation."""
    return access_part(user, Permission.ANSWER_CONSULTATION, body_code, bodies)


def access_contributing(user: User | AnonymousUser) -> User:
    """Return the person when they may hand over ideas and support those of others; else raises ``PermissionDenied``."""
    return access_permission(user, Permission.CONTRIBUTE_IDEAS)


def may_contribute(user: User | AnonymousUser) -> bool:
    """Return whether a page offers to hand over an idea; the door is ``access_contributing``."""
    return bool(mandates_giving(user, Permission.CONTRIBUTE_IDEAS))


def may_see_author(user: User | AnonymousUser, idea: Idea, bodies: OrganisationTree) -> bool:
    """Return whether the person is shown who wrote an idea: the author, the budget office, the same part."""
    person = access_person(user)
    if person.pk == idea.author_id or may_prepare(user):
        return True
    of_parts = [each for each in mandates_giving(user, Permission.CONTRIBUTE_IDEAS) if each.body]
    return idea.body_code in Reach(tuple(of_parts)).bodies(bodies)
