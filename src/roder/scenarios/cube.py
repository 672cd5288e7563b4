"""The cube of a what-if: units × accounts × months of whole öre, and what its sums depend on."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

import numpy as np

from roder.scenarios.drivers import LARGEST_ORE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MONTHS = 12
_AXES = 3


class CubeShapeError(ValueError):
    """The parts of the cube do not fit together; the message says which."""


@dataclass(frozen=True)
class ScenarioCube:
    """Amounts by unit, account and month, with the body of each unit and the group of each account.

    ``amounts_ore`` is int64 of the shape units × accounts × months, whole years of twelve months, in any one sign
    convention; it is never changed. ``bodies`` and ``groups`` are numbers from 0. Accounts are sorted by group.
    """

    amounts_ore: NDArray[np.int64]
    bodies: NDArray[np.intp]
    groups: NDArray[np.intp]
    starts: NDArray[np.intp] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._check()
        order = np.argsort(self.groups, kind="stable")
        if not np.array_equal(order, np.arange(order.size)):
            object.__setattr__(self, "amounts_ore", np.ascontiguousarray(self.amounts_ore[:, order, :]))
            object.__setattr__(self, "groups", self.groups[order])
        object.__setattr__(self, "starts", np.searchsorted(self.groups, np.arange(self.group_count + 1)))
        self.amounts_ore.setflags(write=False)

    def _check(self) -> None:
        if self.amounts_ore.ndim != _AXES or self.amounts_ore.dtype != np.int64:
            raise CubeShapeError("amounts must be whole öre (int64) by unit, account and month")
        units, accounts, months = self.amounts_ore.shape
        if self.bodies.shape != (units,) or self.groups.shape != (accounts,):
            raise CubeShapeError("each unit needs a body and each account a group")
        if not units or not accounts or not months or months % MONTHS:
            raise CubeShapeError("a cube has units, accounts and whole years")
        if np.abs(self.amounts_ore).max() > LARGEST_ORE:
            raise CubeShapeError("a cell is larger than can be multiplied exactly")

    @property
    def years(self) -> int:
        """How many years the cube holds."""
        return int(self.amounts_ore.shape[2]) // MONTHS

    @property
    def body_count(self) -> int:
        """How many bodies the units belong to."""
        return int(self.bodies.max()) + 1

    @property
    def group_count(self) -> int:
        """How many groups the accounts belong to."""
        return int(self.groups.max()) + 1

    def slice_of(self, group: int, year: int) -> NDArray[np.int64]:
        """Return the base amounts of one account group in one year: units × its accounts × twelve months."""
        accounts = slice(int(self.starts[group]), int(self.starts[group + 1]))
        return self.amounts_ore[:, accounts, year * MONTHS : (year + 1) * MONTHS]


def cube_of(amounts_ore: NDArray[np.int64], bodies: Sequence[int], groups: Sequence[int]) -> ScenarioCube:
    """Return the cube of plain lists; raises ``CubeShapeError``.

    >>> cube_of(np.ones((2, 3, 36), dtype=np.int64), [0, 0], [1, 0, 0]).years
    3
    """
    return ScenarioCube(amounts_ore, np.asarray(bodies, dtype=np.intp), np.asarray(groups, dtype=np.intp))
