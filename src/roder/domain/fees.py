"""A fee from one year to the next: how much it changes, as two amounts that are divided."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP
from decimal import Decimal

_TENTHS = 1_000


@dataclass(frozen=True, slots=True)
class FeeChange:
    """A fee in öre last year and this; ``None`` when nobody has said."""

    before_ore: int | None
    now_ore: int | None

    @property
    def change_ore(self) -> int | None:
        """What is added to the fee; ``None`` when one of the two is not known."""
        if self.before_ore is None or self.now_ore is None:
            return None
        return self.now_ore - self.before_ore

    @property
    def per_mille(self) -> int | None:
        """The change in tenths of a percent, half rounded away from zero; ``None`` from nothing.

        >>> FeeChange(200, 213).per_mille, FeeChange(0, 5).per_mille
        (65, None)
        """
        change = self.change_ore
        if change is None or not self.before_ore:
            return None
        exact = Decimal(change) * _TENTHS / Decimal(self.before_ore)
        return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
