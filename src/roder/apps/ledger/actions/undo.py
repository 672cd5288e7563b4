"""The act of taking a batch back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.ledger.actions.pointers import move_pointers
from roder.apps.ledger.actions.rebuilt_totals import rebuild_totals
from roder.apps.ledger.locking import ledger_lock
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.queries import pointers
from roder.columnstore.pointers import current_snapshots
from roder.columnstore.staging import LostSnapshotError
from roder.columnstore.staging import StagedChange

if TYPE_CHECKING:
    from collections.abc import Callable

    from roder.apps.identity.models import User


class UndoRefusedError(Exception):
    """The batch cannot be taken back; the message says why and what to do, in both languages."""

    def __init__(self, english: str, swedish: str) -> None:
        super().__init__(english)
        self.swedish = swedish

    def message(self, language: str) -> str:
        """Return the sentence in Swedish for ``sv…``, else in English."""
        return self.swedish if language.startswith("sv") else str(self)


def undo_import(number: int, *, acting_user: User, on_wait: Callable[[], None] = lambda: None) -> ImportBatch:
    """Take a batch back: the year is again what it was before, and so are the batches it replaced."""
    with ledger_lock(on_wait):
        batch = _undoable(number)
        now = pointers()
        change = StagedChange(settings.RODER_LEDGER_ROOT, now)
        try:
            change.restore(batch.organisation.key, batch.fiscal_year, batch.snapshots_before)
            swaps = change.finish()
            with transaction.atomic():
                _restore_batches(batch)
                move_pointers(swaps)
                moved = pointers()
                rebuild_totals(batch.organisation, batch.fiscal_year, locations=moved)
                record(
                    AuditEntry.Event.LEDGER_UNDONE,
                    str(number),
                    acting_user=acting_user,
                    old={"snapshots": current_snapshots(now)},
                    new={"snapshots": current_snapshots(moved)},
                )
        except LostSnapshotError as error:
            change.abandon()
            raise UndoRefusedError(
                f"Batch {number} cannot be undone: the earlier state is no longer kept ({error}).",
                f"Omgång {number} kan inte ångras: det tidigare läget finns inte kvar ({error}).",
            ) from None
        except BaseException:
            change.abandon()
            raise
    return batch


def _undoable(number: int) -> ImportBatch:
    batch = ImportBatch.objects.select_related("organisation").filter(number=number).first()
    if batch is None:
        raise UndoRefusedError(
            f"There is no batch {number}. `roder ledger batches` lists them.",
            f"Det finns ingen omgång {number}. `roder ledger batches` visar dem som finns.",
        )
    if batch.state == ImportBatch.State.UNDONE:
        raise UndoRefusedError(
            f"Batch {number} has already been undone.", f"Omgång {number} är redan ångrad."
        )
    later = ImportBatch.objects.filter(
        organisation=batch.organisation, fiscal_year=batch.fiscal_year, number__gt=number
    ).exclude(state=ImportBatch.State.UNDONE)
    newest = later.order_by("-number").first()
    if newest is not None:
        raise UndoRefusedError(
            f"Batch {number} was followed by batch {newest.number} for the same year. "
            f"Undo {newest.number} first.",
            f"Omgång {number} följdes av omgång {newest.number} för samma år. Ångra {newest.number} först.",
        )
    return batch


def _restore_batches(batch: ImportBatch) -> None:
    batch.state = ImportBatch.State.UNDONE
    batch.save(update_fields=["state"])
    for number, before in batch.batches_before.items():
        ImportBatch.objects.filter(number=int(number)).update(**before)
