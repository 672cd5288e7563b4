from __future__ import annotations

from django.db import models

from roder.apps.decisions.models import Decision
from roder.apps.documents.models import SteeringDocument
from roder.apps.goals.models.assignments import Assignment
from roder.apps.goals.models.trees import Goal
from roder.apps.indicators.models import Indicator
from roder.domain.goal_funding import FundingKind


class GoalIndicator(models.Model):
    """An indicator tells of a goal. Indicators outlive trees, so that their series goes on."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="indicator_links")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="goal_links")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "indicator"], name="one_link_per_goal_and_indicator")
        ]

    def __str__(self) -> str:
        return f"{self.goal} ← {self.indicator}"


class GoalDocument(models.Model):
    """A steering document serves a goal. Documents outlive trees, so that they are linked anew in each."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="document_links")
    document = models.ForeignKey(SteeringDocument, on_delete=models.PROTECT, related_name="goal_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "document"], name="one_link_per_goal_and_document")
        ]

    def __str__(self) -> str:
        return f"{self.goal} ← {self.document}"


class GoalFunding(models.Model):
    """Money that names a goal: a part of a frame, a change of frame, a project, an assignment.

    ``amount_ore`` is what is granted for the goal in the year, whole öre, in report sign of a grant (+); a
    change of frame may lower it (−). ``project_code`` is the ledger's project, where what is used is booked.
    """

    KINDS = [(kind.value, kind.value) for kind in FundingKind]

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="fundings")
    organisation = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=KINDS)
    body_code = models.CharField(max_length=20)
    project_code = models.CharField(max_length=20, blank=True)
    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, null=True, blank=True, related_name="fundings"
    )
    amount_ore = models.BigIntegerField()
    reason = models.CharField(max_length=200, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "year", "body_code"], name="funding_by_year_and_body")
        ]

    def __str__(self) -> str:
        return f"{self.goal} {self.year} {self.body_code}"
