"""What a person does with a job: cancel it, put a failed one aside, or let it be tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.jobs.actions import JobStateError
from roder.apps.jobs.actions import follow
from roder.apps.jobs.models import Job

if TYPE_CHECKING:
    from roder.apps.identity.models import User

RETRIED = frozenset({Job.State.FAILED, Job.State.CANCELLED})
CANCELLED = frozenset({Job.State.QUEUED, Job.State.RUNNING, Job.State.FAILED})


@transaction.atomic
def retry_job(job: Job, *, acting_user: User) -> None:
    """Let a job that failed or was cancelled be tried again, from the start.

    Raises ``JobStateError`` when somebody was first, or when what it works on is gone.
    """
    current = _locked(job, RETRIED)
    old = current.state
    current.state, current.error, current.step = Job.State.QUEUED, "", ""
    current.percent = current.attempts = 0
    current.seen_at = current.ended_at = None
    current.save()
    follow(current)
    record(
        AuditEntry.Event.JOB_RETRIED,
        str(current.pk),
        acting_user=acting_user,
        old={"state": old},
        new={"state": current.state, "kind": current.kind},
    )


@transaction.atomic
def cancel_job(job: Job, *, acting_user: User) -> None:
    """Cancel a job that waits or runs, or put a failed one aside. A running one stops at its next step.

    Raises ``JobStateError`` when it has come to its end meanwhile.
    """
    current = _locked(job, CANCELLED)
    old = current.state
    current.state = Job.State.CANCELLED
    if old != Job.State.RUNNING:
        current.ended_at = timezone.now()
    current.save(update_fields=["state", "ended_at"])
    follow(current)
    record(
        AuditEntry.Event.JOB_CANCELLED,
        str(current.pk),
        acting_user=acting_user,
        old={"state": old},
        new={"state": current.state, "kind": current.kind},
    )


def _locked(job: Job, states: frozenset[Job.State]) -> Job:
    current = Job.objects.select_for_update().get(pk=job.pk)
    if current.state not in states:
        raise JobStateError(current.state)
    return current
