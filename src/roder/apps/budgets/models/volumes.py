from __future__ import annotations

from django.db import models

from roder.domain.indexation import IndexComponent
from roder.domain.indexation import WeighedRate
from roder.domain.volumes import OLDEST
from roder.domain.volumes import VolumeFact
from roder.domain.volumes import VolumeRowKind

PLACE = ("kind", "year", "key", "body_code", "age_from", "age_to")
"""What tells one row of the volume model from another, with the day of a count."""


class VolumeRow(models.Model):
    """A row of the volume model: people of some ages, how many of them use a service, its price, a body's volume.

    What its parts mean stands at ``VolumeFact``; ``source`` says who stated it.
    """

    KINDS = [(kind.value, kind.value) for kind in VolumeRowKind]

    organisation = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=KINDS)
    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60, blank=True)
    body_code = models.CharField(max_length=20, blank=True)
    age_from = models.PositiveSmallIntegerField(default=0)
    age_to = models.PositiveSmallIntegerField(default=OLDEST)
    measured_on = models.DateField(null=True, blank=True)
    months = models.PositiveSmallIntegerField(default=12)
    number = models.DecimalField(max_digits=18, decimal_places=6, default=0)
    amount_ore = models.BigIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", *PLACE],
                condition=models.Q(measured_on__isnull=True),
                name="one_volume_row_per_place",
            ),
            models.UniqueConstraint(
                fields=["organisation", *PLACE, "measured_on"],
                condition=models.Q(measured_on__isnull=False),
                name="one_volume_count_per_day",
            ),
            models.CheckConstraint(
                condition=models.Q(age_from__lte=models.F("age_to")), name="volume_row_ages_in_order"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "year"], name="volume_row_by_year")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.body_code} {self.year}".replace("  ", " ")

    def as_value(self) -> VolumeFact:
        """Return the row for the rules."""
        return VolumeFact(
            VolumeRowKind(self.kind),
            self.year,
            self.key,
            self.body_code,
            self.number.normalize() + 0,
            self.amount_ore,
            self.age_from,
            self.age_to,
            self.measured_on,
            self.months,
            self.source,
            self.is_example,
        )


class IndexPart(models.Model):
    """A part of a named index from a year on: its weight (part of one) and how much it rises (per cent), with source."""

    COMPONENTS = [(component.value, component.value) for component in IndexComponent]

    organisation = models.CharField(max_length=80)
    index_name = models.CharField(max_length=60)
    component = models.CharField(max_length=20, choices=COMPONENTS)
    year = models.PositiveSmallIntegerField()
    weight = models.DecimalField(max_digits=7, decimal_places=6)
    rate = models.DecimalField(max_digits=8, decimal_places=4)
    source = models.CharField(max_length=200, blank=True)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "index_name", "component", "year"], name="one_index_part_per_year"
            ),
        ]
        ordering = ["index_name", "year", "component"]

    def __str__(self) -> str:
        return f"{self.index_name} {self.year} {self.component}"

    def as_value(self) -> WeighedRate:
        """Return the part for the rules."""
        return WeighedRate(
            IndexComponent(self.component), self.weight.normalize() + 0, self.rate.normalize() + 0
        )


class BodyIndex(models.Model):
    """Which index a body's frame is raised by; a body without a row follows the one that is chosen for all."""

    organisation = models.CharField(max_length=80)
    body_code = models.CharField(max_length=20)
    index_name = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "body_code"], name="one_index_per_body"),
        ]

    def __str__(self) -> str:
        return f"{self.body_code}: {self.index_name}"
