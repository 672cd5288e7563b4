"""The ledger's large tables as they stand now. Apart from ``queries``: engines take long to load."""

from __future__ import annotations

from django.conf import settings

from roder.apps.ledger.queries import pointers
from roder.columnstore.store import LedgerStore


def ledger_store() -> LedgerStore:
    """Return the ledger as it stands now."""
    return LedgerStore(pointers(), settings.RODER_ENGINE)
