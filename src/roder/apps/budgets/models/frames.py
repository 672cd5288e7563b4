from __future__ import annotations

from django.db import models

from roder.domain.budget_lines import ProfileKind


class Frame(models.Model):
    """The amount that the council gives a body for a year (kommunbidrag): net, zero is legal (KL 11:7)."""

    PROFILES = [(kind.value, kind.value) for kind in ProfileKind]

    organisation = models.CharField(max_length=80)
    body_code = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    amount_ore = models.BigIntegerField()
    status = models.CharField(max_length=80, blank=True)
    profile = models.CharField(max_length=10, choices=PROFILES, default=ProfileKind.FLAT)
    profile_weights = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "body_code", "year"], name="one_frame_per_body_and_year"
            ),
            models.CheckConstraint(condition=models.Q(amount_ore__gte=0), name="frame_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.body_code} {self.year}"
