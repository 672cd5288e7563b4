"""A what-if that follows its drivers: after a changed driver only what depends on it is reckoned, exact to the öre.

Every sum shown is the sum of the rounded cells. Sums are kept by unit, account group and month; a changed index reckons the
cells of one group and year anew, a changed volume those of one unit and year, and the sums above take the difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roder.scenarios.cube import MONTHS
from roder.scenarios.drivers import LARGEST_FACTOR
from roder.scenarios.drivers import MILLION
from roder.scenarios.drivers import IndexChange
from roder.scenarios.drivers import VolumeChange
from roder.scenarios.drivers import scaled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from roder.scenarios.cube import ScenarioCube


@dataclass(frozen=True)
class ScenarioSums:
    """The sums of a what-if, whole öre: body × account group × month, unit × month, and the whole."""

    by_body: NDArray[np.int64]
    by_unit: NDArray[np.int64]
    total_ore: int


class Scenario:
    """A cube with its drivers. It begins with every factor at one, so as the base stands.

    >>> from roder.scenarios.cube import cube_of
    >>> scenario = Scenario(cube_of(np.full((1, 1, 12), 100, dtype=np.int64), [0], [0]))
    >>> scenario.change(IndexChange(0, 0, 1_025_000)).total_ore
    1236
    """

    def __init__(self, cube: ScenarioCube) -> None:
        self.cube = cube
        units = cube.amounts_ore.shape[0]
        self._index = np.full((cube.group_count, cube.years), MILLION, dtype=np.int64)
        self._volume = np.full((units, cube.years), MILLION, dtype=np.int64)
        self._parts = np.add.reduceat(cube.amounts_ore, _filled(cube.starts[:-1], cube), axis=1)
        self._parts[:, cube.starts[:-1] == cube.starts[1:], :] = 0
        self._by_unit = self._parts.sum(axis=1)
        self._by_body = np.zeros((cube.body_count, *self._parts.shape[1:]), dtype=np.int64)
        np.add.at(self._by_body, cube.bodies, self._parts)
        self._total = int(self._by_unit.sum())

    @property
    def sums(self) -> ScenarioSums:
        """The sums as the drivers stand; copies, so that a later change does not move them."""
        return ScenarioSums(self._by_body.copy(), self._by_unit.copy(), self._total)

    def change(self, *changes: IndexChange | VolumeChange) -> ScenarioSums:
        """Take changed drivers and return the sums; raises ``IndexError`` or ``ValueError`` on one that cannot be."""
        for each in changes:
            self._require(each)
        for each in changes:
            if isinstance(each, IndexChange):
                self._index[each.group, each.year] = each.factor
                self._follow(slice(None), each.group, each.year)
            else:
                self._volume[each.unit, each.year] = each.factor
                for group in range(self.cube.group_count):
                    self._follow(slice(each.unit, each.unit + 1), group, each.year)
        return self.sums

    def _require(self, each: IndexChange | VolumeChange) -> None:
        if not 0 <= each.factor <= LARGEST_FACTOR:
            raise ValueError(each.factor)
        table = self._index if isinstance(each, IndexChange) else self._volume
        place = each.group if isinstance(each, IndexChange) else each.unit
        if not (0 <= place < table.shape[0] and 0 <= each.year < table.shape[1]):
            raise IndexError(place, each.year)

    def _follow(self, units: slice, group: int, year: int) -> None:
        """Reckon one group and year anew for some units, and give the sums the difference."""
        months = slice(year * MONTHS, (year + 1) * MONTHS)
        new = self._reckoned(units, group, year)
        difference = new - self._parts[units, group, months]
        self._parts[units, group, months] = new
        self._by_unit[units, months] += difference
        np.add.at(self._by_body[:, group, months], self.cube.bodies[units], difference)
        self._total += int(difference.sum())

    def _reckoned(self, units: slice, group: int, year: int) -> NDArray[np.int64]:
        base = self.cube.slice_of(group, year)[units]
        index = int(self._index[group, year])
        cells = base if index == MILLION else scaled(base, index)
        volumes = self._volume[units, year]
        moved = volumes != MILLION
        found: NDArray[np.int64] = cells.sum(axis=1)
        if moved.any():
            found[moved] = scaled(cells[moved], volumes[moved][:, None, None]).sum(axis=1)
        return found

    def reckoned_anew(self) -> ScenarioSums:
        """Return the sums reckoned from every cell in one pass: what the followed sums must equal."""
        index = np.repeat(self._index[self.cube.groups], MONTHS, axis=1)
        volume = np.repeat(self._volume, MONTHS, axis=1)
        cells = scaled(scaled(self.cube.amounts_ore, index[None, :, :]), volume[:, None, :])
        parts = np.zeros_like(self._parts)
        for account, group in enumerate(self.cube.groups):
            parts[:, group] += cells[:, account]
        by_body = np.zeros_like(self._by_body)
        np.add.at(by_body, self.cube.bodies, parts)
        return ScenarioSums(by_body, parts.sum(axis=1), int(cells.sum()))


def _filled(starts: NDArray[np.intp], cube: ScenarioCube) -> NDArray[np.intp]:
    """Return where each group begins, kept inside the accounts for a last group that has none."""
    kept: NDArray[np.intp] = np.minimum(starts, cube.amounts_ore.shape[1] - 1)
    return kept
