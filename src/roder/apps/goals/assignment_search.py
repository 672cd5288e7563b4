"""By which words assignments and activities are found."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeVar

from roder.apps.goals.models import Assignment
from roder.apps.goals.models import PlannedActivity
from roder.domain.search_words import SearchText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

Row = TypeVar("Row", Assignment, PlannedActivity)

CHUNK = 200


def assignment_text(assignment: Assignment) -> SearchText:
    """Return by what an assignment is found: code, titles, text, and what has been reported."""
    reported = [report.comment for report in assignment.reports.all()]
    body = "\n".join(part for part in (assignment.text, assignment.title_en, *reported) if part)
    title = f"{assignment.code} {assignment.title}"
    return SearchText("assignment", str(assignment.pk), title, body, assignment.organisation)


def activity_text(activity: PlannedActivity) -> SearchText:
    """Return by what an activity is found: code, title, text, and the latest comment."""
    body = "\n".join(part for part in (activity.text, activity.comment) if part)
    title = f"{activity.code} {activity.title}"
    return SearchText("activity", str(activity.pk), title, body, activity.organisation)


def assignment_texts(organisation: str = "") -> Iterator[SearchText]:
    """Return everything by which assignments can be found, as it stands now; of all organisations, or of one."""
    every = _of(organisation, Assignment.objects.prefetch_related("reports"))
    for assignment in every.iterator(chunk_size=CHUNK):
        yield assignment_text(assignment)


def activity_texts(organisation: str = "") -> Iterator[SearchText]:
    """Return everything by which activities can be found, as it stands now; of all organisations, or of one."""
    for activity in _of(organisation, PlannedActivity.objects.all()).iterator(chunk_size=CHUNK):
        yield activity_text(activity)


def _of(organisation: str, rows: QuerySet[Row]) -> QuerySet[Row]:
    return (rows.filter(organisation=organisation) if organisation else rows).order_by("pk")
