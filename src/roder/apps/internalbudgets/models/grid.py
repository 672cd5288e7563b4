from __future__ import annotations

from django.conf import settings
from django.db import models

from roder.apps.internalbudgets.models.budgets import UnitPart
from roder.domain.internal_budgets import LinePlace


class GridVisit(models.Model):
    """Who is in a unit's grid now, and in which cell (``account|activity|project|counterparty|cell``)."""

    part = models.ForeignKey(UnitPart, on_delete=models.CASCADE, related_name="visits")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    cell = models.CharField(max_length=200, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "person"], name="one_grid_visit_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.cell}"


class CellComment(models.Model):
    """What somebody says of a number: a comment, an answer to one, or that it is settled. Only ever added.

    It belongs to the number's place, year and month (0: the whole line), not to a row, so that it follows the number
    into later layers, versions and reports. An answer has the comment that it answers as ``comment``.
    """

    organisation = models.CharField(max_length=80)
    body_code = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    unit_code = models.CharField(max_length=20)
    account = models.CharField(max_length=20, blank=True)
    activity = models.CharField(max_length=40, blank=True)
    project = models.CharField(max_length=40, blank=True)
    counterparty = models.CharField(max_length=40, blank=True)
    month = models.PositiveSmallIntegerField(default=0)
    comment = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="answers"
    )
    text = models.CharField(max_length=2000, blank=True)
    settles = models.BooleanField(default=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "body_code", "year"], name="cell_comment_by_budget"),
        ]
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.unit_code} {self.account}: {self.text[:40]}"

    @property
    def place(self) -> LinePlace:
        """The place that the number belongs to."""
        return LinePlace(self.unit_code, self.account, self.activity, self.project, self.counterparty)
