"""Lines that follow from a quantity and a price: pupils, places, hours.

Amounts are whole öre. The months of a driver sum to its exact year, by largest remainder. Rules and worked tables:
docs/algorithms/positions.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Final

from roder.domain.budget_assumptions import is_kept
from roder.domain.budget_assumptions import price_ore_at
from roder.domain.internal_budgets import MONTHS
from roder.domain.internal_budgets import PLAN_YEARS
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import InternalLineOrigin
from roder.domain.internal_budgets import LinePlace
from roder.domain.internal_budgets import summed
from roder.domain.positions import months_of
from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.domain.whole_units import apportioned
from roder.domain.whole_units import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.budget_assumptions import Assumption
    from roder.domain.periods import Month

WHOLE_YEAR = 0
"""Stands for the month of a quantity that is said for the year as a whole."""
LARGEST: Final = Decimal(10**9)


class DriverKind(StrEnum):
    """How the quantity meets the price: so many held during a year at a yearly price, or so many used at a price each."""

    HELD = "held"
    USED = "used"


@dataclass(frozen=True, slots=True)
class Driver:
    """A named quantity with a price, on an account and an activity.

    ``quantities`` are by year and month; month 0 is the year as a whole. ``price`` names an assumption. ``is_income``
    turns the lines into income; else they are cost.
    """

    name: str
    kind: DriverKind
    account: str
    price: str
    activity: str = ""
    measure: str = ""
    is_income: bool = False
    source: str = ""
    quantities: Mapping[tuple[int, int], Decimal] = field(default_factory=dict)

    def quantity(self, month: Month) -> Fraction:
        """Return the quantity of a month, exact: as said for it, else from the year as a whole, else 0.

        Of what is held, the year's figure holds in every month; of what is used, a twelfth of it does.

        >>> from roder.domain.periods import Month
        >>> Driver("Hours", DriverKind.USED, "4616", "hour", quantities={(2019, 0): Decimal(6)}).quantity(Month(2019, 1))
        Fraction(1, 2)
        """
        said = self.quantities.get((month.year, month.month))
        if said is not None:
            return Fraction(said)
        year = Fraction(self.quantities.get((month.year, WHOLE_YEAR), Decimal(0)))
        return year if self.kind is DriverKind.HELD else year / MONTHS

    def says_of(self, year: int) -> bool:
        """Return whether any quantity is said of a year.

        >>> Driver("Hours", DriverKind.USED, "4616", "hour").says_of(2019)
        False
        """
        return any(key[0] == year for key in self.quantities)


def month_amounts(driver: Driver, assumptions: Sequence[Assumption], year: int) -> list[Fraction]:
    """Return what a driver comes to in each month of a year in öre, exact and without sign; without a price 0.

    >>> month_amounts(Driver("Pupils", DriverKind.HELD, "3091", "pupil"), [], 2019)[0]
    Fraction(0, 1)
    """
    part = Fraction(1, MONTHS) if driver.kind is DriverKind.HELD else Fraction(1)
    return [
        driver.quantity(month) * (price_ore_at(assumptions, driver.price, month) or Fraction(0)) * part
        for month in months_of(year)
    ]


def driver_line(
    unit: str, driver: Driver, assumptions: Sequence[Assumption], year: int, source: str = ""
) -> InternalLine:
    """Return a driver's line in report sign.

    A plan year of which no quantity is said has that of the budget year, at the prices of its own months.

    >>> driver_line("3030", Driver("Pupils", DriverKind.HELD, "3091", "pupil"), [], 2019).year_ore
    0
    """
    sign = 1 if driver.is_income else -1
    months = apportioned(month_amounts(driver, assumptions, year), 1)
    plan = []
    for step in range(1, PLAN_YEARS + 1):
        told = driver if driver.says_of(year + step) else _moved(driver, year, year + step)
        plan.append(sign * rounded(sum(month_amounts(told, assumptions, year + step), Fraction(0)), 1))
    return InternalLine(
        LinePlace(unit, driver.account, driver.activity),
        tuple(sign * ore for ore in months),
        (plan[0], plan[1]),
        origin=InternalLineOrigin.DRIVER.value,
        source=source,
    )


def _moved(driver: Driver, year: int, to: int) -> Driver:
    quantities = {(to, month): number for (at, month), number in driver.quantities.items() if at == year}
    return Driver(driver.name, driver.kind, driver.account, driver.price, quantities=quantities)


def driver_lines(
    unit: str, drivers: Iterable[Driver], assumptions: Sequence[Assumption], year: int, source: str = ""
) -> list[InternalLine]:
    """Return the lines of a unit's drivers, those of one place together.

    >>> driver_lines("3030", [], [], 2019)
    []
    """
    lines = summed(driver_line(unit, driver, assumptions, year, source) for driver in drivers)
    return [line for line in lines if any((*line.months_ore, *line.plan_ore))]


MESSAGES: Final = {
    "driver_without_name": (
        "Row {number}: say what the driver is called.",
        "Rad {number}: ange drivarens namn.",
    ),
    "driver_without_account": ("Row {number}: say the account.", "Rad {number}: ange kontot."),
    "driver_price_unknown": (
        "Row {number}: no price called “{name}” holds in {month}. Add it to the assumptions first.",
        "Rad {number}: inget pris som heter ”{name}” gäller i {month}. Lägg först till det bland antagandena.",
    ),
    "driver_quantity_unusable": (
        "Row {number}: a quantity is 0 or more, and at most a thousand million, with four decimals at most. It says {value}.",
        "Rad {number}: en volym ska vara 0 eller mer, högst en miljard, med högst fyra decimaler. Där står {value}.",
    ),
    "driver_year_twice": (
        "Row {number}: say the quantity of {year} for the year or for its months, not for both.",
        "Rad {number}: ange volymen för {year} för hela året eller per månad, inte båda.",
    ),
    "driver_twice": (
        "Row {number}: there is a driver called “{name}” already. Call them differently.",
        "Rad {number}: det finns redan en drivare som heter ”{name}”. Ge dem olika namn.",
    ),
}
"""Code to English and Swedish sentence."""


def driver_faults(
    drivers: Sequence[Driver], assumptions: Sequence[Assumption], year: int, numbers: Sequence[int] = ()
) -> list[Problem]:
    """Return what is wrong with drivers, the number of each as its line; ``numbers`` are those where they stand.

    >>> driver_faults([], [], 2019)
    []
    """
    found: list[Problem] = []
    names: set[str] = set()
    for number, driver in zip(numbers or range(1, len(drivers) + 1), drivers, strict=True):
        if not driver.name:
            found.append(driver_fault("driver_without_name", number))
        if not driver.account:
            found.append(driver_fault("driver_without_account", number))
        if driver.name in names:
            found.append(driver_fault("driver_twice", number, name=driver.name))
        names.add(driver.name)
        found += _quantity_faults(driver, number) + _price_faults(driver, assumptions, year, number)
    return found


def _quantity_faults(driver: Driver, number: int) -> list[Problem]:
    found = [
        driver_fault("driver_quantity_unusable", number, value=str(quantity))
        for quantity in driver.quantities.values()
        if not (0 <= quantity <= LARGEST and is_kept(quantity))
    ]
    for year in sorted({key[0] for key in driver.quantities}):
        of_year = [key for key in driver.quantities if key[0] == year]
        if (year, WHOLE_YEAR) in driver.quantities and len(of_year) > 1:
            found.append(driver_fault("driver_year_twice", number, year=year))
    return found


def _price_faults(driver: Driver, assumptions: Sequence[Assumption], year: int, number: int) -> list[Problem]:
    for month in months_of(year):
        if driver.quantity(month) and price_ore_at(assumptions, driver.price, month) is None:
            return [driver_fault("driver_price_unknown", number, name=driver.price, month=str(month))]
    return []


def driver_fault(code: str, number: int, **facts: str | int) -> Problem:
    """Return the problem of a code with its facts.

    >>> driver_fault("driver_without_name", 1).line
    1
    """
    english, swedish = (text.format(number=number, **facts) for text in MESSAGES[code])
    return Problem(Severity.ERROR, code, number, english, swedish, values=facts)
