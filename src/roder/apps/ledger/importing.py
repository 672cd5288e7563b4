"""A file becomes rows in the store: read, proved, staged, and made live in one transaction.

Until the transaction that moves the pointers has committed, nothing of the file is seen; a process
killed before it leaves the old state, and files that the next import sweeps away.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from django.conf import settings

from roder.apps.ledger.kept_totals import result_totals
from roder.apps.ledger.lines import LineOfAccount
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.queries import pointers
from roder.apps.ledger.reports import scan_document
from roder.apps.ledger.scans import Scan
from roder.apps.ledger.scans import open_scan
from roder.apps.ledger.stored_rows import balance_batches
from roder.apps.ledger.stored_rows import budget_batches
from roder.columnstore.pointers import current_snapshots
from roder.columnstore.staging import StagedChange
from roder.columnstore.sweeping import sweep
from roder.columnstore.totals import Totals
from roder.columnstore.totals import TotalsAccumulator
from roder.domain.accounts import Chart
from roder.domain.accounts import chart_of
from roder.domain.facts import POSTINGS
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence
    from pathlib import Path

    from roder.columnstore.staging import Swap
    from roder.domain.problems import Problem
    from roder.domain.proofs import Proof

    OnProgress = Callable[[str, int], None]

READING_SHARE = 85
"""Percent of an import's time that reading takes, for the progress shown."""


@dataclass
class ReadFile:
    """A file read to its end: what it is, how it proved itself, what is wrong with it."""

    scan: Scan
    problems: list[Problem]
    proofs: list[Proof]

    @property
    def refused(self) -> bool:
        return refuses(self.problems)

    @property
    def unproved(self) -> bool:
        return not all(proof.ok for proof in self.proofs)

    def document(self, language: str) -> dict[str, Any]:
        return scan_document(self.scan, self.proofs, self.problems, language)


@dataclass
class StagedFile:
    """Everything of a file that is written but not yet live."""

    read: ReadFile
    chart: Chart
    change: StagedChange
    line_of_account: LineOfAccount
    outturn: dict[int, Totals] = field(default_factory=dict)
    swaps: dict[str, Swap] = field(default_factory=dict)
    snapshots_before: dict[str, int] = field(default_factory=dict)


def check_file(
    path: Path, *, file_name: str = "", mapping: str = "", on_progress: OnProgress | None = None
) -> ReadFile:
    """Read and prove a file; nothing is stored."""
    scan = open_scan(
        path, file_name=file_name or path.name, mapping=mapping, on_progress=_reading(on_progress)
    )
    for _ in scan.batches():
        pass
    return _ended(scan)


def _ended(scan: Scan) -> ReadFile:
    return ReadFile(scan, list(scan.problems), list(scan.proofs()))


def _reading(on_progress: OnProgress | None) -> Callable[[int, int], None] | None:
    if on_progress is None:
        return None

    def report(done: int, total: int) -> None:
        on_progress("reading", READING_SHARE * done // max(1, total))

    return report


def stage_file(
    path: Path, *, number: int, file_name: str, mapping: str = "", on_progress: OnProgress | None = None
) -> StagedFile:
    """Read, prove and write a file as batch ``number``; called under the ledger's lock.

    On a fault in the file the staged files are deleted and ``swaps`` stays empty.
    """
    now = pointers()
    sweep(settings.RODER_LEDGER_ROOT, now)
    scan = open_scan(path, file_name=file_name, mapping=mapping, on_progress=_reading(on_progress))
    staged = _staged(scan, now, number, on_progress)
    if not staged.read.refused and not scan.stands:
        # Records after the vouchers changed where the rows belong: read again, knowing them.
        staged.change.abandon()
        staged = _staged(scan.read_again(path), now, number, on_progress)
    staged.snapshots_before = current_snapshots(now)
    return staged


def _staged(scan: Scan, now: dict[str, str], number: int, on_progress: OnProgress | None) -> StagedFile:
    change = StagedChange(settings.RODER_LEDGER_ROOT, now)
    chart = chart_of(scan.header.chart_type, scan.header.organisation_number, scan.header.company_type)
    types = {account.number: account.type for account in scan.header.accounts.values() if account.type}
    lines = LineOfAccount(chart, scan.fiscal_year, types)
    totals = TotalsAccumulator(lines)
    place: dict[str, Any] = {
        "organisation": scan.organisation_key,
        "fiscal_year": scan.fiscal_year,
        "batch": number,
    }
    try:
        with change.writer(POSTINGS, **place) as writer:
            for batch in scan.batches():
                totals.add(batch)
                writer.write(batch)
        staged = StagedFile(_ended(scan), chart, change, lines, result_totals(totals))
        if staged.read.refused:
            change.abandon()
        elif scan.stands:
            _finish(staged, place, on_progress)
    except BaseException:
        change.abandon()
        raise
    return staged


def _finish(staged: StagedFile, place: dict[str, Any], on_progress: OnProgress | None) -> None:
    if on_progress is not None:
        on_progress("storing", READING_SHARE)
    scan = staged.read.scan
    for table, batches in (("balances", balance_batches(scan)), ("budget_rows", budget_batches(scan))):
        with staged.change.writer(table, **place) as writer:
            for batch in batches:
                writer.write(batch)
    months = None if scan.whole_year else sorted(month.number for month in scan.months)
    staged.change.replace(place["organisation"], place["fiscal_year"], months=months)
    staged.swaps = staged.change.finish()


def already_live(
    sha256: str, organisation_key: str, fiscal_year: int, months: Sequence[int]
) -> ImportBatch | None:
    """Return the live batch that holds this very file in full, or ``None``."""
    live = ImportBatch.objects.filter(
        sha256=sha256,
        organisation__key=organisation_key,
        fiscal_year=fiscal_year,
        state=ImportBatch.State.LIVE,
    )
    return next((batch for batch in live if set(batch.months) >= set(months)), None)
