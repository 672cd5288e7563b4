from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING
from typing import Any

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string

from roder.apps.console import ConsoleCommand
from roder.apps.identity.queries import system_user
from roder.apps.jobs.actions import carry_out
from roder.apps.jobs.actions import claim
from roder.apps.jobs.actions.schedules import enqueue_scheduled
from roder.apps.jobs.workers import a_living_worker

if TYPE_CHECKING:
    from argparse import ArgumentParser

IDLE_SECONDS = 0.3
SCHEDULE_SECONDS = 30


class Command(ConsoleCommand):
    help = "Carry out background jobs until stopped (roder serve starts this by itself)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when no job waits")
        parser.add_argument("--parent", type=int, default=0, help="stop when this process has ended")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        with a_living_worker():
            if not options["once"]:
                self._get_ready()
            self._work(options)

    def _get_ready(self) -> None:
        """Load what the first job would else wait for."""
        for path in settings.JOB_PREPARATIONS:
            import_string(path)()

    def _work(self, options: dict[str, Any]) -> None:
        looked = float("-inf")
        while not options["parent"] or os.getppid() == options["parent"]:
            if time.monotonic() - looked > SCHEDULE_SECONDS:
                enqueue_scheduled(timezone.now(), acting_user=system_user())
                looked = time.monotonic()
            job = claim()
            if job is not None:
                carry_out(job)
            elif options["once"]:
                return
            else:
                close_old_connections()
                time.sleep(IDLE_SECONDS)
