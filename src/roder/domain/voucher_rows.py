"""Which rows of a voucher a person sees: their own whole, the counter-entry without texts, others' only as a sum.

Worked table: docs/algorithms/reach.md.
"""

from __future__ import annotations

from enum import StrEnum


class RowView(StrEnum):
    """How much of a voucher's row is shown."""

    OWN = "own"
    COUNTER_ENTRY = "counter_entry"
    OTHERS = "others"


def row_view(*, is_within: bool, has_code: bool, is_balance: bool) -> RowView:
    """Return how much of a row is shown to someone whose reach is a part of the organisation.

    ``is_within``: its ledger code belongs to a body within reach; ``has_code``: it carries a ledger code;
    ``is_balance``: its account is of the balance sheet.

    >>> row_view(is_within=False, has_code=False, is_balance=True).value
    'counter_entry'
    """
    if is_within:
        return RowView.OWN
    if not has_code and is_balance:
        return RowView.COUNTER_ENTRY
    return RowView.OTHERS
