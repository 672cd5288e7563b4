"""A budget version as a cube: what-if a price, a tax base or a volume becomes another, in whole öre.

Units are bodies and, for what is no body's, the municipality itself; accounts are the parts of the budget: frames, central
items, depreciation, and each line of the financing. A year is twelve equal months (money-allocation). Investments are apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

import numpy as np

from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import years_of
from roder.domain.money import allocate
from roder.scenarios.cube import MONTHS
from roder.scenarios.cube import cube_of
from roder.scenarios.drivers import IndexChange
from roder.scenarios.drivers import VolumeChange
from roder.scenarios.drivers import factor_of
from roder.scenarios.engine import Scenario

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from roder.domain.budget_versions import VersionLine

MUNICIPALITY: Final = ""
"""The unit of what is no body's."""
_BY_LINE: Final = frozenset({BudgetSection.FINANCING, BudgetSection.FINANCIAL})


@dataclass(frozen=True)
class WhatIf:
    """The sums of a what-if by year, öre in report sign: each part of the budget, each body's frame, the result."""

    parts: dict[tuple[str, int], int]
    bodies: dict[tuple[str, int], int]
    results: dict[int, int]


def part_of(line: VersionLine) -> str:
    """Return the part of the budget that a line belongs to: a section, or a line of the financing by its key.

    >>> from roder.domain.budget_versions import VersionLine
    >>> part_of(VersionLine(2019, BudgetSection.FINANCING, 5, line="municipal_tax"))
    'municipal_tax'
    """
    return (line.line or line.section.value) if line.section in _BY_LINE else line.section.value


class BudgetScenario:
    """A version's lines as a cube whose drivers can be moved; raises ``ValueError`` without any line.

    >>> from decimal import Decimal
    >>> from roder.domain.budget_versions import VersionLine
    >>> lines = [VersionLine(2019, BudgetSection.FRAME, -1200, body="400")]
    >>> BudgetScenario(lines).reckon({("frame", 2019): Decimal(10)}, {}).results
    {2019: -1320}
    """

    def __init__(self, lines: Sequence[VersionLine]) -> None:
        kept = [each for each in lines if each.section is not BudgetSection.INVESTMENT]
        if not kept:
            msg = "a what-if needs lines"
            raise ValueError(msg)
        self.years = years_of(kept)
        self.parts = list(dict.fromkeys(part_of(each) for each in kept))
        bodies = sorted({each.body for each in kept if each.section is BudgetSection.FRAME})
        self.bodies = [body for body in bodies if body != MUNICIPALITY]
        self._units = [MUNICIPALITY, *self.bodies]
        self._cube = cube_of(self._amounts(kept), range(len(self._units)), range(len(self.parts)))

    def _amounts(self, lines: Sequence[VersionLine]) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        shape = (len(self._units), len(self.parts), MONTHS * len(self.years))
        whole = np.zeros((shape[0], shape[1], len(self.years)), dtype=np.int64)
        for each in lines:
            is_body = each.section is BudgetSection.FRAME and each.body in self._units
            unit = self._units.index(each.body) if is_body else 0
            whole[unit, self.parts.index(part_of(each)), self.years.index(each.year)] += each.amount_ore
        amounts = np.zeros(shape, dtype=np.int64)
        for (unit, part, year), ore in np.ndenumerate(whole):
            begins = year * MONTHS
            amounts[unit, part, begins : begins + MONTHS] = allocate(int(ore), [1] * MONTHS)
        return amounts

    def reckon(
        self, prices: Mapping[tuple[str, int], Decimal], volumes: Mapping[tuple[str, int], Decimal]
    ) -> WhatIf:
        """Return the sums when parts (by part and year) and bodies' volumes (by body and year) change by so many percent.

        Raises ``ValueError`` for a percentage outside −100 to +200, ``KeyError`` for what the version does not have.
        """
        changes: list[IndexChange | VolumeChange] = [
            IndexChange(_at(self.parts, part), _at(self.years, year), factor_of(percent))
            for (part, year), percent in prices.items()
        ]
        changes += [
            VolumeChange(_at(self._units, body), _at(self.years, year), factor_of(percent))
            for (body, year), percent in volumes.items()
        ]
        sums = Scenario(self._cube).change(*changes)
        by_year = sums.by_body.reshape(len(self._units), len(self.parts), len(self.years), MONTHS).sum(axis=3)
        whole = by_year.sum(axis=0)
        return WhatIf(
            {
                (part, year): int(whole[index, at])
                for index, part in enumerate(self.parts)
                for at, year in enumerate(self.years)
            },
            {
                (body, year): int(by_year[index + 1, :, at].sum())
                for index, body in enumerate(self.bodies)
                for at, year in enumerate(self.years)
            },
            {year: int(whole[:, at].sum()) for at, year in enumerate(self.years)},
        )


def _at(known: Sequence[str] | Sequence[int], value: str | int) -> int:
    for index, each in enumerate(known):
        if each == value:
            return index
    raise KeyError(value)
