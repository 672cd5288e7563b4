"""Versions are compared as docs/algorithms/budget-versions.md says."""

from __future__ import annotations

import pytest
from tests.worked_tables import worked_table

from roder.domain.budget_file_faults import balance_warnings
from roder.domain.budget_file_faults import unknown_bodies
from roder.domain.budget_version_faults import LONGEST_NAME
from roder.domain.budget_version_faults import freezing_faults
from roder.domain.budget_version_faults import making_faults
from roder.domain.budget_version_faults import removing_faults
from roder.domain.budget_version_faults import writing_faults
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import VersionLine
from roder.domain.budget_versions import frames_of
from roder.domain.budget_versions import lines_digest
from roder.domain.budget_versions import result_ore
from roder.domain.budget_versions import section_ore
from roder.domain.budget_versions import years_of
from roder.domain.version_comparison import ComparedBy
from roder.domain.version_comparison import compare
from roder.domain.version_comparison import largest

FRAME, FINANCING, INVESTMENT = BudgetSection.FRAME, BudgetSection.FINANCING, BudgetSection.INVESTMENT
A = [
    VersionLine(2018, FRAME, -700, body="300"),
    VersionLine(2018, FRAME, -200, body="400"),
    VersionLine(2018, FINANCING, 950),
    VersionLine(2018, INVESTMENT, -80, body="300"),
    VersionLine(2019, FRAME, -1, body="300"),
]
B = [
    VersionLine(2018, FRAME, -700, body="300"),
    VersionLine(2018, FRAME, -20, body="300", change_group="volume"),
    VersionLine(2018, FRAME, -50, body="500"),
    VersionLine(2018, FINANCING, 960),
]


@pytest.mark.parametrize("by", ["body", "section"])
def test_the_worked_comparison_is_that_of_the_page(by: str) -> None:
    rows = [row[1:] for row in worked_table("budget-versions", "by") if row[0] == by]
    shown = [
        [
            row.key or "-",
            "none" if row.a_ore is None else str(row.a_ore),
            "none" if row.b_ore is None else str(row.b_ore),
            str(row.difference_ore),
        ]
        for row in compare(A, B, by=by, year=2018, names={"300": "Utbildningsnämnden"})
    ]
    assert shown == rows


def test_every_part_can_be_compared_and_the_largest_comes_first() -> None:
    for by in ComparedBy:
        rows = compare(A, B, by=by, year=2018)
        assert sum(row.difference_ore for row in rows) == result_ore(B, 2018) - result_ore(A, 2018)
    assert [row.key for row in largest(compare(A, B, by="body", year=2018))] == ["400", "500", "300", ""]
    assert len(largest(compare(A, B, by="body", year=2018), 2)) == 2


def test_sums_of_a_version_are_sums_of_its_lines() -> None:
    counted = {row[0] for row in worked_table("budget-versions", "section") if row[1] == "yes"}
    assert counted == {each.value for each in BudgetSection} - {"investment"}
    assert (result_ore(A, 2018), section_ore(A, 2018, FRAME, INVESTMENT)) == (50, -980)
    assert (frames_of(B, 2018), years_of(A)) == ({"300": 720, "500": 50}, [2018, 2019])
    assert lines_digest(A) != lines_digest(A[::-1])


def test_what_keeps_a_version_from_being_made_written_frozen_or_removed() -> None:
    assert [each.code for each in making_faults("x" * (LONGEST_NAME + 1), is_taken=False)] == [
        "budget_long_name"
    ]
    assert making_faults("Budget", is_taken=False) == []
    assert [each.code for each in writing_faults(is_frozen=False, section=FINANCING, lines=A)] == [
        "budget_other_section"
    ]
    assert writing_faults(is_frozen=False, section=FRAME, lines=A[:2]) == []
    assert freezing_faults(VersionKind.BASE, is_frozen=False, has_lines=False) == []
    assert [each.code for each in removing_faults(is_frozen=True, is_used=True)] == [
        "budget_frozen", "budget_in_use",
    ]  # fmt: skip


def test_a_file_out_of_balance_says_by_how_much_each_year() -> None:
    found = balance_warnings({2019: 0, 2018: -12_345, 2020: 1})
    assert [(each.values["year"], each.values["difference_ore"]) for each in found] == [
        (2018, -12345),
        (2020, 1),
    ]
    assert "−123,45" in found[0].message_sv
    many = unknown_bodies({f"{number:03d}" for number in range(20)})
    assert many[0].message_en.endswith("010, 011 ….")
