from __future__ import annotations

from django.db import models

from roder.apps.decisions.models import Decision
from roder.apps.meetings.models.meetings import Meeting
from roder.apps.proposals.models import Proposal
from roder.domain.budget_decisions import BudgetDecisionKind
from roder.domain.meeting_order import ItemState
from roder.domain.meeting_order import MotionKind


class MeetingItem(models.Model):
    """A matter of a meeting: the budget of a year. What is recorded of it comes in the order of ``meeting_order``.

    ``earlier`` is the item that was remitted or postponed to this one. ``tax_rate`` is what a decision on the rate
    alone sets. ``decision`` is what was decided of it, to remit or postpone too, and ``wording`` how the minutes have it.
    """

    KINDS = [(kind.value, kind.value) for kind in BudgetDecisionKind]
    STATES = [(state.value, state.value) for state in ItemState]

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=KINDS)
    title = models.CharField(max_length=200)
    case_number = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    tax_rate = models.DecimalField(max_digits=6, decimal_places=4, null=True, blank=True)
    earlier = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later"
    )
    state = models.CharField(max_length=20, choices=STATES, default=ItemState.OPEN)
    is_order_approved = models.BooleanField(default=False)
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="meeting_item"
    )
    wording = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["meeting__day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=ItemState.OPEN) | models.Q(decision__isnull=False),
                name="settled_item_has_its_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PutProposal(models.Model):
    """A proposal that is put in a matter, in the order of propositions: at place 0 stands the main proposal."""

    item = models.ForeignKey(MeetingItem, on_delete=models.CASCADE, related_name="proposals")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="put_at")
    position = models.PositiveSmallIntegerField()
    moved_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "proposal"], name="proposal_is_put_once_in_a_matter")
        ]

    def __str__(self) -> str:
        return str(self.proposal)

    @property
    def key(self) -> str:
        """What the rules call the proposal."""
        return str(self.pk)


class MeetingMotion(models.Model):
    """That a member moved to remit or postpone the matter, and why."""

    KINDS = [(kind.value, kind.value) for kind in MotionKind]

    item = models.ForeignKey(MeetingItem, on_delete=models.CASCADE, related_name="motions")
    kind = models.CharField(max_length=20, choices=KINDS)
    moved_by = models.CharField(max_length=200)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "kind"], name="one_motion_of_a_kind_in_a_matter")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.moved_by}"
