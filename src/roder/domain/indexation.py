"""Indexation of frames: by SKR's price index for municipal activities (PKV), or by weights of one's own.

Rates are per cent a year as ``Decimal`` (2,4 is 2,4 per cent), weights are parts of one. Rules and worked tables:
docs/algorithms/indexation.md (DOMAIN 2.5 a, b).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from roder.domain.whole_units import apportioned

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence


class IndexComponent(StrEnum):
    """What an index is weighed together from."""

    WAGE = "wage"
    PRICE = "price"
    RENT = "rent"
    BOUGHT = "bought"


PKV_COMPONENTS = frozenset({IndexComponent.WAGE, IndexComponent.PRICE})
PER_CENT = Fraction(1, 100)


class IndexWeightsError(ValueError):
    """The weights of an index do not make one whole, or one of them is negative."""


@dataclass(frozen=True, slots=True)
class WeighedRate:
    """A part of an index in a year: how much it weighs (part of one) and how much it rises (per cent)."""

    component: IndexComponent
    weight: Decimal
    rate: Decimal


def index_rate(parts: Iterable[WeighedRate]) -> Decimal:
    """Return the index in per cent: Σ weight × rate, exact. Raises ``IndexWeightsError``.

    >>> wage, price = (WeighedRate(IndexComponent(n), Decimal(w), Decimal(r)) for n, w, r in
    ...     [("wage", "0.67", "3.0"), ("price", "0.33", "1.8")])
    >>> index_rate([wage, price])
    Decimal('2.604')
    """
    found = list(parts)
    weights = [part.weight for part in found]
    if sum(weights) != 1 or min(weights) < 0:
        msg = f"the weights are {', '.join(map(str, weights)) or 'none'}; they must sum to 1"
        raise IndexWeightsError(msg)
    return sum((part.weight * part.rate for part in found), Decimal(0))


def pkv_rate(personnel_weight: Decimal, wage: Decimal, price: Decimal) -> Decimal:
    """Return the price index for municipal activities: w × wage + (1 − w) × price, per cent (DOMAIN 2.5 b).

    >>> pkv_rate(Decimal("0.67"), Decimal("3.0"), Decimal("1.8"))
    Decimal('2.604')
    """
    return index_rate(
        [
            WeighedRate(IndexComponent.WAGE, personnel_weight, wage),
            WeighedRate(IndexComponent.PRICE, 1 - personnel_weight, price),
        ]
    )


def in_force(rows: Iterable[tuple[int, WeighedRate]], year: int) -> list[WeighedRate]:
    """Return each component's row of the year, or of the latest year before it; in the order of the components.

    >>> in_force([(2018, WeighedRate(IndexComponent.WAGE, Decimal(1), Decimal(3)))], 2020)[0].rate
    Decimal('3')
    """
    latest: dict[IndexComponent, tuple[int, WeighedRate]] = {}
    for since, part in rows:
        before = latest.get(part.component)
        if since <= year and (before is None or before[0] <= since):
            latest[part.component] = (since, part)
    return [latest[component][1] for component in IndexComponent if component in latest]


def indexed(bases_ore: Mapping[str, int], rates: Mapping[str, Decimal], unit_ore: int) -> dict[str, int]:
    """Return what indexation gives each body in öre: base × rate / 100, in whole units.

    The sum over the bodies is the exact sum rounded half away from zero, and the parts make that sum (largest
    remainder). A body without a rate is not in the answer.

    >>> indexed({"400": 560_000_00}, {"400": Decimal("2.5")}, 100_00)
    {'400': 1400000}
    """
    bodies: Sequence[str] = [body for body in sorted(bases_ore) if body in rates]
    exact = [Fraction(bases_ore[body]) * Fraction(rates[body]) * PER_CENT for body in bodies]
    return dict(zip(bodies, apportioned(exact, unit_ore), strict=True))


def efficiency(frames_ore: Mapping[str, int], percent: Decimal, unit_ore: int) -> dict[str, int]:
    """Return what an efficiency requirement takes from each body: −frame × per cent / 100 (DOMAIN 2.5 g).

    >>> efficiency({"400": 560_000_00}, Decimal("0.5"), 100_00)
    {'400': -280000}
    """
    return indexed(frames_ore, dict.fromkeys(frames_ore, -percent), unit_ore)
