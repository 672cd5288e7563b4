"""Claiming, carrying out and ending jobs. A handler is found by its kind in settings.JOB_HANDLERS."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from roder.apps.jobs.models import Job

if TYPE_CHECKING:
    from roder.apps.identity.models import User

logger = logging.getLogger(__name__)
STALE_AFTER = timedelta(seconds=60)
MAX_ATTEMPTS = 3


class Handler(Protocol):
    """Does the work of a job; calls ``progress`` often; must be safe to run again."""

    def __call__(self, job: Job, progress: Progress) -> dict[str, Any]: ...


class Progress:
    """Writes how far a job is, at most once for each whole percent or step."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._last: tuple[str, int] = ("", -1)

    def __call__(self, step: str, percent: int) -> None:
        if (step, percent) == self._last:
            return
        self._last = (step, percent)
        Job.objects.filter(pk=self._job.pk).update(
            step=step, percent=min(100, max(0, percent)), seen_at=timezone.now()
        )


def enqueue(kind: str, arguments: dict[str, Any], *, acting_user: User) -> Job:
    """Add a job; it is taken up by the worker of ``roder serve``."""
    return Job.objects.create(kind=kind, arguments=arguments, created_by=acting_user)


def claim() -> Job | None:
    """Take the oldest job that waits, or one whose worker died; ``None`` when there is none."""
    now = timezone.now()
    stale = Job.objects.filter(state=Job.State.RUNNING, seen_at__lt=now - STALE_AFTER)
    with transaction.atomic():
        given_up = stale.filter(attempts__gte=MAX_ATTEMPTS)
        given_up.update(state=Job.State.FAILED, error="interrupted", ended_at=now)
        waiting = Job.objects.filter(state=Job.State.QUEUED) | stale
        job = waiting.order_by("id").first()
        if job is None:
            return None
        taken = Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts).update(
            state=Job.State.RUNNING, attempts=job.attempts + 1, seen_at=now
        )
    if not taken:
        return None
    job.refresh_from_db()
    return job


def carry_out(job: Job) -> Job:
    """Run a claimed job to its end and write the result; a fault never stops the worker."""
    handler: Handler = import_string(settings.JOB_HANDLERS[job.kind])
    try:
        result = handler(job, Progress(job))
    except Exception as error:  # the worker must go on whatever a job does
        logger.exception("job %s failed", job.pk)
        changes: dict[str, Any] = {"state": Job.State.FAILED, "error": f"{type(error).__name__}: {error}"}
    else:
        changes = {"state": Job.State.DONE, "result": result, "percent": 100}
    Job.objects.filter(pk=job.pk).update(ended_at=timezone.now(), **changes)
    job.refresh_from_db()
    return job
