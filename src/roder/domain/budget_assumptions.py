"""What an internal budget assumes: uplift of wages, overhead on them, vacancies and prices, each from a month on.

Percentages are per cent, prices kronor, all ``Decimal``. Rules and worked tables: docs/algorithms/positions.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from roder.domain.money import ORE_PER_KRONA
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from roder.domain.periods import Month

_WHOLE = 100
_LARGEST = {"percent": 200, "price": 10**10}
DECIMALS_KEPT = 10_000
"""Numbers of assumptions, positions and drivers are kept with four decimals."""


class AssumptionKind(StrEnum):
    """What is assumed: wages rise, overhead on wages, part of the positions without anyone, or a price."""

    UPLIFT = "uplift"
    OVERHEAD = "overhead"
    VACANCY = "vacancy"
    PRICE = "price"


KEYED = frozenset({AssumptionKind.OVERHEAD, AssumptionKind.PRICE})
"""Kinds that have names, so that there can be several; uplift and vacancy are one for the whole budget."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """A named value that holds from a month until a later one of the same name takes its place.

    ``account`` is where an overhead is booked. An overhead may lie on several accounts, each with its own value.
    """

    kind: AssumptionKind
    key: str
    first: Month
    value: Decimal
    account: str = ""
    source: str = ""
    is_example: bool = False

    @property
    def identity(self) -> tuple[str, str, str, Month]:
        """What tells it from the others."""
        return (self.kind.value, self.key, self.account, self.first)


def value_at(
    assumptions: Sequence[Assumption], kind: AssumptionKind, key: str, month: Month
) -> Decimal | None:
    """Return the value in force in a month: that of the latest month up to it; ``None`` before the first.

    >>> from decimal import Decimal
    >>> from roder.domain.periods import Month
    >>> rows = [Assumption(AssumptionKind.PRICE, "pupil", Month(2019, 7), Decimal(96_000))]
    >>> [value_at(rows, AssumptionKind.PRICE, "pupil", Month(2019, month)) for month in (6, 7)]
    [None, Decimal('96000')]
    """
    held = [row for row in assumptions if (row.kind, row.key) == (kind, key) and row.first <= month]
    return max(held, key=lambda row: row.first).value if held else None


def uplift_factor(assumptions: Sequence[Assumption], year: int, month: Month) -> Fraction:
    """Return what wages are multiplied by in a month: every uplift from January of the budget year up to it.

    Wages are as they stand when the budget year begins; what was raised before is in them.

    >>> from decimal import Decimal
    >>> from roder.domain.periods import Month
    >>> rows = [Assumption(AssumptionKind.UPLIFT, "", Month(2019, 4), Decimal("2.8"))]
    >>> [str(uplift_factor(rows, 2019, Month(2019, month))) for month in (3, 4)]
    ['1', '257/250']
    """
    factor = Fraction(1)
    for row in assumptions:
        if row.kind is AssumptionKind.UPLIFT and row.first.year >= year and row.first <= month:
            factor *= 1 + Fraction(row.value) / _WHOLE
    return factor


def overheads_at(assumptions: Sequence[Assumption], key: str, month: Month) -> dict[str, Decimal]:
    """Return the per cent of an overhead in a month, by the account that it is booked on.

    >>> overheads_at([], "PO", None)
    {}
    """
    held = [
        row
        for row in assumptions
        if row.kind is AssumptionKind.OVERHEAD and row.key == key and row.first <= month
    ]
    return {row.account: row.value for row in sorted(held, key=lambda row: (row.account, row.first))}


def price_ore_at(assumptions: Sequence[Assumption], key: str, month: Month) -> Fraction | None:
    """Return a price in öre in a month, exact; ``None`` where none is in force.

    >>> price_ore_at([], "pupil", None)
    """
    value = value_at(assumptions, AssumptionKind.PRICE, key, month)
    return None if value is None else Fraction(value) * ORE_PER_KRONA


def assumption_faults(assumptions: Sequence[Assumption], numbers: Sequence[int] = ()) -> list[Problem]:
    """Return what keeps assumptions from being used, with the number of each as its line; ``numbers`` are those where they stand.

    >>> assumption_faults([])
    []
    """
    found: list[Problem] = []
    seen: set[tuple[str, str, str, Month]] = set()
    for number, row in zip(numbers or range(1, len(assumptions) + 1), assumptions, strict=True):
        if row.kind in KEYED and not row.key:
            found.append(assumption_fault("assumption_without_name", number))
        if row.kind not in KEYED and row.key:
            found.append(assumption_fault("assumption_named_in_vain", number, name=row.key))
        if row.kind is AssumptionKind.OVERHEAD and not row.account:
            found.append(assumption_fault("overhead_without_account", number, name=row.key))
        if not row.source:
            found.append(assumption_fault("assumption_without_source", number))
        if not _is_usable(row):
            found.append(assumption_fault("assumption_value_unusable", number, value=str(row.value)))
        if row.identity in seen:
            found.append(assumption_fault("assumption_twice", number))
        seen.add(row.identity)
    return found


def is_kept(number: Decimal) -> bool:
    """Return whether a number has four decimals at most, so that it is kept as it is.

    >>> from decimal import Decimal
    >>> is_kept(Decimal("1.2345")), is_kept(Decimal("1.23456"))
    (True, False)
    """
    return number * DECIMALS_KEPT % 1 == 0


def _is_usable(row: Assumption) -> bool:
    if row.kind is AssumptionKind.PRICE:
        return 0 <= row.value <= _LARGEST["price"] and row.value * ORE_PER_KRONA % 1 == 0
    if not is_kept(row.value):
        return False
    if row.kind is AssumptionKind.UPLIFT:
        return abs(row.value) <= _WHOLE
    return 0 <= row.value <= (_WHOLE if row.kind is AssumptionKind.VACANCY else _LARGEST["percent"])


MESSAGES = {
    "assumption_without_name": (
        "Row {number}: an overhead and a price need a name, by which positions and drivers ask for it.",
        "Rad {number}: ett PO-pålägg och ett pris behöver ett namn som bemanning och drivare kan ange.",
    ),
    "assumption_named_in_vain": (
        "Row {number}: uplift and vacancy are for all and have no name. Take away “{name}”.",
        "Rad {number}: löneökning och vakans gäller alla och har inget namn. Ta bort ”{name}”.",
    ),
    "overhead_without_account": (
        "Row {number}: say the account on which the overhead {name} is booked.",
        "Rad {number}: ange kontot som PO-pålägget {name} bokförs på.",
    ),
    "assumption_without_source": (
        "Row {number}: say where the value is from.",
        "Rad {number}: ange var värdet kommer från.",
    ),
    "assumption_value_unusable": (
        "Row {number}: {value} cannot be. Vacancy is 0–100 per cent and overhead 0–200, with four decimals at most; prices are kronor with two.",
        "Rad {number}: {value} går inte. Vakans är 0–100 procent och PO-pålägg 0–200, med högst fyra decimaler; priser är kronor med två.",
    ),
    "assumption_twice": (
        "Row {number}: the same is said from the same month on an earlier row. Keep one of them.",
        "Rad {number}: samma sak sägs från samma månad på en tidigare rad. Behåll en av dem.",
    ),
}
"""Code to English and Swedish sentence."""


def assumption_fault(code: str, number: int, **facts: str | int) -> Problem:
    """Return the problem of a code with its facts.

    >>> assumption_fault("assumption_twice", 2).line
    2
    """
    english, swedish = (text.format(number=number, **facts) for text in MESSAGES[code])
    return Problem(Severity.ERROR, code, number, english, swedish, values=facts)
