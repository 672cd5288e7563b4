"""What keeps a forecast round from being made, changed or removed (docs/algorithms/financing.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.financing_parameters import input_definitions
from roder.domain.financing_parameters import sheet_line
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Collection
    from decimal import Decimal

FIRST_YEAR, LAST_YEAR = 1990, 2099
MAX_VALUE = 10**16
"""Values have sixteen digits before the decimal sign at most."""
MAX_NAME = 120


def naming_faults(name: str, known: Collection[str]) -> list[Problem]:
    """Return what is wrong with the name of a new round; names are told apart without regard to case.

    >>> [fault.code for fault in naming_faults("Juni", {"juni"})]
    ['financing_round_name_taken']
    """
    if not name.strip() or len(name) > MAX_NAME:
        return [_ROUND_WITHOUT_NAME]
    if name.strip().casefold() in {each.casefold() for each in known}:
        return [_fault("financing_round_name_taken", {"name": name}, *_NAME_TAKEN)]
    return []


def writing_faults(*, is_locked: bool) -> list[Problem]:
    """Return what keeps a round from being written in.

    >>> [fault.code for fault in writing_faults(is_locked=True)]
    ['financing_round_locked']
    """
    return [_ROUND_LOCKED] if is_locked else []


def removal_faults(*, is_locked: bool, versions: int) -> list[Problem]:
    """Return what keeps a round from being removed; ``versions`` counts the budget versions that rest on it.

    >>> removal_faults(is_locked=False, versions=0)
    []
    """
    return [*writing_faults(is_locked=is_locked), *([_ROUND_IN_USE] if versions else [])]


def input_faults(year: int, key: str, value: Decimal) -> list[Problem]:
    """Return what is wrong with the value of an input in a year.

    >>> from decimal import Decimal
    >>> [fault.code for fault in input_faults(2018, "tax_base", Decimal(-1))]
    ['financing_negative_input']
    """
    definition = input_definitions().get(key)
    if definition is None:
        return [_fault("financing_unknown_input", {"key": key}, *_UNKNOWN_INPUT)]
    facts: dict[str, str | int] = {
        "key": key,
        "year": year,
        "name_en": definition.name_en,
        "name_sv": definition.name_sv,
    }
    if definition.is_positive and value < 0:
        return [_fault("financing_negative_input", facts, *_NEGATIVE)]
    if abs(value) >= MAX_VALUE:
        return [_fault("financing_value_too_large", facts, *_TOO_LARGE)]
    return year_faults(year)


def line_faults(year: int, key: str) -> list[Problem]:
    """Return what is wrong with stating an amount for a line: a sum is never stated.

    >>> [fault.code for fault in line_faults(2018, "total_revenue")]
    ['financing_sum_is_not_stated']
    """
    line = sheet_line(key)
    if line.is_total:
        facts: dict[str, str | int] = {"name_en": line.name_en, "name_sv": line.name_sv}
        return [_fault("financing_sum_is_not_stated", facts, *_STATED_SUM)]
    return year_faults(year)


def year_faults(year: int) -> list[Problem]:
    """Return what is wrong with a year.

    >>> [fault.code for fault in year_faults(18)]
    ['financing_year_outside']
    """
    return (
        [] if FIRST_YEAR <= year <= LAST_YEAR else [_fault("financing_year_outside", {"year": year}, *_YEAR)]
    )


def _fault(code: str, values: dict[str, str | int], english: str, swedish: str) -> Problem:
    return Problem(
        Severity.ERROR, code, None, english.format(**values), swedish.format(**values), values=values
    )


_NAME_TAKEN = (
    "There is a round named {name} already. Give this one another name.",
    "Det finns redan en runda som heter {name}. Ge den här ett annat namn.",
)
_UNKNOWN_INPUT = (
    "{key} is no input of the financing sheet.",
    "{key} är inget antagande i finansieringen.",
)
_NEGATIVE = (
    "{name_en} cannot be below zero in {year}.",
    "{name_sv} kan inte vara mindre än noll år {year}.",
)
_TOO_LARGE = (
    "{name_en} is too large in {year}. Is the unit right?",
    "{name_sv} är för stort år {year}. Är enheten rätt?",
)
_STATED_SUM = (
    "{name_en} is a sum of other lines and cannot be stated.",
    "{name_sv} är en summa av andra rader och kan inte anges.",
)
_YEAR = (
    "The year {year} is outside 1990–2099.",
    "Året {year} ligger utanför 1990–2099.",
)
_ROUND_WITHOUT_NAME = Problem(
    Severity.ERROR,
    "financing_round_without_name",
    None,
    "Give the round a name of at most 120 characters.",
    "Ge rundan ett namn på högst 120 tecken.",
)
_ROUND_LOCKED = Problem(
    Severity.ERROR,
    "financing_round_locked",
    None,
    "The round is locked. Make a copy and change that one.",
    "Rundan är låst. Gör en kopia och ändra i den.",
)
_ROUND_IN_USE = Problem(
    Severity.ERROR,
    "financing_round_in_use",
    None,
    "A budget version rests on the round. It cannot be removed.",
    "En budgetversion vilar på rundan. Den kan inte tas bort.",
)
