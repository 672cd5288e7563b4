"""Staff lists, drivers and assumptions: read with every fault on its line, and written as they are read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from roder.domain.budget_assumptions import Assumption
from roder.domain.budget_assumptions import AssumptionKind
from roder.domain.budget_drivers import Driver
from roder.domain.budget_drivers import DriverKind
from roder.domain.periods import Month
from roder.domain.positions import Position
from roder.formats.tabular.basis_fields import ASSUMPTION_FIELDS
from roder.formats.tabular.basis_fields import DRIVER_FIELDS
from roder.formats.tabular.basis_fields import POSITION_FIELDS
from roder.formats.tabular.basis_tables import read_assumptions
from roder.formats.tabular.basis_tables import read_drivers
from roder.formats.tabular.basis_tables import read_positions
from roder.formats.tabular.basis_writing import assumption_row
from roder.formats.tabular.basis_writing import driver_rows
from roder.formats.tabular.basis_writing import position_row
from roder.formats.tabular.basis_writing import row_texts
from roder.formats.tabular.basis_writing import write_basis

TEACHER = Position(
    "Lärare",
    Decimal("12.5"),
    3_640_050,
    "5023",
    "440",
    Decimal(80),
    Month(2019, 8),
    Month(2020, 6),
    Decimal(3),
    "PO",
    "Personalsystemet",
)
HEAD = Position("Rektor", Decimal(1), 5_500_000, "5020")
PUPILS = Driver(
    "Elever",
    DriverKind.HELD,
    "3091",
    "skolpeng",
    "440",
    "elever",
    is_income=True,
    source="Prognos",
    quantities={(2019, 1): Decimal(410), (2019, 8): Decimal(420), (2020, 0): Decimal(425)},
)
HOURS = Driver("Timmar", DriverKind.USED, "4616", "timme")
UPLIFT = Assumption(
    AssumptionKind.UPLIFT, "", Month(2019, 4), Decimal("2.8"), source="Avtal", is_example=True
)
OVERHEAD = Assumption(AssumptionKind.OVERHEAD, "PO", Month(2019, 1), Decimal(39), "5610", "SKR")


@pytest.mark.parametrize("as_workbook", [False, True])
def test_what_is_written_is_read_back(*, as_workbook: bool) -> None:
    rows = [position_row(TEACHER, "3030"), position_row(HEAD, "3031")]
    staff = read_positions(write_basis(rows, POSITION_FIELDS, as_workbook=as_workbook))
    assert staff.problems == []
    assert staff.by_unit() == {"3030": [TEACHER], "3031": [HEAD]}
    assert staff.lines() == {"3030": [2], "3031": [3]}
    rows = [*driver_rows(PUPILS, 2019, "3030"), *driver_rows(HOURS, 2019, "3030")]
    drivers = read_drivers(write_basis(rows, DRIVER_FIELDS, as_workbook=as_workbook), year=2018)
    assert drivers.by_unit() == {"3030": [PUPILS, HOURS]}
    rows = [assumption_row(UPLIFT), assumption_row(OVERHEAD)]
    assumed = read_assumptions(write_basis(rows, ASSUMPTION_FIELDS, as_workbook=as_workbook))
    assert (assumed.refused, assumed.by_unit()) == (False, {"": [UPLIFT, OVERHEAD]})


def test_a_table_of_a_units_own_has_no_column_for_it() -> None:
    text = "Titel;Antal tjänster;Månadslön;Konto;Från\nLärare;2;30 000;5023;aug 2019\n"
    [row] = read_positions(text.encode(), unit="3030").rows
    assert (row.unit, row.line, row.value.first) == ("3030", 2, Month(2019, 8))
    assert row_texts(position_row(row.value), POSITION_FIELDS)["wage"] == "30000"
    assert row_texts(position_row(TEACHER), POSITION_FIELDS)["wage"] == "36400,50"


def test_every_fault_of_a_table_is_told_with_its_line() -> None:
    staff = "Titel;Antal tjänster;Månadslön;Konto;Vakans\nLärare;..;30 000;5023;\nKock;1;x;5020;saknas\n"
    found = read_positions(staff.encode(), unit="3030")
    assert [(each.code, each.line) for each in found.problems] == [
        ("basis_number_missing", 2),
        ("bad_amount", 3),
    ]
    assert found.refused
    drivers = "Drivare;Konto;Pris;År;Hela året;Augusti\nElever;3091;peng;19;;4\nElever;3091;peng;;dold;-\n"
    codes = [
        (each.code, each.line) for each in read_drivers(drivers.encode(), year=2019, unit="3030").problems
    ]
    assert codes == [("basis_year_unusable", 2), ("basis_number_missing", 3)]
    assumed = "Slag;Namn;Från och med;Värde;Källa\npris;peng;2019-01;-;x\nlön;;2019-01;2;x\n"
    codes = [(each.code, each.line) for each in read_assumptions(assumed.encode()).problems]
    assert codes == [("basis_number_missing", 2), ("bad_choice", 3)]


def test_a_driver_that_is_said_twice_of_one_year_stays_two() -> None:
    text = "Drivare;Konto;Pris;År;Hela året\nElever;3091;peng;2019;4\nElever;3091;peng;2019;5\nElever;3092;peng;2020;6\n"
    assert len(read_drivers(text.encode(), year=2019, unit="3030").rows) == 3
