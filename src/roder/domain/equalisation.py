"""Equalisation between municipalities (lag 2004:773, wording of 2020 unless noted; DOMAIN 2.3).

A grant is plus and a fee minus. Kronor, factors and rates are exact decimals; results are whole öre, rounded once,
half up (``money.ore_from_kronor``). Inhabitants are always those of 1 November the year before. Worked tables:
docs/algorithms/financing.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from roder.domain.money import ore_from_kronor


@dataclass(frozen=True, slots=True)
class CountyRates:
    """The county's rates as shares of one krona: of the grant, of the fee, and of the fee's lower step.

    In 2014 to 2019 the fee had a lower step, up to ``fee_low_until`` times the mean tax power; else both are ``None``.
    """

    grant: Decimal
    fee: Decimal
    fee_low: Decimal | None = None
    fee_low_until: Decimal | None = None


def rate_of_share(grant_rate: Decimal, grant_share: Decimal, share: Decimal) -> Decimal:
    """Return the county rate that has another share of the same mean tax rate of 2003.

    >>> rate_of_share(Decimal("0.19"), Decimal("0.95"), Decimal("0.85"))
    Decimal('0.17')
    """
    return grant_rate * share / grant_share


def mean_tax_power(country_tax_base: Decimal, country_inhabitants: Decimal) -> Decimal:
    """Return the country's uplifted tax base in kronor for each inhabitant.

    >>> mean_tax_power(Decimal(2_200_000), Decimal(10))
    Decimal('220000')
    """
    return country_tax_base / country_inhabitants


def income_equalisation_ore(
    uplifted: Decimal, mean_power: Decimal, inhabitants: Decimal, guarantee: Decimal, rates: CountyRates
) -> int:
    """Return the income equalisation of a year in öre: a grant up to the guarantee, a fee above it.

    ``uplifted`` is the municipality's uplifted tax base in kronor, ``guarantee`` 1.15 for 115 %.

    >>> rates = CountyRates(Decimal("0.189"), Decimal("0.169"))
    >>> income_equalisation_ore(Decimal(18_455), Decimal(22), Decimal(1_000), Decimal("1.15"), rates)
    129371
    """
    country = mean_power * inhabitants
    difference = guarantee * country - uplifted
    if difference >= 0:
        return ore_from_kronor(difference * rates.grant)
    return -ore_from_kronor(_fee(-difference, country, guarantee, rates))


def _fee(above: Decimal, country: Decimal, guarantee: Decimal, rates: CountyRates) -> Decimal:
    if rates.fee_low is None or rates.fee_low_until is None:
        return above * rates.fee
    low = min(above, (rates.fee_low_until - guarantee) * country)
    return low * rates.fee_low + (above - low) * rates.fee


def cost_equalisation_ore(own: Decimal, country: Decimal, inhabitants: Decimal) -> int:
    """Return the cost equalisation in öre from structural costs in kronor per inhabitant.

    >>> cost_equalisation_ore(Decimal(53_500), Decimal(50_000), Decimal(95_000))
    33250000000
    """
    return ore_from_kronor((own - country) * inhabitants)


def regulation_per_inhabitant(
    appropriation: Decimal, grants: Decimal, fees: Decimal, country_inhabitants: Decimal
) -> Decimal:
    """Return the regulation grant (+) or fee (−) in kronor per inhabitant, the same for every municipality.

    It makes the state's appropriation come out: what is left of it when grants less fees are paid.

    >>> regulation_per_inhabitant(Decimal(90), Decimal(150), Decimal(50), Decimal(10))
    Decimal('-1')
    """
    return (appropriation - (grants - fees)) / country_inhabitants


def introduction_grant_ore(
    loss_per_inhabitant: Decimal, inhabitants: Decimal, step: Decimal, *, years_since_first: int
) -> int:
    """Return the introduction grant in öre: the part of the loss of 2020 above a limit that rises each year.

    ``loss_per_inhabitant`` is kronor, a plain number; the limit is ``step`` in the first year, 2020, and
    ``step`` more in each that follows.

    >>> introduction_grant_ore(Decimal(600), Decimal(1_000), Decimal(250), years_since_first=1)
    10000000
    """
    above = loss_per_inhabitant - step * (years_since_first + 1)
    return ore_from_kronor(max(above, Decimal(0)) * inhabitants)
