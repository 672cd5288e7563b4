"""Whether what every page needs can be reached: cheap enough to be asked every few seconds."""

from __future__ import annotations

from django.db import Error

from roder.apps.ledger.queries import pointers
from roder.columnstore.pointers import lost_pointers


def unreachable() -> list[str]:
    """Return which of ``database`` and ``ledger`` cannot be reached; empty when all is well."""
    try:
        where = pointers()
    except Error:
        return ["database"]
    return ["ledger"] if lost_pointers(where) else []
