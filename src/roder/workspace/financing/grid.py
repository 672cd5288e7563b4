"""The table of a round that people type and paste into: its rows and cells, and what was written in them."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from decimal import ROUND_HALF_UP
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.financing.queries import inputs_of
from roder.apps.financing.queries import sheet_of
from roder.apps.financing.queries import stated_of
from roder.domain.financing_parameters import InputUnit
from roder.domain.financing_parameters import input_definitions
from roder.domain.financing_parameters import sheet_line
from roder.domain.financing_parameters import sheet_lines
from roder.domain.financing_rules import InputValue
from roder.domain.financing_sheet import StatedAmount
from roder.domain.money import ORE_PER_UNIT
from roder.domain.typed_values import typed_number
from roder.ui.formatting import exact_number_text
from roder.workspace.financing_words import AMOUNT_UNIT
from roder.workspace.financing_words import DECIMALS_OF_MNKR
from roder.workspace.financing_words import input_as_written
from roder.workspace.financing_words import unit_word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.apps.financing.models import FinancingRound
    from roder.apps.financing.queries import Place

KEPT_DECIMALS = Decimal("0.00000001")
VALUE, SOURCE = "v", "s"


@dataclass(frozen=True)
class GridCell:
    """A field of the table; ``reckoned_ore`` is what the rule gives where nothing is stated."""

    name: str
    text: str
    label: str
    fault: str = ""
    reckoned_ore: int | None = None


@dataclass(frozen=True)
class GridRow:
    """A line or an input: its cells by year, and the source of what is written in them."""

    key: str
    name: str
    unit: str
    cells: list[GridCell]
    source_name: str
    source: str
    is_input: bool


@dataclass(frozen=True)
class Grid:
    """The round's table: what stands in it, and what a person has sent."""

    financing_round: FinancingRound
    years: Sequence[int]
    given: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    def rows(self) -> list[GridRow]:
        """Return inputs first, then the lines that can be stated, in the order of the sheet."""
        inputs, stated = inputs_of(self.financing_round), stated_of(self.financing_round)
        texts = {at: input_as_written(at[1], value.value) for at, value in inputs.items()}
        texts |= {at: amount_as_typed(each.amount_ore) for at, each in stated.items()}
        sources = {at: value.source for at, value in inputs.items()}
        sources |= {at: each.source for at, each in stated.items()}
        reckoned = sheet_of(self.financing_round, self.years)
        labels = {each.key: each.label for each in stated.values()}
        rows = []
        for key in self._keys(stated):
            definition = input_definitions().get(key)
            name = (
                definition.name(language())
                if definition
                else sheet_line(key, labels.get(key, "")).name(language())
            )
            unit = unit_word(definition.unit if definition else InputUnit.KRONOR)
            ore = {year: reckoned.amount_ore(key, year) for year in self.years} if not definition else {}
            cells = [
                self._cell(key, year, name, texts.get((year, key), ""), ore.get(year)) for year in self.years
            ]
            source = self._source(key, sources)
            rows.append(GridRow(key, name, unit, cells, f"{SOURCE}-{key}", source, definition is not None))
        return rows

    def _keys(self, stated: Mapping[Place, StatedAmount]) -> list[str]:
        own = sorted({key for _year, key in stated} - {line.key for line in sheet_lines()})
        lines = [line.key for line in sheet_lines() if not line.is_total]
        return [*input_definitions(), *lines, *own]

    def _cell(self, key: str, year: int, name: str, text: str, ore: int | None) -> GridCell:
        field_name = f"{VALUE}-{year}-{key}"
        return GridCell(
            field_name,
            self.given.get(field_name, text),
            f"{name} {year}",
            self.faults.get(field_name, ""),
            None if text else ore,
        )

    def _source(self, key: str, sources: Mapping[Place, str]) -> str:
        found = dict.fromkeys(sources[year, key] for year in self.years if (year, key) in sources)
        return self.given.get(f"{SOURCE}-{key}", "; ".join(filter(None, found)))

    def seen(self) -> dict[str, str]:
        """Return the texts of every field, for the form to say what the person had seen."""
        return {cell.name: cell.text for row in self.rows() for cell in row.cells} | {
            row.source_name: row.source for row in self.rows()
        }


@dataclass(frozen=True)
class Written:
    """What a person wrote anew: values to set, ``None`` to take away, and what could not be read, by field."""

    inputs: dict[Place, InputValue | None]
    stated: dict[Place, StatedAmount | None]
    faults: dict[str, str]


def read_grid(grid: Grid, seen: Mapping[str, str]) -> Written:
    """Return what the fields say now that they did not say when the form was opened."""
    inputs: dict[Place, InputValue | None] = {}
    stated: dict[Place, StatedAmount | None] = {}
    faults: dict[str, str] = {}
    labels = {each.key: each.label for each in stated_of(grid.financing_round).values()}
    for row in grid.rows():
        moved_source = row.source != seen.get(row.source_name, row.source)
        for year, cell in zip(grid.years, row.cells, strict=True):
            text = cell.text.strip()
            is_new = text != seen.get(cell.name, "").strip()
            if not is_new and not (moved_source and text):
                continue
            try:
                if row.is_input:
                    inputs[year, row.key] = input_typed(row.key, text, row.source)
                else:
                    amount = ore_typed(text)
                    label = labels.get(row.key, "")
                    stated[year, row.key] = (
                        None if amount is None else StatedAmount(row.key, amount, label, row.source)
                    )
            except ValueError:
                faults[cell.name] = _("Write a number, as 1 250,5, or leave the cell empty.")
    return Written(inputs, stated, faults)


def input_typed(key: str, text: str, source: str) -> InputValue | None:
    """Return what a field says of an input, in the unit of the rules; raises ``ValueError``."""
    if not text:
        return None
    value = typed_number(text)
    if input_definitions()[key].unit is InputUnit.KRONOR:
        value = value.scaleb(DECIMALS_OF_MNKR)
    rounded = value.quantize(KEPT_DECIMALS, rounding=ROUND_HALF_UP)
    return InputValue(rounded.normalize() + 0, source)


def ore_typed(text: str) -> int | None:
    """Return the öre of an amount typed in millions of kronor, half up; raises ``ValueError``."""
    if not text:
        return None
    exact = typed_number(text) * ORE_PER_UNIT[AMOUNT_UNIT]
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def amount_as_typed(ore: int) -> str:
    """Return öre as a field holds them: millions of kronor, every decimal."""
    return exact_number_text(Decimal(ore) / ORE_PER_UNIT[AMOUNT_UNIT], 0, language())


def language() -> str:
    return get_language() or "sv"
