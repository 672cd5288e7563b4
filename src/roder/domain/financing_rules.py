"""How each line of the financing sheet is reckoned from the inputs of a year, and with which of them.

An input is what the round says, else a dated rate, else what follows from other inputs. A line whose own inputs are
all absent is not reckoned at all; one whose inputs are there in part says which are missing. Rules and worked tables:
docs/algorithms/financing.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from roder.domain.equalisation import CountyRates
from roder.domain.equalisation import cost_equalisation_ore
from roder.domain.equalisation import income_equalisation_ore
from roder.domain.equalisation import introduction_grant_ore
from roder.domain.equalisation import mean_tax_power
from roder.domain.equalisation import rate_of_share
from roder.domain.financing_parameters import FinancingParameterMissingError
from roder.domain.financing_parameters import dated_rate
from roder.domain.tax_revenue import preliminary_tax_ore
from roder.domain.tax_revenue import property_fee_ore
from roder.domain.tax_revenue import settlement_difference_ore
from roder.domain.tax_revenue import settlement_ore
from roder.domain.tax_revenue import uplifted_tax_base

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from decimal import Decimal

_FIRST_YEAR_OF_INTRODUCTION = 2020


@dataclass(frozen=True, slots=True)
class InputValue:
    """The value of an input in a year, in the unit of its definition, and who says so."""

    value: Decimal
    source: str = ""
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class UsedInput:
    """An input as a line used it. ``is_derived`` follows from the inputs named in ``parts``."""

    key: str
    value: Decimal
    source: str = ""
    is_certain: bool = True
    is_derived: bool = False
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineReckoning:
    """What a line came to: öre, ``None`` when it could not be reckoned, with what was used and what is missing."""

    amount_ore: int | None
    inputs: tuple[UsedInput, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass
class YearInputs:
    """The inputs of one year: looked up once each, and remembered in the order in which they were used."""

    year: int
    given: Mapping[str, InputValue]
    used: dict[str, UsedInput] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def find(self, key: str) -> Decimal | None:
        """Return the value of an input and note that it was used; ``None`` when nothing says what it is."""
        if key in self.used:
            return self.used[key].value
        stated = self.given.get(key)
        if stated is not None:
            self.used[key] = UsedInput(key, stated.value, stated.source, stated.is_certain)
            return stated.value
        rate = self._from_rates(key)
        return self._from_parts(key) if rate is None else rate

    def need(self, *keys: str) -> list[Decimal]:
        """Return the values of inputs, fewer than asked for when some are missing; those are noted."""
        found = []
        for key in keys:
            value = self.find(key)
            if value is None:
                self.missing.append(key)
            else:
                found.append(value)
        return found

    def _from_rates(self, key: str) -> Decimal | None:
        try:
            rate = dated_rate(key, self.year)
        except FinancingParameterMissingError:
            return None
        source = f"{rate.source} ({rate.dated.isoformat()})"
        self.used[key] = UsedInput(key, rate.value, source, rate.is_certain)
        return rate.value

    def _from_parts(self, key: str) -> Decimal | None:
        rule = _DERIVED.get(key)
        if rule is None:
            return None
        parts, derive = rule
        if any(self.find(part) is None for part in parts):
            return None
        value = derive(*(self.used[part].value for part in parts))
        certain = all(self.used[part].is_certain for part in parts)
        self.used[key] = UsedInput(key, value, "", certain, is_derived=True, parts=parts)
        return value


_DERIVED: dict[str, tuple[tuple[str, ...], Callable[..., Decimal]]] = {
    "uplifted_tax_base": (("tax_base", "uplift_1", "uplift_2"), uplifted_tax_base),
    "mean_tax_power": (("country_tax_base", "country_inhabitants"), mean_tax_power),
    "county_fee_rate": (("county_grant_rate", "grant_share", "fee_share"), rate_of_share),
    "fee_low_rate": (("county_grant_rate", "grant_share", "fee_low_share"), rate_of_share),
}


def _simple(reckon: Callable[..., int], *keys: str) -> Callable[[YearInputs], int | None]:
    def rule(inputs: YearInputs) -> int | None:
        found = inputs.need(*keys)
        return reckon(*found) if len(found) == len(keys) else None

    return rule


def _income_equalisation(inputs: YearInputs) -> int | None:
    wanted = ("uplifted_tax_base", "mean_tax_power", "inhabitants", "guarantee_level", "county_grant_rate")
    found = inputs.need(*wanted)
    if len(found) != len(wanted):
        return None
    uplifted, power, inhabitants, guarantee, grant = found
    if guarantee * power * inhabitants >= uplifted:
        return income_equalisation_ore(uplifted, power, inhabitants, guarantee, CountyRates(grant, grant))
    fee = inputs.need("county_fee_rate")
    if not fee:
        return None
    rates = CountyRates(grant, fee[0], inputs.find("fee_low_rate"), inputs.find("fee_low_until"))
    return income_equalisation_ore(uplifted, power, inhabitants, guarantee, rates)


def _cost_equalisation(inputs: YearInputs) -> int | None:
    if "cost_equalisation_per_inhabitant" in inputs.given:
        return _simple(settlement_ore, "cost_equalisation_per_inhabitant", "inhabitants")(inputs)
    keys = ("structural_cost_per_inhabitant", "country_structural_cost_per_inhabitant", "inhabitants")
    return _simple(cost_equalisation_ore, *keys)(inputs)


def _introduction_grant(inputs: YearInputs) -> int | None:
    wanted = ("introduction_loss_per_inhabitant", "inhabitants", "introduction_step")
    found = inputs.need(*wanted)
    if len(found) != len(wanted):
        return None
    return introduction_grant_ore(*found, years_since_first=inputs.year - _FIRST_YEAR_OF_INTRODUCTION)


_RULES: dict[str, tuple[tuple[str, ...], Callable[[YearInputs], int | None]]] = {
    "municipal_tax": (
        ("tax_base", "uplifted_tax_base"),
        _simple(preliminary_tax_ore, "uplifted_tax_base", "tax_rate"),
    ),
    "income_equalisation": (("mean_tax_power", "country_tax_base"), _income_equalisation),
    "cost_equalisation": (
        ("cost_equalisation_per_inhabitant", "structural_cost_per_inhabitant"),
        _cost_equalisation,
    ),
    "regulation": (
        ("regulation_per_inhabitant",),
        _simple(settlement_ore, "regulation_per_inhabitant", "inhabitants"),
    ),
    "structural_grant": (
        ("structural_grant_per_inhabitant",),
        _simple(settlement_ore, "structural_grant_per_inhabitant", "inhabitants"),
    ),
    "introduction_grant": (("introduction_loss_per_inhabitant",), _introduction_grant),
    "property_fee": (
        ("property_fee_previous_year",),
        _simple(property_fee_ore, "property_fee_previous_year", "property_fee_change"),
    ),
    "lss_equalisation": (
        ("lss_per_inhabitant",),
        _simple(settlement_ore, "lss_per_inhabitant", "inhabitants"),
    ),
    "settlement_previous_year": (
        ("settlement_final_per_inhabitant",),
        _simple(
            settlement_difference_ore,
            "settlement_final_per_inhabitant",
            "settlement_booked_per_inhabitant",
            "inhabitants_two_years_before",
        ),
    ),
    "settlement_current_year": (
        ("settlement_per_inhabitant",),
        _simple(settlement_ore, "settlement_per_inhabitant", "inhabitants"),
    ),
}
"""For each line that can be reckoned: the inputs of which one must be given, and the rule."""


def reckoned_keys() -> tuple[str, ...]:
    """Return the lines that have a rule.

    >>> reckoned_keys()[0]
    'municipal_tax'
    """
    return tuple(_RULES)


def reckon_line(key: str, year: int, given: Mapping[str, InputValue]) -> LineReckoning | None:
    """Return what a line comes to in a year by its rule; ``None`` when it has none, or none of its inputs is given.

    >>> from decimal import Decimal
    >>> base = {"uplifted_tax_base": InputValue(Decimal(18_455_000_000)), "tax_rate": InputValue(Decimal("20.15"))}
    >>> reckon_line("municipal_tax", 2017, base).amount_ore
    371868250000
    """
    own, rule = _RULES.get(key, ((), None))
    if rule is None or not any(each in given for each in own):
        return None
    inputs = YearInputs(year, given)
    amount = rule(inputs)
    missing = tuple(dict.fromkeys(part for name in inputs.missing for part in _missing_parts(name, inputs)))
    return LineReckoning(amount, tuple(inputs.used.values()), missing)


def _missing_parts(key: str, inputs: YearInputs) -> tuple[str, ...]:
    """Name what to give: the parts that are missing when some of them are there, else the input itself."""
    parts = _DERIVED.get(key, ((), None))[0]
    lacking = tuple(part for part in parts if inputs.find(part) is None)
    return lacking if lacking and len(lacking) < len(parts) else (key,)
