from __future__ import annotations

from django.db import models


class SearchRow(models.Model):
    """What can be found of one thing: a copy, which can always be made anew from what it is a copy of.

    The words stand as ``domain.search_words`` cuts them, each once; the database keeps an index over
    them by itself (``word_index``). ``body`` is what an excerpt is taken from.
    """

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=200)
    organisation = models.CharField(max_length=80)
    title = models.TextField()
    body = models.TextField(blank=True)
    title_words = models.TextField()
    title_parts = models.TextField(blank=True)
    body_words = models.TextField(blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_search_row_per_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
