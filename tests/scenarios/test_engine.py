"""A what-if follows its drivers exactly, as docs/algorithms/scenarios.md says."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.scenarios.cube import CubeShapeError
from roder.scenarios.cube import ScenarioCube
from roder.scenarios.cube import cube_of
from roder.scenarios.drivers import LARGEST_FACTOR
from roder.scenarios.drivers import LARGEST_ORE
from roder.scenarios.drivers import IndexChange
from roder.scenarios.drivers import VolumeChange
from roder.scenarios.drivers import factor_of
from roder.scenarios.engine import Scenario
from roder.scenarios.engine import ScenarioSums

BODIES = [0, 1, 1]
GROUPS = [2, 0, 2, 0]


def small_cube(seed: int = 0) -> ScenarioCube:
    """Three units in two bodies, four accounts in three groups of which one is empty, two years."""
    numbers = np.random.default_rng(seed)
    return cube_of(numbers.integers(-(10**6), 10**6, (3, 4, 24)), BODIES, GROUPS)


def by_hand(cube: ScenarioCube, index: dict[tuple[int, int], int], volume: dict[tuple[int, int], int]) -> int:
    """Return the whole sum cell by cell, by the words of the page."""
    whole = 0
    for (unit, account, month), ore in np.ndenumerate(cube.amounts_ore):
        cell = int(ore)
        for factor in (
            index.get((int(cube.groups[account]), month // 12), 10**6),
            volume.get((unit, month // 12), 10**6),
        ):
            size = (abs(cell) * factor * 2 + 10**6) // (2 * 10**6)
            cell = size if cell >= 0 else -size
        whole += cell
    return whole


def same(one: ScenarioSums, other: ScenarioSums) -> bool:
    return (
        np.array_equal(one.by_body, other.by_body)
        and np.array_equal(one.by_unit, other.by_unit)
        and one.total_ore == other.total_ore
    )


@pytest.mark.parametrize("row", worked_table("scenarios", "base öre"))
def test_a_cell_is_rounded_after_price_and_after_volume(row: list[str]) -> None:
    base, index, volume, cell = map(int, row)
    amounts = np.zeros((1, 1, 12), dtype=np.int64)
    amounts[0, 0, 3] = base
    sums = Scenario(cube_of(amounts, [0], [0])).change(IndexChange(0, 0, index), VolumeChange(0, 0, volume))
    assert (sums.total_ore, int(sums.by_unit[0, 3])) == (cell, cell)


CHANGES = st.one_of(
    st.builds(IndexChange, st.integers(0, 2), st.integers(0, 1), st.integers(0, LARGEST_FACTOR)),
    st.builds(VolumeChange, st.integers(0, 2), st.integers(0, 1), st.integers(0, LARGEST_FACTOR)),
)


@settings(max_examples=40)
@given(st.lists(CHANGES, max_size=6), st.integers(0, 5))
def test_what_was_followed_equals_a_full_pass_and_a_reckoning_by_hand(
    changes: list[IndexChange | VolumeChange], seed: int
) -> None:
    cube = small_cube(seed)
    scenario = Scenario(cube)
    for each in changes:
        scenario.change(each)
    index = {(each.group, each.year): each.factor for each in changes if isinstance(each, IndexChange)}
    volume = {(each.unit, each.year): each.factor for each in changes if isinstance(each, VolumeChange)}
    assert same(scenario.sums, scenario.reckoned_anew())
    assert scenario.sums.total_ore == by_hand(cube, index, volume)
    assert scenario.sums.by_body.sum() == scenario.sums.by_unit.sum() == scenario.sums.total_ore


def test_turning_a_driver_back_gives_the_base_again() -> None:
    scenario = Scenario(small_cube())
    before = scenario.sums
    scenario.change(IndexChange(2, 1, 1_030_000), VolumeChange(1, 1, 900_000))
    assert not same(before, scenario.sums)
    assert same(before, scenario.change(IndexChange(2, 1, 10**6), VolumeChange(1, 1, 10**6)))


def test_a_change_that_cannot_be_is_refused_and_changes_nothing() -> None:
    scenario = Scenario(small_cube())
    before = scenario.sums
    wrongs: list[tuple[IndexChange | VolumeChange, type[Exception]]] = [
        (IndexChange(3, 0, 10**6), IndexError),
        (IndexChange(0, 2, 10**6), IndexError),
        (VolumeChange(-1, 0, 10**6), IndexError),
        (VolumeChange(0, 0, LARGEST_FACTOR + 1), ValueError),
        (IndexChange(0, 0, -1), ValueError),
    ]
    for wrong, error in wrongs:
        with pytest.raises(error):
            scenario.change(IndexChange(0, 0, 2 * 10**6), wrong)
    assert same(before, scenario.sums)


def test_a_cube_that_does_not_fit_is_refused() -> None:
    ones = np.ones((2, 2, 12), dtype=np.int64)
    cases = [
        (ones.astype(np.float64), [0, 0], [0, 0], "whole öre"),
        (ones[0], [0], [0], "whole öre"),
        (ones, [0], [0, 0], "needs a body"),
        (ones, [0, 0], [0], "needs a body"),
        (ones[:, :, :7], [0, 0], [0, 0], "whole years"),
        (ones[:0], [], [0, 0], "whole years"),
        (ones * (LARGEST_ORE + 1), [0, 0], [0, 0], "larger than"),
    ]
    for amounts, bodies, groups, words in cases:
        with pytest.raises(CubeShapeError, match=words):
            cube_of(amounts, bodies, groups)


def test_the_base_is_never_changed() -> None:
    cube = small_cube()
    Scenario(cube).change(IndexChange(0, 0, 0))
    assert np.array_equal(cube.amounts_ore, small_cube().amounts_ore)
    with pytest.raises(ValueError, match="read-only"):
        cube.amounts_ore[0, 0, 0] = 1


@pytest.mark.parametrize("percent", ["-100.001", "200.1"])
def test_a_percent_beyond_the_limits_is_refused(percent: str) -> None:
    with pytest.raises(ValueError, match=percent.lstrip("-")):
        factor_of(Decimal(percent))
