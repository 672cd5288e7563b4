"""Who may read, give, carry and report assignments and activities.

Everybody who reads the goals reads all of them: they are public records. Writing is by reach: giving by that of
the giving body, reporting by that of the taking body, activities by that of the body that does them.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    from roder.domain.organisation import OrganisationTree


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
    return PlannedActivity.objects.select_related("assignment", "goal__tree", "owner")


def access_activity(user: User | AnonymousUser, pk: int) -> PlannedActivity:
    """Return one activity with what it serves and who owns it."""
    return get_object_or_404(access_activities(user), pk=pk)


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
    if AssignmentSide.GIVER not in speaker(user, found.organisation, day).sides(found):
        raise PermissionDenied
    return found


def access_assignment_report(
    user: User | AnonymousUser, pk: int, day: date
) -> tuple[Assignment, frozenset[AssignmentSide]]:
    """Return an assignment that the person may report or hand over, and for whom they speak."""
    found = access_assignment(user, pk)
    sides = speaker(user, found.organisation, day).sides(found)
    if not sides:
        raise PermissionDenied
    return found, sides


def access_activity_change(user: User | AnonymousUser, pk: int, day: date) -> PlannedActivity:
    """Return an activity that the person may change: one of a body for which they may plan."""
    access_planning(user)
    found = access_activity(user, pk)
    if not speaker(user, found.organisation, day).may_plan_for(found.body_code):
        raise PermissionDenied
    return found


def access_activity_report(user: User | AnonymousUser, pk: int, day: date) -> PlannedActivity:
    """Return an activity that the person may report: one of a body that they report for, or one that they own."""
    found = access_activity(user, pk)
    if not speaker(user, found.organisation, day).may_report(found):
        raise PermissionDenied
    return found


@dataclass(frozen=True, slots=True)
class Within:
    """The bodies for which a person holds one permission; ``is_whole`` also reaches those that have ended."""

    bodies: frozenset[str]
    is_whole: bool
    is_held: bool

    def reaches(self, body: str) -> bool:
        """Return whether a body is among them."""
        return self.is_whole or body in self.bodies


@dataclass(frozen=True, slots=True)
class Speaker:
    """For which bodies one person speaks: read once, then asked of many assignments and activities."""

    person: int | None
    gives: Within
    reports: Within
    plans: Within
    tree: OrganisationTree

    def sides(self, assignment: Assignment) -> frozenset[AssignmentSide]:
        """Return for whom the person speaks of an assignment: the giver, the taker, both or neither."""
        sides = set()
        if self.gives.reaches(assignment.given_by):
            sides.add(AssignmentSide.GIVER)
        if self.reports.reaches(assignment.given_to) or self._owns(assignment):
            sides.add(AssignmentSide.TAKER)
        return frozenset(sides)

    def may_report(self, activity: PlannedActivity) -> bool:
        """Return whether the person may say how an activity stands."""
        return self.reports.reaches(activity.body_code) or self._owns(activity)

    def may_plan_for(self, body: str) -> bool:
        """Return whether the person may plan and change the activities of a body."""
        return self.plans.reaches(body)

    def giving_bodies(self) -> list[str]:
        """Return the codes of today's bodies for which the person may give assignments."""
        return sorted(self.gives.bodies)

    def planning_bodies(self) -> list[str]:
        """Return the codes of today's bodies for which the person may plan activities."""
        return sorted(self.plans.bodies)

    def _owns(self, task: Assignment | PlannedActivity) -> bool:
        return self.person is not None and task.owner_id == self.person and self.reports.is_held


def may_give_assignments(user: User | AnonymousUser) -> bool:
    """Return whether a page offers to register an assignment; the door is ``access_giving``."""
    return bool(mandates_giving(user, Permission.GIVE_ASSIGNMENTS))


def speaker(user: User | AnonymousUser, organisation: str, day: date) -> Speaker:
    """Return for which bodies of an organisation the person gives, reports and plans today."""

    tree = organisation_tree(organisation, day)

    def within(permission: Permission) -> Within:
        reach = Reach(tuple(mandates_giving(user, permission, today=day)))
        return Within(reach.bodies(tree), reach.has_whole_of(organisation), bool(reach.mandates))

    return Speaker(
        user.pk,
        within(Permission.GIVE_ASSIGNMENTS),
        within(Permission.REPORT_GOALS),
        within(Permission.ANSWER_GOALS),
        tree,
    )
