"""Financing rounds and what they say, as rows and as values for the rules."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from roder.apps.financing.models import FinancingRound
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionLine
from roder.domain.financing_parameters import SheetSection
from roder.domain.financing_rules import InputValue
from roder.domain.financing_sheet import FinancingSheet
from roder.domain.financing_sheet import StatedAmount
from roder.domain.financing_sheet import reckon
from roder.domain.financing_sheet import sheet_of as sheet_of_cells

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from django.db.models import QuerySet

Place = tuple[int, str]
"""A year and the key of an input or a line."""
_SECTIONS = {
    SheetSection.FINANCING: BudgetSection.FINANCING,
    SheetSection.FINANCIAL: BudgetSection.FINANCIAL,
}


def rounds(organisation: str) -> QuerySet[FinancingRound]:
    """Return the rounds of an organisation, the latest published first."""
    return FinancingRound.objects.filter(organisation=organisation).order_by("-published_on", "-pk")


def round_named(organisation: str, name: str) -> FinancingRound | None:
    """Return the round of a name, ``None`` when there is none."""
    return FinancingRound.objects.filter(organisation=organisation, name=name).first()


def inputs_of(financing_round: FinancingRound) -> dict[Place, InputValue]:
    """Return the inputs of a round by year and key."""
    return {
        (row.year, row.key): InputValue(_plain(row.value), row.source) for row in financing_round.inputs.all()
    }


def _plain(value: Decimal) -> Decimal:
    """Return a kept decimal without the closing zeros that the database adds."""
    return value.normalize() + 0


def stated_of(financing_round: FinancingRound) -> dict[Place, StatedAmount]:
    """Return the amounts that a round states, by year and key."""
    return {
        (row.year, row.key): StatedAmount(row.key, row.amount_ore, row.label, row.source)
        for row in financing_round.stated_lines.all()
    }


def years_of_round(financing_round: FinancingRound) -> list[int]:
    """Return the years of which a round says something, oldest first."""
    places = [*inputs_of(financing_round), *stated_of(financing_round)]
    return sorted({year for year, _key in places})


def sheet_of(financing_round: FinancingRound, years: Iterable[int] | None = None) -> FinancingSheet:
    """Return the sheet of a round: of the years that are given, else of all that it says something of."""
    inputs: dict[int, dict[str, InputValue]] = defaultdict(dict)
    for (year, key), value in inputs_of(financing_round).items():
        inputs[year][key] = value
    stated: dict[int, list[StatedAmount]] = defaultdict(list)
    for (year, _key), amount in stated_of(financing_round).items():
        stated[year].append(amount)
    shown = sorted({*inputs, *stated}) if years is None else sorted(years)
    cells = {year: reckon(inputs.get(year, {}), stated.get(year, []), year) for year in shown}
    labels = {each.key: each.label for amounts in stated.values() for each in amounts if each.label}
    return sheet_of_cells(cells, labels)


def version_lines_of(financing_round: FinancingRound, years: Iterable[int]) -> list[VersionLine]:
    """Return what a round gives a budget version in some years: a line for each amount of financing and finance."""
    sheet = sheet_of(financing_round, years)
    return [
        VersionLine(year, section, ore, line=row.line.key, text=_own_text(row.line.key, row.line.name_sv))
        for row in sheet.rows
        if (section := _SECTIONS.get(row.line.section)) is not None and not row.line.is_total
        for year in sheet.years
        if (ore := row.amount_ore(year)) is not None
    ]


def _own_text(key: str, name: str) -> str:
    return name if key.startswith("grant_") else ""


def tax_rate_of(financing_round: FinancingRound, year: int) -> Decimal | None:
    """Return the tax rate that a round reckons with in a year, in per cent."""
    row = financing_round.inputs.filter(year=year, key="tax_rate").first()
    return row.value if row else None
