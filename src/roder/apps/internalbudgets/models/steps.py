from __future__ import annotations

from django.conf import settings
from django.db import models

from roder.apps.internalbudgets.models.budgets import InternalBudget
from roder.domain.internal_budget_steps import InternalBudgetAct
from roder.domain.internal_budget_steps import PartAct


class InternalBudgetStep(models.Model):
    """A step of an internal budget or of a unit's part of it: who took it, when and why. Only ever added.

    An empty ``unit_code`` is the whole budget. ``given_ore`` (a grant) and ``net_ore`` (report sign) are what it
    stood at then: a part that was handed in with more than it was given is seen to have been.
    """

    ACTS = sorted({(act.value, act.value) for act in (*PartAct, *InternalBudgetAct)})

    internal_budget = models.ForeignKey(InternalBudget, on_delete=models.CASCADE, related_name="steps")
    unit_code = models.CharField(max_length=20, blank=True)
    act = models.CharField(max_length=20, choices=ACTS)
    source = models.CharField(max_length=20)
    target = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    given_ore = models.BigIntegerField(null=True, blank=True)
    net_ore = models.BigIntegerField(default=0)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["internal_budget", "unit_code"], name="internal_step_by_unit")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.internal_budget} {self.unit_code}: {self.source} → {self.target}"
