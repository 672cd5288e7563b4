"""The drivers of a what-if as they are typed: percentages by part and year, and by body and year, from the address."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from decimal import InvalidOperation
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from roder.scenarios.drivers import factor_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.scenarios.budget import BudgetScenario

PRICE, VOLUME = "pris", "volym"


@dataclass
class TypedDrivers:
    """What was typed: percentages that can be reckoned with, the texts as they stand, and what is wrong with some."""

    prices: dict[tuple[str, int], Decimal] = field(default_factory=dict)
    volumes: dict[tuple[str, int], Decimal] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def is_moved(self) -> bool:
        """Whether any driver is another than in the version."""
        return any(self.prices.values()) or any(self.volumes.values())


def name_of(kind: str, key: str, year: int) -> str:
    """Return what the field of a driver is called in the address."""
    return f"{kind}-{key}-{year}"


def typed_drivers(asked: Mapping[str, str], scenario: BudgetScenario) -> TypedDrivers:
    """Return the drivers that an address states, for what the version has; the rest is left out."""
    found = TypedDrivers()
    for kind, keys, into in (
        (PRICE, scenario.parts, found.prices),
        (VOLUME, scenario.bodies, found.volumes),
    ):
        for key in keys:
            for year in scenario.years:
                name = name_of(kind, key, year)
                text = asked.get(name, "").strip()
                if not text:
                    continue
                found.texts[name] = text
                percent = _percent(text)
                if percent is None:
                    found.faults[name] = _("Write a percentage between −100 and 200, as 2,5.")
                else:
                    into[key, year] = percent
    return found


def _percent(text: str) -> Decimal | None:
    plain = text.replace("−", "-").replace("\u00a0", "").replace("%", "").replace(" ", "").replace(",", ".")
    try:
        percent = Decimal(plain)
        if not percent.is_finite():
            return None
        factor_of(percent)
    except (InvalidOperation, ValueError):
        return None
    return percent
