"""Drivers of a what-if: how prices and volumes change, as whole parts per million, and how a cell is rounded.

A cell is first multiplied by the index of its account group in its year and rounded to whole öre, then by the volume of
its unit in that year and rounded again: prices first, volumes then, half an öre away from zero. Worked table:
docs/algorithms/scenarios.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    import numpy as np
    from numpy.typing import NDArray

MILLION = 1_000_000
LARGEST_FACTOR = 3 * MILLION
LARGEST_ORE = 10**12
"""Ten billion kronor in a month: so large a cell, tripled twice, still fits in 64 bits on the way."""


def factor_of(percent: Decimal) -> int:
    """Return a change in percent as a factor in parts per million; raises ``ValueError`` outside −100 to +200 %.

    >>> from decimal import Decimal
    >>> factor_of(Decimal("2.5")), factor_of(Decimal("-100"))
    (1025000, 0)
    """
    factor = MILLION + int((percent * MILLION / 100).to_integral_value())
    if not 0 <= factor <= LARGEST_FACTOR:
        raise ValueError(percent)
    return factor


def scaled(amounts_ore: NDArray[np.int64], factors: NDArray[np.int64] | int) -> NDArray[np.int64]:
    """Return amounts times factors in parts per million, whole öre, half away from zero; the shapes must fit.

    >>> import numpy as np
    >>> scaled(np.array([50, -50, 101]), 1_010_000).tolist()
    [51, -51, 102]
    """
    product: NDArray[np.int64] = amounts_ore * factors
    product += MILLION // 2
    product -= amounts_ore < 0
    product //= MILLION
    return product


@dataclass(frozen=True, slots=True)
class IndexChange:
    """The index of an account group in a year becomes another (numbers from 0; ``factor`` in parts per million)."""

    group: int
    year: int
    factor: int


@dataclass(frozen=True, slots=True)
class VolumeChange:
    """The volume of a unit in a year becomes another (numbers from 0; ``factor`` in parts per million)."""

    unit: int
    year: int
    factor: int
