from __future__ import annotations

from django.db import models

from roder.apps.decisions.models import Decision
from roder.domain.result_reserves import ReserveKind


class BalanceYear(models.Model):
    """What a year's balance requirement investigation is made of beside the result (LKBR 11 ch. 10 §).

    Whole öre, as ``BalanceFacts`` means them. ``result_ore`` is stated for a year whose result is in no budget version.
    """

    KINDS = [(kind.value, kind.value) for kind in ReserveKind]

    organisation = models.CharField(max_length=80, blank=True)
    year = models.PositiveSmallIntegerField()
    result_ore = models.BigIntegerField(null=True, blank=True)
    gains_ore = models.BigIntegerField(default=0)
    gains_kept_ore = models.BigIntegerField(default=0)
    losses_excepted_ore = models.BigIntegerField(default=0)
    unrealised_ore = models.BigIntegerField(default=0)
    unrealised_reversed_ore = models.BigIntegerField(default=0)
    reserve_kind = models.CharField(max_length=30, choices=KINDS, blank=True)
    reserved_ore = models.BigIntegerField(default=0)
    reserve_used_ore = models.BigIntegerField(default=0)
    reasons_ore = models.BigIntegerField(default=0)
    exempted_ore = models.BigIntegerField(default=0)
    equity_ore = models.BigIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="one_balance_year_per_year"),
        ]
        ordering = ["year"]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def subject(self) -> str:
        """What the history calls it: organisation and year."""
        return f"{self.organisation} {self.year}".strip()
