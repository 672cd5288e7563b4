"""What the balance sheet and cash flow of a version rest on: typed, or taken from the ledger or another version."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.db import transaction

from roder.apps.audit.actions import change
from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.investments.actions.refusals import require
from roder.apps.investments.models import StatementBasis
from roder.domain.statement_bases import basis_faults

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.identity.models import User


@transaction.atomic
def set_basis(
    version: BudgetVersion,
    *,
    opening: Mapping[str, int],
    assumed: Mapping[int, Mapping[str, int]],
    opening_source: str = "",
    seen_version: int = 0,
    acting_user: User,
) -> bool:
    """Say what a version's statements rest on; returns whether anything changed.

    ``seen_version`` is 0 when the person saw none. A frozen version's basis is said once and then stands. Raises
    ``RegisterRefusedError``, and ``StaleVersionError`` when somebody has said something else since.
    """
    kept = StatementBasis.objects.select_for_update().filter(budget_version=version).first()
    require(basis_faults(opening, assumed, is_frozen=version.is_frozen and kept is not None))
    values: dict[str, Any] = {
        "opening": {name: ore for name, ore in sorted(opening.items()) if ore},
        "assumed": {
            str(year): {name: ore for name, ore in sorted(said.items()) if ore}
            for year, said in sorted(assumed.items())
        },
        "opening_source": opening_source.strip()[:200],
    }
    if kept is not None:
        return change(
            kept,
            values,
            seen_version=seen_version,
            event=AuditEntry.Event.STATEMENT_BASIS_SET,
            subject=version.subject,
            acting_user=acting_user,
        )
    StatementBasis.objects.create(budget_version=version, is_example=version.is_example, **values)
    record(AuditEntry.Event.STATEMENT_BASIS_SET, version.subject, acting_user=acting_user, new=_told(values))
    return True


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
