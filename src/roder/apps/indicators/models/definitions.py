from __future__ import annotations

from django.conf import settings
from django.db import models

from roder.apps.decisions.models import Decision
from roder.domain.attainment import DAYS_UNTIL_DUE
from roder.domain.disclosure import SMALLEST_GROUP
from roder.domain.indicators import Direction
from roder.domain.indicators import IndicatorKind
from roder.domain.indicators import IndicatorSource
from roder.domain.indicators import PeriodKind
from roder.domain.indicators import Sex
from roder.domain.indicators import TargetKind

SEXES = [(sex.value, sex.value) for sex in Sex]


class Indicator(models.Model):
    """The definition of something measured (mätvärde, nyckeltal), for the whole organisation and every tree.

    ``code`` is the municipality's own key; ``source_reference`` what the source calls it (a Kolada id, a
    PxWeb query). Without values by sex there is a reason (``no_sex_reason``). ``smallest_group`` is the
    smallest count of people a value may be shown for, and ``counts_people`` says that the values are themselves
    numbers of people (docs/algorithms/disclosure.md). A value is expected ``days_until_due`` days after its period.
    ``area`` gathers indicators of a kind ("Arbetsgivare").
    """

    KINDS = [(kind.value, kind.value) for kind in IndicatorKind]
    DIRECTIONS = [(direction.value, direction.value) for direction in Direction]
    SOURCES = [(source.value, source.value) for source in IndicatorSource]
    PERIOD_KINDS = [(kind.value, kind.value) for kind in PeriodKind]

    organisation = models.CharField(max_length=80)
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    definition = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=KINDS, default=IndicatorKind.MEASURE)
    unit = models.CharField(max_length=40)
    decimals = models.PositiveSmallIntegerField(default=1)
    direction = models.CharField(max_length=10, choices=DIRECTIONS)
    period_kind = models.CharField(max_length=20, choices=PERIOD_KINDS, default=PeriodKind.YEAR)
    source = models.CharField(max_length=20, choices=SOURCES, default=IndicatorSource.OWN)
    source_reference = models.CharField(max_length=500, blank=True)
    source_note = models.CharField(max_length=300, blank=True)
    responsible_body = models.CharField(max_length=20, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_title = models.CharField(max_length=120, blank=True)
    is_by_sex = models.BooleanField(default=True)
    no_sex_reason = models.CharField(max_length=200, blank=True)
    smallest_group = models.PositiveSmallIntegerField(default=SMALLEST_GROUP)
    counts_people = models.BooleanField(default=False)
    days_until_due = models.PositiveSmallIntegerField(default=DAYS_UNTIL_DUE)
    area = models.CharField(max_length=80, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="indicator_code_is_unique")
        ]
        indexes = [
            models.Index(fields=["organisation", "area", "code"], name="indicator_by_area"),
            models.Index(fields=["organisation", "responsible_body"], name="indicator_by_body"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Target(models.Model):
    """What an indicator should come to in a period (målvärde), for all or for one sex.

    ``value`` is what to reach or keep; a range is ``value`` to ``upper``. ``limit`` is the worst value that
    still counts as nearly there; without it the rule of docs/algorithms/attainment.md applies.
    """

    KINDS = [(kind.value, kind.value) for kind in TargetKind]

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    period = models.CharField(max_length=10)
    sex = models.CharField(max_length=1, choices=SEXES, default=Sex.ALL)
    kind = models.CharField(max_length=10, choices=KINDS, default=TargetKind.REACH)
    value = models.DecimalField(max_digits=20, decimal_places=6)
    upper = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    limit = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period", "sex"], name="one_target_per_period_and_sex"
            ),
            models.CheckConstraint(
                condition=models.Q(kind=TargetKind.RANGE, upper__isnull=False)
                | (~models.Q(kind=TargetKind.RANGE) & models.Q(upper__isnull=True)),
                name="only_a_range_has_an_upper_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period} {self.sex}"
