"""Municipal tax, its final settlement, and the property fee (lag 1965:269 4 §, lag 2007:1398; DOMAIN 2.2 and 2.4).

Kronor, factors and rates are exact decimals; results are whole öre, rounded once, half up
(``money.ore_from_kronor``). Worked tables: docs/algorithms/financing.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.money import ore_from_kronor

if TYPE_CHECKING:
    from decimal import Decimal

PER_CENT = 100


def uplifted_tax_base(tax_base: Decimal, uplift_1: Decimal, uplift_2: Decimal) -> Decimal:
    """Return the tax base in kronor, brought up two years by the factors that the state fixes each September.

    ``tax_base`` is of the assessment the year before, so of incomes two years before.

    >>> from decimal import Decimal
    >>> uplifted_tax_base(Decimal(16_708_000_000), Decimal("1.05"), Decimal("1.052"))
    Decimal('18455656800.00000')
    """
    return tax_base * uplift_1 * uplift_2


def preliminary_tax_ore(uplifted: Decimal, tax_rate: Decimal) -> int:
    """Return the preliminary municipal tax of a year in öre; ``tax_rate`` is per cent, 20.15.

    >>> from decimal import Decimal
    >>> preliminary_tax_ore(Decimal(18_455_000_000), Decimal("20.15"))
    371868250000
    """
    return ore_from_kronor(uplifted * tax_rate / PER_CENT)


def settlement_ore(per_inhabitant: Decimal, inhabitants: Decimal) -> int:
    """Return the forecast of the year's final settlement in öre: the same kronor for each inhabitant of the country.

    ``inhabitants`` are those of 1 November the year before. Also every other amount that is set per inhabitant.

    >>> from decimal import Decimal
    >>> settlement_ore(Decimal(-177), Decimal(95_800))
    -1695660000
    """
    return ore_from_kronor(per_inhabitant * inhabitants)


def settlement_difference_ore(final: Decimal, booked: Decimal, inhabitants: Decimal) -> int:
    """Return what the previous year's settlement came to beside what was booked, in öre.

    ``final`` and ``booked`` are kronor per inhabitant of the previous year; ``inhabitants`` those of
    1 November two years before.

    >>> from decimal import Decimal
    >>> settlement_difference_ore(Decimal(-200), Decimal(-250), Decimal(94_000))
    470000000
    """
    return settlement_ore(final - booked, inhabitants)


def property_fee_ore(previous_year: Decimal, change: Decimal) -> int:
    """Return the property fee in öre: last year's amount and the change between the two latest assessments.

    >>> from decimal import Decimal
    >>> property_fee_ore(Decimal(139_000_000), Decimal(13_000_000))
    15200000000
    """
    return ore_from_kronor(previous_year + change)
