from __future__ import annotations

from django.conf import settings
from django.db import models

from roder.apps.budgets.models import BudgetVersion
from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import ImbalanceReason
from roder.domain.proposals import ProposalOwner
from roder.domain.proposals import ProposalState
from roder.domain.proposals import ProposedChange
from roder.domain.proposals import TextAct


class Proposal(models.Model):
    """Somebody's Mål och budget as signed changes against one base: private until handed in, then fixed.

    Handed in, ``pinned`` holds all that it says (lines, sums, texts) with its SHA-256 in ``digest``. ``base_digest`` is
    what the base was when the changes were last set against it. A budget without a surplus states the law's reason,
    and ``reserve_ore`` what it uses of the result reserve in the budget year.
    """

    OWNERS = [(owner.value, owner.value) for owner in ProposalOwner]
    STATES = [(state.value, state.value) for state in ProposalState]
    REASONS = [(reason.value, reason.value) for reason in ImbalanceReason]

    organisation = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    base = models.ForeignKey(BudgetVersion, on_delete=models.PROTECT, related_name="proposals")
    base_digest = models.CharField(max_length=64, blank=True)
    owner = models.CharField(max_length=20, choices=OWNERS)
    party = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=200)
    motivation = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=STATES, default=ProposalState.DRAFT)
    imbalance_reason = models.CharField(max_length=30, choices=REASONS, blank=True)
    imbalance_text = models.TextField(blank=True)
    reserve_ore = models.BigIntegerField(default=0)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pinned = models.JSONField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "owner", "party", "title"], name="one_proposal_per_title"
            ),
            models.CheckConstraint(
                condition=~models.Q(owner=ProposalOwner.PARTY) | ~models.Q(party=""),
                name="party_proposal_names_its_party",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[ProposalState.DRAFT, ProposalState.WITHDRAWN])
                | (models.Q(pinned__isnull=False) & ~models.Q(digest="")),
                name="handed_in_proposal_is_pinned",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "year"], name="proposal_by_year")]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        """What the history calls the proposal: organisation, year and number."""
        return f"{self.organisation} {self.year} {self.pk}"


class ProposalChange(models.Model):
    """One signed change: what, which year, how much, why. ``seen_ore`` is the base's amount when it was written.

    ``key`` is a body code, a line of the result budget, a project, a goal or an assignment, by ``target``. Money is in
    report sign (a larger frame is −); ``rate`` is the change of the tax rate in kronor per hundred.
    ``text`` names one of several changes of the same thing, or is the new text of a goal or an assignment; ``act``
    says what is done to those, and ``body_code`` who a new assignment goes to.
    """

    TARGETS = [(target.value, target.value) for target in ChangeTarget]
    ACTS = [(act.value, act.value) for act in TextAct]

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="changes")
    target = models.CharField(max_length=20, choices=TARGETS)
    key = models.CharField(max_length=80, blank=True)
    year = models.PositiveSmallIntegerField()
    amount_ore = models.BigIntegerField(null=True, blank=True)
    rate = models.DecimalField(max_digits=6, decimal_places=4, null=True, blank=True)
    text = models.TextField(blank=True)
    act = models.CharField(max_length=10, choices=ACTS, default=TextAct.CHANGE)
    body_code = models.CharField(max_length=20, blank=True)
    motivation = models.TextField(blank=True)
    goal_code = models.CharField(max_length=20, blank=True)
    seen_ore = models.BigIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["proposal", "target", "key", "year"], name="change_by_target")]

    def __str__(self) -> str:
        return f"{self.year} {self.target} {self.key}: {self.amount_ore}"

    def as_value(self) -> ProposedChange:
        """Return the change for the rules."""
        return ProposedChange(
            ChangeTarget(self.target),
            self.key,
            self.year,
            self.amount_ore,
            self.rate,
            self.text,
            self.motivation,
            self.goal_code,
            self.seen_ore,
            TextAct(self.act),
            self.body_code,
        )
