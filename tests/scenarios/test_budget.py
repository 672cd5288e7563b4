"""A what-if on a budget version: untouched it is the version, touched it moves what it says and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionLine
from roder.domain.budget_versions import result_ore
from roder.scenarios.budget import BudgetScenario

LINES = [
    VersionLine(year, section, ore, body=body, line=line)
    for year in (2019, 2020)
    for section, ore, body, line in [
        (BudgetSection.FRAME, -100_007, "300", ""),
        (BudgetSection.FRAME, -50_003, "400", ""),
        (BudgetSection.CENTRAL, -1_001, "", "pensions"),
        (BudgetSection.DEPRECIATION, -500, "", ""),
        (BudgetSection.FINANCING, 150_000, "", "municipal_tax"),
        (BudgetSection.FINANCING, 7_777, "", ""),
        (BudgetSection.INVESTMENT, -9_999, "", "P1"),
    ]
]


def test_untouched_it_is_the_version_to_the_ore() -> None:
    scenario = BudgetScenario(LINES)
    found = scenario.reckon({}, {})
    assert found.results == {year: result_ore(LINES, year) for year in (2019, 2020)}
    assert found.bodies["300", 2020] == -100_007
    assert found.parts["financing", 2019] == 7_777
    assert scenario.parts == ["frame", "central", "depreciation", "municipal_tax", "financing"]


def test_a_tax_base_and_a_volume_move_what_rests_on_them() -> None:
    found = BudgetScenario(LINES).reckon(
        {("municipal_tax", 2020): Decimal(-1)}, {("400", 2020): Decimal(10), ("300", 2019): Decimal(-100)}
    )
    base = BudgetScenario(LINES).reckon({}, {})
    assert found.parts["municipal_tax", 2020] == 148_500
    assert found.parts["municipal_tax", 2019] == 150_000
    assert found.bodies["400", 2020] == pytest.approx(-55_003, abs=6)
    assert found.bodies["300", 2019] == 0
    moved = (148_500 - 150_000) + (found.bodies["400", 2020] + 50_003)
    assert found.results[2020] - base.results[2020] == moved


def test_what_is_not_there_or_too_much_is_refused() -> None:
    scenario = BudgetScenario(LINES)
    with pytest.raises(KeyError):
        scenario.reckon({("frame", 2031): Decimal(1)}, {})
    with pytest.raises(KeyError):
        scenario.reckon({}, {("999", 2019): Decimal(1)})
    with pytest.raises(ValueError, match="201"):
        scenario.reckon({("frame", 2019): Decimal(201)}, {})
    with pytest.raises(ValueError, match="needs lines"):
        BudgetScenario([LINES[6]])


def test_frames_without_a_body_are_the_municipalitys() -> None:
    found = BudgetScenario([VersionLine(2019, BudgetSection.FRAME, -5)]).reckon({}, {})
    assert (found.bodies, found.results) == ({}, {2019: -5})
