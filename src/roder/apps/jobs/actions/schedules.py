"""Starts the work that comes back: once for each time it is due, whatever the number of workers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from roder.apps.jobs.actions import enqueue
from roder.apps.jobs.models import Schedule

if TYPE_CHECKING:
    from datetime import datetime

    from roder.apps.identity.models import User
    from roder.apps.jobs.models import Job
    from roder.domain.schedules import ScheduleRule


def enqueue_scheduled(now: datetime, *, acting_user: User) -> list[Job]:
    """Queue what has come due since it was last queued, and return the jobs.

    What came due many times while no worker ran is queued once, for the last of them. A fresh
    installation has missed nothing: its first look only notes the time.
    """
    queued = []
    for name, (kind, rule) in settings.JOB_SCHEDULES.items():
        job = _enqueue_if_due(name, kind, rule, now, acting_user)
        if job is not None:
            queued.append(job)
    return queued


def _enqueue_if_due(name: str, kind: str, rule: ScheduleRule, now: datetime, acting_user: User) -> Job | None:
    due = rule.latest(now)
    schedule, is_new = Schedule.objects.get_or_create(name=name, defaults={"last_due": due})
    if is_new or schedule.last_due >= due:
        return None
    with transaction.atomic():
        # The filter decides which of two workers is first.
        mine = Schedule.objects.filter(pk=schedule.pk, last_due=schedule.last_due).update(last_due=due)
        if not mine:
            return None
        job = enqueue(kind, {"day": due.date().isoformat()}, acting_user=acting_user)
        Schedule.objects.filter(pk=schedule.pk).update(job=job)
    return job
