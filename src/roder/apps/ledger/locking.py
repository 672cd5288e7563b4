"""One import at a time: the second waits, and says that it waits. The lock ends with its process."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

ADVISORY_KEY = 0x526F646572


@contextmanager
def ledger_lock(on_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the ledger's lock: a PostgreSQL advisory lock, or a lock file beside an SQLite file."""
    held = _postgres_lock(on_wait) if connection.vendor == "postgresql" else _file_lock(on_wait)
    with held:
        yield


@contextmanager
def _file_lock(on_wait: Callable[[], None]) -> Iterator[None]:
    handle = os.open(settings.RODER_HOME / "ledger.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def _postgres_lock(on_wait: Callable[[], None]) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_KEY])
        if not cursor.fetchone()[0]:
            on_wait()
            cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_KEY])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_KEY])
