from __future__ import annotations

from django.conf import settings
from django.db import models

from roder.domain.preparation import IdeaReply
from roder.domain.preparation import IdeaTarget


class Idea(models.Model):
    """An idea, or knowledge that the budget should build on, from somebody in the activities.

    ``amount_ore`` is what it is thought to cost a year (plus) or save (minus); ``None`` when nobody has said. The author's name
    is shown to the budget office and to those who work in the same part of the organisation.
    """

    REPLIES = [(reply.value, reply.value) for reply in IdeaReply]

    organisation = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    body_code = models.CharField(max_length=20)
    activity = models.CharField(max_length=120, blank=True)
    goals = models.JSONField(default=list, blank=True)
    amount_ore = models.BigIntegerField(null=True, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ideas")
    handed_over_at = models.DateTimeField()
    reply = models.CharField(max_length=20, choices=REPLIES, default=IdeaReply.WAITING)
    reply_text = models.TextField(blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    replied_at = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["organisation", "year"], name="idea_by_year")]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        """What the history calls the idea: organisation, year and its number with an I."""
        return f"{self.organisation} {self.year} I{self.pk}"


class IdeaSupport(models.Model):
    """That a person supports an idea of another: once each."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="supports")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "person"], name="one_support_per_idea")]

    def __str__(self) -> str:
        return f"{self.idea}: {self.person}"


class IdeaTrace(models.Model):
    """Where an idea went. ``target_reference`` is a plain reference, since what it names may lie in an app above:

    ``<version name>/<line>`` of a step of the bridge, ``<proposal id>/<change id>``, ``<tree>/<goal code>``, or an assignment's code.
    """

    TARGETS = [(target.value, target.value) for target in IdeaTarget]

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="traces")
    target_kind = models.CharField(max_length=20, choices=TARGETS)
    target_reference = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "target_kind", "target_reference", "text"], name="one_trace_per_place"
            )
        ]
        ordering = ["pk"]
        indexes = [models.Index(fields=["target_kind", "target_reference"], name="idea_trace_by_target")]

    def __str__(self) -> str:
        return f"{self.idea}: {self.target_kind} {self.target_reference}"
