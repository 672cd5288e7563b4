from __future__ import annotations

from django.conf import settings
from django.db import models


class CostQualityAnalysis(models.Model):
    """What the analyst concludes of a body's earlier years before a budget; an empty ``body_code`` is the whole.

    Figures are read live and never kept here: ``cost_indicator`` and ``quality_indicators`` only name which
    of the register's indicators the analysis looks at.
    """

    organisation = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    body_code = models.CharField(max_length=20, blank=True)
    cost_indicator = models.CharField(max_length=80, blank=True)
    quality_indicators = models.JSONField(default=list, blank=True)
    conclusion = models.TextField(blank=True)
    is_done = models.BooleanField(default=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "body_code"], name="one_analysis_per_year_and_body"
            )
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        """What the history calls the analysis: organisation, year and body with an A."""
        return f"{self.organisation} {self.year} A{self.body_code}"
