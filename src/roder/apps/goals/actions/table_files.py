"""Tables of goals and indicators that people send in on a page: kept, checked in the background, saved or thrown away."""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.goals.actions.imports import import_goals
from roder.apps.goals.actions.indicator_tables import import_indicator_table
from roder.apps.goals.importing import plan_document as goal_document
from roder.apps.goals.importing import plan_goals
from roder.apps.goals.indicator_tables import plan_indicator_table
from roder.apps.goals.models import TableFile
from roder.apps.indicators.importing import plan_document as indicator_document
from roder.apps.jobs.actions import JobStateError
from roder.apps.jobs.actions import enqueue
from roder.apps.jobs.models import Job
from roder.apps.organisation.importing import TableChangedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roder.apps.goals.importing import GoalPlan
    from roder.apps.identity.models import User
    from roder.apps.indicators.importing import IndicatorPlan
    from roder.apps.jobs.actions import Progress

    Plan = GoalPlan | IndicatorPlan

CHECK, IMPORT = "check_table", "import_table"
UNDER_WAY = {CHECK: TableFile.State.CHECKING, IMPORT: TableFile.State.IMPORTING}
LANGUAGES = ("sv", "en")


class TableFileStateError(Exception):
    """The file is not in a state in which this can be done (someone else may have been first)."""


def receive_table(
    kind: TableFile.Kind,
    organisation: str,
    file_name: str,
    chunks: Iterable[bytes],
    *,
    mapping: str = "",
    acting_user: User,
) -> TableFile:
    """Keep a table under RODER_HOME and queue its check."""
    folder: Path = settings.RODER_UPLOADS
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{secrets.token_hex(12)}.upload"
    size = 0
    try:
        with path.open("xb") as target:
            for chunk in chunks:
                size += len(chunk)
                target.write(chunk)
        with transaction.atomic():
            row = TableFile.objects.create(
                organisation=organisation,
                kind=kind,
                file_name=Path(file_name).name[-255:],
                path=str(path),
                size=size,
                mapping=mapping,
                uploaded_by=acting_user,
            )
            _queue(row, CHECK, acting_user)
            facts = {"file": row.file_name, "size": size}
            record(AuditEntry.Event.TABLE_UPLOADED, str(row.pk), acting_user=acting_user, new=facts)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise
    return row


def _queue(row: TableFile, kind: str, acting_user: User) -> None:
    row.job = enqueue(kind, {"table": row.pk}, acting_user=acting_user)
    row.state = UNDER_WAY[kind]
    row.save(update_fields=["job", "state"])


@transaction.atomic
def confirm_table(row: TableFile, *, acting_user: User) -> None:
    """Queue the import of a checked table."""
    _require(row, TableFile.State.CHECKED)
    _queue(row, IMPORT, acting_user)


@transaction.atomic
def discard_table(row: TableFile, *, acting_user: User) -> None:
    """Throw a table away that has not been imported."""
    _require(row, TableFile.State.CHECKED, TableFile.State.REFUSED, TableFile.State.FAILED)
    row.state = TableFile.State.DISCARDED
    row.save(update_fields=["state"])
    record(
        AuditEntry.Event.TABLE_DISCARDED, str(row.pk), acting_user=acting_user, old={"file": row.file_name}
    )
    _remove(row)


def _remove(row: TableFile) -> None:
    with contextlib.suppress(OSError):
        Path(row.path).unlink()


def _require(row: TableFile, *states: TableFile.State) -> None:
    current = TableFile.objects.select_for_update().get(pk=row.pk)
    row.state = current.state
    if current.state not in states:
        raise TableFileStateError(current.state)


def check_table(job: Job, progress: Progress) -> dict[str, Any]:
    """Read the table and say what it would change and what is wrong with it."""
    row = TableFile.objects.get(pk=job.arguments["table"])
    progress("reading", 0)
    with _failing(row):
        _checked(row, _plan(row))
    return {"state": row.state}


def import_table(job: Job, progress: Progress) -> dict[str, Any]:
    """Save what was shown; what has become another meanwhile is shown anew instead. Run again it changes nothing."""
    row = TableFile.objects.get(pk=job.arguments["table"])
    progress("storing", 0)
    with _failing(row):
        try:
            plan = _save(row, job.created_by)
        except TableChangedError as error:
            _checked(row, error.plan, is_stale=True)
            return {"state": row.state}
        row.report = _document(row, plan)
        row.state = TableFile.State.REFUSED if plan.refused else TableFile.State.IMPORTED
        row.save(update_fields=["report", "state"])
    _remove(row)
    return {"state": row.state}


@contextlib.contextmanager
def _failing(row: TableFile) -> Any:
    try:
        yield
    except Exception:
        TableFile.objects.filter(pk=row.pk).update(state=TableFile.State.FAILED)
        raise


def _checked(row: TableFile, plan: Plan, *, is_stale: bool = False) -> None:
    row.report, row.before, row.is_stale = _document(row, plan), plan.before, is_stale
    row.state = TableFile.State.REFUSED if plan.refused else TableFile.State.CHECKED
    row.save(update_fields=["report", "before", "is_stale", "state"])


def _plan(row: TableFile) -> Plan:
    path = Path(row.path)
    if row.kind == TableFile.Kind.INDICATORS:
        return plan_indicator_table(row.organisation, path, mapping=row.mapping)
    return plan_goals(row.organisation, path, mapping=row.mapping, day=timezone.localdate())


def _save(row: TableFile, person: User) -> Plan:
    act = import_indicator_table if row.kind == TableFile.Kind.INDICATORS else import_goals
    return act(
        row.organisation,
        Path(row.path),
        mapping=row.mapping,
        file_name=row.file_name,
        expected=row.before,
        acting_user=person,
    )


def _document(row: TableFile, plan: Any) -> dict[str, Any]:
    """Return the report with each sentence in both languages: who reads it may choose another."""
    make = indicator_document if row.kind == TableFile.Kind.INDICATORS else goal_document
    swedish, english = (make(plan, language=language) for language in LANGUAGES)
    problems = [
        told | {"message_en": other["message"]}
        for told, other in zip(swedish["problems"], english["problems"], strict=True)
    ]
    return swedish | {"problems": problems}


def follow_table_job(job: Job) -> None:
    """Let the table follow its job: stopped when that is given up or cancelled, under way when it is retried."""
    row = TableFile.objects.select_for_update().filter(pk=job.arguments["table"]).first()
    under_way = UNDER_WAY[job.kind]
    if job.state != Job.State.QUEUED:
        if row is not None and row.job_id == job.pk and row.state == under_way:
            row.state = TableFile.State.FAILED
            row.save(update_fields=["state"])
        return
    if row is None or row.job_id != job.pk or row.state != TableFile.State.FAILED:
        raise JobStateError(row.state if row else "gone")
    row.state = under_way
    row.save(update_fields=["state"])
