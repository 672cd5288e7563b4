from __future__ import annotations

from django.conf import settings
from django.db import models

from roder.apps.jobs.models import Job


class TableFile(models.Model):
    """A table of goals or indicators that a person has sent in: kept, set against what is here, saved or thrown away.

    ``report`` is the document of the check in Swedish and English; ``before`` the fingerprint of what the
    differences were shown against.
    """

    class Kind(models.TextChoices):
        GOALS = "goals", "goals"
        INDICATORS = "indicators", "indicators"

    class State(models.TextChoices):
        CHECKING = "checking", "checking"
        CHECKED = "checked", "checked"
        REFUSED = "refused", "refused"
        IMPORTING = "importing", "importing"
        IMPORTED = "imported", "imported"
        DISCARDED = "discarded", "discarded"
        FAILED = "failed", "failed"

    organisation = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=15, choices=Kind.choices)
    state = models.CharField(max_length=15, choices=State.choices, default=State.CHECKING)
    file_name = models.CharField(max_length=255)
    path = models.CharField(max_length=500)
    size = models.PositiveBigIntegerField()
    mapping = models.TextField(blank=True)
    before = models.CharField(max_length=64, blank=True)
    is_stale = models.BooleanField(default=False)
    report = models.JSONField(default=dict)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.file_name} {self.state}"
