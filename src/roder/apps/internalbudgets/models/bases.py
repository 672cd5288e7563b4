from __future__ import annotations

from django.db import models

from roder.apps.internalbudgets.models.budgets import InternalBudget
from roder.apps.internalbudgets.models.budgets import UnitPart
from roder.domain.budget_assumptions import Assumption
from roder.domain.budget_assumptions import AssumptionKind
from roder.domain.budget_drivers import Driver
from roder.domain.budget_drivers import DriverKind
from roder.domain.periods import Month
from roder.domain.positions import Position


class StaffPosition(models.Model):
    """A row of a unit's staff list: positions of one title and wage; what its parts mean stands at ``Position``.

    ``number`` is its order in the list. Months are written ``2019-08``, empty: always, and for good.
    """

    part = models.ForeignKey(UnitPart, on_delete=models.CASCADE, related_name="positions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    positions = models.DecimalField(max_digits=12, decimal_places=4)
    monthly_wage_ore = models.BigIntegerField()
    account = models.CharField(max_length=20)
    activity = models.CharField(max_length=40, blank=True)
    share = models.DecimalField(max_digits=8, decimal_places=4, default=100)
    first_month = models.CharField(max_length=7, blank=True)
    last_month = models.CharField(max_length=7, blank=True)
    vacancy = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    overhead = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "number"], name="one_staff_row_per_number"),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.part}: {self.number}"

    def as_value(self) -> Position:
        """Return the row for the rules."""
        return Position(
            self.title,
            self.positions,
            self.monthly_wage_ore,
            self.account,
            self.activity,
            self.share,
            Month.parse(self.first_month) if self.first_month else None,
            Month.parse(self.last_month) if self.last_month else None,
            self.vacancy,
            self.overhead,
            self.source,
        )


class BudgetDriver(models.Model):
    """A quantity with a price that makes a line of a unit; what its parts mean stands at ``Driver``."""

    KINDS = [(kind.value, kind.value) for kind in DriverKind]

    part = models.ForeignKey(UnitPart, on_delete=models.CASCADE, related_name="drivers")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=KINDS)
    account = models.CharField(max_length=20)
    activity = models.CharField(max_length=40, blank=True)
    price = models.CharField(max_length=60)
    measure = models.CharField(max_length=40, blank=True)
    is_income = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "name"], name="one_driver_per_part_and_name"),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.part}: {self.name}"

    def as_value(self) -> Driver:
        """Return the driver with its quantities for the rules."""
        return Driver(
            self.name,
            DriverKind(self.kind),
            self.account,
            self.price,
            self.activity,
            self.measure,
            self.is_income,
            self.source,
            {(row.year, row.month): row.quantity for row in self.quantities.all()},
        )


class DriverQuantity(models.Model):
    """How much of a driver there is in a month; ``month`` 0 is the year as a whole."""

    driver = models.ForeignKey(BudgetDriver, on_delete=models.CASCADE, related_name="quantities")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(default=0)
    quantity = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["driver", "year", "month"], name="one_quantity_per_month"),
            models.CheckConstraint(condition=models.Q(month__lte=12), name="quantity_month_is_a_month"),
        ]
        ordering = ["year", "month"]

    def __str__(self) -> str:
        return f"{self.driver} {self.year}-{self.month:02}: {self.quantity}"


class BudgetAssumption(models.Model):
    """What an internal budget assumes from a month on; what its parts mean stands at ``Assumption``."""

    KINDS = [(kind.value, kind.value) for kind in AssumptionKind]

    internal_budget = models.ForeignKey(InternalBudget, on_delete=models.CASCADE, related_name="assumptions")
    kind = models.CharField(max_length=20, choices=KINDS)
    key = models.CharField(max_length=60, blank=True)
    first_month = models.CharField(max_length=7)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    account = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=200)
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["internal_budget", "kind", "key", "account", "first_month"],
                name="one_assumption_per_name_and_month",
            ),
        ]
        ordering = ["kind", "key", "account", "first_month"]

    def __str__(self) -> str:
        return f"{self.internal_budget}: {self.kind} {self.key} {self.first_month}"

    def as_value(self) -> Assumption:
        """Return the assumption for the rules."""
        return Assumption(
            AssumptionKind(self.kind),
            self.key,
            Month.parse(self.first_month),
            self.value,
            self.account,
            self.source,
            self.is_example,
        )
