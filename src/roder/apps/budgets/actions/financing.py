"""A draft of the budget is set to rest on a financing round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.actions.refusals import require
from roder.apps.budgets.actions.versions import locked
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.budgets.financing_queries import RESTING
from roder.apps.budgets.financing_queries import resting_lines
from roder.apps.budgets.locks import base_lock_problems
from roder.apps.budgets.models import BudgetVersion
from roder.apps.financing.queries import tax_rate_of

if TYPE_CHECKING:
    from roder.apps.financing.models import FinancingRound
    from roder.apps.identity.models import User


@transaction.atomic
def rest_on_round(version: BudgetVersion, financing_round: FinancingRound, *, acting_user: User) -> bool:
    """Make the draft's financing and financial items what the round says; returns whether anything changed.

    Of the budget year and two plan years, or the one year of an outcome, as far as the round goes; lines of other
    years stay. Raises ``BudgetRefusedError`` when the version is frozen.
    """
    row = locked(version)
    require(base_lock_problems(row.organisation, row.year, row.kind))
    lines = resting_lines(row, financing_round)
    changed = [
        put_lines(
            version,
            section,
            [each for each in lines if each.section is section],
            acting_user=acting_user,
            reason=financing_round.name,
        )
        for section in RESTING
    ]
    rate = tax_rate_of(financing_round, row.year)
    before = {
        "financing_round": row.financing_round.name if row.financing_round else "",
        "tax_rate": row.tax_rate,
    }
    new = {"financing_round": financing_round.name, "tax_rate": rate}
    is_same = row.financing_round_id == financing_round.pk and row.tax_rate == rate
    if is_same:
        return any(changed)
    BudgetVersion.objects.filter(pk=row.pk).update(financing_round=financing_round, tax_rate=rate)
    version.financing_round, version.tax_rate = financing_round, rate
    record(AuditEntry.Event.BUDGET_RESTED_ON_ROUND, row.subject, acting_user=acting_user, old=before, new=new)
    return True
