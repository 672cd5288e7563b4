from __future__ import annotations

from django.db import models

from roder.apps.decisions.models import Decision
from roder.apps.investments.models.register_rows import RegisterRow
from roder.domain.investments import ProjectFunding
from roder.domain.investments import ProjectKind
from roder.domain.investments import ProjectStatus


class InvestmentProject(RegisterRow):
    """An investment project; what its parts mean stands at ``domain.investments.InvestmentPlan``.

    ``goal`` is the number of the council's goal that it serves, in the goal tree of the budget that shows it.
    """

    KINDS = [(one.value, one.value) for one in ProjectKind]
    FUNDINGS = [(one.value, one.value) for one in ProjectFunding]
    STATUSES = [(one.value, one.value) for one in ProjectStatus]

    body_code = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=20, choices=KINDS, default=ProjectKind.REPLACEMENT)
    goal = models.CharField(max_length=20, blank=True)
    funding = models.CharField(max_length=20, choices=FUNDINGS, default=ProjectFunding.OWN_FUNDS)
    status = models.CharField(max_length=20, choices=STATUSES, default=ProjectStatus.PLANNED)
    text = models.TextField(blank=True)
    starts = models.PositiveSmallIntegerField(null=True, blank=True)
    ends = models.PositiveSmallIntegerField(null=True, blank=True)
    in_use_year = models.PositiveSmallIntegerField(null=True, blank=True)
    lifetime_years = models.PositiveSmallIntegerField(default=0)
    decided_ore = models.BigIntegerField(null=True, blank=True)
    spent_before_ore = models.BigIntegerField(default=0)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="one_investment_project_per_code"),
            models.CheckConstraint(
                condition=models.Q(decided_ore=None) | models.Q(decision__isnull=False),
                name="decided_project_has_decision",
            ),
        ]


class InvestmentYear(models.Model):
    """A project's money in a year: expenditure, income to it, and what it costs to run what was built."""

    entry = models.ForeignKey(InvestmentProject, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    expenditure_ore = models.BigIntegerField(default=0)
    income_ore = models.BigIntegerField(default=0)
    running_cost_ore = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "year"], name="one_investment_row_per_project_and_year"),
            models.CheckConstraint(
                condition=models.Q(expenditure_ore__gte=0) & models.Q(income_ore__gte=0),
                name="investment_amounts_are_sizes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} {self.year}"
