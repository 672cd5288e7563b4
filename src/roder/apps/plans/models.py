from __future__ import annotations

from django.conf import settings
from django.db import models

from roder.apps.decisions.models import Decision
from roder.apps.goals.models import GoalTree
from roder.domain.plans import PINNED_STATES
from roder.domain.plans import PlanAct
from roder.domain.plans import PlanKind
from roder.domain.plans import PlanState

STATES = [(state.value, state.value) for state in PlanState]


class Plan(models.Model):
    """What a body does in a year with the goals, assignments and money it was given.

    What it says of those is read live while it is written, and pinned (``pinned``, with ``digest``) when
    it is adopted, so that an adopted plan never becomes another. A change is a new ``revision``.
    """

    KINDS = [(kind.value, kind.value) for kind in PlanKind]

    organisation = models.CharField(max_length=80)
    body_code = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=KINDS)
    year = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField(default=1)
    tree = models.ForeignKey(GoalTree, on_delete=models.PROTECT, related_name="plans")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="unit_plans"
    )
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=STATES, default=PlanState.DRAFT)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pinned = models.JSONField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    pinned_at = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "body_code", "year", "revision"],
                name="one_plan_per_body_year_and_revision",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=sorted(PINNED_STATES))
                | (models.Q(pinned__isnull=False) & ~models.Q(digest="")),
                name="adopted_plan_is_pinned",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "year"], name="plan_by_year")]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        """What the history calls the plan: organisation, body, year and revision."""
        return f"{self.organisation} {self.body_code} {self.year}.{self.revision}"


class PlanSection(models.Model):
    """A text of a plan, under its heading."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.heading


class PlanAllocation(models.Model):
    """What of its frame a plan gives a part of the body; an empty ``part_code`` is what the body keeps itself."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="allocations")
    part_code = models.CharField(max_length=20, blank=True)
    amount_ore = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "part_code"], name="one_allocation_per_plan_and_part")
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.part_code}"


class PlanStep(models.Model):
    """A step of a plan from one state to another: who took it, when and why. Only ever added."""

    ACTS = [(act.value, act.value) for act in PlanAct]

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    act = models.CharField(max_length=20, choices=ACTS)
    source = models.CharField(max_length=20, choices=STATES)
    target = models.CharField(max_length=20, choices=STATES)
    reason = models.TextField(blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.plan}: {self.source} → {self.target}"


class PlanWriter(models.Model):
    """A person who has written in a plan: for four eyes."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="writers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "person"], name="one_row_per_plan_and_writer")]

    def __str__(self) -> str:
        return f"{self.plan}: {self.person}"
