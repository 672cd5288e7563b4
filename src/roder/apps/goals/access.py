"""Who may read goals, who may write the council's, and for which bodies one may answer and judge.

Goals are public records once decided, so whoever reads the follow-up reads all of them; writing goes by reach.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from roder.apps.identity.access import access_everywhere
from roder.apps.identity.access import access_permission
from roder.apps.identity.access import access_person
from roder.apps.identity.access import holds_everywhere
from roder.apps.identity.access import mandates_giving
from roder.apps.organisation.access import access_bodies
from roder.apps.organisation.access import access_body
from roder.domain.mandates import Permission
from roder.domain.reach import Reach

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from roder.apps.goals.models import Goal
    from roder.apps.identity.models import User
    from roder.domain.organisation import OrganisationTree


def access_goals(user: User | AnonymousUser) -> User:
    """Return the person when they may read goals, those of every body."""
    return access_permission(user, Permission.READ_GOALS)


def may_read_goals(user: User | AnonymousUser) -> bool:
    """Return whether a page should lead to the goals."""
    return bool(mandates_giving(user, Permission.READ_GOALS))


def access_goal_editing(user: User | AnonymousUser) -> User:
    """Return the person when they may write the council's goal trees: for the whole only."""
    return access_everywhere(user, Permission.EDIT_GOALS)


def may_edit_goals(user: User | AnonymousUser) -> bool:
    """Return whether a page offers to write the council's goals; the door is ``access_goal_editing``."""
    return holds_everywhere(user, Permission.EDIT_GOALS)


def access_goal_answering(user: User | AnonymousUser, tree: OrganisationTree, body_code: str) -> User:
    """Return the person when they may answer goals for the body, in the tree of the day."""
    return access_body(user, Permission.ANSWER_GOALS, body_code, tree)


def bodies_answered_for(user: User | AnonymousUser, tree: OrganisationTree) -> frozenset[str]:
    """Return the codes of the bodies that the person may answer goals for; empty for none."""
    return access_bodies(user, Permission.ANSWER_GOALS, tree)


def may_link_to(user: User | AnonymousUser, goal: Goal, tree: OrganisationTree) -> bool:
    """Return whether a page offers to say what measures and serves a goal: the council's or a body's own."""
    if not goal.body_code:
        return may_edit_goals(user)
    return goal.body_code in bodies_answered_for(user, tree)


def access_goal_judging(user: User | AnonymousUser, tree: OrganisationTree, body_code: str) -> User:
    """Return the person when they may judge a goal for the body; without one, for the whole municipality."""
    if body_code:
        return access_body(user, Permission.REPORT_GOALS, body_code, tree)
    if not may_judge_for_the_whole(user, tree.organisation):
        raise PermissionDenied
    return access_person(user)


def may_judge_for_the_whole(user: User | AnonymousUser, organisation: str) -> bool:
    """Return whether the person may sign the municipality's own verdict of a goal."""
    return Reach(tuple(mandates_giving(user, Permission.REPORT_GOALS))).has_whole_of(organisation)


def bodies_judged_for(user: User | AnonymousUser, tree: OrganisationTree) -> frozenset[str]:
    """Return the codes of the bodies that the person may judge goals for; empty for none."""
    return access_bodies(user, Permission.REPORT_GOALS, tree)
