from __future__ import annotations

from django.conf import settings
from django.db import models

from roder.domain.preparation import ConsequenceText
from roder.domain.preparation import CostDirection
from roder.domain.preparation import TrendHorizon
from roder.domain.preparation import TrendLikelihood
from roder.domain.preparation import TrendState
from roder.domain.preparation import TrendWeight


class ScanTrend(models.Model):
    """A trend or challenge around the municipality, in the environmental scan of a budget year.

    ``bodies`` are the codes of the committees and companies that it touches, ``goals`` the codes of goals.
    """

    HORIZONS = [(each.value, each.value) for each in TrendHorizon]
    LIKELIHOODS = [(each.value, each.value) for each in TrendLikelihood]
    WEIGHTS = [(each.value, each.value) for each in TrendWeight]
    DIRECTIONS = [(each.value, each.value) for each in CostDirection]
    STATES = [(each.value, each.value) for each in TrendState]

    organisation = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    effect = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    horizon = models.CharField(max_length=20, choices=HORIZONS, default=TrendHorizon.NEAR)
    likelihood = models.CharField(max_length=20, choices=LIKELIHOODS, default=TrendLikelihood.LIKELY)
    weight = models.CharField(max_length=20, choices=WEIGHTS, default=TrendWeight.NOTICEABLE)
    cost_direction = models.CharField(max_length=20, choices=DIRECTIONS, default=CostDirection.NONE)
    bodies = models.JSONField(default=list, blank=True)
    goals = models.JSONField(default=list, blank=True)
    trend_state = models.CharField(max_length=20, choices=STATES, default=TrendState.DRAFT)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["organisation", "year"], name="scan_trend_by_year")]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        """What the history calls the trend: organisation, year and its number with a T."""
        return f"{self.organisation} {self.year} T{self.pk}"


class TrendConsequence(models.Model):
    """What a trend means for one committee: who wrote it, and who approved it (never the same person)."""

    trend = models.ForeignKey(ScanTrend, on_delete=models.CASCADE, related_name="consequences")
    body_code = models.CharField(max_length=20)
    activity = models.TextField()
    money = models.TextField(blank=True)
    volumes = models.TextField(blank=True)
    staff = models.TextField(blank=True)
    amount_ore = models.BigIntegerField(null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trend", "body_code"], name="one_consequence_per_trend_and_body")
        ]
        ordering = ["trend_id", "body_code"]

    def __str__(self) -> str:
        return f"{self.trend}: {self.body_code}"

    @property
    def subject(self) -> str:
        """What the history calls the consequence: its trend and body."""
        return f"{self.trend.subject} {self.body_code}"

    @property
    def text(self) -> ConsequenceText:
        """What it says, for the rules."""
        return ConsequenceText(self.activity, self.money, self.volumes, self.staff)
