from __future__ import annotations

from django.conf import settings
from django.db import models

from roder.apps.budgets.models import BudgetVersion


class FigureSnapshot(models.Model):
    """Every figure of a budget version as it stood when somebody built it, or signed what had moved since. Only ever added.

    ``figures`` is öre by the text of a ``FigureKey``; ``moved`` what was signed: key, before, after. The first of a version
    signs nothing.
    """

    budget_version = models.ForeignKey(BudgetVersion, on_delete=models.PROTECT, related_name="snapshots")
    figures = models.JSONField()
    moved = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["budget_version"], name="snapshot_by_version")]

    def __str__(self) -> str:
        return f"{self.budget_version} {self.taken_at}"
