from __future__ import annotations

from django.db import models

from roder.apps.decisions.models import Decision
from roder.apps.investments.models.register_rows import RegisterRow


class Fee(RegisterRow):
    """A fee or charge (taxa, avgift): what it is per, which body takes it, and on what it rests (KL 2 ch. 5–6 §§)."""

    area = models.CharField(max_length=80, blank=True)
    unit = models.CharField(max_length=80, blank=True)
    body_code = models.CharField(max_length=20, blank=True)
    basis = models.CharField(max_length=500, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["area", "code"]
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="one_fee_per_code")]


class FeeYear(models.Model):
    """A fee in a year: what one pays per unit, and what all pay together (the income volume)."""

    entry = models.ForeignKey(Fee, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    amount_ore = models.BigIntegerField(null=True, blank=True)
    volume_ore = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["entry", "year"], name="one_row_per_fee_and_year")]

    def __str__(self) -> str:
        return f"{self.entry} {self.year}"
