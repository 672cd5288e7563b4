"""The rate that a municipality charges its own activities for capital tied up, by year."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import ROUND_HALF_UP
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class InternalRate:
    """A rate in percent from a year on, and who said so."""

    from_year: int
    percent: Decimal
    source: str


@cache
def known_rates() -> tuple[InternalRate, ...]:
    """Return the rates of ``parameters/internal_rates.toml``, oldest first.

    >>> known_rates()[0].percent
    Decimal('2.5')
    """
    text = files("roder.domain.parameters").joinpath("internal_rates.toml").read_text("utf-8")
    rows = tomllib.loads(text)["rate"]
    found = (InternalRate(row["from"], Decimal(row["percent"]), row["source"]) for row in rows)
    return tuple(sorted(found, key=lambda each: each.from_year))


def rate_of(year: int, rates: Iterable[InternalRate] | None = None) -> InternalRate | None:
    """Return the rate of a year: the last that began by then; ``None`` before the first.

    >>> rate_of(2018).percent, rate_of(1990)
    (Decimal('1.75'), None)
    """
    known = known_rates() if rates is None else sorted(rates, key=lambda each: each.from_year)
    return next((each for each in reversed(known) if each.from_year <= year), None)


def interest_ore(value_ore: int, rate: InternalRate | None) -> int:
    """Return a year's interest on a value in whole öre, half an öre rounded away from zero; 0 without a rate.

    >>> interest_ore(100_000_00, InternalRate(2018, Decimal("1.75"), ""))
    175000
    """
    if rate is None:
        return 0
    exact = Decimal(value_ore) * rate.percent / _HUNDRED
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
