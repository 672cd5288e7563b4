"""One value of official statistics, whichever source it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from roder.domain.indicators import Sex


@dataclass(frozen=True, slots=True)
class ObservedValue:
    """What a source says of one indicator, area, period and sex.

    ``value`` is ``None`` when the source has none, and ``status`` is then its word for why. ``members`` is
    how many municipalities an average of a group is of, 1 for a single area. ``is_deleted`` says that the
    source has taken back what it said before.
    """

    indicator: str
    area: str
    period: str
    sex: Sex
    value: Decimal | None
    status: str = ""
    members: int = 1
    is_deleted: bool = False
