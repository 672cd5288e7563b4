"""What keeps a base from being put in, as values in both languages."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from roder.domain.internal_base import BaseWish

LOWEST_INDEX = Decimal(-100)
HIGHEST_INDEX = Decimal(1000)
DECIMALS = 4


def wish_faults(wish: BaseWish, *, has_rows: bool) -> list[Problem]:
    """Return what is wrong with a wished base: an index out of reason, or a source without a line for the units.

    >>> from roder.domain.internal_base import BaseSource, BaseWish
    >>> [fault.code for fault in wish_faults(BaseWish(BaseSource.OUTTURN, 2017), has_rows=False)]
    ['base_source_empty']
    """
    found = [
        _error(
            "index_out_of_reason",
            f"An index of {index} per cent is out of reason: write a change of between −100 and 1000 per cent.",
            f"Ett index på {index} procent är orimligt: skriv en förändring på mellan −100 och 1000 procent.",
        )
        for index in (*wish.indexes.values(), wish.rest_index, *wish.plan_indexes)
        if not is_index(index)
    ]
    if not has_rows:
        found.append(
            _error(
                "base_source_empty",
                f"The source has nothing of {wish.source_year} for these units. Choose another source or year.",
                f"Källan har inget för {wish.source_year} för de här enheterna. Välj en annan källa eller ett annat år.",
            )
        )
    return found


def is_index(index: Decimal) -> bool:
    """Return whether a number can be an index in per cent.

    >>> is_index(Decimal("2.8")), is_index(Decimal("NaN")), is_index(Decimal(2000))
    (True, False, False)
    """
    exponent = index.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -DECIMALS and LOWEST_INDEX <= index <= HIGHEST_INDEX


def _error(code: str, english: str, swedish: str) -> Problem:
    return Problem(Severity.ERROR, code, None, english, swedish)
