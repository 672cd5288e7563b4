"""Internal budgets in force put where the follow-up reads them: the column store, and the kept totals by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.internalbudgets.columns import wanted_cells
from roder.apps.internalbudgets.columns import years_of_columns
from roder.apps.ledger.actions.pointers import move_pointers
from roder.apps.ledger.actions.totals import keep_internal_totals
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.queries import pointers
from roder.columnstore.internal_budgets import TABLE
from roder.columnstore.internal_budgets import internal_budget_cells
from roder.columnstore.internal_budgets import internal_budget_years
from roder.columnstore.internal_budgets import stage_internal_budget
from roder.columnstore.staging import StagedChange
from roder.columnstore.sweeping import sweep

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.apps.identity.models import User
    from roder.columnstore.internal_budgets import BudgetCell

ADVISORY_KEY = 0x496E7465726E


@transaction.atomic
def publish(organisation: str, year: int) -> bool:
    """Make the columns what the internal budgets of a year now say; returns whether anything changed.

    To be called last in the act that brings a budget into force, ends it or decides a change of it: rows and columns
    then change in one transaction. Takes no lock of the ledger's, so it neither waits for an import nor stops one.
    """
    _hold_columns()
    return _write({(books, year): cells for books, cells in wanted_cells(organisation, year).items()})


@transaction.atomic
def rebuild_columns(*, acting_user: User) -> list[str]:
    """Make all columns and their totals again from the rows; returns whose books and years were changed."""
    _hold_columns()
    if pointers().get(TABLE):
        sweep(settings.RODER_LEDGER_ROOT, pointers(), (TABLE,))
    wanted: dict[tuple[str, int], dict[BudgetCell, int]] = {
        key: {} for key in internal_budget_years(pointers())
    }
    for organisation, year in years_of_columns():
        for books, cells in wanted_cells(organisation, year).items():
            wanted.setdefault((books, year), {}).update(cells)
    changed = [f"{books} {year}" for books, year in _changed(wanted)]
    _write(wanted)
    for books, year in wanted:
        _keep_totals(books, year)
    if changed:
        record(
            AuditEntry.Event.INTERNAL_COLUMNS_REBUILT, "all", acting_user=acting_user, new={"years": changed}
        )
    return changed


def _hold_columns() -> None:
    """Let one transaction at a time write the columns; on SQLite it is alone already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_KEY])


def _changed(
    wanted: Mapping[tuple[str, int], Mapping[BudgetCell, int]],
) -> list[tuple[str, int]]:
    where = pointers()
    return sorted(key for key, cells in wanted.items() if internal_budget_cells(where, *key) != cells)


def _write(wanted: Mapping[tuple[str, int], Mapping[BudgetCell, int]]) -> bool:
    changed = _changed(wanted)
    if not changed:
        return False
    where = {table: location for table, location in pointers().items() if table == TABLE}
    change = StagedChange(settings.RODER_LEDGER_ROOT, where)
    try:
        for books, year in changed:
            stage_internal_budget(change, books, year, wanted[books, year])
        move_pointers(change.finish())
        for books, year in changed:
            _keep_totals(books, year)
    except BaseException:
        change.abandon()
        raise
    return True


def _keep_totals(books: str, year: int) -> None:
    organisation = LedgerOrganisation.objects.filter(key=books).first()
    if organisation is not None:
        keep_internal_totals(organisation, year)
