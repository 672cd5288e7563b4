"""The act of importing a file: one transaction makes its rows live and its elders step aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.db import models
from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.ledger.actions.pointers import move_pointers
from roder.apps.ledger.actions.totals import keep_internal_totals
from roder.apps.ledger.actions.totals import keep_totals
from roder.apps.ledger.importing import already_live
from roder.apps.ledger.importing import check_file
from roder.apps.ledger.importing import stage_file
from roder.apps.ledger.kept_totals import budget_totals
from roder.apps.ledger.kept_totals import period_totals
from roder.apps.ledger.locking import ledger_lock
from roder.apps.ledger.models import Account
from roder.apps.ledger.models import DimensionObject
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.models import MonthTotals
from roder.apps.ledger.reports import in_language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from roder.apps.identity.models import User
    from roder.apps.ledger.importing import ReadFile
    from roder.apps.ledger.importing import StagedFile

    OnProgress = Callable[[str, int], None]


class ImportRefusedError(Exception):
    """The file has faults that refuse it, or does not prove itself and no reason was given."""

    def __init__(self, read: ReadFile, *, needs_reason: bool) -> None:
        super().__init__("does not prove itself" if needs_reason else "refused")
        self.read = read
        self.needs_reason = needs_reason


@dataclass(frozen=True)
class ImportOutcome:
    """What an import came to: the batch, whether anything changed, the file's own report."""

    batch: ImportBatch
    changed: bool
    replaced: list[int]
    months_changed: list[int]
    report: dict[str, Any]


def import_file(
    path: Path,
    *,
    acting_user: User,
    file_name: str = "",
    mapping: str = "",
    reason: str = "",
    language: str = "sv",
    on_progress: OnProgress | None = None,
    on_wait: Callable[[], None] = lambda: None,
) -> ImportOutcome:
    """Read, prove and store a file, replacing what the ledger held of the same year (or months).

    The very same file again changes nothing. Raises ``ImportRefusedError`` with everything that is
    wrong; then nothing is stored.
    """
    name = file_name or path.name
    with ledger_lock(on_wait):
        same_size = ImportBatch.objects.filter(
            file_size=path.stat().st_size, state=ImportBatch.State.LIVE
        ).exists()
        if same_size:
            unchanged = _unchanged(check_file(path, file_name=name, mapping=mapping), language)
            if unchanged is not None:
                return unchanged
        number = (ImportBatch.objects.aggregate(top=models.Max("number"))["top"] or 0) + 1
        staged = stage_file(path, number=number, file_name=name, mapping=mapping, on_progress=on_progress)
        needs_reason = staged.read.unproved and not reason.strip()
        if staged.read.refused or needs_reason:
            staged.change.abandon()
            raise ImportRefusedError(staged.read, needs_reason=not staged.read.refused)
        try:
            return _make_live(
                staged, number, path.stat().st_size, name, reason, language=language, acting_user=acting_user
            )
        except BaseException:
            staged.change.abandon()
            raise


def _unchanged(read: ReadFile, language: str) -> ImportOutcome | None:
    scan = read.scan
    months = [month.number for month in scan.months]
    batch = already_live(scan.sha256, scan.organisation_key, scan.fiscal_year, months)
    return None if batch is None else ImportOutcome(batch, False, [], [], read.document(language))


@transaction.atomic
def _make_live(
    staged: StagedFile, number: int, size: int, name: str, reason: str, *, language: str, acting_user: User
) -> ImportOutcome:
    scan = staged.read.scan
    organisation = _organisation(staged)
    before = _step_aside(organisation, scan.fiscal_year, None if scan.whole_year else scan.months)
    report = staged.read.document(language)
    batch = _batch(staged, organisation, number, report, before=before, acting_user=acting_user)
    batch.file_name, batch.file_size, batch.accepted_reason = name[-255:], size, reason
    batch.save()
    replaced = ImportBatch.objects.filter(number__in=[int(key) for key in before])
    batch.replaces.set(replaced)
    _keep_names(batch, staged)
    months_changed = _keep_all_totals(organisation, staged)
    keep_internal_totals(organisation, scan.fiscal_year)
    move_pointers(staged.swaps)
    record(
        AuditEntry.Event.LEDGER_IMPORTED,
        str(number),
        acting_user=acting_user,
        old={"batches": before},
        new={"file": name, "sha256": scan.sha256, "postings": scan.postings, "reason": reason},
    )
    gone = sorted(replaced.filter(state=ImportBatch.State.REPLACED).values_list("number", flat=True))
    return ImportOutcome(batch, True, gone, months_changed, report)


