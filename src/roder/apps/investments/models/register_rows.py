from __future__ import annotations

from django.db import models


class RegisterRow(models.Model):
    """What the rows of every register have: whose, under which code, and the version that two people may meet over."""

    organisation = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def subject(self) -> str:
        """What the history calls the entry: organisation and code."""
        return f"{self.organisation} {self.code}".strip()
