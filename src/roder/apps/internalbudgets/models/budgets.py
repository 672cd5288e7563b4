from __future__ import annotations

from django.conf import settings
from django.db import models

from roder.apps.decisions.models import Decision
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import LayerKind
from roder.domain.internal_budgets import UnitPartState

PART_STATES = [(state.value, state.value) for state in UnitPartState]


class InternalBudget(models.Model):
    """How a committee (or a company) divides its frame of a year to units, accounts and months.

    ``units_deadline`` is the day by which units hand in their parts.
    """

    STATES = [(state.value, state.value) for state in InternalBudgetState]

    organisation = models.CharField(max_length=80)
    body_code = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=STATES, default=InternalBudgetState.DRAFT)
    units_deadline = models.DateField(null=True, blank=True)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "body_code", "year"], name="one_internal_budget_per_body_and_year"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "year"], name="internal_budget_by_year")]

    def __str__(self) -> str:
        return f"{self.body_code} {self.year}"

    @property
    def subject(self) -> str:
        """What the history calls it: organisation, body and year."""
        return f"{self.organisation} {self.body_code} {self.year}"


class UnitPart(models.Model):
    """A unit's part of the internal budget: what it was given (a grant, plus) and how far it has come.

    The body's own code is the part that it keeps itself. ``deadline`` is the unit's own, when it has one.
    """

    internal_budget = models.ForeignKey(InternalBudget, on_delete=models.CASCADE, related_name="parts")
    unit_code = models.CharField(max_length=20)
    allotted_ore = models.BigIntegerField(default=0)
    state = models.CharField(max_length=20, choices=PART_STATES, default=UnitPartState.DRAFT)
    deadline = models.DateField(null=True, blank=True)
    comment = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["internal_budget", "unit_code"], name="one_part_per_internal_budget_and_unit"
            ),
        ]
        ordering = ["unit_code"]

    def __str__(self) -> str:
        return f"{self.internal_budget}: {self.unit_code}"

    @property
    def subject(self) -> str:
        """What the history calls it: the internal budget's subject and the unit."""
        return f"{self.internal_budget.subject} {self.unit_code}"


class BudgetLayer(models.Model):
    """The original internal budget or one change of it; decided, the database refuses every change of it.

    ``frame_ore`` is the frame that it was decided against, ``decided_right`` by what right (``InternalRight``), ``digest`` the SHA-256 of its lines.
    """

    KINDS = [(kind.value, kind.value) for kind in LayerKind]

    internal_budget = models.ForeignKey(InternalBudget, on_delete=models.CASCADE, related_name="layers")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=KINDS)
    text = models.CharField(max_length=300, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_right = models.CharField(max_length=30, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    frame_ore = models.BigIntegerField(null=True, blank=True)
    is_decided = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["internal_budget", "number"], name="one_layer_per_number"),
            models.CheckConstraint(
                condition=models.Q(is_decided=False)
                | (~models.Q(digest="") & models.Q(decided_on__isnull=False)),
                name="decided_layer_has_digest_and_day",
            ),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.internal_budget} ({self.number})"
