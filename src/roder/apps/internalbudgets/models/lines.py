from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from roder.apps.internalbudgets.models.budgets import BudgetLayer
from roder.domain.internal_budgets import MONTHS
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import InternalLineOrigin
from roder.domain.internal_budgets import LinePlace

MONTH_FIELDS = tuple(f"m{month:02}_ore" for month in range(1, MONTHS + 1))
PLAN_FIELDS = ("plan1_ore", "plan2_ore")
PLACE_FIELDS = ("unit_code", "account", "activity", "project", "counterparty")
"""What tells a line of a layer from another, in the order of ``LinePlace``."""

_SUM_OF_MONTHS: Any = sum((models.F(name) for name in MONTH_FIELDS[1:]), models.F(MONTH_FIELDS[0]))


class InternalBudgetLine(models.Model):
    """A line of a layer, öre in report sign; what its parts mean stands at ``InternalLine``.

    ``formula`` is what a person typed for the year (``=12*4500``), ``profile`` how it was spread, ``source`` what a
    reckoned line rests on. ``version`` counts its changes, so that two people merge and none overwrites another.
    """

    ORIGINS = [(origin.value, origin.value) for origin in InternalLineOrigin]

    layer = models.ForeignKey(BudgetLayer, on_delete=models.CASCADE, related_name="lines")
    unit_code = models.CharField(max_length=20)
    account = models.CharField(max_length=20)
    activity = models.CharField(max_length=40, blank=True)
    project = models.CharField(max_length=40, blank=True)
    counterparty = models.CharField(max_length=40, blank=True)
    m01_ore = models.BigIntegerField(default=0)
    m02_ore = models.BigIntegerField(default=0)
    m03_ore = models.BigIntegerField(default=0)
    m04_ore = models.BigIntegerField(default=0)
    m05_ore = models.BigIntegerField(default=0)
    m06_ore = models.BigIntegerField(default=0)
    m07_ore = models.BigIntegerField(default=0)
    m08_ore = models.BigIntegerField(default=0)
    m09_ore = models.BigIntegerField(default=0)
    m10_ore = models.BigIntegerField(default=0)
    m11_ore = models.BigIntegerField(default=0)
    m12_ore = models.BigIntegerField(default=0)
    year_ore = models.GeneratedField(
        expression=_SUM_OF_MONTHS,
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    plan1_ore = models.BigIntegerField(default=0)
    plan2_ore = models.BigIntegerField(default=0)
    text = models.CharField(max_length=300, blank=True)
    origin = models.CharField(max_length=20, choices=ORIGINS, blank=True)
    source = models.CharField(max_length=200, blank=True)
    formula = models.CharField(max_length=200, blank=True)
    profile = models.CharField(max_length=60, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["layer", *PLACE_FIELDS], name="one_internal_line_per_layer_and_place"
            ),
        ]
        indexes = [models.Index(fields=["layer", "unit_code"], name="internal_line_by_unit")]
        ordering = [*PLACE_FIELDS]

    def __str__(self) -> str:
        return f"{self.unit_code} {self.account}: {self.year_ore}"

    @property
    def place(self) -> LinePlace:
        """What the line is for."""
        return LinePlace(*(getattr(self, name) for name in PLACE_FIELDS))

    def as_value(self) -> InternalLine:
        """Return the line for the rules."""
        return InternalLine(
            self.place,
            tuple(getattr(self, name) for name in MONTH_FIELDS),
            tuple(getattr(self, name) for name in PLAN_FIELDS),
            self.text,
            self.origin,
            self.source,
            self.formula,
            self.profile,
        )
