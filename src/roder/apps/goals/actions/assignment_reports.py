"""What is said of assignments and activities: their states. Reports of assignments are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.models import AuditEntry
from roder.apps.goals.actions.assignments import AssignmentRefusedError
from roder.apps.goals.assignment_queries import activity_subject
from roder.apps.goals.assignment_queries import assignment_subject
from roder.apps.goals.assignment_search import activity_text
from roder.apps.goals.assignment_search import assignment_text
from roder.apps.goals.models import Assignment
from roder.apps.goals.models import AssignmentReport
from roder.apps.goals.models import PlannedActivity
from roder.apps.search.actions import index_all
from roder.domain.assignments import AssignmentSide
from roder.domain.assignments import AssignmentState
from roder.domain.assignments import report_day_faults
from roder.domain.assignments import report_faults
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from datetime import date

    from roder.apps.identity.models import User


@transaction.atomic
def report_assignment(
    assignment: Assignment,
    said: AssignmentState,
    comment: str,
    *,
    day: date,
    sides: frozenset[AssignmentSide],
    seen_version: int,
    acting_user: User,
) -> AssignmentReport:
    """Say how an assignment stands on a day, for the sides that the person speaks for.

    Raises ``AssignmentRefusedError`` and ``StaleVersionError``: a report answers the state that the person saw.
    """
    current = Assignment.objects.select_for_update().get(pk=assignment.pk)
    event, subject = AuditEntry.Event.ASSIGNMENT_REPORTED, assignment_subject(assignment)
    if current.version != seen_version:
        raise stale(current, mine={"state": said.value}, event=event, subject=subject)
    last = current.reports.values_list("day", flat=True).first()
    problems = report_faults(AssignmentState(current.state), said, comment, sides)
    problems += report_day_faults(day, last, timezone.localdate())
    if refuses(problems):
        raise AssignmentRefusedError(problems)
    made = AssignmentReport.objects.create(
        assignment=current, day=day, state=said, comment=comment.strip(), reported_by=acting_user
    )
    old = {"assignment_state": current.state}
    for row in (current, assignment):
        row.state, row.version = said.value, seen_version + 1
    current.save(update_fields=["state", "version"])
    index_all([assignment_text(current)])
    new = {"assignment_state": said.value, "day": day, "comment": made.comment}
    record(event, subject, acting_user=acting_user, old=old, new=new)
    return made


@transaction.atomic
def report_activity(
    activity: PlannedActivity,
    said: AssignmentState,
    comment: str,
    *,
    seen_version: int,
    acting_user: User,
) -> None:
    """Say how an activity stands; its states follow one another as an assignment's do.

    Raises ``AssignmentRefusedError`` and ``StaleVersionError``.
    """
    current = PlannedActivity.objects.select_for_update().get(pk=activity.pk)
    event, subject = AuditEntry.Event.ACTIVITY_REPORTED, activity_subject(activity)
    if current.version != seen_version:
        raise stale(current, mine={"state": said.value}, event=event, subject=subject)
    speaks = frozenset({AssignmentSide.TAKER})
    problems = report_faults(AssignmentState(current.state), said, comment, speaks)
    if refuses(problems):
        raise AssignmentRefusedError(problems)
    old = {"assignment_state": current.state, "comment": current.comment}
    for row in (current, activity):
        row.state, row.comment, row.version = said.value, comment.strip(), seen_version + 1
    current.save(update_fields=["state", "comment", "version"])
    index_all([activity_text(current)])
    new = {"assignment_state": said.value, "comment": current.comment}
    record(event, subject, acting_user=acting_user, old=old, new=new)
