"""Assignments as pages, files and other apps ask for them: chosen, sorted, counted, and what is due for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Case
from django.db.models import F
from django.db.models import IntegerField
from django.db.models import Max
from django.db.models import Q
from django.db.models import Value
from django.db.models import When

from roder.apps.goals.models import Assignment
from roder.apps.goals.models import Goal
from roder.apps.goals.models import PlannedActivity
from roder.apps.identity.models import SYSTEM_USERNAME
from roder.apps.identity.models import User
from roder.domain.assignments import CLOSED
from roder.domain.assignments import DAYS_OF_NOTICE
from roder.domain.assignments import AssignmentState
from roder.domain.assignments import assignment_progress
from roder.domain.goal_tree import TreeState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from roder.apps.goals.assignment_access import Speaker
    from roder.domain.assignments import AssignmentProgress

OVERDUE, SOON, UNDATED = "overdue", "soon", "undated"
DUE_CHOICES = (OVERDUE, SOON, UNDATED)
_STATE_ORDER = Case(
    *(When(state=state.value, then=Value(place)) for place, state in enumerate(AssignmentState)),
    output_field=IntegerField(),
)
SORTS = {
    "due": (F("due").asc(nulls_last=True), "code"),
    "code": ("code",),
    "title": ("title", "code"),
    "given_to": ("given_to", F("due").asc(nulls_last=True), "code"),
    "given_by": ("given_by", F("due").asc(nulls_last=True), "code"),
    "state": (_STATE_ORDER, F("due").asc(nulls_last=True), "code"),
}
"""What a list of assignments can be sorted by; the first is the usual order."""


@dataclass(frozen=True, slots=True)
class AssignmentFilter:
    """Which assignments are asked for; what is empty does not limit.

    ``given_to`` are body codes: a committee is asked for with everything below it. ``owner`` is a person's number.
    """

    given_to: frozenset[str] | None = None
    given_by: str = ""
    goal: int | None = None
    due: str = ""
    state: str = ""
    kind: str = ""
    owner: int | None = None

    def chosen(self, assignments: QuerySet[Assignment], day: date) -> QuerySet[Assignment]:
        """Return those of the assignments that are asked for, on a day."""
        if self.given_to is not None:
            assignments = assignments.filter(given_to__in=self.given_to)
        if self.goal is not None:
            assignments = assignments.filter(pk__in=_of_goal(self.goal).values("pk"))
        wanted = {"given_by": self.given_by, "state": self.state, "kind": self.kind, "owner": self.owner}
        limits = {name: value for name, value in wanted.items() if value not in ("", None)}
        return assignments.filter(_due(self.due, day), **limits)


def _due(choice: str, day: date) -> Q:
    is_open = ~Q(state__in=CLOSED)
    if choice == OVERDUE:
        return is_open & Q(due__lt=day)
    if choice == SOON:
        return is_open & Q(due__gte=day, due__lte=day + timedelta(days=DAYS_OF_NOTICE))
    return is_open & Q(due__isnull=True) if choice == UNDATED else Q()


def _of_goal(goal: int) -> QuerySet[Assignment]:
    """Return the assignments that serve a goal or a goal right below it."""
    served = Q(goal_links__goal=goal) | Q(goal_links__goal__parent=goal)
    return Assignment.objects.filter(served)


def assignments_sorted(assignments: QuerySet[Assignment], sort: str) -> QuerySet[Assignment]:
    """Return the assignments in an order of ``SORTS``, with what their rows show."""
    order = SORTS.get(sort, SORTS["due"])
    return assignments.select_related("decision", "owner").prefetch_related("goals").order_by(*order, "pk")


def open_to_report(assignments: QuerySet[Assignment], who: Speaker) -> QuerySet[Assignment]:
    """Return the open assignments that a person reports: of the bodies they speak for, and those they own."""
    still_open = assignments.exclude(state__in=CLOSED)
    if who.reports.is_whole:
        return still_open
    if not who.reports.is_held:
        return still_open.none()
    return still_open.filter(Q(given_to__in=who.reports.bodies) | Q(owner=who.person))


def last_report_days(assignments: QuerySet[Assignment]) -> list[date | None]:
    """Return the day of each assignment's last report, ``None`` where nothing has been said."""
    rows = assignments.order_by().annotate(last_day=Max("reports__day"))
    return list(rows.values_list("last_day", flat=True))


