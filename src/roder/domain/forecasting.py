"""Full-year forecasts offered as a start; a controller always overrides them.

Rules of DOMAIN 4.11, worked tables in docs/algorithms/forecasting.md. All amounts are öre in
report sign; divisions round half away from zero to whole öre.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

RUN_RATE_MONTHS = 3


class ForecastMethod(StrEnum):
    """The closed set of methods. ``BUDGET_PROFILE`` is the default and the safest."""

    BUDGET_PROFILE = "budget_profile"
    SEASON = "season"
    RUN_RATE = "run_rate"
    LINEAR = "linear"


@dataclass(frozen=True, slots=True)
class ForecastBasis:
    """What a forecast is made from.

    ``outturn`` holds the months so far, first month first; ``last_year`` all months of the year
    before, or nothing; budgets are ``None`` when the body has none.
    """

    outturn: Sequence[int]
    months: int
    year_budget_ore: int | None = None
    budget_to_date_ore: int | None = None
    last_year: Sequence[int] = ()


def forecast(method: ForecastMethod, basis: ForecastBasis) -> int | None:
    """Return the full-year forecast in öre, or ``None`` when the basis lacks what the method needs.

    >>> basis = ForecastBasis([-100] * 8, 12, year_budget_ore=-1200, budget_to_date_ore=-800)
    >>> forecast(ForecastMethod.BUDGET_PROFILE, basis), forecast(ForecastMethod.LINEAR, basis)
    (-1200, -1200)
    """
    if not basis.outturn:
        return basis.year_budget_ore if method is ForecastMethod.BUDGET_PROFILE else None
    return _RULES[method](basis)


def proposed_forecast(
    basis: ForecastBasis, preferred: ForecastMethod = ForecastMethod.BUDGET_PROFILE
) -> tuple[int | None, ForecastMethod]:
    """Return the forecast of the preferred method, else of the first that the basis allows.

    Order after the preferred: budget profile, season, linear.

    >>> proposed_forecast(ForecastBasis([-10], 12))
    (-120, <ForecastMethod.LINEAR: 'linear'>)
    """
    order = [preferred, ForecastMethod.BUDGET_PROFILE, ForecastMethod.SEASON, ForecastMethod.LINEAR]
    for method in order:
        value = forecast(method, basis)
        if value is not None:
            return value, method
    return None, preferred


def _budget_profile(basis: ForecastBasis) -> int | None:
    if basis.year_budget_ore is None or basis.budget_to_date_ore is None:
        return None
    return sum(basis.outturn) + basis.year_budget_ore - basis.budget_to_date_ore


def _season(basis: ForecastBasis) -> int | None:
    if len(basis.last_year) != basis.months:
        return None
    same_months = sum(basis.last_year[: len(basis.outturn)])
    if same_months == 0:
        return None
    return divide_half_up(sum(basis.outturn) * sum(basis.last_year), same_months)


def _run_rate(basis: ForecastBasis) -> int | None:
    recent = list(basis.outturn)[-RUN_RATE_MONTHS:]
    left = basis.months - len(basis.outturn)
    return sum(basis.outturn) + divide_half_up(left * sum(recent), len(recent))


def _linear(basis: ForecastBasis) -> int | None:
    return divide_half_up(sum(basis.outturn) * basis.months, len(basis.outturn))


_RULES = {
    ForecastMethod.BUDGET_PROFILE: _budget_profile,
    ForecastMethod.SEASON: _season,
    ForecastMethod.RUN_RATE: _run_rate,
    ForecastMethod.LINEAR: _linear,
}


def divide_half_up(numerator: int, denominator: int) -> int:
    """Divide to a whole number, halves away from zero.

    >>> divide_half_up(5, 2), divide_half_up(-5, 2)
    (3, -3)
    """
    size = (2 * abs(numerator) + abs(denominator)) // (2 * abs(denominator))
    return size if (numerator >= 0) == (denominator >= 0) else -size
