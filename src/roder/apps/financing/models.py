from __future__ import annotations

from django.db import models


class FinancingRound(models.Model):
    """A forecast round: what tax, equalisation, grants and financial items are reckoned to give, year by year.

    Each round is kept; a budget version rests on one and can be moved to the next. ``source`` says who published it
    and ``published_on`` when (SKR's circulars come some five times a year, DOMAIN 2.5).
    """

    organisation = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_locked = models.BooleanField(default=False)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_financing_round_per_name"),
        ]
        ordering = ["published_on", "pk"]

    def __str__(self) -> str:
        return self.title or self.name

    @property
    def subject(self) -> str:
        """What the history calls the round: organisation and name."""
        return f"{self.organisation} {self.name}".strip()


class FinancingInput(models.Model):
    """What a round says of a year: a dated parameter of the formulas (DOMAIN 2), with its source.

    ``key`` is one of ``domain.financing_inputs``; ``value`` is an exact decimal in the key's unit.
    """

    financing_round = models.ForeignKey(FinancingRound, on_delete=models.CASCADE, related_name="inputs")
    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=24, decimal_places=8)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["financing_round", "year", "key"], name="one_financing_input_per_year_and_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.key}: {self.value}"


class StatedLine(models.Model):
    """A line of the financing sheet that is stated as an amount, not reckoned: a grant by its text, an outcome.

    ``key`` is a line of the sheet; a free grant line has a key of its own and a ``label``. Report sign.
    """

    financing_round = models.ForeignKey(FinancingRound, on_delete=models.CASCADE, related_name="stated_lines")
    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=200, blank=True)
    amount_ore = models.BigIntegerField()
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["financing_round", "year", "key"], name="one_stated_line_per_year_and_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.key}: {self.amount_ore}"
