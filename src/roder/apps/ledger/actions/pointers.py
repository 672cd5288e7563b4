"""The switch: the tables' pointers move inside the transaction of the act that moves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.ledger.models import IcebergTable
from roder.apps.ledger.queries import CATALOGUE
from roder.apps.ledger.queries import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.columnstore.staging import Swap


class LedgerMovedError(Exception):
    """Another process moved the ledger's pointers in between; nothing was changed."""


def move_pointers(swaps: Mapping[str, Swap]) -> None:
    """Point the tables at their new metadata; raises ``LedgerMovedError`` when they stand elsewhere."""
    for table, swap in swaps.items():
        key = {"catalog_name": CATALOGUE, "table_namespace": NAMESPACE, "table_name": table}
        if swap.old_location is None:
            _, moved = IcebergTable.objects.get_or_create(
                **key, defaults={"metadata_location": swap.new_location}
            )
        else:
            moved = bool(
                IcebergTable.objects.filter(**key, metadata_location=swap.old_location).update(
                    metadata_location=swap.new_location, previous_metadata_location=swap.old_location
                )
            )
        if not moved:
            raise LedgerMovedError(table)
