"""Claiming, carrying out and ending jobs.

A handler is found by its kind in settings.JOB_HANDLERS. What a job works on may have a state of its own
that must follow when the job is given up, cancelled or taken up anew: settings.JOB_FOLLOWERS.
"""

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
INTERRUPTED = "interrupted"


class Handler(Protocol):
    """Does the work of a job; calls ``progress`` often; must be safe to run again."""

    def __call__(self, job: Job, progress: Progress) -> dict[str, Any]: ...


class Follower(Protocol):
    """Lets what a job works on follow the job's new state, in the same transaction.

    Raises ``JobStateError`` when the job can no longer be taken up.
    """

    def __call__(self, job: Job) -> None: ...


class JobStateError(Exception):
    """The job is not in a state in which this can be done (someone else may have been first)."""


class JobCancelledError(Exception):
    """Somebody has cancelled the job that is being carried out."""


class Progress:
    """Writes how far a job is, at most once for each whole percent or step.

    Here a running job learns that it has been cancelled: ``JobCancelledError``.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._last: tuple[str, int] = ("", -1)

    def __call__(self, step: str, percent: int) -> None:
        if (step, percent) == self._last:
            return
        self._last = (step, percent)
        job = Job.objects.filter(pk=self._job.pk)
        job.update(step=step, percent=min(100, max(0, percent)), seen_at=timezone.now())
        if job.filter(state=Job.State.CANCELLED).exists():
            raise JobCancelledError


def enqueue(kind: str, arguments: dict[str, Any], *, acting_user: User) -> Job:
    """Add a job; it is taken up by the worker of ``roder serve``."""
    return Job.objects.create(kind=kind, arguments=arguments, created_by=acting_user)


def claim() -> Job | None:
    """Take the oldest job that waits, or one whose worker died; ``None`` when there is none."""
    now = timezone.now()
    stale = Job.objects.filter(state=Job.State.RUNNING, seen_at__lt=now - STALE_AFTER)
    with transaction.atomic():
        for given_up in stale.filter(attempts__gte=MAX_ATTEMPTS):
            given_up.state, given_up.error, given_up.ended_at = Job.State.FAILED, INTERRUPTED, now
            given_up.save(update_fields=["state", "error", "ended_at"])
            follow(given_up)
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


def follow(job: Job) -> None:
    """Let what the job works on follow the job's state."""
    path = settings.JOB_FOLLOWERS.get(job.kind)
    if path:
        follower: Follower = import_string(path)
        follower(job)


def carry_out(job: Job) -> Job:
    """Run a claimed job to its end and write the result; a fault never stops the worker.

    Work that was finished before anybody saw that it was cancelled is done, and said to be.
    """
    handler: Handler = import_string(settings.JOB_HANDLERS[job.kind])
    ending = Job.objects.filter(pk=job.pk)
    try:
        result = handler(job, Progress(job))
    except Exception as error:  # the worker must go on whatever a job does
        ending.filter(state=Job.State.CANCELLED).update(ended_at=timezone.now())
        if not isinstance(error, JobCancelledError):
            logger.exception("job %s failed", job.pk)
        ending.filter(state=Job.State.RUNNING).update(
            state=Job.State.FAILED, error=f"{type(error).__name__}: {error}", ended_at=timezone.now()
        )
    else:
        ending.update(state=Job.State.DONE, result=result, percent=100, ended_at=timezone.now())
    job.refresh_from_db()
    return job
