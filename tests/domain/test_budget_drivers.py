from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.worked_tables import worked_table

from roder.domain.budget_assumptions import Assumption
from roder.domain.budget_assumptions import AssumptionKind
from roder.domain.budget_drivers import Driver
from roder.domain.budget_drivers import DriverKind
from roder.domain.budget_drivers import driver_faults
from roder.domain.budget_drivers import driver_line
from roder.domain.budget_drivers import driver_lines
from roder.domain.periods import Month

YEAR = 2019
PUPIL = Assumption(AssumptionKind.PRICE, "pupil", Month(YEAR, 1), Decimal(96_000), source="Example")
PUPILS = Driver("Pupils", DriverKind.HELD, "3091", "pupil", "440", is_income=True)


def steps(cell: str) -> dict[int, Decimal]:
    """Return the values of a cell by the month that each holds from."""
    first, _, rest = cell.partition(", ")
    found = {1: Decimal(first)}
    if rest:
        value, month = rest.split(" from ")
        found[int(month)] = Decimal(value)
    return found


@pytest.mark.parametrize("row", worked_table("positions", "kind"))
def test_a_driver_follows_the_page(row: list[str]) -> None:
    said = steps(row[1])
    quantities = {
        (YEAR, month): said[max(first for first in said if first <= month)] for month in range(1, 13)
    }
    quantities = {(YEAR, 0): said[1]} if len(said) == 1 else quantities
    prices = [replace(PUPIL, first=Month(YEAR, month), value=value) for month, value in steps(row[2]).items()]
    driver = Driver("Driver", DriverKind(row[0]), "4600", "pupil", quantities=quantities)
    line = driver_line("3030", driver, prices, YEAR)
    assert [-line.months_ore[month] for month in (0, 6, 7, 11)] == [int(cell) for cell in row[3:7]]
    assert -line.year_ore == int(row[7])


def test_plan_years_have_their_own_quantities_or_those_of_the_budget_year() -> None:
    later = replace(PUPIL, first=Month(2020, 1), value=Decimal(120_000))
    said = {(2019, 8): Decimal(12), (2021, 0): Decimal(10)}
    pupils = replace(PUPILS, quantities=said)
    [line] = driver_lines("3030", [pupils], [PUPIL, later], YEAR, "Price list")
    assert (line.year_ore, line.plan_ore) == (9_600_000, (12_000_000, 120_000_000))
    assert (line.origin, line.source, line.place.activity) == ("driver", "Price list", "440")


def test_drivers_of_one_place_are_one_line_and_nothing_is_no_line() -> None:
    one = replace(PUPILS, quantities={(YEAR, 0): Decimal(1)})
    lines = driver_lines(
        "3030", [one, replace(one, name="More"), replace(PUPILS, account="3011")], [PUPIL], YEAR
    )
    assert [line.year_ore for line in lines] == [2 * 9_600_000]


def test_every_fault_of_drivers_is_told_with_its_row() -> None:
    both = {(YEAR, 0): Decimal(1), (YEAR, 3): Decimal(1)}
    drivers = [
        Driver("", DriverKind.HELD, "", "pupil"),
        replace(PUPILS, quantities=both),
        replace(PUPILS, quantities={(YEAR, 1): Decimal(-1)}),
        Driver("Hours", DriverKind.USED, "4616", "hour", quantities={(YEAR, 2): Decimal(1)}),
    ]
    faults = driver_faults(drivers, [PUPIL], YEAR)
    assert [(fault.code, fault.line) for fault in faults] == [
        ("driver_without_name", 1),
        ("driver_without_account", 1),
        ("driver_year_twice", 2),
        ("driver_twice", 3),
        ("driver_quantity_unusable", 3),
        ("driver_price_unknown", 4),
    ]
    assert faults[-1].values["month"] == "2019-02"
