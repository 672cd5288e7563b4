"""To enter what a year's balance requirement investigation is made of beside its result."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.db import transaction

from roder.apps.audit.actions import change
from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.models import BalanceYear

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.apps.identity.models import User


@transaction.atomic
def set_balance_year(
    organisation: str,
    year: int,
    values: Mapping[str, Any],
    *,
    seen_version: int,
    is_example: bool = False,
    acting_user: User,
) -> bool:
    """Enter a year's facts (fields of ``BalanceYear``); returns whether anything changed. Raises ``StaleVersionError``.

    What the law has against a reserve is shown with the year, not refused: the council may have its reasons.
    """
    row, _is_new = BalanceYear.objects.get_or_create(
        organisation=organisation, year=year, defaults={"is_example": is_example, "version": 0}
    )
    return change(
        row,
        values,
        seen_version=seen_version,
        event=AuditEntry.Event.BALANCE_YEAR_SET,
        subject=row.subject,
        acting_user=acting_user,
    )
