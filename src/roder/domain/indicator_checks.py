"""Whether a value or a target fits its indicator: the period's kind, the sex, the size of the number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.indicator_periods import IndicatorPeriod
from roder.domain.indicators import Sex
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from decimal import Decimal

MOST_DIGITS = 14
MOST_DECIMALS = 6


def period_faults(period: str, sex: str, kind: str, *, is_by_sex: bool) -> list[Problem]:
    """Return what keeps a period and a sex from belonging to an indicator.

    >>> [problem.code for problem in period_faults("2018T2", "K", "year", is_by_sex=False)]
    ['value_of_another_period_kind', 'value_by_sex_not_kept']
    """
    problems = []
    try:
        fits = str(IndicatorPeriod.parse(period)) == period and IndicatorPeriod.parse(period).kind == kind
    except ValueError:
        fits = False
    if not fits:
        problems.append(_other_kind(period))
    if sex != Sex.ALL and not is_by_sex:
        problems.append(_NOT_BY_SEX)
    return problems


def number_faults(value: Decimal | None) -> list[Problem]:
    """Return what keeps a number from being stored: at most 14 digits before the sign, 6 after.

    >>> from decimal import Decimal
    >>> [problem.code for problem in number_faults(Decimal("0.1234567"))]
    ['value_too_long']
    """
    if value is None:
        return []
    exponent = value.as_tuple().exponent
    is_finite = isinstance(exponent, int)
    fits = is_finite and value.adjusted() < MOST_DIGITS and value == round(value, MOST_DECIMALS)
    return [] if fits else [_TOO_LONG]


def _other_kind(period: str) -> Problem:
    return Problem(
        Severity.ERROR,
        "value_of_another_period_kind",
        None,
        f"The indicator is not measured in periods like {period}.",
        f"Mätvärdet mäts inte i perioder som {period}.",
        values={"period": period},
    )


_NOT_BY_SEX = Problem(
    Severity.ERROR,
    "value_by_sex_not_kept",
    None,
    "The indicator is not kept by sex.",
    "Mätvärdet redovisas inte efter kön.",
)
_TOO_LONG = Problem(
    Severity.ERROR,
    "value_too_long",
    None,
    "The number is too long. At most 14 digits before the decimal sign and 6 after.",
    "Talet är för långt. Högst 14 siffror före decimaltecknet och 6 efter.",
)
