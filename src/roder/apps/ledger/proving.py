"""Whether the stored ledger still is what its batches and kept totals say."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from roder.apps.ledger.lines import rules_version
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.models import MonthTotals
from roder.apps.ledger.queries import pointers
from roder.apps.ledger.rebuilding import rebuilt_totals
from roder.apps.ledger.store import ledger_store
from roder.columnstore.stated import rows_of_batches
from roder.columnstore.sweeping import referenced_files
from roder.columnstore.totals import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCAL = "file://"


def missing_files() -> list[str]:
    """Return the local files that a current table names and the disk lacks."""
    named = [path for location in pointers().values() for path in (location, *_referenced(location))]
    local = [path.removeprefix(LOCAL) for path in named if "://" not in path or path.startswith(LOCAL)]
    return sorted({path for path in local if not os.path.exists(path)})  # noqa: PTH110 - locations are texts


def _referenced(location: str) -> list[str]:
    try:
        return list(referenced_files(location))
    except FileNotFoundError as error:
        return [str(error.filename or location)]


def batch_faults() -> list[str]:
    """Return a sentence for each live batch of a whole year whose stored postings are not as many as its file's."""
    stored = rows_of_batches(ledger_store())
    live = ImportBatch.objects.filter(state=ImportBatch.State.LIVE)
    faults = []
    for batch in live.filter(whole_year=True):
        if batch.replaced_by.filter(state=ImportBatch.State.LIVE).exists():
            continue  # some of its months come from a later file
        found = stored.pop(batch.number, 0)
        if found != batch.postings:
            faults.append(f"batch {batch.number}: {batch.postings} postings imported, {found} stored")
    known = set(live.values_list("number", flat=True))
    faults += [f"batch {number}: rows stored, but it is not live" for number in sorted(set(stored) - known)]
    return faults


def _years() -> Iterator[tuple[LedgerOrganisation, int]]:
    live = ImportBatch.objects.filter(state=ImportBatch.State.LIVE).select_related("organisation")
    kept = MonthTotals.objects.select_related("organisation")
    pairs = {(row.organisation, row.fiscal_year) for rows in (live, kept) for row in rows}
    yield from sorted(pairs, key=lambda pair: (pair[0].key, pair[1]))


def totals_faults() -> list[str]:
    """Return the year and month of each kept total that is not the sum over the stored rows."""
    faults = []
    where = pointers()
    version = rules_version()
    for organisation, fiscal_year in _years():
        for kind, totals in rebuilt_totals(organisation, fiscal_year, where).items():
            rows = MonthTotals.objects.filter(organisation=organisation, fiscal_year=fiscal_year, kind=kind)
            kept = {row.month: (row.digest, row.rules_version) for row in rows}
            wanted = {month: (digest(part), version) for month, part in totals.items()}
            faults += [
                f"{organisation.name} {month} ({kind})"
                for month in sorted(set(kept) | set(wanted))
                if kept.get(month) != wanted.get(month)
            ]
    return faults


def ledger_years() -> list[tuple[LedgerOrganisation, int]]:
    """Return every organisation and fiscal year with rows or kept totals."""
    return list(_years())
