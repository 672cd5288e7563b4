"""The days on which the example books its vouchers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from roder.domain.periods import Month

_SATURDAY = 5
_DECEMBER = 12
_PAY_DAY = 27
_PAY_DAY_IN_DECEMBER = 21
_TAX_DAY = 12
_LATE_DAY = 26


def business_days(month: Month) -> list[int]:
    """Return the days of the month from Monday to Friday (public holidays are not left out)."""
    return [
        day
        for day in range(1, month.last_day.day + 1)
        if date(month.year, month.month, day).weekday() < _SATURDAY
    ]


def voucher_days(rule: str, month: Month, count: int, chance: np.random.Generator) -> NDArray[np.int64]:
    """Return a day for each of ``count`` vouchers by the rule: any, first, last, payday, tax or late."""
    days = business_days(month)
    if rule == "any":
        return chance.choice(np.array(days, dtype=np.int64), count)
    latest = {
        "first": days[0],
        "last": days[-1],
        "payday": _PAY_DAY_IN_DECEMBER if month.month == _DECEMBER else _PAY_DAY,
        "tax": _TAX_DAY,
        "late": _LATE_DAY,
    }[rule]
    day = max(day for day in days if day <= latest)
    return np.full(count, day, dtype=np.int64)
