from __future__ import annotations

from django.db import models

from roder.apps.budgets.models import BudgetVersion
from roder.apps.goals.models import GoalTree
from roder.apps.meetings.models.items import MeetingItem
from roder.apps.meetings.models.items import PutProposal
from roder.domain.minutes import StatementKind


class MemberStatement(models.Model):
    """A reservation against a decision, or a special statement: who, and the text if it was handed in."""

    KINDS = [(kind.value, kind.value) for kind in StatementKind]

    item = models.ForeignKey(MeetingItem, on_delete=models.CASCADE, related_name="statements")
    kind = models.CharField(max_length=20, choices=KINDS)
    party = models.CharField(max_length=80)
    names = models.CharField(max_length=400, blank=True)
    in_favour_of = models.ForeignKey(
        PutProposal, on_delete=models.PROTECT, null=True, blank=True, related_name="reservations"
    )
    text = models.TextField(blank=True)
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.party} {self.names}".strip()


class BudgetDecision(models.Model):
    """What a meeting decided of a budget, and what came of it in the same moment. Never edited.

    ``budget_version`` is the frozen version that the decision made, ``replaced`` the one it takes the place of.
    ``tax_notice_on`` is the one date that is filled in later: when the tax authority was told of the rate (lag 1965:269
    3 a §). ``texts`` lists the goals and assignments of the proposal, each with whether it was carried out at once.
    """

    item = models.OneToOneField(MeetingItem, on_delete=models.PROTECT, related_name="outcome")
    winner = models.ForeignKey(
        PutProposal, on_delete=models.PROTECT, null=True, blank=True, related_name="won_in"
    )
    is_rejected = models.BooleanField(default=False)
    tax_rate = models.DecimalField(max_digits=6, decimal_places=4, null=True, blank=True)
    budget_version = models.OneToOneField(
        BudgetVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="adopted_in"
    )
    replaced = models.ForeignKey(
        BudgetVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    goal_tree = models.ForeignKey(
        GoalTree, on_delete=models.PROTECT, null=True, blank=True, related_name="budget_decisions"
    )
    texts = models.JSONField(default=list, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    decided_at = models.DateTimeField()
    tax_notice_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.item)
