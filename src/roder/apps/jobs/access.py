"""Who may see background work, and who may steer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from roder.apps.identity.access import access_everywhere
from roder.apps.identity.access import access_person
from roder.apps.identity.access import mandates_giving
from roder.apps.jobs.models import Job
from roder.apps.jobs.models import Schedule
from roder.domain.mandates import Permission

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from roder.apps.identity.models import User


def access_jobs(user: User | AnonymousUser) -> QuerySet[Job]:
    """Return the jobs that the person may see: all of them, or the ones they started."""
    person = access_person(user)
    jobs = Job.objects.select_related("created_by")
    return jobs if may_see_all_jobs(person) else jobs.filter(created_by=person)


def access_job_by_id(user: User | AnonymousUser, pk: int) -> Job:
    """Return one of the jobs that the person may see, or 404."""
    return get_object_or_404(access_jobs(user), pk=pk)


def access_job_to_steer(user: User | AnonymousUser, pk: int) -> Job:
    """Return a job to one who may try it again or cancel it.

    It is a right of its own for the whole, also for one's own jobs: who started an import may since have
    lost the right to import, and a second try must not bring it back.
    """
    access_everywhere(user, Permission.STEER_JOBS)
    return get_object_or_404(Job, pk=pk)


def access_schedules(user: User | AnonymousUser) -> QuerySet[Schedule]:
    """Return the work that comes back, to those who may see all jobs."""
    access_everywhere(user, Permission.READ_JOBS)
    return Schedule.objects.select_related("job").order_by("name")


def may_see_all_jobs(user: User | AnonymousUser) -> bool:
    """Return whether a page should speak of all jobs rather than of one's own."""
    return any(mandate.is_of_the_whole for mandate in mandates_giving(user, Permission.READ_JOBS))


def may_steer_jobs(user: User | AnonymousUser) -> bool:
    """Return whether a page should offer to try again and to cancel."""
    return any(mandate.is_of_the_whole for mandate in mandates_giving(user, Permission.STEER_JOBS))