def progress_of(assignments: QuerySet[Assignment], day: date) -> AssignmentProgress:
    """Return how a set of assignments stands on a day (docs/algorithms/assignments.md)."""
    rows = assignments.order_by().values_list("state", "due")
    return assignment_progress(((AssignmentState(state), due) for state, due in rows), day)


def assignments_of_goal(goal: Goal) -> QuerySet[Assignment]:
    """Return the assignments that serve a goal or a goal right below it, those due first."""
    return assignments_sorted(_of_goal(goal.pk).distinct(), "due")


def activities_of_goal(goal: Goal) -> QuerySet[PlannedActivity]:
    """Return the activities that a body has planned directly for a goal or a goal right below it."""
    found = PlannedActivity.objects.filter(Q(goal=goal) | Q(goal__parent=goal))
    return found.select_related("owner").order_by(F("due").asc(nulls_last=True), "code")


def activities_of(assignment: Assignment) -> QuerySet[PlannedActivity]:
    """Return the activities of an assignment, those due first."""
    found = assignment.activities.select_related("owner")
    return found.order_by(F("due").asc(nulls_last=True), "code")


def open_assignments_of(person: User) -> dict[str, date]:
    """Return the last days of the open assignments that a person owns, by their number."""
    return _dated(Assignment.objects.filter(owner=person))


def open_activities_of(person: User) -> dict[str, date]:
    """Return the last days of the open activities that a person owns, by their number."""
    return _dated(PlannedActivity.objects.filter(owner=person))


def _dated(rows: QuerySet[Assignment] | QuerySet[PlannedActivity]) -> dict[str, date]:
    found = rows.exclude(state__in=CLOSED).filter(due__isnull=False).order_by("due", "pk")
    return {str(pk): due for pk, due in found.values_list("pk", "due") if due is not None}


def goals_to_serve(organisation: str) -> list[Goal]:
    """Return the goals that an assignment can serve: those of every tree but the archived, newest tree first."""
    found = Goal.objects.filter(tree__organisation=organisation).exclude(tree__state=TreeState.ARCHIVED)
    return list(found.select_related("tree").order_by("-tree__year", "tree__code", "position", "code"))


def possible_owners(day: date) -> list[User]:
    """Return the people who can carry an assignment: those with an open account and a mandate in force."""
    people = User.objects.filter(is_active=True).exclude(username=SYSTEM_USERNAME)
    holders = people.prefetch_related("mandates").order_by("first_name", "last_name", "username")
    return [one for one in holders if any(mandate.in_force(day) for mandate in one.mandate_values)]


def assignment_titles(numbers: Iterable[str]) -> dict[str, str]:
    """Return code and title of assignments by their number."""
    rows = Assignment.objects.filter(pk__in=list(numbers)).values_list("pk", "code", "title")
    return {str(pk): f"{code} {title}" for pk, code, title in rows}


def activity_titles(numbers: Iterable[str]) -> dict[str, str]:
    """Return the titles of activities by their number."""
    rows = PlannedActivity.objects.filter(pk__in=list(numbers)).values_list("pk", "title")
    return {str(pk): title for pk, title in rows}


def assignment_subject(assignment: Assignment) -> str:
    """Return what the history calls an assignment."""
    return f"{assignment.organisation} {assignment.code}"


def activity_subject(activity: PlannedActivity) -> str:
    """Return what the history calls an activity: told from an assignment that has the same code."""
    return f"{activity.organisation} {activity.body_code}/{activity.code}"
