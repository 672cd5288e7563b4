from __future__ import annotations

from django.conf import settings
from django.db import models

from roder.apps.decisions.models import Decision
from roder.apps.goals.models.trees import Goal
from roder.apps.goals.models.trees import GoalTree
from roder.domain.assignments import AssignmentKind
from roder.domain.assignments import AssignmentState

STATES = [(state.value, state.value) for state in AssignmentState]


class Assignment(models.Model):
    """A task (uppdrag) that a body has given another, by a decision, with a day when it is due.

    ``given_by`` and ``given_to`` are body codes: council, board or committee gives; committee or company
    takes. ``kind`` tells a verbal resolution of a debate from an assignment; both are followed up alike.
    """

    KINDS = [(kind.value, kind.value) for kind in AssignmentKind]

    organisation = models.CharField(max_length=80)
    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=KINDS, default=AssignmentKind.ASSIGNMENT)
    tree = models.ForeignKey(
        GoalTree, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    given_by = models.CharField(max_length=20)
    given_to = models.CharField(max_length=20)
    given_on = models.DateField()
    due = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_title = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=20, choices=STATES, default=AssignmentState.NOT_STARTED)
    goals = models.ManyToManyField(Goal, through="AssignmentGoal", related_name="assignments")
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="assignment_code_is_unique"),
            models.CheckConstraint(
                condition=models.Q(due__isnull=True) | models.Q(due__gte=models.F("given_on")),
                name="assignment_is_due_after_it_is_given",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "given_to", "state"], name="assignment_by_taker")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class AssignmentGoal(models.Model):
    """An assignment serves a goal."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="goal_links")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="assignment_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "goal"], name="one_link_per_assignment_and_goal")
        ]

    def __str__(self) -> str:
        return f"{self.assignment} → {self.goal}"


class AssignmentReport(models.Model):
    """What was said of an assignment on a day: its state and why. Only ever added."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="reports")
    day = models.DateField()
    state = models.CharField(max_length=20, choices=STATES)
    comment = models.TextField()
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return f"{self.assignment} {self.day}: {self.state}"


class PlannedActivity(models.Model):
    """What a body or unit does for an assignment or, without one, directly for a goal."""

    code = models.CharField(max_length=20)
    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, null=True, blank=True, related_name="activities"
    )
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, null=True, blank=True, related_name="activities")
    organisation = models.CharField(max_length=80)
    body_code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_title = models.CharField(max_length=120, blank=True)
    begins = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=STATES, default=AssignmentState.NOT_STARTED)
    comment = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "activities"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="activity_code_is_unique"),
            models.CheckConstraint(
                condition=models.Q(assignment__isnull=False) | models.Q(goal__isnull=False),
                name="activity_serves_an_assignment_or_a_goal",
            ),
        ]

    def __str__(self) -> str:
        return self.title
