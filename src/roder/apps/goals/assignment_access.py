"""Who may read, give, carry and report assignments and activities.

Everybody who reads the goals reads all of them: they are public records. Writing is by reach: giving by that of
the giving body, reporting by that of the taking body, activities by that of the body that does them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from roder.apps.goals.models import Assignment
from roder.apps.goals.models import PlannedActivity
from roder.apps.identity.access import access_permission
from roder.apps.identity.access import mandates_giving
from roder.apps.organisation.access import access_reach
from roder.apps.organisation.queries import organisation_tree
from roder.domain.assignments import AssignmentSide
from roder.domain.mandates import Permission
from roder.domain.reach import Reach

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from roder.apps.identity.models import User


def access_assignments(user: User | AnonymousUser) -> QuerySet[Assignment]:
    """Return all assignments, to everybody who may read the goals."""
    access_permission(user, Permission.READ_GOALS)
    return Assignment.objects.all()


def access_assignment(user: User | AnonymousUser, pk: int) -> Assignment:
    """Return one assignment with its decision, owner and tree."""
    return get_object_or_404(access_assignments(user).select_related("decision", "owner", "tree"), pk=pk)


def access_activities(user: User | AnonymousUser) -> QuerySet[PlannedActivity]:
    """Return all activities, to everybody who may read the goals."""
    access_permission(user, Permission.READ_GOALS)
    return PlannedActivity.objects.select_related("assignment", "goal", "owner")


def access_giving(user: User | AnonymousUser) -> Reach:
    """Return for which bodies the person may register assignments; ``PermissionDenied`` when for none."""
    return access_reach(user, Permission.GIVE_ASSIGNMENTS)


def access_planning(user: User | AnonymousUser) -> Reach:
    """Return for which bodies the person may plan activities; ``PermissionDenied`` when for none."""
    return access_reach(user, Permission.ANSWER_GOALS)


def access_assignment_change(user: User | AnonymousUser, pk: int, day: date) -> Assignment:
    """Return an assignment that the person may change: one of a body for which they may give."""
    access_giving(user)
    found = access_assignment(user, pk)
    if not within(user, Permission.GIVE_ASSIGNMENTS, found.organisation, found.given_by, day):
        raise PermissionDenied
    return found


def access_assignment_report(
    user: User | AnonymousUser, pk: int, day: date
) -> tuple[Assignment, frozenset[AssignmentSide]]:
    """Return an assignment that the person may report or hand over, and for whom they speak."""
    found = access_assignment(user, pk)
    sides = sides_of(user, found, day)
    if not sides:
        raise PermissionDenied
    return found, sides


def access_activity_change(user: User | AnonymousUser, pk: int, day: date) -> PlannedActivity:
    """Return an activity that the person may change: one of a body for which they may plan."""
    access_planning(user)
    found = get_object_or_404(access_activities(user), pk=pk)
    if not within(user, Permission.ANSWER_GOALS, found.organisation, found.body_code, day):
        raise PermissionDenied
    return found


def access_activity_report(user: User | AnonymousUser, pk: int, day: date) -> PlannedActivity:
    """Return an activity that the person may report: one of a body that they report for, or one that they own."""
    found = get_object_or_404(access_activities(user), pk=pk)
    if not may_report_activity(user, found, day):
        raise PermissionDenied
    return found


def sides_of(user: User | AnonymousUser, assignment: Assignment, day: date) -> frozenset[AssignmentSide]:
    """Return for whom the person speaks of an assignment: the giver, the taker, both or neither."""
    organisation = assignment.organisation
    is_owner = assignment.owner_id is not None and assignment.owner_id == user.pk
    sides = set()
    if within(user, Permission.GIVE_ASSIGNMENTS, organisation, assignment.given_by, day):
        sides.add(AssignmentSide.GIVER)
    if _reports(user, organisation, assignment.given_to, day, is_owner=is_owner):
        sides.add(AssignmentSide.TAKER)
    return frozenset(sides)


def may_report_activity(user: User | AnonymousUser, activity: PlannedActivity, day: date) -> bool:
    """Return whether a page offers to report an activity; the door is ``access_activity_report``."""
    is_owner = activity.owner_id is not None and activity.owner_id == user.pk
    return _reports(user, activity.organisation, activity.body_code, day, is_owner=is_owner)


def _reports(user: User | AnonymousUser, organisation: str, body: str, day: date, *, is_owner: bool) -> bool:
    if is_owner and mandates_giving(user, Permission.REPORT_GOALS, today=day):
        return True
    return within(user, Permission.REPORT_GOALS, organisation, body, day)


def within(
    user: User | AnonymousUser, permission: Permission, organisation: str, body: str, day: date
) -> bool:
    """Return whether a body lies within the person's reach; one that has ended only within the whole's."""
    reach = Reach(tuple(mandates_giving(user, permission, today=day)))
    return reach.has_whole_of(organisation) or (
        bool(reach.mandates) and body in reach.bodies(organisation_tree(organisation, day))
    )
