from __future__ import annotations

from django.conf import settings
from django.db import models

from roder.apps.decisions.models import Decision
from roder.domain.goal_tree import AnswerKind
from roder.domain.goal_tree import TreeState
from roder.domain.goal_tree import default_levels


class GoalTree(models.Model):
    """The goals of one Mål och budget: a version of its own, adopted by a decision and then fixed.

    ``levels`` names the levels from the top: ``[{"key", "name", "name_en"}, …]``; the first holds the
    overarching goals, which weigh the same. ``code`` is the version as people say it ("2018-2020").
    """

    STATES = [(state.value, state.value) for state in TreeState]

    organisation = models.CharField(max_length=80)
    code = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default=TreeState.DRAFT)
    levels = models.JSONField(default=default_levels)
    predecessor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="goal_tree_code_is_unique"),
            models.CheckConstraint(
                condition=~models.Q(state=TreeState.ADOPTED) | models.Q(decision__isnull=False),
                name="adopted_goal_tree_has_its_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PlatformSection(models.Model):
    """A section of the political platform, or another text of the same document."""

    tree = models.ForeignKey(GoalTree, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200)
    text = models.TextField()
    heading_en = models.CharField(max_length=200, blank=True)
    text_en = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.heading


class Goal(models.Model):
    """A goal of a tree: overarching, or a committee's own under one. There is no weight: see goal_tree.

    ``level`` is a key of the tree's levels; ``body_code`` is empty for the council's goals and the
    committee or company for its own. ``is_financial`` marks the goals of sound financial management (KL 11:6).
    """

    tree = models.ForeignKey(GoalTree, on_delete=models.CASCADE, related_name="goals")
    code = models.CharField(max_length=20)
    level = models.CharField(max_length=20)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    body_code = models.CharField(max_length=20, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_title = models.CharField(max_length=120, blank=True)
    is_financial = models.BooleanField(default=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["tree", "code"], name="goal_code_is_unique_in_its_tree")
        ]
        indexes = [models.Index(fields=["tree", "body_code"], name="goal_by_tree_and_body")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class GoalLineage(models.Model):
    """A goal of one tree goes on in a goal of a later one; several rows for one goal are a split or a merger."""

    earlier = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="successors")
    later = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="predecessors")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="one_line_between_two_goals"),
            models.CheckConstraint(
                condition=~models.Q(earlier=models.F("later")), name="goal_does_not_descend_from_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.earlier} → {self.later}"


class Contribution(models.Model):
    """A body's answer to an overarching goal without a goal of its own: what it does, or why it is not concerned."""

    KINDS = [(kind.value, kind.value) for kind in AnswerKind]

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="contributions")
    body_code = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=KINDS)
    text = models.TextField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "body_code"], name="one_contribution_per_goal_and_body")
        ]

    def __str__(self) -> str:
        return f"{self.body_code}: {self.goal}"


class GoalVerdict(models.Model):
    """A person's signed judgement of a goal in a period, beside what the indicators say. Only ever added.

    ``body_code`` is the body that judges, empty for the whole; ``level`` is a key of the verdict scale.
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="verdicts")
    period = models.CharField(max_length=10)
    body_code = models.CharField(max_length=20, blank=True)
    level = models.CharField(max_length=20)
    reason = models.TextField()
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["goal", "period"], name="goal_verdict_by_period")]

    def __str__(self) -> str:
        return f"{self.goal} {self.period}: {self.level}"
