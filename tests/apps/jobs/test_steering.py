"""Jobs: retried, cancelled, put aside; what they work on follows; work that comes back starts exactly once."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pytest
from tests.ledger_files import sie_file

from roder.apps.audit.models import AuditEntry
from roder.apps.identity.queries import system_user
from roder.apps.jobs.actions import JobStateError
from roder.apps.jobs.actions import carry_out
from roder.apps.jobs.actions import claim
from roder.apps.jobs.actions import enqueue
from roder.apps.jobs.actions.schedules import enqueue_scheduled
from roder.apps.jobs.actions.steering import cancel_job
from roder.apps.jobs.actions.steering import retry_job
from roder.apps.jobs.models import Job
from roder.apps.jobs.models import Schedule
from roder.apps.ledger.actions.uploads import discard_upload
from roder.apps.ledger.actions.uploads import receive_upload

if TYPE_CHECKING:
    from roder.apps.identity.models import User
    from roder.apps.jobs.actions import Progress
    from roder.apps.ledger.models import Upload

SOURCE = Path(__file__).parents[3] / "src"
pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""06:00 in Stockholm."""


def cancels_itself(job: Job, progress: Progress) -> dict[str, Any]:
    progress("reading", 10)
    cancel_job(job, acting_user=job.created_by)
    progress("reading", 20)
    raise AssertionError("a cancelled job stops at its next step")


def done_although_cancelled(job: Job, progress: Progress) -> dict[str, Any]:
    progress("reading", 99)
    cancel_job(job, acting_user=job.created_by)
    return {"stored": True}


@pytest.fixture(autouse=True)
def handlers(settings: Any) -> None:
    settings.JOB_HANDLERS = settings.JOB_HANDLERS | {
        "cancels_itself": f"{__name__}.cancels_itself",
        "done_although_cancelled": f"{__name__}.done_although_cancelled",
    }


def claimed() -> Job:
    job = claim()
    assert job is not None
    return job


def file_of(karin: User, home: Path) -> Upload:
    content = sie_file(home, [("20180131", "4110", 100)]).read_bytes()
    return receive_upload("a.se", [content], acting_user=karin)


def test_a_job_that_waits_runs_or_is_done_is_not_tried_again(karin: User) -> None:
    job = enqueue("weekly_mail", {}, acting_user=karin)
    for state in (Job.State.QUEUED, Job.State.RUNNING, Job.State.DONE):
        Job.objects.update(state=state)
        with pytest.raises(JobStateError):
            retry_job(job, acting_user=karin)
    with pytest.raises(JobStateError):
        cancel_job(job, acting_user=karin)
    assert not AuditEntry.objects.filter(event__gte=1000, event__lt=1100).exists()


def test_a_queued_job_is_cancelled_and_its_file_stops_with_it_until_it_is_tried_again(
    karin: User, home: Path
) -> None:
    upload = file_of(karin, home)
    assert upload.job is not None
    cancel_job(upload.job, acting_user=karin)
    upload.refresh_from_db()
    assert upload.state == "failed"
    assert claim() is None
    retry_job(upload.job, acting_user=karin)
    upload.refresh_from_db()
    assert upload.state == "checking"
    assert carry_out(claimed()).state == "done"
    upload.refresh_from_db()
    assert upload.state == "checked"
    acts = AuditEntry.objects.filter(event__gte=1000, event__lt=1100).order_by("pk")
    assert [(act.event, act.old["state"]) for act in acts] == [(1001, "queued"), (1000, "cancelled")]


def test_a_job_whose_file_is_thrown_away_is_not_tried_again(karin: User, home: Path) -> None:
    upload = file_of(karin, home)
    assert upload.job is not None
    cancel_job(upload.job, acting_user=karin)
    discard_upload(upload, acting_user=karin)
    with pytest.raises(JobStateError):
        retry_job(upload.job, acting_user=karin)
    assert Job.objects.get().state == "cancelled"


def test_a_job_given_up_after_three_attempts_lets_its_file_go(karin: User, home: Path) -> None:
    upload = file_of(karin, home)
    for _attempt in range(3):
        assert claimed().pk == upload.job_id
        Job.objects.update(seen_at=datetime(2018, 1, 1, tzinfo=UTC))
    assert claim() is None
    upload.refresh_from_db()
    assert upload.state == "failed"
    job = Job.objects.get()
    assert (job.state, job.error) == ("failed", "interrupted")
    cancel_job(job, acting_user=karin)
    assert Job.objects.get().state == "cancelled"


def test_a_running_job_stops_at_its_next_step_and_one_that_was_done_is_done(karin: User) -> None:
    enqueue("cancels_itself", {}, acting_user=karin)
    job = carry_out(claimed())
    assert (job.state, job.error) == ("cancelled", "")
    assert job.ended_at is not None
    enqueue("done_although_cancelled", {}, acting_user=karin)
    job = carry_out(claimed())
    assert (job.state, job.result) == ("done", {"stored": True})


def queued(now: datetime) -> list[str]:
    return sorted(job.kind for job in enqueue_scheduled(now, acting_user=system_user()))


def test_a_fresh_installation_has_missed_nothing(db: None) -> None:
    assert queued(MONDAY) == []
    assert queued(MONDAY + timedelta(hours=3)) == []
    assert Schedule.objects.count() == 3


def test_what_comes_due_is_queued_once_and_what_was_missed_once_for_all(db: None) -> None:
    queued(MONDAY - timedelta(days=1))
    assert queued(MONDAY - timedelta(seconds=1)) == ["fetch_statistics", "refresh_notices"]
    assert queued(MONDAY) == ["weekly_mail"]
    assert queued(MONDAY) == []
    assert queued(MONDAY + timedelta(days=22)) == ["fetch_statistics", "refresh_notices", "weekly_mail"]
    assert Job.objects.filter(kind="weekly_mail").latest("pk").arguments == {"day": "2026-12-14"}
    assert queued(MONDAY + timedelta(days=22, minutes=1)) == []


def test_two_workers_at_once_queue_it_once(tmp_path: Path) -> None:
    """Real workers over one database file: what is due is queued, and carried out, by one of them."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = kept | {"RODER_HOME": str(tmp_path), "PYTHONPATH": str(SOURCE)}
    environment["DJANGO_SETTINGS_MODULE"] = "roder.config.settings.base"
    worker = [sys.executable, "-m", "roder.config.cli", "jobs", "--once"]
    subprocess.run(worker, env=environment, check=True)
    with closing(sqlite3.connect(tmp_path / "roder.sqlite3")) as database:
        database.execute("UPDATE jobs_schedule SET last_due = '2018-01-01 05:00:00'")
        database.commit()
        for process in [subprocess.Popen(worker, env=environment) for _worker in range(2)]:
            assert process.wait(120) == 0
        found = database.execute("SELECT kind, state FROM jobs_job ORDER BY kind").fetchall()
    assert found == [("fetch_statistics", "done"), ("refresh_notices", "done"), ("weekly_mail", "done")]
