from __future__ import annotations

from django.db import models

from roder.apps.budgets.models import BudgetVersion


class StatementBasis(models.Model):
    """What the balance-sheet and cash-flow budgets of a version rest on beside its lines.

    ``opening`` holds the balance at the end of the year before by ``domain.statements.BalanceItem``, ``assumed`` by
    year the ``domain.statements.AssumptionKey``; whole öre. ``opening_source`` says where the opening balance is from.
    """

    budget_version = models.OneToOneField(
        BudgetVersion, on_delete=models.CASCADE, related_name="statement_basis"
    )
    opening = models.JSONField(default=dict)
    opening_source = models.CharField(max_length=200, blank=True)
    assumed = models.JSONField(default=dict)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.budget_version)
