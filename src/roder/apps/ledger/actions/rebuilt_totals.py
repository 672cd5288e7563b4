"""Kept totals made anew from the stored rows: by ``roder check --repair``, and when an import is undone.

Apart from ``totals``, so that an import does not load the engines that only questions need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.ledger.actions.totals import keep_totals
from roder.apps.ledger.proving import ledger_years
from roder.apps.ledger.queries import pointers
from roder.apps.ledger.rebuilding import rebuilt_totals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.apps.identity.models import User
    from roder.apps.ledger.models import LedgerOrganisation


def rebuild_totals(
    organisation: LedgerOrganisation, fiscal_year: int, *, locations: Mapping[str, str] | None = None
) -> list[int]:
    """Make the kept totals of a year anew from the stored rows; returns the months that changed."""
    where = pointers() if locations is None else locations
    changed: set[int] = set()
    for kind, totals in rebuilt_totals(organisation, fiscal_year, where).items():
        changed.update(keep_totals(organisation, fiscal_year, kind, totals))
    return sorted(changed)


@transaction.atomic
def repair_totals(*, acting_user: User) -> dict[str, list[int]]:
    """Make every year's kept totals anew; returns the months that changed, by organisation and year."""
    changed = {}
    for organisation, fiscal_year in ledger_years():
        months = rebuild_totals(organisation, fiscal_year)
        if months:
            changed[f"{organisation.key} {fiscal_year}"] = months
    if changed:
        record(AuditEntry.Event.LEDGER_TOTALS_REBUILT, "all", acting_user=acting_user, new=changed)
    return changed
