"""Whether a worker lives: it holds a lock file as long as its process does, so a dead one is never taken for living."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from roder.apps.jobs.models import Job

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

LOCK = "worker.lock"
LONG_WAIT = timedelta(minutes=10)


@contextmanager
def a_living_worker() -> Iterator[None]:
    """Be a worker for as long as this lasts; there may be more than one."""
    handle = _lock_file()
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


def is_any_worker_alive() -> bool:
    """Return whether a worker of this RODER_HOME runs on this machine."""
    handle = _lock_file()
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(handle)


def jobs_waiting_long(now: datetime) -> int:
    """Return how many jobs wait since long while no job is being carried out."""
    if Job.objects.filter(state=Job.State.RUNNING).exists():
        return 0
    return Job.objects.filter(state=Job.State.QUEUED, created_at__lt=now - LONG_WAIT).count()


def _lock_file() -> int:
    return os.open(settings.RODER_HOME / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
