from __future__ import annotations

from django.db import models


class MonthProfile(models.Model):
    """A named way in which a year falls over its months: twelve whole weights, none negative."""

    organisation = models.CharField(max_length=80)
    name = models.CharField(max_length=60)
    weights = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_month_profile_per_name"),
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """What the history calls it: whose it is, and its name."""
        return f"{self.organisation} {self.name}"
