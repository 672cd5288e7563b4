from __future__ import annotations

from django.conf import settings
from django.db import models

from roder.apps.indicators.models.definitions import SEXES
from roder.apps.indicators.models.definitions import Indicator
from roder.domain.indicators import IndicatorSource
from roder.domain.indicators import Sex
from roder.domain.indicators import ValueState


class Place(models.Model):
    """A municipality, a county, a group of municipalities or the country that values can be compared with.

    ``code`` is Kolada's: four digits, ``0000`` for the country, ``G…`` for a group.
    """

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    is_compared = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Observation(models.Model):
    """One value of an indicator: place, period, sex, where it comes from. A revision is a row of its own.

    ``place`` is empty for the municipality itself, a body code of it, or the code of a ``Place``
    (``place_kind`` says which). ``value`` is ``None`` when it is missing, and that is not zero; ``group_size``
    is how many people (or members of a group) it tells of, where known. Rows are never changed but for
    ``is_current``, which leaves a row when another revises it.
    """

    OWN = "own"
    BODY = "body"
    PLACE = "place"
    STATES = [(state.value, state.value) for state in ValueState]
    SOURCES = [(source.value, source.value) for source in IndicatorSource]
    PLACE_KINDS = [(OWN, OWN), (BODY, BODY), (PLACE, PLACE)]

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="observations")
    place_kind = models.CharField(max_length=10, choices=PLACE_KINDS, default=OWN)
    place = models.CharField(max_length=20, blank=True)
    period = models.CharField(max_length=10)
    sex = models.CharField(max_length=1, choices=SEXES, default=Sex.ALL)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    group_size = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default=ValueState.VALUE)
    source = models.CharField(max_length=20, choices=SOURCES)
    source_note = models.CharField(max_length=300, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    revises = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_current = models.BooleanField(default=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "place_kind", "place", "period", "sex"],
                condition=models.Q(is_current=True),
                name="one_current_observation",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ValueState.VALUE, value__isnull=False)
                | (~models.Q(state=ValueState.VALUE) & models.Q(value__isnull=True)),
                name="a_missing_observation_has_no_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.place} {self.period} {self.sex}"


class VerdictLevel(models.Model):
    """A step of the scale by which people judge goals and indicators (Bra, Ok, Har brister), best first.

    ``tone`` chooses colour and symbol together with the words: never the colour alone.
    """

    organisation = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    tone = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="verdict_level_key_is_unique")
        ]

    def __str__(self) -> str:
        return self.name


class IndicatorVerdict(models.Model):
    """A person's signed judgement of an indicator in a period, beside the computed status. Only ever added."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="verdicts")
    period = models.CharField(max_length=10)
    level = models.CharField(max_length=20)
    reason = models.TextField()
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["indicator", "period"], name="indicator_verdict_by_period")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}: {self.level}"
