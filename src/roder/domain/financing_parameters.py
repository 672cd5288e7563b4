"""What the sheet is built from: its lines, the inputs of a round, and dated rates that are national or set by law.

All of it lies as data in ``parameters/financing_lines.toml``, ``financing_inputs.toml`` and ``financing_rates.toml``,
with where each was read and as of which day.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from datetime import date

RATES_FILE = "parameters/financing_rates.toml"
FINANCIAL_PREFIX = "financial_"
"""Begins the key of a financial item that has no line of its own in the sheet."""


class SheetSection(StrEnum):
    """The parts of the financing sheet; ``financing`` and ``financial`` are also sections of a budget version."""

    OPERATIONS = "operations"
    FINANCING = "financing"
    FINANCIAL = "financial"
    RESULT = "result"


class InputUnit(StrEnum):
    """What an input is counted in; a ``percent`` is 20.15 and a ``rate`` 0.189."""

    KRONOR = "kr"
    FACTOR = "factor"
    PERCENT = "percent"
    RATE = "rate"
    INHABITANTS = "inhabitants"
    PER_INHABITANT = "kr_per_inhabitant"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the sheet, its names, and its rule in words; a total is never stated, only summed."""

    key: str
    section: SheetSection
    name_sv: str
    name_en: str
    is_total: bool = False
    is_optional: bool = False
    formula_sv: str = ""
    formula_en: str = ""
    aliases: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """Return the name in Swedish for ``sv…``, else in English.

        >>> sheet_line("result").name("sv")
        'Årets resultat'
        """
        return self.name_sv if language.startswith("sv") else self.name_en

    def formula(self, language: str) -> str:
        """Return the rule in words, empty for a line that is always stated.

        >>> sheet_line("net_operating_cost").formula("en")
        'From the activities + depreciation'
        """
        return self.formula_sv if language.startswith("sv") else self.formula_en


@dataclass(frozen=True, slots=True)
class InputDefinition:
    """An input of the formulas: its unit and names; ``is_positive`` says that a value below zero is a fault."""

    key: str
    unit: InputUnit
    name_sv: str
    name_en: str
    is_positive: bool = True
    aliases: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """Return the name in Swedish for ``sv…``, else in English.

        >>> input_definitions()["tax_rate"].name("sv")
        'Skattesats'
        """
        return self.name_sv if language.startswith("sv") else self.name_en


@dataclass(frozen=True, slots=True)
class DatedRate:
    """A rate in force from ``since`` to ``until``, both included; not certain when it was found by calculation."""

    key: str
    value: Decimal
    since: int
    until: int
    source: str
    dated: date
    is_certain: bool


class FinancingParameterMissingError(LookupError):
    """A national or legal rate is not known for a year; the message names the file to write it in."""

    def __init__(self, key: str, year: int) -> None:
        super().__init__(f"{key} is not known for {year}: add it to {RATES_FILE}")
        self.key = key
        self.year = year


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("roder.domain.parameters").joinpath(name).read_text("utf-8"))


@cache
def sheet_lines() -> tuple[SheetLine, ...]:
    """Return the lines of the sheet in their order.

    >>> [line.key for line in sheet_lines()][:3]
    ['operations', 'depreciation', 'net_operating_cost']
    """
    return tuple(
        SheetLine(
            row["key"],
            SheetSection(row["section"]),
            row["sv"],
            row["en"],
            row.get("is_total", False),
            row.get("is_optional", False),
            row.get("formula_sv", ""),
            row.get("formula_en", ""),
            tuple(row["aliases"]) if "aliases" in row else (),
        )
        for row in _read("financing_lines.toml")["line"]
    )


@cache
def _lines_by_key() -> dict[str, SheetLine]:
    return {line.key: line for line in sheet_lines()}


def sheet_line(key: str, label: str = "") -> SheetLine:
    """Return the line of a key; a key that the sheet does not have is a general grant with a text of its own.

    >>> sheet_line("grant_vaxjo", "Säkra platser").section.value
    'financing'
    """
    known = _lines_by_key().get(key)
    if known is not None:
        return known
    name = label or key
    is_financial = key.startswith(FINANCIAL_PREFIX)
    section = SheetSection.FINANCIAL if is_financial else SheetSection.FINANCING
    return SheetLine(key, section, name, name, is_optional=True)


@cache
def input_definitions() -> dict[str, InputDefinition]:
    """Return the inputs that a round may hold, by key, in the order in which they are shown.

    >>> next(iter(input_definitions()))
    'tax_base'
    """
    return {
        row["key"]: InputDefinition(
            row["key"],
            InputUnit(row["unit"]),
            row["sv"],
            row["en"],
            row.get("positive", True),
            tuple(row["aliases"]),
        )
        for row in _read("financing_inputs.toml")["input"]
    }


@cache
def _rates() -> tuple[DatedRate, ...]:
    return tuple(
        DatedRate(
            row["key"],
            Decimal(row["value"]),
            row["since"],
            row.get("until", 9999),
            row["source"],
            row["dated"],
            row.get("is_certain", True),
        )
        for row in _read("financing_rates.toml")["rate"]
    )


def dated_rate(key: str, year: int) -> DatedRate:
    """Return the rate in force in a year; raises ``FinancingParameterMissingError``, which names file and year.

    >>> dated_rate("guarantee_level", 2018).value
    Decimal('1.15')
    """
    for rate in _rates():
        if rate.key == key and rate.since <= year <= rate.until:
            return rate
    raise FinancingParameterMissingError(key, year)
