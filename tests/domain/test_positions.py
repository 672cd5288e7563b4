from __future__ import annotations

from decimal import Decimal

import pytest
from tests.worked_tables import worked_table

from roder.domain.budget_assumptions import Assumption
from roder.domain.budget_assumptions import AssumptionKind
from roder.domain.periods import Month
from roder.domain.position_faults import position_faults
from roder.domain.positions import Position
from roder.domain.positions import accounts_of_few
from roder.domain.positions import overhead_ore
from roder.domain.positions import position_lines
from roder.domain.positions import title_groups
from roder.domain.positions import wage_ore

NAME = "positions"


def assumed(kind: AssumptionKind, value: str, first: str, key: str = "", account: str = "") -> Assumption:
    return Assumption(kind, key, Month.parse(first), Decimal(value), account, "Example")


WAGES = [
    assumed(AssumptionKind.UPLIFT, "2.2", "2018-04"),
    assumed(AssumptionKind.UPLIFT, "2.8", "2019-04"),
    assumed(AssumptionKind.UPLIFT, "2.5", "2020-04"),
    assumed(AssumptionKind.VACANCY, "2", "2019-07"),
]
OVERHEADS = [
    assumed(AssumptionKind.OVERHEAD, "31.42", "2019-01", "PO", "5610"),
    assumed(AssumptionKind.OVERHEAD, "31", "2019-07", "PO", "5610"),
    assumed(AssumptionKind.OVERHEAD, "7.75", "2019-01", "PO", "5620"),
]


def month(cell: str) -> Month | None:
    return None if cell == "-" else Month.parse(cell)


@pytest.mark.parametrize("row", worked_table(NAME, "positions"))
def test_wages_of_a_month_follow_the_page(row: list[str]) -> None:
    positions, share, wage, first, last, vacancy, at, wages = row
    position = Position(
        "Teacher",
        Decimal(positions),
        int(wage),
        "5023",
        share=Decimal(share),
        first=month(first),
        last=month(last),
        vacancy=None if vacancy == "-" else Decimal(vacancy),
    )
    assert wage_ore(position, WAGES, 2019, Month.parse(at)) == int(wages)


@pytest.mark.parametrize("row", worked_table(NAME, "wages"))
def test_overhead_of_a_month_follows_the_page(row: list[str]) -> None:
    position = Position("Teacher", Decimal(1), 1, "5023", overhead="PO")
    found = overhead_ore(position, OVERHEADS, Month.parse(row[1]), int(row[0]))
    assert (", ".join(f"{account} {ore}" for account, ore in found.items()) or "none") == row[2]


@pytest.mark.parametrize("row", worked_table(NAME, "titles"))
def test_who_sees_wages_follows_the_page(row: list[str]) -> None:
    titles = [part.split() for part in row[0].split(", ")]
    positions = [Position(title, Decimal(count), 3_000_000, "5020") for title, count in titles]
    groups = title_groups(positions, [], 2019)
    shown = [group.title or "whole" for group in groups if group.wage_ore is not None]
    assert (", ".join(shown) or "none") == row[1]
    assert sum(group.positions for group in groups[:-1]) == groups[-1].positions


def test_rows_of_one_place_are_one_line_and_plan_years_have_their_own_months() -> None:
    positions = [
        Position("Teacher", Decimal(2), 3_000_000, "5023", "440", overhead="PO"),
        Position("Teacher", Decimal(1), 4_000_000, "5023", "440", last=Month(2019, 6)),
        Position("Cook", Decimal(1), 100, "5610", "425", overhead="PO"),
        Position("Later", Decimal(1), 100, "5021", "440", first=Month(2022, 1)),
    ]
    lines = position_lines("3030", positions, OVERHEADS, 2019, "Staff list")
    places = [(line.place.account, line.place.activity) for line in lines]
    assert places == [("5023", "440"), ("5610", "425"), ("5610", "440"), ("5620", "425"), ("5620", "440")]
    wages = lines[0]
    assert wages.months_ore == (-10_000_000,) * 6 + (-6_000_000,) * 6
    assert wages.plan_ore == (-72_000_000, -72_000_000)
    assert (wages.origin, wages.source) == ("positions", "Staff list")
    assert lines[1].months_ore[0] == -131
    assert lines[2].year_ore == -6 * (1_885_200 + 1_860_000)
    assert title_groups([], [], 2019) == []
    assert accounts_of_few(positions[:3]) == [("5023", "440"), ("5610", "425")]


def test_every_fault_of_a_staff_list_is_told_with_its_row() -> None:
    positions = [
        Position("", Decimal(0), 0, "", share=Decimal(101), vacancy=Decimal(-1), overhead="PO"),
        Position("Cook", Decimal(1), 1, "5020", first=Month(2019, 8), last=Month(2019, 7), overhead="PO"),
        Position("Cook", Decimal(1), 1, "5020", first=Month(2018, 1), overhead="Other"),
    ]
    faults = position_faults(positions, OVERHEADS, Month(2019, 1))
    assert [(fault.code, fault.line) for fault in faults] == [
        ("position_without_title", 1),
        ("position_without_account", 1),
        ("positions_unusable", 1),
        ("wage_unusable", 1),
        ("share_unusable", 1),
        ("vacancy_unusable", 1),
        ("position_months_reversed", 2),
        ("overhead_unknown", 3),
    ]