def _batch(
    staged: StagedFile,
    organisation: LedgerOrganisation,
    number: int,
    report: dict[str, Any],
    *,
    before: dict[str, dict[str, Any]],
    acting_user: User,
) -> ImportBatch:
    scan = staged.read.scan
    return ImportBatch(
        number=number,
        organisation=organisation,
        fiscal_year=scan.fiscal_year,
        year_start=scan.year.start,
        year_end=scan.year.end,
        months=[month.number for month in scan.months],
        whole_year=scan.whole_year,
        sha256=scan.sha256,
        file_kind=scan.kind,
        sie_type=scan.header.sie_type,
        encoding=scan.encoding,
        program=report["program"][:200],
        generated=scan.header.generated,
        vouchers=scan.vouchers,
        postings=scan.postings,
        problems=report["problems"],
        proofs=report["proofs"],
        snapshots={table: swap.snapshot_id for table, swap in staged.swaps.items()},
        snapshots_before=staged.snapshots_before,
        batches_before=before,
        imported_by=acting_user,
    )


def _organisation(staged: StagedFile) -> LedgerOrganisation:
    header = staged.read.scan.header
    organisation, _ = LedgerOrganisation.objects.get_or_create(
        key=staged.read.scan.organisation_key,
        defaults={"name": header.company_name, "number": header.organisation_number, "chart": staged.chart},
    )
    name = header.company_name or organisation.name or organisation.key
    if (organisation.name, organisation.chart) != (name, staged.chart):
        organisation.name, organisation.chart = name, staged.chart
        organisation.save(update_fields=["name", "chart"])
    return organisation


def _step_aside(
    organisation: LedgerOrganisation, fiscal_year: int, months: Any | None
) -> dict[str, dict[str, Any]]:
    """Take live batches of the year out (or out of the months) and return how they stood."""
    before: dict[str, dict[str, Any]] = {}
    numbers = None if months is None else {month.number for month in months}
    live = ImportBatch.objects.filter(
        organisation=organisation, fiscal_year=fiscal_year, state=ImportBatch.State.LIVE
    )
    for batch in live:
        left = [] if numbers is None else [month for month in batch.months if month not in numbers]
        if numbers is not None and left == batch.months and batch.months:
            continue
        before[str(batch.number)] = {"state": batch.state, "months": batch.months}
        batch.months = left or batch.months
        batch.state = ImportBatch.State.LIVE if left else ImportBatch.State.REPLACED
        batch.save(update_fields=["months", "state"])
    return before


def _keep_names(batch: ImportBatch, staged: StagedFile) -> None:
    header = staged.read.scan.header
    Account.objects.bulk_create(
        Account(
            batch=batch,
            number=account.number[:20],
            name=account.name[:200],
            type=account.type[:1],
            line=staged.line_of_account(account.number),
        )
        for account in header.accounts.values()
    )
    DimensionObject.objects.bulk_create(
        DimensionObject(batch=batch, dimension=dimension, code=code[:100], name=name[:200])
        for (dimension, code), name in header.objects.items()
    )


def _keep_all_totals(organisation: LedgerOrganisation, staged: StagedFile) -> list[int]:
    scan = staged.read.scan
    outturn = staged.outturn if scan.postings else period_totals(scan, staged.line_of_account)
    budget = budget_totals(scan, staged.line_of_account)
    months = None if scan.whole_year else {month.number for month in scan.months}
    kinds = MonthTotals.Kind
    changed = keep_totals(organisation, scan.fiscal_year, kinds.OUTTURN, outturn, months=months)
    return sorted(
        {*changed, *keep_totals(organisation, scan.fiscal_year, kinds.BUDGET, budget, months=months)}
    )


def report_in(outcome: ImportOutcome, language: str) -> dict[str, Any]:
    """Return the document of ``roder ledger import --json``."""
    batch = outcome.batch
    return in_language(outcome.report, language) | {
        "batch": batch.number,
        "replaced": outcome.replaced[-1] if outcome.replaced else None,
        "replaced_batches": outcome.replaced,
        "changed": outcome.changed,
        "months_changed": outcome.months_changed,
        "postings_stored": batch.postings,
        "sha256": batch.sha256,
        "organisation": batch.organisation.key,
        "fiscal_year": batch.fiscal_year,
    }
