"""A budget comes in by a file: as a version, or as several when its rows name several."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.actions.versions import locked
from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.versions import require_open
from roder.apps.budgets.budget_files import FilePlaces
from roder.apps.budgets.budget_files import lines_of_scan
from roder.apps.budgets.budget_files import plan_budget
from roder.apps.budgets.line_rows import insert_lines
from roder.apps.budgets.line_rows import line_row
from roder.apps.budgets.models import BudgetVersion
from roder.apps.organisation.importing import TableChangedError
from roder.domain.budget_versions import VersionKind
from roder.formats.tabular.budget_table import scan_budget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roder.apps.budgets.budget_files import BudgetFile
    from roder.apps.budgets.budget_files import BudgetPlan
    from roder.apps.budgets.budget_files import VersionPlan
    from roder.apps.identity.models import User


@transaction.atomic
def import_budget(
    file: BudgetFile,
    *,
    file_name: str,
    kind: VersionKind = VersionKind.IMPORTED,
    is_example: bool = False,
    expected: str = "",
    acting_user: User,
) -> BudgetPlan:
    """Make the versions that a table holds, or list what is wrong with it and store nothing.

    A draft of the same name gets the table's lines instead of its own and stays of its kind; a new version is of
    ``kind``. The same lines again change nothing. ``expected`` is the fingerprint of a plan that a person has seen;
    when the versions have become others since, ``TableChangedError`` is raised.
    """
    plan = plan_budget(file)
    if expected and plan.before != expected:
        raise TableChangedError(plan)
    if not plan.changes_something:
        return plan
    rows = {}
    for said, part in plan.versions.items():
        if part.is_changed:
            rows[said] = _emptied(file, part, kind, is_example=is_example, acting_user=acting_user)
    insert_lines(_rows(file, plan, rows))
    for said, row in rows.items():
        _stored(row, plan, plan.versions[said], file_name, acting_user=acting_user)
    return plan


def _emptied(
    file: BudgetFile, part: VersionPlan, kind: VersionKind, *, is_example: bool, acting_user: User
) -> BudgetVersion:
    """Return the draft that the part is written into, without lines."""
    if part.current is None:
        return make_version(
            file.organisation,
            name=part.name,
            kind=kind,
            year=part.year,
            is_example=is_example,
            acting_user=acting_user,
        )
    row = locked(part.current)
    require_open(row)
    row.lines.all().delete()
    return row


def _rows(
    file: BudgetFile, plan: BudgetPlan, versions: dict[str, BudgetVersion]
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the table, read once more, in the order of the file."""
    scan = scan_budget(file.content, plan.form)
    if scan.sha256 != plan.sha256:
        raise TableChangedError(plan)
    places = FilePlaces(file.organisation)
    for position, line in enumerate(lines_of_scan(scan, places)):
        if line.version in versions:
            yield line_row(versions[line.version], line.value, position, line.file_line)


def _stored(
    row: BudgetVersion, plan: BudgetPlan, part: VersionPlan, file_name: str, *, acting_user: User
) -> None:
    before = {"file": row.file_name, "sha256": row.sha256} if part.current else {}
    BudgetVersion.objects.filter(pk=row.pk).update(
        file_name=file_name[:200], sha256=plan.sha256, year=part.year, version=row.version + 1
    )
    record(
        AuditEntry.Event.BUDGET_IMPORTED,
        row.subject,
        acting_user=acting_user,
        old=before,
        new={
            "file": file_name,
            "sha256": plan.sha256,
            "rows": part.lines,
            "amounts_ore": {str(year): ore for year, ore in sorted(part.by_year.items())},
        },
    )
