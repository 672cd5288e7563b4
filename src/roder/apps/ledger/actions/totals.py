"""Kept totals of a fiscal year: written by the import, month by month, beside the rows themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.ledger.internal_budget_totals import internal_budget_totals
from roder.apps.ledger.lines import rules_version
from roder.apps.ledger.models import MonthTotals
from roder.apps.ledger.queries import pointers
from roder.columnstore.totals import digest
from roder.columnstore.totals import pack

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping

    from roder.apps.ledger.models import LedgerOrganisation
    from roder.columnstore.totals import Totals


def keep_totals(
    organisation: LedgerOrganisation,
    fiscal_year: int,
    kind: MonthTotals.Kind,
    totals: Mapping[int, Totals],
    *,
    months: Collection[int] | None = None,
) -> list[int]:
    """Make the kept months exactly these and return those that changed; equal months are not touched.

    With ``months`` only those are compared; the others stay.
    """
    rows = MonthTotals.objects.filter(organisation=organisation, fiscal_year=fiscal_year, kind=kind)
    if months is not None:
        rows = rows.filter(month__in=months)
    version = rules_version()
    kept = {
        month: (found, rules) for month, found, rules in rows.values_list("month", "digest", "rules_version")
    }
    wanted = {month: digest(part) for month, part in totals.items()}
    changed = [month for month in wanted if kept.get(month) != (wanted[month], version)]
    gone = set(kept) - set(wanted)
    rows.filter(month__in=[*changed, *gone]).delete()
    MonthTotals.objects.bulk_create(
        MonthTotals(
            organisation=organisation,
            fiscal_year=fiscal_year,
            month=month,
            kind=kind,
            digest=wanted[month],
            packed=pack(totals[month]),
            rules_version=version,
        )
        for month in changed
    )
    return sorted([*changed, *gone])


def keep_internal_totals(organisation: LedgerOrganisation, fiscal_year: int) -> None:
    """Keep the totals of the internal budgets that are stored: when they are written, and when a file is imported.

    A file may give its accounts other types, and so other report lines, than they had.
    """
    totals = internal_budget_totals(organisation, fiscal_year, pointers())
    keep_totals(organisation, fiscal_year, MonthTotals.Kind.INTERNAL_BUDGET, totals)
